package firewall.linux;

import firewall.Advice;
import firewall.Firewall.Wanted;
import firewall.Rule;
import firewall.linux.iptables.IptablesArgs;
import firewall.linux.iptables.IptablesSave;
import firewall.linux.iptables.IptablesTables;
import firewall.linux.netfilter.Chain;
import firewall.linux.netfilter.Condition;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.Field;
import firewall.linux.netfilter.Packet;
import firewall.linux.netfilter.Range;
import firewall.linux.netfilter.RuleStep;
import firewall.linux.netfilter.Statement;
import firewall.linux.netfilter.Store;
import firewall.linux.netfilter.Table;
import firewall.linux.netfilter.Verdict;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import process.Shell;
import process.ShellCommand;
import text.Message;

/**
 * An ACCEPT at the place where a packet is stopped, as a line for a person to paste and as the rule that it makes. Two
 * forms are told apart: by what the packet itself says, and by its connection. The second one holds for a container's
 * port as well, which is translated, and for the answers, which have the policy of the same chain before them.
 *
 * @param index where the rule will stand, from 0; the size of the chain for its end
 */
record RuleLine(Table table, Chain chain, int index, RuleStep step, Advice advice) {

    /** One condition in the words of nft, and what they mean. */
    private record Match(String words, Condition condition) { }

    /** All that may do, the narrowest first; none where nothing can be said there. */
    static List<RuleLine> at(Verdict.Stopped stop, Wanted wanted) {
        return places(stop.spot()).stream().flatMap(index -> stop.spot().table().store() == Store.NFT
                ? nft(stop, wanted, index) : iptables(stop, wanted, index)).toList();
    }

    /** Above the rule that stops it; where that is the chain's default, at the end, or where nothing ends it before. */
    private static List<Integer> places(Verdict.Spot spot) {
        List<RuleStep> steps = spot.chain().steps();
        if (spot.index() < 0) {
            return steps.isEmpty() ? List.of(0) : List.of(steps.size(), 0);
        }
        // One rule of nft with a map of verdicts is several steps here.
        int first = spot.index();
        while (first > 0 && steps.get(first - 1).rule().equals(spot.rule())) {
            first--;
        }
        return List.of(first);
    }

    private static boolean byConnectionFirst(Packet packet) {
        return packet.translated() || packet.stage() != Packet.Stage.FIRST;
    }

    /** Before connection tracking, on an adapter and on a bridge's ports a connection has no words. */
    private static <T> List<T> ordered(Verdict.Stopped stop, T plain, T byConnection) {
        Packet packet = stop.packet();
        Table table = stop.spot().table();
        return packet.tracking() != Packet.Tracking.TRACKED || table.bridge() || table.name().startsWith("netdev ")
                ? List.of(plain)
                : byConnectionFirst(packet) ? List.of(byConnection, plain) : List.of(plain, byConnection);
    }

    private static Stream<RuleLine> nft(Verdict.Stopped stop, Wanted wanted, int index) {
        Table table = stop.spot().table();
        Chain chain = stop.spot().chain();
        boolean v4 = wanted.lan().isV4();
        String ip = v4 ? "ip" : "ip6";
        Range lan = Range.of(wanted.lan().inet(), wanted.lan().prefix());
        String protocol = wanted.flow().protocol().id();
        int port = wanted.flow().port();
        Packet packet = stop.packet();
        var ofFamily = Condition.In.of(Field.FAMILY, false, List.of(Range.of(Family.of(packet.source()).number())));
        var ofProtocol = Condition.In.of(Field.PROTOCOL, false, List.of(Range.of(wanted.flow().protocol().number())));
        boolean back = packet.stage().isBack();
        Range service = service(packet);
        List<Match> plain = List.of(new Match("", ofFamily),
                new Match(ip + (back ? " daddr " : " saddr ") + wanted.lan(),
                        Condition.In.of(back ? Field.DESTINATION : Field.SOURCE, false, List.of(lan))),
                new Match(protocol, ofProtocol),
                new Match((back ? "sport " : "dport ") + service.low(),
                        Condition.In.of(back ? Field.SOURCE_PORT : Field.DESTINATION_PORT, false, List.of(service))));
        List<Match> byConnection = List.of(
                new Match("ct original " + ip + " saddr " + wanted.lan(),
                        Condition.In.of(Field.ORIGINAL_SOURCE, false, List.of(lan))),
                new Match("meta l4proto " + protocol, ofProtocol),
                new Match("ct original proto-dst " + port,
                        Condition.In.of(Field.ORIGINAL_PORT, false, List.of(Range.of(port)))));
        return ordered(stop, plain, byConnection).stream().map(matches -> {
            var words = new ArrayList<>(List.of("sudo", "nft"));
            boolean end = index == chain.steps().size();
            words.addAll(List.of(end ? "add" : "insert", "rule"));
            words.addAll(List.of(table.name().split(" ")));
            words.add(chain.name());
            if (!end && index > 0) {
                words.addAll(List.of("handle", handle(chain.steps().get(index).rule())));
            }
            matches.stream().map(Match::words).filter(text -> !text.isEmpty())
                    .forEach(text -> words.addAll(List.of(text.split(" "))));
            words.add("accept");
            var statements = new ArrayList<Statement>();
            matches.forEach(match -> statements.add(new Statement.Check(match.condition())));
            statements.add(new Statement.Accept());
            String place = table.name() + " " + chain.name();
            var rule = new Rule("nft " + place + " new", chain.name(), String.join(" ", words), place, false);
            return new RuleLine(table, chain, index, new RuleStep(rule, statements), advice(wanted, place, words));
        });
    }

    /** The port of the service where the packet is now: a container's own, once it is translated. */
    private static Range service(Packet packet) {
        return packet.stage().isBack() ? packet.sourcePort() : packet.destinationPort();
    }

    /** What takes away the rule that stops it; empty where it is not written as a rule that stands alone. */
    static Optional<ShellCommand> deleting(Verdict.Stopped stop) {
        return deleting(stop.spot().table(), stop.spot().chain(), stop.spot().rule(),
                Family.of(stop.packet().source()));
    }

    /** What takes away a rule; empty where it is not written as a rule that stands alone. */
    static Optional<ShellCommand> deleting(Table table, Chain chain, Rule rule, Family family) {
        if (table.store() == Store.NFT) {
            var words = new ArrayList<>(List.of("sudo", "nft", "delete", "rule"));
            words.addAll(List.of(table.name().split(" ")));
            words.addAll(List.of(chain.name(), "handle", handle(rule)));
            return Optional.of(paste(words));
        }
        List<String> written = IptablesSave.words(rule.text()).stream().map(IptablesSave.Word::text).toList();
        if (written.size() < 3 || !written.getFirst().equals("-A")) {
            return Optional.empty();
        }
        var words = new ArrayList<>(List.of("sudo", table.store().program(family), "-w", "-t", table.name(), "-D"));
        words.addAll(written.subList(1, written.size()));
        return Optional.of(paste(words));
    }

    /** {@code nft inet filter forward handle 11}. */
    static String handle(Rule rule) {
        return rule.id().substring(rule.id().lastIndexOf(' ') + 1);
    }

    private static Stream<RuleLine> iptables(Verdict.Stopped stop, Wanted wanted, int index) {
        Table table = stop.spot().table();
        Chain chain = stop.spot().chain();
        boolean back = stop.packet().stage().isBack();
        String protocol = wanted.flow().protocol().id();
        List<String> plain = List.of(back ? "-d" : "-s", wanted.lan().toString(), "-p", protocol, "-m", protocol,
                back ? "--sport" : "--dport", service(stop.packet()).low().toString(), "-j", "ACCEPT");
        return ordered(stop, plain, byConnection(wanted)).stream()
                .map(rule -> iptables(table, chain, index, rule, stop, wanted));
    }

    private static List<String> byConnection(Wanted wanted) {
        return List.of("-p", wanted.flow().protocol().id(), "-m", "conntrack", "--ctorigsrc", wanted.lan().toString(),
                "--ctorigdstport", String.valueOf(wanted.flow().port()), "-j", "ACCEPT");
    }

    /** A rule of iptables for a connection, both its ways. */
    static RuleStep byConnection(Table table, Verdict.Stopped stop, Wanted wanted) {
        return iptables(table, stop.spot().chain(), 0, byConnection(wanted), stop, wanted).step();
    }

    private static RuleLine iptables(Table table, Chain chain, int index, List<String> rule, Verdict.Stopped stop,
            Wanted wanted) {
        Family family = Family.of(stop.packet().source());
        boolean end = index == chain.steps().size();
        var words = new ArrayList<>(List.of("sudo", table.store().program(family), "-w", "-t", table.name()));
        words.addAll(end ? List.of("-A", chain.name()) : List.of("-I", chain.name(), String.valueOf(index + 1)));
        words.addAll(rule);
        return new RuleLine(table, chain, index, IptablesTables.step(table.store(), family, chain.name(),
                IptablesArgs.of(rule.stream().map(word -> new IptablesSave.Word(word, false)).toList())),
                advice(wanted, table.name() + " " + chain.name(), words));
    }

    private static Advice advice(Wanted wanted, String place, List<String> words) {
        InetAddress device = wanted.flow().from();
        Cidr lan = wanted.lan();
        return new Advice(Message.of("firewall-linux.advice-accept", wanted.flow().port(),
                lan.prefix() == device.getAddress().length * 8 ? device.getHostAddress() : lan, place),
                List.of(paste(words)));
    }

    static ShellCommand paste(List<String> words) {
        return new ShellCommand(Shell.BASH, true, Shell.BASH.line(words));
    }
}
