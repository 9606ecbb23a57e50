package firewall.linux;

import firewall.Decision;
import firewall.Firewall;
import firewall.Flow;
import firewall.PacketMarks;
import firewall.Policy;
import firewall.Redirection;
import firewall.Rule;
import firewall.Ternary;
import firewall.linux.netfilter.Chain;
import firewall.linux.netfilter.Condition;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.HostNetwork;
import firewall.linux.netfilter.Packet;
import firewall.linux.netfilter.PacketPath;
import firewall.linux.netfilter.RuleStep;
import firewall.linux.netfilter.Statement;
import firewall.linux.netfilter.Store;
import firewall.linux.netfilter.Table;
import firewall.linux.netfilter.Verdict;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import net.Cidr;
import text.Message;

/**
 * All rules of a Linux machine as pure data: both kinds of iptables, nft's own tables, and where the machine stands
 * in its networks. A packet is led through them as the kernel would; a condition that cannot be evaluated makes both
 * ways possible, and only where all ways end alike there is an answer.
 */
public final class LinuxPolicy implements Policy {
    private final List<Table> tables;
    private final HostNetwork hostNetwork;
    private final boolean ufw;
    private final List<Message> notes;
    private final Optional<Message> noSixth;

    /**
     * @param ufw     true where ufw is switched on
     * @param notes   what every decision has to say besides, such as a tool that is missing
     * @param noSixth why the rules for IPv6 could not be read, where that is so
     */
    public LinuxPolicy(List<Table> tables, HostNetwork hostNetwork, boolean ufw, List<Message> notes,
            Optional<Message> noSixth) {
        this.tables = List.copyOf(tables);
        this.hostNetwork = hostNetwork;
        this.ufw = ufw;
        this.notes = List.copyOf(notes);
        this.noSixth = noSixth;
    }

    List<Table> tables() {
        return tables;
    }

    boolean ufw() {
        return ufw;
    }

    HostNetwork hostNetwork() {
        return hostNetwork;
    }

    /** The same machine with other rules: what would be after a change. */
    LinuxPolicy with(List<Table> changed) {
        return new LinuxPolicy(changed, hostNetwork, ufw, notes, noSixth);
    }

    /** With one more rule, of these tables. */
    LinuxPolicy inserted(Table table, String chain, int index, RuleStep step) {
        return inserted(table, chain, index, List.of(step));
    }

    LinuxPolicy inserted(Table table, String chain, int index, List<RuleStep> added) {
        return changed(table, (name, steps) -> {
            List<RuleStep> more = new ArrayList<>(steps);
            if (name.equals(chain)) {
                more.addAll(index, added);
            }
            return more;
        });
    }

    /** Without one rule, wherever it stands in this table. */
    LinuxPolicy without(Table table, Rule rule) {
        return changed(table, (name, steps) -> steps.stream().filter(step -> !step.rule().equals(rule)).toList());
    }

    /** With each rule of this table as it is then. */
    LinuxPolicy replacing(Table table, UnaryOperator<RuleStep> then) {
        return changed(table, (name, steps) -> steps.stream().map(then).toList());
    }

    private LinuxPolicy changed(Table table, BiFunction<String, List<RuleStep>, List<RuleStep>> steps) {
        Map<String, Chain> chains = new LinkedHashMap<>();
        table.chains().forEach((name, chain) ->
                chains.put(name, new Chain(name, steps.apply(name, chain.steps()), chain.base())));
        var other = new Table(table.store(), table.name(), table.families(), table.bridge(), chains);
        return with(tables.stream().map(each -> each == table ? other : each).toList());
    }

    /** With packets to containers passed on, as Docker has the kernel do it. */
    LinuxPolicy forwarding() {
        return new LinuxPolicy(tables, hostNetwork.forwarding(true), ufw, notes, noSixth);
    }

    @Override
    public Optional<Firewall.Proposal> proposal(Firewall.Wanted wanted, String run, Firewall.Permissions may) {
        return Optional.of(new RulePlacement(wanted, run, may.overrideBlocks()).on(this));
    }

    @Override
    public Decision decide(Flow flow) {
        return judge(flow).decision();
    }

    @Override
    public PacketMarks marks(Flow flow) {
        return PacketPath.marks(flow, tables, hostNetwork);
    }

    /** @param stop where the packet is stopped for certain; empty where it is not */
    record Judgement(Decision decision, Optional<Verdict.Stopped> stop, boolean stopsAnswer) { }

    Judgement judge(Flow flow) {
        if (Family.of(flow.to()) == Family.V6 && noSixth.isPresent()) {
            return new Judgement(new Decision.Undecided(noSixth.get(), List.of()), Optional.empty(), false);
        }
        if (Family.of(flow.to()) != Family.of(flow.from())) {
            throw new IllegalArgumentException("from " + flow.from() + " to " + flow.to());
        }
        PacketPath.Outcome outcome = PacketPath.of(flow, tables, hostNetwork);
        if (outcome.tooMany().isPresent()) {
            Rule at = outcome.tooMany().get();
            return new Judgement(new Decision.Undecided(Message.of("firewall-linux.too-many-ways", at.text(), place(at)),
                    List.of(at)), Optional.empty(), false);
        }
        boolean stopped = !outcome.stopped().isEmpty() || outcome.notForwarded().isPresent();
        boolean arrives = !outcome.arrived().isEmpty();
        if (!outcome.lost().isEmpty() || stopped && arrives) {
            return new Judgement(undecided(outcome), Optional.empty(), false);
        }
        if (stopped) {
            return stopped(outcome);
        }
        if (outcome.heldLater().isPresent()) {
            // Where the answer is rejected it is the one who answers that is told, and the sender hears nothing.
            Verdict.Stopped held = outcome.heldLater().get();
            boolean told = held.rejected() && !held.packet().stage().isBack();
            var stop = new Verdict.Stopped(held.packet(), held.spot(), told, held.catchAll(), true);
            return new Judgement(blocked(stop, outcome, List.of(Message.of("firewall-linux.answer-blocked"))),
                    Optional.of(stop), true);
        }
        List<Message> all = new ArrayList<>(notes(outcome));
        // A container's port is led on too, which everybody knows; a port of this machine that becomes another, few.
        outcome.arrived().stream().filter(packet -> packet.translated() && hostNetwork.own(packet.destination()))
                .findFirst().ifPresent(packet -> all.add(Message.of("firewall-linux.led-to-another-port",
                        flow.port(), packet.destinationPort().low())));
        return new Judgement(new Decision.Allowed(allowedBy(outcome), all), Optional.empty(), false);
    }

    private Decision undecided(PacketPath.Outcome outcome) {
        Set<Rule> rules = new LinkedHashSet<>(outcome.doubtful());
        outcome.lost().forEach(lost -> rules.add(lost.by()));
        return new Decision.Undecided(Message.of("firewall-linux.undecided",
                Message.few(rules.stream().map(LinuxPolicy::place).distinct().toList())), List.copyOf(rules));
    }

    /** Few rules of Linux have a name: a person finds them by their table and chain, and a setting by its file. */
    private static String place(Rule rule) {
        return rule.where().equals(PacketPath.SYSCTL) ? rule.name() : rule.where();
    }

    private Judgement stopped(PacketPath.Outcome outcome) {
        Optional<Verdict.Stopped> stop = outcome.stopped().stream().filter(Verdict.Stopped::sure).findFirst()
                .or(() -> outcome.stopped().stream().findFirst());
        if (outcome.notForwarded().isPresent() && stop.filter(Verdict.Stopped::sure).isEmpty()) {
            return new Judgement(new Decision.Blocked(outcome.notForwarded().get(), false,
                    Decision.Cause.FORWARDING_OFF, notes(outcome)), Optional.empty(), false);
        }
        return new Judgement(blocked(stop.orElseThrow(), outcome, List.of()), stop, false);
    }

    private Decision blocked(Verdict.Stopped stop, PacketPath.Outcome outcome, List<Message> besides) {
        List<Message> all = new ArrayList<>(besides);
        Optional<Rule> below = acceptBelow(stop);
        below.ifPresent(rule -> all.add(Message.of("firewall-linux.accept-below", rule.text(), rule.where())));
        if (DockerChains.incomplete(tables, hostNetwork, stop).isPresent()) {
            all.add(Message.of("firewall-linux.docker-rules-gone"));
        }
        if (ufw && stop.spot().table().store() != Store.NFT) {
            all.add(Message.of("firewall-linux.ufw-active"));
        }
        all.addAll(notes(outcome));
        Rule rule = stop.spot().rule();
        boolean byDefault = stop.spot().index() < 0 || ufwDefault(stop) || FirewalldZones.target(stop.spot())
                || stop.catchAll() && below.isEmpty();
        Rule by = new Rule(rule.id(), rule.name(), rule.text(), rule.where(), byDefault);
        return new Decision.Blocked(by, stop.rejected(),
                byDefault ? Decision.Cause.DEFAULT : Decision.Cause.BLOCK_RULE, all);
    }

    /** ufw writes its default for noisy ports, and its default "reject", as rules in chains of its own. */
    private static boolean ufwDefault(Verdict.Stopped stop) {
        String chain = stop.spot().chain().name().replaceFirst("^ufw6", "ufw");
        return chain.startsWith("ufw-skip-to-policy-") || chain.startsWith("ufw-reject-");
    }

    /** A rule of the same chain that would let the packet in, if only its turn came. */
    private Optional<Rule> acceptBelow(Verdict.Stopped stop) {
        List<RuleStep> steps = stop.spot().chain().steps();
        if (stop.spot().index() < 0) {
            return Optional.empty();
        }
        return steps.subList(stop.spot().index() + 1, steps.size()).stream()
                .filter(step -> step.statements().contains(new Statement.Accept()))
                .filter(step -> step.statements().stream().allMatch(statement -> !(statement
                        instanceof Statement.Check(Condition match)) || match.holds(stop.packet(), hostNetwork) ==
                        Ternary.YES))
                .map(RuleStep::rule).findFirst();
    }

    private List<Message> notes(PacketPath.Outcome outcome) {
        List<Message> all = new ArrayList<>(notes);
        outcome.limited().forEach(rule -> all.add(Message.of("firewall-linux.limited", rule.text())));
        outcome.ofOneDevice().forEach(rule -> all.add(Message.of("firewall-linux.one-device", rule.text())));
        return all;
    }

    /** The last rule that let it in, or the default that did; a made-up one where there are no rules at all. */
    private static Rule allowedBy(PacketPath.Outcome outcome) {
        List<Rule> accepted = outcome.accepted();
        return accepted.stream().filter(rule -> !rule.byDefault()).reduce((first, last) -> last)
                .or(() -> accepted.stream().reduce((first, last) -> last))
                .orElse(new Rule("no-rules", "-", "-", "-", true));
    }

    /** Where rules leave more than one end possible, the packet's own destination: nothing certain can be told. */
    @Override
    public InetSocketAddress arrivesAt(Flow flow) {
        PacketPath.Outcome outcome = PacketPath.of(flow, tables, hostNetwork);
        if (outcome.tooMany().isPresent()) {
            return Policy.super.arrivesAt(flow);
        }
        List<InetSocketAddress> ends = outcome.arrived().stream()
                .filter(packet -> packet.destinationPort().low().equals(packet.destinationPort().high()))
                .map(packet -> new InetSocketAddress(packet.destination(), packet.destinationPort().low().intValue()))
                .distinct().toList();
        return ends.size() == 1 ? ends.getFirst() : Policy.super.arrivesAt(flow);
    }

    @Override
    public List<Redirection> redirections(Flow flow) {
        return Translations.of(this, flow);
    }

    @Override
    public List<Cidr> exceptionsWithin(Cidr lan) {
        return NamedSources.within(lan, tables, hostNetwork);
    }
}
