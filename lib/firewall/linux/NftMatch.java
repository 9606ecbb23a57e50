package firewall.linux;

import firewall.linux.netfilter.Condition;
import firewall.linux.netfilter.ConnectionBits;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.Field;
import firewall.linux.netfilter.Operand;
import firewall.linux.netfilter.Range;
import firewall.linux.netfilter.Statement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import json.Id;
import net.Cidr;
import net.Protocol;

/**
 * Which packets between the LAN and one port a rule of nft's lets pass: in the words in which nft lists the rule again
 * (nft(8), "PAYLOAD EXPRESSIONS" and "CONNTRACK EXPRESSIONS"), and as conditions on data.
 */
enum NftMatch implements Id {
    /** What the LAN sends to the port. */
    ARRIVING("arriving"),
    /**
     * Both ways of a connection that was translated to a container: the container's answers meet the same chain, and
     * its address changes when it is made anew, which the port that was asked for does not.
     */
    TRANSLATED("translated"),
    /** What goes back on a connection to the port. */
    ANSWERS("answers");

    private final String id;

    NftMatch(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    String words(Protocol protocol, Cidr source, int port) {
        String ip = source.isV4() ? "ip" : "ip6";
        return switch (this) {
            case ARRIVING -> ip + " saddr " + source + " " + protocol.id() + " dport " + port;
            case TRANSLATED -> "ct status dnat " + original(ip, protocol, source, port);
            case ANSWERS -> "ct direction reply " + original(ip, protocol, source, port);
        };
    }

    private static String original(String ip, Protocol protocol, Cidr source, int port) {
        return "ct original " + ip + " saddr " + source + " meta l4proto " + protocol.id()
                + " ct original proto-dst " + port;
    }

    List<Statement> statements(Protocol protocol, Cidr source, int port) {
        Range lan = Range.of(source.inet(), source.prefix());
        Range family = Range.of((source.isV4() ? Family.V4 : Family.V6).number());
        Condition both = one(Field.FAMILY, family);
        Condition of = one(Field.PROTOCOL, Range.of(protocol.number()));
        List<Condition> conditions = switch (this) {
            case ARRIVING -> List.of(both, one(Field.SOURCE, lan), of, one(Field.DESTINATION_PORT, Range.of(port)));
            case TRANSLATED -> List.of(
                    new Condition.AnyBit(Field.STATUS, BigInteger.valueOf(ConnectionBits.DNAT), false), both,
                    one(Field.ORIGINAL_SOURCE, lan), of, one(Field.ORIGINAL_PORT, Range.of(port)));
            case ANSWERS -> List.of(one(Field.DIRECTION, Range.of(1)), both, one(Field.ORIGINAL_SOURCE, lan), of,
                    one(Field.ORIGINAL_PORT, Range.of(port)));
        };
        List<Statement> statements = new ArrayList<>();
        conditions.forEach(condition -> statements.add(new Statement.Check(condition)));
        statements.add(new Statement.Accept());
        return statements;
    }

    private static Condition one(Field field, Operand value) {
        return Condition.In.of(field, false, List.of(value));
    }
}
