package firewall.linux;

import firewall.Advice;
import firewall.Decision;
import firewall.Firewall.Wanted;
import firewall.linux.netfilter.Table;
import firewall.linux.netfilter.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import text.Message;

/**
 * What a person can do about rules that no change of ours gets past. Each step is tried on the rules as data, one after
 * the other, and they are given only where the packet and its answers get through in the end.
 */
final class LinuxAdvice {
    /** Both ways of a connection, in a table of nft and one of iptables; more is not a repair but a siege. */
    private static final int MOST_STEPS = 4;

    private final Wanted wanted;

    LinuxAdvice(Wanted wanted) {
        this.wanted = wanted;
    }

    /** @param lasts true where the same program has the change again after a restart */
    private record Step(List<Advice> advice, LinuxPolicy after, boolean lasts) { }

    /** Empty where nothing is known to let it in. */
    List<Advice> on(LinuxPolicy policy) {
        var advice = new ArrayList<Advice>();
        LinuxPolicy now = policy;
        boolean lasts = true;
        for (int steps = 0; steps <= MOST_STEPS; steps++) {
            LinuxPolicy.Judgement judgement = now.judge(wanted.flow());
            switch (judgement.decision()) {
                case Decision.Allowed allowed -> {
                    deleting(policy).ifPresent(advice::add);
                    if (!lasts) {
                        advice.add(new Advice(Message.of("firewall-linux.advice-lasts")));
                    }
                    return advice;
                }
                case Decision.Undecided undecided -> {
                    return List.of();
                }
                case Decision.Blocked blocked -> {
                    Optional<Step> step = blocked.cause() == Decision.Cause.FORWARDING_OFF
                            ? Optional.of(restart(now.forwarding()))
                            : step(now, judgement.stop().orElseThrow());
                    if (step.isEmpty()) {
                        return List.of();
                    }
                    advice.addAll(step.get().advice());
                    now = step.get().after();
                    lasts &= step.get().lasts();
                }
            }
        }
        return List.of();
    }

    private Optional<Step> step(LinuxPolicy now, Verdict.Stopped stop) {
        Optional<Table> ofDocker = DockerChains.incomplete(now.tables(), now.hostNetwork(), stop);
        if (ofDocker.isPresent()) {
            return Optional.of(restart(DockerChains.restarted(now, ofDocker.get(),
                    RuleLine.byConnection(ofDocker.get(), stop, wanted))));
        }
        Optional<Ban> ban = Ban.of(stop, wanted, now.hostNetwork());
        if (ban.isPresent()) {
            return Optional.of(new Step(ban.get().advice(), ban.get().lifted(now), true));
        }
        return FirewalldZones.made(stop.spot()) ? firewalld(now, stop) : line(now, stop);
    }

    /** In firewalld's own words: what another program puts into its table is gone at its next reload. */
    private Optional<Step> firewalld(LinuxPolicy now, Verdict.Stopped stop) {
        Table table = stop.spot().table();
        return FirewalldZones.places(table, wanted.flow().protocol(), wanted.lan(), wanted.flow().port()).stream()
                .map(place -> new Step(List.of(new Advice(place.rule().what(), place.rule().paste())),
                        place.into(now, table), false))
                .filter(step -> step.after().judge(wanted.flow()).decision() instanceof Decision.Allowed).findFirst();
    }

    /** The line after which it gets in; else one after which another rule, or its answers, are what is left. */
    private Optional<Step> line(LinuxPolicy now, Verdict.Stopped stop) {
        Optional<Step> further = Optional.empty();
        for (RuleLine line : RuleLine.at(stop, wanted)) {
            var step = new Step(List.of(line.advice()), now.inserted(line.table(), line.chain().name(), line.index(),
                    line.step()), false);
            LinuxPolicy.Judgement after = step.after().judge(wanted.flow());
            if (after.decision() instanceof Decision.Allowed) {
                return Optional.of(step);
            }
            boolean elsewhere = after.stop().filter(next -> !next.spot().rule().id().equals(stop.spot().rule().id())
                    || next.packet().stage() != stop.packet().stage()).isPresent();
            if (further.isEmpty() && elsewhere) {
                further = Optional.of(step);
            }
        }
        return further;
    }

    private static Step restart(LinuxPolicy after) {
        return new Step(List.of(DockerChains.restart()), after, true);
    }

    /** A rule that stops it, and that may be there for no good reason any more. */
    private Optional<Advice> deleting(LinuxPolicy policy) {
        LinuxPolicy.Judgement judgement = policy.judge(wanted.flow());
        return judgement.stop().filter(stop -> judgement.decision() instanceof Decision.Blocked blocked
                        && blocked.cause() == Decision.Cause.BLOCK_RULE && stop.spot().index() >= 0
                        && Ban.of(stop, wanted, policy.hostNetwork()).isEmpty())
                .filter(stop -> policy.without(stop.spot().table(), stop.spot().rule()).judge(wanted.flow())
                        .decision() instanceof Decision.Allowed)
                .flatMap(stop -> RuleLine.deleting(stop).map(line -> new Advice(Message.of(
                        "firewall-linux.advice-delete", stop.spot().rule().text()), List.of(line))));
    }
}
