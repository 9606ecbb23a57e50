package firewall.linux.netfilter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which rules of a chain can match a packet at all, by its destination port. Docker writes a rule for each port of a
 * range, and a packet meets one of thousands; the others ask for another port before they do anything.
 */
final class PortIndex {

    /** Shorter chains are as quickly walked as looked up. */
    private static final int WORTH_IT = 64;

    /** A condition with more ports than this stands among those that are always asked. */
    private static final int FEW = 64;

    private final int[] all;
    private final int[] always;
    private final Map<Integer, List<Integer>> byPort;

    PortIndex(List<RuleStep> steps) {
        this.all = IntStream.range(0, steps.size()).toArray();
        this.byPort = new HashMap<>();
        this.always = steps.size() < WORTH_IT ? all
                : IntStream.of(all).filter(index -> !indexed(steps.get(index), index)).toArray();
    }

    /** @return true where the rule is for few ports, and found by each of them */
    private boolean indexed(RuleStep step, int index) {
        Optional<List<Integer>> ports = ports(step);
        ports.ifPresent(known -> known.forEach(port ->
                byPort.computeIfAbsent(port, unseen -> new ArrayList<>()).add(index)));
        return ports.isPresent();
    }

    /** The only destination ports for which the rule does anything; empty where there are many, or any. */
    private static Optional<List<Integer>> ports(RuleStep step) {
        for (Statement statement : step.statements()) {
            if (!(statement instanceof Statement.Check(Condition match))) {
                return Optional.empty();
            }
            if (match instanceof Condition.In in && !in.negated() && in.parts().size() == 1
                    && in.parts().getFirst().field() == Field.DESTINATION_PORT
                    && in.parts().getFirst().mask().isEmpty()) {
                return few(in.elements());
            }
        }
        return Optional.empty();
    }

    private static Optional<List<Integer>> few(List<List<Operand>> elements) {
        var ports = new ArrayList<Integer>();
        for (List<Operand> element : elements) {
            if (element.size() != 1 || !(element.getFirst() instanceof Range range)
                    || range.high().subtract(range.low()).bitLength() > Integer.SIZE / 2 || range.high().bitLength() > 16) {
                return Optional.empty();
            }
            int more = range.high().subtract(range.low()).intValue();
            if (ports.size() + more >= FEW) {
                return Optional.empty();
            }
            IntStream.rangeClosed(0, more).map(next -> range.low().intValue() + next).filter(port ->
                    !ports.contains(port)).forEach(ports::add);
        }
        return Optional.of(ports);
    }

    /** The rules to ask, by their places in the chain, in its order. */
    int[] of(Packet packet) {
        if (always == all || !packet.destinationPort().single()) {
            return all;
        }
        List<Integer> more = byPort.getOrDefault(packet.destinationPort().low().intValue(), List.of());
        return more.isEmpty() ? always
                : IntStream.concat(IntStream.of(always), more.stream().mapToInt(Integer::intValue)).sorted().toArray();
    }
}
