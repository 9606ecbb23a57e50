package firewall.linux.netfilter;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import net.Protocol;

/**
 * A packet at one point of its way, with all that a rule may ask of it.
 *
 * @param sourcePort  all ports it may come from: a client's is not known
 * @param in          adapter it came in on, {@code ""} for one that this machine sends, empty where not known
 * @param out         adapter it leaves on, {@code ""} where it stays, empty where not known
 * @param mark        its mark, empty where not known
 * @param tracking    what connection tracking has made of it so far
 * @param stage       which packet of the connection it is
 * @param translated  true when its destination was changed on the way
 */
public record Packet(Protocol protocol, InetAddress source, Range sourcePort, InetAddress destination,
        Range destinationPort,
        Optional<String> in, Optional<String> out, Optional<BigInteger> mark, Optional<BigInteger> connectionMark,
        Tracking tracking, Stage stage, boolean translated, InetAddress originalSource,
        InetAddress originalDestination, int originalPort) {

    /**
     * Ports that a client comes from: 32768 to 60999 on Linux and Android (ip_local_port_range of ip-sysctl), 49152 to
     * 65535 elsewhere (RFC 6335 section 6).
     */
    static final Range CLIENT_PORTS = Range.of(32_768, 65_535);

    private static final BigInteger ALL_BITS = BigInteger.valueOf(0xFFFF_FFFFL);
    private static final long SYN = 2;
    private static final long ACK = 16;
    private static final BigInteger PUSH = BigInteger.valueOf(8);
    /** ECE and CWR: a client that can do ECN sets both on its SYN (RFC 3168 section 6.1.1), another neither. */
    private static final BigInteger ECN = BigInteger.valueOf(0xC0);
    /** PACKET_HOST of linux/if_packet.h: sent to this machine alone. */
    private static final long TO_HOST = 0;

    /** The packets of a connection that rules tell apart. */
    public enum Stage {
        FIRST, ANSWER,
        /** What the client sends once it has the answer. */
        LATER,
        /** What the one who answers sends then. */
        LATER_ANSWER;

        /** Whether it goes back to the client. */
        public boolean isBack() {
            return this == ANSWER || this == LATER_ANSWER;
        }
    }

    /** How far connection tracking is with a packet. */
    public enum Tracking { NOT_YET, TRACKED, NEVER }

    /** The first packet of a connection, before any rule has seen it. */
    static Packet first(Protocol protocol, InetAddress from, InetAddress to, int port, String in, String out) {
        return new Packet(protocol, from, CLIENT_PORTS, to, Range.of(port), Optional.of(in), Optional.of(out),
                Optional.of(BigInteger.ZERO), Optional.of(BigInteger.ZERO), Tracking.NOT_YET, Stage.FIRST, false, from,
                to, port);
    }

    Family family() {
        return Family.of(destination);
    }

    /** What a field of this packet holds; empty where it has no such field, so that no condition on it holds. */
    Optional<Seen> value(Field field, HostNetwork hostNetwork) {
        return switch (field) {
            case FAMILY -> Seen.some(Range.of(family().number()));
            case PROTOCOL -> Seen.some(Range.of(protocol.number()));
            case SOURCE -> Seen.some(Range.of(source));
            case DESTINATION -> Seen.some(Range.of(destination));
            case SOURCE_PORT -> Seen.some(sourcePort);
            case DESTINATION_PORT -> Seen.some(destinationPort);
            case TCP_FLAGS -> protocol == Protocol.TCP
                    ? Optional.of(new Seen(Range.of(flags()), stage == Stage.FIRST ? ECN : ECN.or(PUSH)))
                    : Optional.empty();
            case PACKET_TYPE -> Seen.some(Range.of(TO_HOST));
            case SOURCE_TYPE -> Seen.some(hostNetwork.type(source, Optional.empty()).span());
            case DESTINATION_TYPE -> Seen.some(hostNetwork.type(destination, Optional.empty()).span());
            case MARK -> marked(mark);
            case CONNECTION_MARK -> tracked().flatMap(yes -> marked(connectionMark));
            case STATE -> Seen.some(Range.of(state()));
            case STATUS -> tracked().flatMap(yes -> Seen.some(Range.of(
                    (translated ? ConnectionBits.DNAT : 0)
                            + (stage != Stage.FIRST ? ConnectionBits.SEEN_REPLY + ConnectionBits.CONFIRMED : 0))));
            case DIRECTION -> tracked().flatMap(yes -> Seen.some(Range.of(stage.isBack() ? 1 : 0)));
            case ORIGINAL_SOURCE -> tracked().flatMap(yes -> Seen.some(Range.of(originalSource)));
            case ORIGINAL_DESTINATION -> tracked().flatMap(yes -> Seen.some(Range.of(originalDestination)));
            case ORIGINAL_PORT -> tracked().flatMap(yes -> Seen.some(Range.of(originalPort)));
            case IN, OUT -> throw new IllegalArgumentException(field + " is a name");
        };
    }

    private static Optional<Seen> marked(Optional<BigInteger> mark) {
        return Optional.of(new Seen(Range.of(mark.orElse(BigInteger.ZERO)),
                mark.isPresent() ? BigInteger.ZERO : ALL_BITS));
    }

    private Optional<Boolean> tracked() {
        return tracking == Tracking.TRACKED ? Optional.of(true) : Optional.empty();
    }

    /** A packet that tracking has not seen yet counts as invalid: so do xt_conntrack and nft_ct in the kernel. */
    private int state() {
        return switch (tracking) {
            case NOT_YET -> ConnectionBits.INVALID;
            case NEVER -> ConnectionBits.UNTRACKED;
            case TRACKED -> stage == Stage.FIRST ? ConnectionBits.NEW : ConnectionBits.ESTABLISHED;
        };
    }

    private long flags() {
        return switch (stage) {
            case FIRST -> SYN;
            case ANSWER -> SYN + ACK;
            case LATER, LATER_ANSWER -> ACK;
        };
    }

    /**
     * The values a field may have.
     *
     * @param doubt bits that may be set or not
     */
    record Seen(Range range, BigInteger doubt) {

        static Optional<Seen> some(Range range) {
            return Optional.of(new Seen(range, BigInteger.ZERO));
        }
    }

    Packet on(Optional<String> newIn, Optional<String> newOut) {
        return new Packet(protocol, source, sourcePort, destination, destinationPort, newIn, newOut, mark,
                connectionMark, tracking, stage, translated, originalSource, originalDestination, originalPort);
    }

    Packet tracked(Tracking now) {
        return new Packet(protocol, source, sourcePort, destination, destinationPort, in, out, mark, connectionMark,
                now, stage, translated, originalSource, originalDestination, originalPort);
    }

    Packet marked(Optional<BigInteger> packetMark, Optional<BigInteger> newConnectionMark) {
        return new Packet(protocol, source, sourcePort, destination, destinationPort, in, out, packetMark,
                newConnectionMark, tracking, stage, translated, originalSource, originalDestination, originalPort);
    }

    Packet sentTo(InetAddress address, Range ports) {
        return new Packet(protocol, source, sourcePort, address, ports, in, out, mark, connectionMark, tracking, stage,
                true, originalSource, originalDestination, originalPort);
    }

    /** The answer to this packet, as it leaves who got it: from there back to where it came from. */
    Packet answer(Stage which, Optional<String> newIn, Optional<String> newOut) {
        return new Packet(protocol, destination, destinationPort, source, sourcePort, newIn, newOut,
                Optional.of(BigInteger.ZERO), connectionMark, Tracking.NOT_YET, which, translated,
                originalSource, originalDestination, originalPort);
    }

    /** The next packet of the client, as it set out; a translation is not looked up again, it is applied. */
    Packet later(Packet first) {
        return new Packet(protocol, first.source, sourcePort, originalDestination, Range.of(originalPort), first.in,
                first.out, Optional.of(BigInteger.ZERO), connectionMark, Tracking.NOT_YET, Stage.LATER, false,
                originalSource, originalDestination, originalPort);
    }
}
