package firewall.linux;

import firewall.Change;
import firewall.Lifetime;
import firewall.linux.iptables.IptablesArgs;
import firewall.linux.iptables.IptablesSave;
import firewall.linux.iptables.IptablesTables;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.RuleStep;
import firewall.linux.netfilter.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
 * One ACCEPT in the filter table: one protocol, one port, the LAN as source.
 *
 * @param store    which iptables
 * @param chain    the chain it stands in
 * @param above    the rule, as iptables-save prints it, that it is put above; empty to go to the chain's end
 * @param position where that was when this was planned, counted from 1; 0 for the end
 * @param original true where the port is the one a device asks for, before it is translated to a container's
 * @param source   the network that is let in
 * @param comment  what makes it ours
 */
public record IptablesRule(Store store, String chain, String above, int position, boolean original, Protocol protocol,
        Cidr source, int port, String comment) implements Change {

    /** Seconds to wait while another program changes the tables (iptables(8), {@code --wait}). */
    private static final String WAIT = "5";

    private static final Pattern CHAIN = Pattern.compile("[A-Za-z0-9_.:@+][A-Za-z0-9_.:@+/-]{0,28}");
    private static final Map<String, String> ENGLISH = Map.of("LC_ALL", "C");

    public IptablesRule {
        if (store == null || store == Store.NFT || protocol == null || source == null) {
            throw new IllegalArgumentException("a rule needs its iptables, a protocol and a source");
        }
        if (chain == null || !CHAIN.matcher(chain).matches()) {
            throw new IllegalArgumentException("not the name of a chain: " + chain);
        }
        if (above == null || !above.isEmpty() && !above.startsWith("-A " + chain + " ") || position < 0
                || above.isEmpty() != (position == 0)) {
            throw new IllegalArgumentException("not a place in " + chain + ": " + position + " " + above);
        }
        IptablesRule.require(source);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        RuleComment.require(comment);
    }

    @Override
    public String kind() {
        return "iptables-rule";
    }

    @Override
    public Message what() {
        return above.isEmpty()
                ? Message.of("firewall-linux.add-rule-at-end", program(), protocol.id(), port, source, chain)
                : Message.of("firewall-linux.add-rule-above", program(), protocol.id(), port, source, chain, above);
    }

    @Override
    public Lifetime lifetime() {
        return chain.startsWith("ufw") ? Lifetime.UNTIL_UFW_RELOAD : Lifetime.UNTIL_RESTART;
    }

    @Override
    public List<ShellCommand> paste() {
        return List.of(paste(adding(position)));
    }

    @Override
    public List<ShellCommand> pasteUndo() {
        return List.of(paste(deleting()));
    }

    @Override
    public Optional<ShellCommand> pasteTest() {
        List<String> words = new ArrayList<>(List.of("-w", WAIT, "-t", "filter", "-C", chain));
        words.addAll(spec());
        return Optional.of(paste(words));
    }

    String program() {
        return store.program(family());
    }

    private ShellCommand paste(List<String> args) {
        List<String> words = new ArrayList<>(List.of("sudo", program()));
        words.addAll(args);
        return new ShellCommand(Shell.BASH, true, Shell.BASH.line(words));
    }

    private List<String> adding(int at) {
        List<String> words = new ArrayList<>(List.of("-w", WAIT, "-t", "filter"));
        words.addAll(at == 0 ? List.of("-A", chain) : List.of("-I", chain, String.valueOf(at)));
        words.addAll(spec());
        return words;
    }

    private List<String> deleting() {
        List<String> words = new ArrayList<>(List.of("-w", WAIT, "-t", "filter", "-D", chain));
        words.addAll(spec());
        return words;
    }

    /** The rule itself, in the words and the order in which iptables-save gives it back. */
    List<String> spec() {
        List<String> words = new ArrayList<>(List.of("-s", source.toString(), "-p", protocol.id()));
        // A container's address changes when it is made anew; the port that was asked for does not.
        words.addAll(original
                ? List.of("-m", "conntrack", "--ctstate", "DNAT", "--ctorigdstport", String.valueOf(port), "--ctdir",
                        "ORIGINAL")
                : List.of("-m", protocol.id(), "--dport", String.valueOf(port)));
        words.addAll(List.of("-m", "comment", "--comment", comment, "-j", "ACCEPT"));
        return words;
    }

    /** The rule as iptables-save writes it. */
    String line() {
        return "-A " + chain + " " + spec().stream().map(word -> word.equals(comment)
                ? '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : word)
                .collect(Collectors.joining(" "));
    }

    /** True where a line as iptables-save writes it is this rule. */
    boolean isWrittenAs(String line) {
        List<IptablesSave.Word> found = IptablesSave.words(line);
        return found.size() > 2 && found.get(0).text().equals("-A") && found.get(1).text().equals(chain)
                && IptablesArgs.of(found.subList(2, found.size())).same(words());
    }

    Family family() {
        return source.isV4() ? Family.V4 : Family.V6;
    }

    private IptablesArgs words() {
        return IptablesArgs.of(spec().stream()
                .map(word -> new IptablesSave.Word(word, word.equals(comment))).toList());
    }

    /** The rule as it will stand among the others. */
    RuleStep step() {
        return IptablesTables.step(store, family(), chain, words());
    }

    /** @param position of the rule in its chain from 1 */
    private record Place(String chain, int position, IptablesSave.Line line) { }

    private Fact<List<Place>> filter(World world) {
        Ran ran = world.run(Command.of(program() + "-save", "-t", "filter").with(ENGLISH));
        if (!ran.succeeded()) {
            return Fact.unknown(RulesReader.refused(ran));
        }
        List<Place> places = new ArrayList<>();
        IptablesSave.parse(ran.outText()).tables().forEach(table -> table.chains().forEach((name, rules) -> {
            for (int i = 0; i < rules.lines().size(); i++) {
                places.add(new Place(name, i + 1, rules.lines().get(i)));
            }
        }));
        return Fact.known(places);
    }

    private boolean ours(Place place) {
        return IptablesArgs.of(place.line.words()).comment().filter(comment::equals).isPresent();
    }

    private boolean exact(Place place) {
        return place.chain.equals(chain) && IptablesArgs.of(place.line.words()).same(words());
    }

    @Override
    public Fact<State> state(World world) {
        return filter(world).map(this::state);
    }

    private State state(List<Place> places) {
        List<Place> marked = places.stream().filter(this::ours).toList();
        if (marked.isEmpty()) {
            return State.ABSENT;
        }
        return marked.stream().allMatch(this::exact) ? State.PRESENT : State.EDITED;
    }

    @Override
    public Fact<List<String>> found(World world) {
        return filter(world).map(places ->
                places.stream().filter(this::ours).map(place -> place.line.text()).toList());
    }

    @Override
    public Fact<State> apply(World world) {
        return filter(world).then(places -> {
            if (state(places) != State.ABSENT) {
                return Fact.known(state(places));
            }
            int at = 0;
            if (!above.isEmpty()) {
                // Looked up anew: rules may have come and gone since the plan was made.
                at = places.stream().filter(place -> place.line.text().equals(above)).mapToInt(Place::position)
                        .findFirst().orElse(-1);
                if (at < 0) {
                    return Fact.unknown(Message.of("firewall-linux.place-gone", above, chain));
                }
            }
            Ran ran = run(world, adding(at));
            return ran.succeeded() ? state(world) : Fact.unknown(RulesReader.refused(ran));
        });
    }

    @Override
    public Fact<State> undo(World world, boolean force) {
        return filter(world).then(places -> {
            State state = state(places);
            if (state == State.ABSENT || state == State.EDITED && !force) {
                return Fact.known(state);
            }
            for (Place place : places.stream().filter(this::ours).toList()) {
                List<String> words = new ArrayList<>(List.of("-w", WAIT, "-t", "filter", "-D", place.chain));
                place.line.words().forEach(word -> words.add(word.text()));
                Ran ran = run(world, words);
                if (!ran.succeeded()) {
                    return Fact.unknown(RulesReader.refused(ran));
                }
            }
            return state(world);
        });
    }

    private Ran run(World world, List<String> args) {
        return world.run(Command.of(program(), args).with(ENGLISH));
    }

    /** @throws IllegalArgumentException for "everybody", and for what is not a network */
    static void require(Cidr source) {
        var address = source.inet();
        if (source.prefix() < 8 || !source.equals(source.network()) || address.isAnyLocalAddress()
                || address.isLoopbackAddress() || address.isMulticastAddress()) {
            throw new IllegalArgumentException("not a local network: " + source);
        }
    }
}
