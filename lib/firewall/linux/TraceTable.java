package firewall.linux;

import firewall.Change;
import firewall.Lifetime;
import firewall.linux.netfilter.Family;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import net.Protocol;
import process.Command;
import process.Fact;
import process.Ran;
import process.Shell;
import process.ShellCommand;
import process.World;
import text.Message;

/**
 * A table of our own in nf_tables that only looks: it notes who sends first packets to these ports, before any rule
 * can drop them, and which answers leave, and it has the kernel tell what each rule says of such a packet
 * ({@code meta nftrace set 1}, nft(8)). Every packet passes it as it came.
 *
 * @param tcp the ports, in order
 * @param udp the ports, in order
 */
public record TraceTable(List<Integer> tcp, List<Integer> udp) implements Change {

    static final String NAME = "runbook_watch";

    /** The chain of first packets. */
    public static final String ARRIVALS = "inet " + NAME + " came";

    /** Before raw (-300) and the reassembly of fragments (-400): of linux/netfilter_ipv4.h. */
    static final int PRIORITY = -450;

    /** Entries a set can have: past them, new ones are not noted. */
    static final int SIZE = 65535;

    /** Packets a second that the kernel tells about; a flood must not make it talk all the time. */
    private static final String LIMIT = "limit rate 200/second burst 200 packets ";

    private static final Map<String, String> ENGLISH = Map.of("LC_ALL", "C");

    public TraceTable {
        tcp = ports(tcp);
        udp = ports(udp);
        if (tcp.isEmpty() && udp.isEmpty()) {
            throw new IllegalArgumentException("no port to watch");
        }
    }

    private static List<Integer> ports(List<Integer> ports) {
        if (ports == null || ports.stream().anyMatch(port -> port == null || port < 1 || port > 65535)
                || !ports.equals(ports.stream().sorted().distinct().toList())) {
            throw new IllegalArgumentException("not ports in order: " + ports);
        }
        return List.copyOf(ports);
    }

    @Override
    public String kind() {
        return "linux-watch";
    }

    @Override
    public Message what() {
        return Message.of("firewall-linux.watch", NAME,
                Stream.concat(tcp.stream(), udp.stream()).distinct().map(Object.class::cast).toList());
    }

    @Override
    public Lifetime lifetime() {
        return Lifetime.UNTIL_RESTART;
    }

    @Override
    public List<ShellCommand> paste() {
        return List.of(paste(List.of(script())));
    }

    @Override
    public List<ShellCommand> pasteUndo() {
        return List.of(paste(List.of("delete", "table", "inet", NAME)));
    }

    private static ShellCommand paste(List<String> args) {
        List<String> words = new ArrayList<>(List.of("sudo", "nft"));
        words.addAll(args);
        return new ShellCommand(Shell.BASH, true, Shell.BASH.line(words));
    }

    /** What marks our rules: with other ports, or with a rule changed, it is not this table. */
    String mark() {
        var sum = new CRC32();
        sum.update((tcp + " " + udp).getBytes(StandardCharsets.US_ASCII));
        return "runbook-watch " + Long.toHexString(sum.getValue());
    }

    /** The sets that this table has. */
    List<String> sets() {
        List<String> sets = new ArrayList<>();
        for (Family family : Family.values()) {
            if (!tcp.isEmpty()) {
                sets.addAll(List.of("came" + digit(family), "answered" + digit(family), "reset" + digit(family)));
            }
            if (!udp.isEmpty()) {
                sets.add("udp" + digit(family));
            }
        }
        return sets;
    }

    private static String digit(Family family) {
        return family == Family.V4 ? "4" : "6";
    }

    /** The rules of each chain. */
    Map<String, List<String>> rules() {
        List<String> came = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        String first = "tcp dport " + set(tcp) + " tcp flags & (syn | ack) == syn ";
        for (Family family : Family.values()) {
            String ip = "meta nfproto ipv" + digit(family) + " ";
            String layer = family == Family.V4 ? "ip" : "ip6";
            if (!tcp.isEmpty()) {
                came.add(ip + first + "add @came" + digit(family) + " { " + layer + " saddr . tcp sport . tcp dport }");
                String to = digit(family) + " { " + layer + " daddr . tcp dport . tcp sport }";
                String from = ip + "tcp sport " + set(tcp);
                answers.add(from + " tcp flags & (syn | ack) == (syn | ack) add @answered" + to);
                answers.add(from + " tcp flags & rst == rst add @reset" + to);
            }
            if (!udp.isEmpty()) {
                came.add(ip + "udp dport " + set(udp) + " add @udp" + digit(family) + " { " + layer
                        + " saddr . udp sport . udp dport }");
            }
        }
        if (!tcp.isEmpty()) {
            came.add(first + LIMIT + "meta nftrace set 1");
        }
        if (!udp.isEmpty()) {
            came.add("udp dport " + set(udp) + " " + LIMIT + "meta nftrace set 1");
        }
        Map<String, List<String>> rules = new LinkedHashMap<>(Map.of("came", came));
        if (!answers.isEmpty()) {
            rules.put("answers", answers);
        }
        return rules;
    }

    private static String set(List<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", ", "{ ", " }"));
    }

    /** All commands, which nft carries out in one stroke or not at all. */
    private String script() {
        String table = "inet " + NAME;
        List<String> lines = new ArrayList<>(List.of("add table " + table));
        sets().forEach(name -> lines.add("add set " + table + " " + name + " { type ipv"
                + name.charAt(name.length() - 1)
                + "_addr . inet_service . inet_service; size " + SIZE + "; flags dynamic; }"));
        Map<String, List<String>> rules = rules();
        lines.add("add chain " + table + " came { type filter hook prerouting priority " + PRIORITY
                + "; policy accept; }");
        if (rules.containsKey("answers")) {
            // After the address of a container has become this machine's again (srcnat, 100).
            lines.add("add chain " + table + " answers { type filter hook postrouting priority 350; policy accept; }");
        }
        rules.forEach((chain, all) -> all.forEach(rule -> lines.add("add rule " + table + " " + chain + " " + rule
                + " comment \"" + mark() + "\"")));
        return String.join("; ", lines);
    }

    @Override
    public Fact<State> state(World world) {
        return TraceTableReader.read(world).map(listing -> listing.map(found -> found.isOf(this) ? State.PRESENT
                : State.EDITED).orElse(State.ABSENT));
    }

    @Override
    public Fact<List<String>> found(World world) {
        return state(world).then(state -> state == State.ABSENT ? Fact.known(List.of())
                : world.run(nft("list", "table", "inet", NAME)).text().map(text -> text.lines().toList()));
    }

    @Override
    public Fact<State> apply(World world) {
        return state(world).then(state -> {
            if (state != State.ABSENT) {
                return Fact.known(state);
            }
            Ran ran = world.run(nft(script()));
            return ran.succeeded() ? state(world) : Fact.unknown(RulesReader.refused(ran));
        });
    }

    @Override
    public Fact<State> undo(World world, boolean force) {
        return state(world).then(state -> {
            if (state == State.ABSENT || state == State.EDITED && !force) {
                return Fact.known(state);
            }
            Ran ran = world.run(nft("delete", "table", "inet", NAME));
            return ran.succeeded() ? state(world) : Fact.unknown(RulesReader.refused(ran));
        });
    }

    static Command nft(String... args) {
        return Command.of("nft", args).with(ENGLISH);
    }

    /** What it has noted so far; unknown where it is not there any more, or not as it was made. */
    public Fact<TraceTable.Arrivals> arrivals(World world) {
        return TraceTableReader.read(world).then(listing -> listing.filter(found -> found.isOf(this))
                .map(found -> Fact.known(found.arrivals()))
                .orElse(Fact.unknown(Message.of("firewall-linux.watch-gone", NAME))));
    }

    /** True where packets pass something of nf_tables before they come to this table, so that it may miss some. */
    public static Fact<Boolean> somethingAhead(World world) {
        Ran ran = world.run(nft("--json", "list", "chains"));
        return ran.succeeded() ? TraceTableReader.ahead(ran.outText()) : Fact.unknown(RulesReader.refused(ran));
    }

    /**
     * What a table has noted.
     *
     * @param came     who sent first packets, of TCP, and any packets, of UDP
     * @param answered to whom an answer left that takes the connection
     * @param reset    to whom an answer left that refuses the connection, or cuts it off
     * @param full     true where some may be missing, since there were too many
     */
    public record Arrivals(Set<Sender> came, Set<Sender> answered, Set<Sender> reset, boolean full) {

        public Arrivals {
            came = Set.copyOf(came);
            answered = Set.copyOf(answered);
            reset = Set.copyOf(reset);
        }

        /**
         * The other end of one connection.
         *
         * @param from its port
         * @param port this machine's, as the other end sees it
         */
        public record Sender(Protocol protocol, InetAddress device, int from, int port) { }
    }
}
