package firewall.linux;

import firewall.Change;
import firewall.Lifetime;
import firewall.Rule;
import firewall.linux.netfilter.RuleStep;
import firewall.linux.nft.NftText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
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
 * One rule that accepts, in a table that nft has made: one protocol, one port, the LAN. The kernel gives each rule of a
 * table a handle, by which the rule is placed and deleted again (nft(8), "RULES"); every other rule stays as it is.
 *
 * @param table    with its family, as nft's commands take it: {@code inet filter}
 * @param chain    the chain it stands in
 * @param above    the rule, as nft lists it without counts, that it is put above; empty to go to the chain's end
 * @param handle   of that rule when this was planned; 0 for the end
 * @param match    which packets it is for
 * @param source   the network that is let in
 * @param comment  what makes it ours
 */
public record NftRule(String table, String chain, String above, long handle, NftMatch match, Protocol protocol,
        Cidr source, int port, String comment) implements Change {

    private static final Pattern TABLE = Pattern.compile("(ip|ip6|inet|netdev) [A-Za-z][A-Za-z0-9_./-]{0,63}");
    private static final Pattern CHAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]{0,63}");
    private static final Map<String, String> ENGLISH = Map.of("LC_ALL", "C");

    private static final String PLANNED = "planned";

    /** What counts on between one listing and the next. */
    private static final Pattern COUNTS = Pattern.compile(
            "(?<=counter) packets \\d+ bytes \\d+| used \\d+ \\S+(?= |$)|(?<=last used) \\S+");

    public NftRule {
        if (match == null || protocol == null || source == null) {
            throw new IllegalArgumentException("a rule needs what it is for, a protocol and a source");
        }
        if (table == null || chain == null || !names(table, chain)) {
            throw new IllegalArgumentException("not the names of a table and a chain: " + table + ", " + chain);
        }
        if (above == null || handle < 0 || above.isEmpty() != (handle == 0)) {
            throw new IllegalArgumentException("not a place in " + chain + ": " + handle + " " + above);
        }
        IptablesRule.require(source);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        RuleComment.requireNft(comment);
    }

    /** True where nft takes these names without quotes. */
    static boolean names(String table, String chain) {
        return TABLE.matcher(table).matches() && CHAIN.matcher(chain).matches();
    }

    /** A rule as nft lists it, without what it has counted. */
    static String still(String listed) {
        return COUNTS.matcher(listed).replaceAll("");
    }

    /** Of a rule as it was read, {@code nft inet filter input handle 5}; empty for one of ours that is only planned. */
    static OptionalLong handle(Rule rule) {
        String last = rule.id().substring(rule.id().lastIndexOf(' ') + 1);
        return last.equals(PLANNED) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(last));
    }

    @Override
    public String kind() {
        return "nft-rule";
    }

    private String place() {
        return table + " " + chain;
    }

    @Override
    public Message what() {
        boolean answers = match == NftMatch.ANSWERS;
        return above.isEmpty()
                ? Message.of(answers ? "firewall-linux.add-nft-answers-at-end" : "firewall-linux.add-nft-at-end",
                        protocol.id(), port, source, place())
                : Message.of(answers ? "firewall-linux.add-nft-answers-above" : "firewall-linux.add-nft-above",
                        protocol.id(), port, source, place(), above);
    }

    @Override
    public Lifetime lifetime() {
        return Lifetime.UNTIL_NFTABLES_RELOAD;
    }

    /** What somebody can do so that it is there again once its table is made anew. */
    Message forGood() {
        return above.isEmpty()
                ? Message.of("firewall-linux.nft-for-good-at-end", NftablesInclude.CONF, chain, table, line())
                : Message.of("firewall-linux.nft-for-good-above", NftablesInclude.CONF, chain, table, above, line());
    }

    /** The same for several at once, each after where it belongs. */
    Message inFile() {
        return above.isEmpty() ? Message.of("firewall-linux.nft-in-file-at-end", place(), line())
                : Message.of("firewall-linux.nft-in-file-above", place(), above, line());
    }

    private String words() {
        return match.words(protocol, source, port) + " accept";
    }

    /** The rule as nft lists it. */
    String line() {
        return words() + " " + mark();
    }

    private String mark() {
        return "comment \"" + comment + "\"";
    }

    private List<String> adding(long at) {
        var args = new ArrayList<>(List.of(at == 0 ? "add" : "insert", "rule"));
        args.addAll(List.of(place().split(" ")));
        if (at != 0) {
            args.addAll(List.of("handle", String.valueOf(at)));
        }
        args.addAll(List.of(words().split(" ")));
        args.addAll(List.of("comment", "\"" + comment + "\""));
        return args;
    }

    @Override
    public List<ShellCommand> paste() {
        var words = new ArrayList<>(List.of("sudo", "nft"));
        words.addAll(adding(handle));
        return List.of(bash(Shell.BASH.line(words)));
    }

    /** Its handle is not known before it is there. */
    @Override
    public List<ShellCommand> pasteUndo() {
        return List.of(bash("sudo nft -a list chain " + place() + " | grep -F "
                + Shell.BASH.quote(mark() + " # handle ") + " | sed 's/.* //' | xargs -r -n 1 sudo nft delete rule "
                + place() + " handle"));
    }

    @Override
    public Optional<ShellCommand> pasteTest() {
        return Optional.of(bash("sudo nft list chain " + place() + " | grep -qF " + Shell.BASH.quote(mark())));
    }

    private static ShellCommand bash(String line) {
        return new ShellCommand(Shell.BASH, true, line);
    }

    /** The rule as it will stand among the others. */
    RuleStep step() {
        return new RuleStep(new Rule("nft " + place() + " handle " + PLANNED, comment, line(), place(), false),
                match.statements(protocol, source, port));
    }

    /** A rule of this chain. */
    private record Listed(long handle, String text) { }

    private Fact<List<Listed>> listed(World world) {
        Ran ran = world.run(Command.of("nft", "--handle", "list", "ruleset").with(ENGLISH));
        if (!ran.succeeded()) {
            return Fact.unknown(RulesReader.refused(ran));
        }
        var rules = new ArrayList<Listed>();
        NftText.parse(ran.outText()).rules().forEach((name, text) -> {
            if (name.startsWith(place() + " ")) {
                rules.add(new Listed(Long.parseLong(name.substring(place().length() + 1)), still(text)));
            }
        });
        return Fact.known(rules);
    }

    private List<Listed> marked(List<Listed> rules) {
        return rules.stream().filter(rule -> rule.text.endsWith(mark())).toList();
    }

    private State state(List<Listed> rules) {
        List<Listed> marked = marked(rules);
        return marked.isEmpty() ? State.ABSENT
                : marked.stream().allMatch(rule -> rule.text.equals(line())) ? State.PRESENT : State.EDITED;
    }

    @Override
    public Fact<State> state(World world) {
        return listed(world).map(this::state);
    }

    @Override
    public Fact<List<String>> found(World world) {
        return listed(world).map(rules -> marked(rules).stream().map(Listed::text).toList());
    }

    @Override
    public Fact<State> apply(World world) {
        return listed(world).then(rules -> {
            if (state(rules) != State.ABSENT) {
                return Fact.known(state(rules));
            }
            // Looked up anew: a table that was loaded again has the same rules under other handles.
            List<Listed> places = rules.stream().filter(rule -> rule.text.equals(above)).toList();
            if (places.isEmpty() && !above.isEmpty()) {
                return Fact.unknown(Message.of("firewall-linux.place-gone", above, place()));
            }
            long at = above.isEmpty() ? 0 : places.stream().map(Listed::handle).filter(each -> each == handle)
                    .findFirst().orElseGet(() -> places.getFirst().handle());
            Ran ran = run(world, adding(at));
            return ran.succeeded() ? state(world) : Fact.unknown(RulesReader.refused(ran));
        });
    }

    @Override
    public Fact<State> undo(World world, boolean force) {
        return listed(world).then(rules -> {
            State state = state(rules);
            if (state == State.ABSENT || state == State.EDITED && !force) {
                return Fact.known(state);
            }
            for (Listed rule : marked(rules)) {
                var args = new ArrayList<>(List.of("delete", "rule"));
                args.addAll(List.of(place().split(" ")));
                args.addAll(List.of("handle", String.valueOf(rule.handle)));
                Ran ran = run(world, args);
                if (!ran.succeeded()) {
                    return Fact.unknown(RulesReader.refused(ran));
                }
            }
            return state(world);
        });
    }

    private static Ran run(World world, List<String> args) {
        return world.run(Command.of("nft", args).with(ENGLISH));
    }
}
