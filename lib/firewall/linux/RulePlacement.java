package firewall.linux;

import firewall.Change;
import firewall.Decision;
import firewall.Firewall.Proposal;
import firewall.Firewall.Wanted;
import firewall.Flow;
import firewall.Rule;
import firewall.linux.netfilter.Chain;
import firewall.linux.netfilter.Packet;
import firewall.linux.netfilter.RuleStep;
import firewall.linux.netfilter.Store;
import firewall.linux.netfilter.Table;
import firewall.linux.netfilter.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.Cidr;
import text.Message;

/**
 * Where an ACCEPT of ours has to stand. Each place that may do is tried on the rules as data first; one that would
 * not let the service in is never proposed.
 */
final class RulePlacement {

    /** Both kinds of iptables may block, each once by rule and once by default; more is not a plan but a siege. */
    private static final int MOST_CHANGES = 4;

    private final Wanted wanted;
    private final Flow flow;
    private final Cidr lan;
    private final String comment;
    private final String nftComment;
    private final boolean overrideBlocks;

    RulePlacement(Wanted wanted, String run, boolean overrideBlocks) {
        this.wanted = wanted;
        this.flow = wanted.flow();
        this.lan = wanted.lan().network();
        this.comment = RuleComment.of(run, wanted);
        this.nftComment = RuleComment.ofNft(run, wanted);
        this.overrideBlocks = overrideBlocks;
    }

    /** A change and the rules as they will be after it. */
    private record Try(Change change, LinuxPolicy after) { }

    Proposal on(LinuxPolicy policy) {
        Proposal proposal = placed(policy, overrideBlocks);
        // To overrule a rule is no use where that would not open it either.
        Proposal atMost = proposal instanceof Proposal.NeedsOverride ? placed(policy, true) : proposal;
        return atMost instanceof Proposal.OutOfReach(Message why, var without)
                ? new Proposal.OutOfReach(why, new LinuxAdvice(wanted).on(policy)) : proposal;
    }

    private Proposal placed(LinuxPolicy policy, boolean overriding) {
        List<Change> changes = new ArrayList<>();
        LinuxPolicy now = policy;
        while (changes.size() <= MOST_CHANGES) {
            LinuxPolicy.Judgement judgement = now.judge(flow);
            switch (judgement.decision()) {
                case Decision.Allowed allowed -> {
                    return changes.isEmpty() ? new Proposal.Nothing()
                            : new Proposal.Changes(changes, notes(policy, changes));
                }
                case Decision.Undecided undecided -> {
                    return new Proposal.OutOfReach(undecided.why());
                }
                case Decision.Blocked blocked -> {
                    Optional<Message> beyond = beyond(now, blocked, judgement);
                    if (beyond.isPresent()) {
                        return new Proposal.OutOfReach(beyond.get());
                    }
                    Verdict.Stopped stop = judgement.stop().orElseThrow();
                    Optional<Try> step = best(now, stop);
                    if (step.isEmpty() && FirewalldZones.made(stop.spot())) {
                        return new Proposal.OutOfReach(Message.of(stop.packet().translated()
                                ? "firewall-linux.beyond-firewalld-forward" : "firewall-linux.beyond-firewalld-rule",
                                blocked.by().text(), blocked.by().where()));
                    }
                    if (step.isEmpty() && stop.spot().table().store() == Store.NFT) {
                        return new Proposal.OutOfReach(madeWithNft(stop));
                    }
                    if (step.isEmpty()) {
                        return new Proposal.OutOfReach(Message.of("firewall-linux.no-place", blocked.by().text()));
                    }
                    if (blocked.cause() == Decision.Cause.BLOCK_RULE && !overriding) {
                        return new Proposal.NeedsOverride(blocked.by());
                    }
                    changes.add(step.get().change);
                    now = step.get().after;
                }
            }
        }
        return new Proposal.OutOfReach(Message.of("firewall-linux.no-place", wanted.service()));
    }

    private List<Message> notes(LinuxPolicy policy, List<Change> changes) {
        return Stream.concat(UfwRoute.note(policy, wanted).stream(), changes.stream().filter(NftRule.class::isInstance)
                .map(NftRule.class::cast).map(NftRule::forGood)).toList();
    }

    private Optional<Message> beyond(LinuxPolicy now, Decision.Blocked blocked, LinuxPolicy.Judgement judgement) {
        if (blocked.cause() == Decision.Cause.FORWARDING_OFF) {
            return Optional.of(Message.of("firewall-linux.forwarding-off", blocked.by().name()));
        }
        Verdict.Stopped stop = judgement.stop().orElseThrow();
        if (DockerChains.incomplete(now.tables(), now.hostNetwork(), stop).isPresent()) {
            return Optional.of(Message.of("firewall-linux.docker-rules-gone"));
        }
        Optional<Ban> ban = Ban.of(stop, wanted, now.hostNetwork());
        if (ban.isPresent()) {
            return ban.map(Ban::why);
        }
        if (stop.spot().table().store() == Store.NFT) {
            return FirewalldZones.made(stop.spot()) || nftTakes(stop) ? Optional.empty()
                    : Optional.of(madeWithNft(stop));
        }
        if (judgement.stopsAnswer()) {
            return Optional.of(Message.of("firewall-linux.beyond-answer", blocked.by().text(), blocked.by().where()));
        }
        return stop.spot().table().name().equals("filter") ? Optional.empty() : Optional.of(
                Message.of("firewall-linux.beyond-table", blocked.by().text(), stop.spot().table().name()));
    }

    /** True where a rule of ours would stay beside the one that stops the packet. */
    private static boolean nftTakes(Verdict.Stopped stop) {
        Table table = stop.spot().table();
        return !table.bridge() && !TableOwners.own(table) && NftRule.names(table.name(), stop.spot().chain().name());
    }

    private static Message madeWithNft(Verdict.Stopped stop) {
        return Message.of("firewall-linux.beyond-nft", stop.spot().rule().text(), stop.spot().rule().where());
    }

    private Optional<Try> best(LinuxPolicy policy, Verdict.Stopped stop) {
        Optional<Try> further = Optional.empty();
        for (Try each : candidates(policy, stop)) {
            LinuxPolicy.Judgement after = each.after.judge(flow);
            if (after.decision() instanceof Decision.Allowed) {
                return Optional.of(each);
            }
            if (further.isEmpty() && after.stop().filter(next -> elsewhere(stop, next)).isPresent()) {
                further = Optional.of(each);
            }
        }
        return further;
    }

    /** Past the rules that stopped it. An accept of nft's ends one chain alone, and not the way back through it. */
    private static boolean elsewhere(Verdict.Stopped stop, Verdict.Stopped next) {
        Table table = next.spot().table();
        return table.store() != stop.spot().table().store() || table.store() == Store.NFT
                && !(table.name().equals(stop.spot().table().name())
                        && next.spot().chain().name().equals(stop.spot().chain().name())
                        && next.packet().stage() == stop.packet().stage());
    }

    private List<Try> candidates(LinuxPolicy policy, Verdict.Stopped stop) {
        Table table = stop.spot().table();
        Chain chain = stop.spot().chain();
        List<Try> tries = new ArrayList<>();
        if (FirewalldZones.made(stop.spot())) {
            FirewalldZones.places(table, flow.protocol(), lan, flow.port())
                    .forEach(place -> tries.add(new Try(place.rule(), place.into(policy, table))));
            return tries;
        }
        if (table.store() == Store.NFT) {
            nft(policy, stop, tries);
            return tries;
        }
        boolean translated = stop.packet().translated();
        boolean forwarded = stop.packet().out().filter(out -> !out.isEmpty()).isPresent()
                && table.chains().containsKey("DOCKER-USER");
        String ufwChain = lan.isV4() ? "ufw-user-input" : "ufw6-user-input";
        boolean ofUfw = stop.spot().index() < 0 || chain.name().startsWith("ufw");
        if (policy.ufw() && ofUfw && !translated && table.chains().containsKey(ufwChain)) {
            tries.add(ufw(policy, table, stop.spot().index() >= 0 && !stop.catchAll()));
        }
        boolean ofDocker = chain.name().startsWith("DOCKER") && !chain.name().equals("DOCKER-USER");
        if (forwarded && (stop.spot().index() < 0 || ofDocker)) {
            // Docker empties its own chains when it starts; DOCKER-USER is the one it leaves alone.
            everywhere(policy, table, table.chains().get("DOCKER-USER"), translated, tries);
        }
        if (stop.spot().index() >= 0) {
            tries.add(iptables(policy, table, chain, stop.spot().index(), translated));
        } else {
            everywhere(policy, table, chain, translated, tries);
        }
        return tries;
    }

    /** Above the rule that stops it; where that is the chain's default at the end, else at the top. */
    private void nft(LinuxPolicy policy, Verdict.Stopped stop, List<Try> tries) {
        List<RuleStep> steps = stop.spot().chain().steps();
        if (stop.spot().index() < 0) {
            tries.add(nft(policy, stop, steps.size()));
        }
        // One rule that looks its verdict up in a map stands here once for each entry.
        Rule by = stop.spot().rule();
        int first = IntStream.range(0, steps.size()).filter(i -> steps.get(i).rule().equals(by)).findFirst().orElse(0);
        if (!steps.isEmpty() && NftRule.handle(steps.get(first).rule()).isPresent()) {
            tries.add(nft(policy, stop, first));
        }
    }

    /** @param index where the rule will stand, from 0; the size of the chain for its end */
    private Try nft(LinuxPolicy policy, Verdict.Stopped stop, int index) {
        Table table = stop.spot().table();
        Chain chain = stop.spot().chain();
        NftMatch match = stop.packet().translated() ? NftMatch.TRANSLATED
                : stop.packet().stage().isBack() ? NftMatch.ANSWERS : NftMatch.ARRIVING;
        Optional<Rule> above = chain.steps().stream().skip(index).findFirst().map(RuleStep::rule);
        var ours = new NftRule(table.name(), chain.name(), above.map(Rule::text).map(NftRule::still).orElse(""),
                above.map(rule -> NftRule.handle(rule).getAsLong()).orElse(0L), match, flow.protocol(), lan,
                flow.port(), nftComment);
        return new Try(ours, policy.inserted(table, chain.name(), index, ours.step()));
    }

    /** At the end; above what ends the chain before; at the top. */
    private void everywhere(LinuxPolicy policy, Table table, Chain chain, boolean translated, List<Try> tries) {
        int size = chain.steps().size();
        tries.add(iptables(policy, table, chain, size, translated));
        if (size > 0 && chain.steps().getLast().unconditional()) {
            tries.add(iptables(policy, table, chain, size - 1, translated));
        }
        if (size > 1) {
            tries.add(iptables(policy, table, chain, 0, translated));
        }
    }

    /** @param index where the rule will stand, from 0; the size of the chain for its end */
    private Try iptables(LinuxPolicy policy, Table table, Chain chain, int index, boolean translated) {
        boolean end = index == chain.steps().size();
        var rule = new IptablesRule(table.store(), chain.name(), end ? "" : chain.steps().get(index).rule().text(),
                end ? 0 : index + 1, translated, flow.protocol(), lan, flow.port(), comment);
        return new Try(rule, policy.inserted(table, chain.name(), index, rule.step()));
    }

    private Try ufw(LinuxPolicy policy, Table table, boolean first) {
        var rule = new UfwRule(first, flow.protocol(), lan, flow.port(), comment);
        int index = first ? 0 : table.chains().get(rule.chain()).steps().size();
        return new Try(rule, policy.inserted(table, rule.chain(), index, rule.step(table.store())));
    }
}
