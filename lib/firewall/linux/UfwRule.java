package firewall.linux;

import firewall.Change;
import firewall.Lifetime;
import firewall.linux.iptables.IptablesArgs;
import firewall.linux.iptables.IptablesSave;
import firewall.linux.iptables.IptablesTables;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.RuleStep;
import firewall.linux.netfilter.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.Cidr;
import net.Protocol;
import process.Command;
import process.Fact;
import process.Ran;
import process.Shell;
import process.ShellCommand;
import process.World;
import text.Message;

/**
 * One rule that ufw keeps: it outlives a restart, and ufw shows it among its own.
 *
 * @param first   true to stand above all of ufw's rules, because one of them blocks
 * @param source  the network that is let in
 * @param comment what makes it ours
 */
public record UfwRule(boolean first, Protocol protocol, Cidr source, int port, String comment) implements Change {

    /** Where ufw keeps its rules; with a line before each such as {@link Tuple} reads. */
    private static final String FILE_V4 = "/etc/ufw/user.rules";
    private static final String FILE_V6 = "/etc/ufw/user6.rules";

    /** ufw is written in Python, which needs a locale with UTF-8 to take a comment that is not ASCII. */
    private static final Map<String, String> LOCALE = Map.of("LC_ALL", "C.UTF-8");

    public UfwRule {
        if (protocol == null || source == null) {
            throw new IllegalArgumentException("a rule needs a protocol and a source");
        }
        IptablesRule.require(source);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        RuleComment.require(comment);
    }

    /**
     * {@code ### tuple ### allow tcp 8000 0.0.0.0/0 any 192.168.1.0/24 in comment=72756e}: action, protocol, port,
     * destination, source port, source, direction.
     */
    private record Tuple(List<String> words, String comment) {

        static Optional<Tuple> of(String line) {
            if (!line.startsWith("### tuple ### ")) {
                return Optional.empty();
            }
            List<String> words = new ArrayList<>(List.of(line.substring("### tuple ### ".length()).split(" ", -1)));
            String last = words.getLast();
            if (!last.startsWith("comment=")) {
                return Optional.of(new Tuple(words, ""));
            }
            words.removeLast();
            try {
                byte[] bytes = HexFormat.of().parseHex(last.substring("comment=".length()));
                return Optional.of(new Tuple(words, new String(bytes, StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException e) {
                return Optional.of(new Tuple(words, ""));
            }
        }
    }

    private List<String> tuple() {
        return List.of("allow", protocol.id(), String.valueOf(port), source.isV4() ? "0.0.0.0/0" : "::/0", "any",
                from(), "in");
    }

    /** ufw leaves the length of a single address out. */
    private String from() {
        return source.prefix() == source.inet().getAddress().length * 8 ? source.address() : source.toString();
    }

    @Override
    public String kind() {
        return "ufw-rule";
    }

    @Override
    public Message what() {
        return Message.of(first ? "firewall-linux.add-ufw-first" : "firewall-linux.add-ufw", protocol.id(), port,
                source);
    }

    private List<String> rule() {
        return List.of("allow", "proto", protocol.id(), "from", source.toString(), "to", "any", "port",
                String.valueOf(port));
    }

    private List<String> adding() {
        List<String> words = new ArrayList<>(first ? List.of("prepend") : List.of());
        words.addAll(rule());
        words.addAll(List.of("comment", comment));
        return words;
    }

    private List<String> deleting() {
        List<String> words = new ArrayList<>(List.of("--force", "delete"));
        words.addAll(rule());
        return words;
    }

    private static ShellCommand paste(List<String> args) {
        List<String> words = new ArrayList<>(List.of("sudo", "ufw"));
        words.addAll(args);
        return new ShellCommand(Shell.BASH, true, Shell.BASH.line(words));
    }

    @Override
    public Lifetime lifetime() {
        return Lifetime.PERMANENT;
    }

    @Override
    public List<ShellCommand> paste() {
        return List.of(paste(adding()));
    }

    @Override
    public List<ShellCommand> pasteUndo() {
        return List.of(paste(deleting()));
    }

    /** The rule as it will stand in ufw's chain. */
    RuleStep step(Store store) {
        Family family = source.isV4() ? Family.V4 : Family.V6;
        var words = List.of("-s", source.toString(), "-p", protocol.id(), "-m", protocol.id(), "--dport",
                String.valueOf(port), "-j", "ACCEPT");
        return IptablesTables.step(store, family, chain(), IptablesArgs.of(words.stream()
                .map(word -> new IptablesSave.Word(word, false)).toList()));
    }

    String chain() {
        return source.isV4() ? "ufw-user-input" : "ufw6-user-input";
    }

    private Fact<List<Tuple>> tuples(World world) {
        return world.file(source.isV4() ? FILE_V4 : FILE_V6)
                .map(text -> text.lines().flatMap(line -> Tuple.of(line).stream()).toList());
    }

    @Override
    public Fact<State> state(World world) {
        return tuples(world).map(this::state);
    }

    private State state(List<Tuple> tuples) {
        List<Tuple> marked = tuples.stream().filter(tuple -> tuple.comment.equals(comment)).toList();
        if (marked.isEmpty()) {
            return State.ABSENT;
        }
        return marked.stream().allMatch(tuple -> tuple.words.equals(tuple())) ? State.PRESENT : State.EDITED;
    }

    @Override
    public Fact<List<String>> found(World world) {
        return tuples(world).map(tuples -> tuples.stream().filter(tuple -> tuple.comment.equals(comment))
                .map(tuple -> String.join(" ", tuple.words)).toList());
    }

    @Override
    public Fact<State> apply(World world) {
        return tuples(world).then(tuples -> {
            if (state(tuples) != State.ABSENT) {
                return Fact.known(state(tuples));
            }
            if (tuples.stream().anyMatch(tuple -> tuple.words.equals(tuple()))) {
                // ufw would only put our comment on it, and undoing would then remove what was there before.
                return Fact.unknown(Message.of("firewall-linux.ufw-has-it", String.join(" ", tuple())));
            }
            Ran ran = world.run(Command.of("ufw", adding()).with(LOCALE));
            return ran.succeeded() ? state(world) : Fact.unknown(RulesReader.refused(ran));
        });
    }

    @Override
    public Fact<State> undo(World world, boolean force) {
        return tuples(world).then(tuples -> switch (state(tuples)) {
            case ABSENT -> Fact.known(State.ABSENT);
            case EDITED -> force ? Fact.unknown(Message.of("firewall-linux.ufw-by-hand", comment))
                    : Fact.known(State.EDITED);
            case PRESENT -> {
                Ran ran = world.run(Command.of("ufw", deleting()).with(LOCALE));
                yield ran.succeeded() ? state(world) : Fact.unknown(RulesReader.refused(ran));
            }
        });
    }
}
