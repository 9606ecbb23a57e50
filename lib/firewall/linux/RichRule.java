package firewall.linux;

import firewall.Change;
import firewall.Lifetime;
import firewall.linux.iptables.IptablesArgs;
import firewall.linux.iptables.IptablesSave;
import firewall.linux.iptables.IptablesTables;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.RuleStep;
import firewall.linux.netfilter.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import net.Cidr;
import net.Protocol;
import process.Command;
import process.Fact;
import process.Ran;
import process.Shell;
import process.ShellCommand;
import process.World;

/**
 * One rich rule of firewalld: one protocol, one port, the LAN as source. firewalld has two configurations, the one at
 * work and the one that it begins with, and a rule of either (firewall-cmd(1), firewalld.richlanguage(5)). It keeps no
 * comment with a rule; one that is there already is left as it is, and so never taken back.
 */
sealed interface RichRule extends Change permits FirewalldRule, FirewalldFirstRule {
    Pattern ZONE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_/-]{0,63}");
    Map<String, String> ENGLISH = Map.of("LC_ALL", "C");
    /** firewall-cmd is written in Python and asks a service. */
    Duration LIMIT = Duration.ofSeconds(30);
    /** What {@code --query-rich-rule} ends with where the rule is not there. */
    int NO = 1;

    /** Whose packets it is for. */
    String zone();

    /** True for the configuration that firewalld begins with. */
    boolean permanent();

    Protocol protocol();

    /** The network that is let in. */
    Cidr source();

    int port();

    /** The lower the earlier; empty for firewalld's own order. */
    Optional<Integer> priority();

    /** The same in the configuration that firewalld begins with. */
    RichRule lasting();

    /** @throws IllegalArgumentException for what is not a rule of ours */
    static void require(String zone, Protocol protocol, Cidr source, int port) {
        if (zone == null || !zone(zone)) {
            throw new IllegalArgumentException("not the name of a zone: " + zone);
        }
        if (protocol == null || source == null) {
            throw new IllegalArgumentException("a rule needs a protocol and a source");
        }
        IptablesRule.require(source);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /** True for what may be the name of a zone. */
    static boolean zone(String name) {
        return ZONE.matcher(name).matches();
    }

    @Override
    default Lifetime lifetime() {
        return permanent() ? Lifetime.PERMANENT : Lifetime.UNTIL_FIREWALLD_RELOAD;
    }

    @Override
    default boolean keeps(Change other) {
        return permanent() && other instanceof RichRule rule && !rule.permanent() && rule.lasting().equals(this);
    }

    private String rich() {
        return "rule " + priority().map(first -> "priority=\"" + first + "\" ").orElse("")
                + "family=\"" + (source().isV4() ? "ipv4" : "ipv6") + "\" source address=\"" + source()
                + "\" port port=\"" + port() + "\" protocol=\"" + protocol().id() + "\" accept";
    }

    private List<String> words(String verb) {
        List<String> words = new ArrayList<>(permanent() ? List.of("--permanent") : List.of());
        words.addAll(List.of("--zone=" + zone(), "--" + verb + "-rich-rule=" + rich()));
        return words;
    }

    private ShellCommand paste(String verb) {
        List<String> all = new ArrayList<>(List.of("sudo", "firewall-cmd"));
        all.addAll(words(verb));
        return new ShellCommand(Shell.BASH, true, Shell.BASH.line(all));
    }

    @Override
    default List<ShellCommand> paste() {
        return List.of(paste("add"));
    }

    @Override
    default List<ShellCommand> pasteUndo() {
        return List.of(paste("remove"));
    }

    @Override
    default Optional<ShellCommand> pasteTest() {
        return Optional.of(paste("query"));
    }

    /** The rule as it will stand in this chain. */
    default RuleStep step(Store store, String chain) {
        var words = List.of("-s", source().toString(), "-p", protocol().id(), "-m", protocol().id(), "--dport",
                String.valueOf(port()), "-j", "ACCEPT");
        return IptablesTables.step(store, source().isV4() ? Family.V4 : Family.V6, chain,
                IptablesArgs.of(words.stream().map(word -> new IptablesSave.Word(word, false)).toList()));
    }

    private Ran run(World world, String verb) {
        return world.run(Command.of("firewall-cmd", words(verb)).with(ENGLISH).within(LIMIT));
    }

    @Override
    default Fact<State> state(World world) {
        Ran ran = run(world, "query");
        return ran.succeeded() ? Fact.known(State.PRESENT)
                : ran.end() instanceof Ran.Exited(int code) && code == NO ? Fact.known(State.ABSENT)
                : Fact.unknown(ran.failure());
    }

    @Override
    default Fact<List<String>> found(World world) {
        return state(world).map(now -> now == State.PRESENT ? List.of(rich()) : List.of());
    }

    @Override
    default Fact<State> apply(World world) {
        return changed(world, "add");
    }

    @Override
    default Fact<State> undo(World world, boolean force) {
        return changed(world, "remove");
    }

    /** firewalld says that all is well, with a warning, where there is nothing to add or to remove. */
    private Fact<State> changed(World world, String verb) {
        Ran ran = run(world, verb);
        return ran.succeeded() ? state(world) : Fact.unknown(ran.failure());
    }
}
