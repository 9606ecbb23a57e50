package firewall.linux.netfilter;

import firewall.Ternary;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One condition of a rule. */
public sealed interface Condition {

    Ternary holds(Packet packet, HostNetwork hostNetwork);

    /** What this takes, as {@link StepLimit} counts: comparisons with elements, and some for what surrounds them. */
    default int comparisons() {
        return 5;
    }

    /**
     * Fields compared with the elements of a set, each element an operand for each field; one field and one element
     * in the simplest case. A field that the packet lacks never matches, negated or not.
     *
     * @param set the name of the table's set that these elements are in; empty where they stand in the rule
     */
    record In(List<Part> parts, List<List<Operand>> elements, boolean negated, Optional<String> set)
            implements Condition {

        public In {
            parts = List.copyOf(parts);
            elements = elements.stream().map(List::copyOf).toList();
        }

        public In(List<Part> parts, List<List<Operand>> elements, boolean negated) {
            this(parts, elements, negated, Optional.empty());
        }

        /** The same condition as it is once the set has these elements. */
        public In holding(List<List<Operand>> others) {
            return new In(parts, others, negated, set);
        }

        public static In of(Field field, boolean negated, List<? extends Operand> allowed) {
            return new In(List.of(new Part(field, Optional.empty())),
                    allowed.stream().map(each -> List.<Operand>of(each)).toList(), negated);
        }

        @Override
        public Ternary holds(Packet packet, HostNetwork hostNetwork) {
            var sight = new ArrayList<Optional<Packet.Seen>>();
            for (Part part : parts) {
                boolean named = part.field == Field.IN || part.field == Field.OUT;
                Optional<Packet.Seen> seen = named ? Optional.empty() : packet.value(part.field, hostNetwork);
                if (!named && seen.isEmpty()) {
                    return Ternary.NO;
                }
                sight.add(seen);
            }
            Ternary any = Ternary.NO;
            for (List<Operand> element : elements) {
                Ternary all = Ternary.YES;
                for (int i = 0; i < parts.size(); i++) {
                    Operand operand = i < element.size() ? element.get(i) : null;
                    all = all.and(compare(packet, parts.get(i), sight.get(i), operand));
                }
                any = any == Ternary.YES || all == Ternary.YES ? Ternary.YES : any == Ternary.UNKNOWN ? any : all;
            }
            if (any == Ternary.UNKNOWN && parts.size() == 1 && coveredTogether(sight.getFirst())) {
                any = Ternary.YES;
            }
            return negated ? any.not() : any;
        }

        @Override
        public int comparisons() {
            return 5 + elements.size() * parts.size();
        }

        private static Ternary compare(Packet packet, Part part, Optional<Packet.Seen> seen, Operand operand) {
            return switch (operand) {
                case null -> Ternary.UNKNOWN;
                case Operand.Named named -> (part.field == Field.IN ? packet.in() : packet.out())
                        .map(name -> Ternary.of(named.covers(name)))
                        .orElse(named.prefix() && named.name().isEmpty() ? Ternary.YES : Ternary.UNKNOWN);
                case Range range -> seen.map(value -> part.compare(value, range)).orElse(Ternary.UNKNOWN);
            };
        }

        /** Ports from 1024 up are within {1024-40000, 40001-65535}, though within neither alone. */
        private boolean coveredTogether(Optional<Packet.Seen> seen) {
            if (seen.isEmpty() || parts.getFirst().mask.isPresent() || seen.get().doubt().signum() != 0) {
                return false;
            }
            var spans = elements.stream().map(List::getFirst).filter(Range.class::isInstance).map(Range.class::cast)
                    .sorted(Comparator.comparing(Range::low)).toList();
            BigInteger next = seen.get().range().low();
            for (Range range : spans) {
                if (range.low().compareTo(next) <= 0 && range.high().compareTo(next) >= 0) {
                    next = range.high().add(BigInteger.ONE);
                }
            }
            return next.compareTo(seen.get().range().high()) > 0;
        }
    }

    /** A field, or those of its bits that are compared. */
    record Part(Field field, Optional<BigInteger> mask) {

        private Ternary compare(Packet.Seen seen, Range wanted) {
            boolean exact = seen.range().single();
            if (mask.isEmpty() && seen.doubt().signum() == 0) {
                return wanted.covers(seen.range()) ? Ternary.YES : wanted.meets(seen.range()) ? Ternary.UNKNOWN
                        : Ternary.NO;
            }
            if (!exact || !wanted.single() && seen.doubt().signum() != 0) {
                return Ternary.UNKNOWN;
            }
            BigInteger value = mask.map(seen.range().low()::and).orElse(seen.range().low());
            BigInteger doubt = mask.map(seen.doubt()::and).orElse(seen.doubt());
            if (!wanted.single()) {
                return Ternary.of(wanted.covers(Range.of(value)));
            }
            if (value.xor(wanted.low()).andNot(doubt).signum() != 0) {
                return Ternary.NO;
            }
            return doubt.signum() == 0 ? Ternary.YES : Ternary.UNKNOWN;
        }
    }

    /** At least one of the bits is set: {@code tcp flags syn}, {@code ct state established,related}. */
    record AnyBit(Field field, BigInteger bits, boolean negated) implements Condition {

        @Override
        public Ternary holds(Packet packet, HostNetwork hostNetwork) {
            Optional<Packet.Seen> seen = packet.value(field, hostNetwork);
            if (seen.isEmpty() || !seen.get().range().single()) {
                return seen.isEmpty() ? Ternary.NO : Ternary.UNKNOWN;
            }
            boolean sure = seen.get().range().low().andNot(seen.get().doubt()).and(bits).signum() != 0;
            Ternary set = sure ? Ternary.YES : seen.get().doubt().and(bits).signum() != 0 ? Ternary.UNKNOWN
                    : Ternary.NO;
            return negated ? set.not() : set;
        }
    }

    /** At least one of several conditions holds. */
    record Either(List<Condition> matches, boolean negated) implements Condition {

        public Either {
            matches = List.copyOf(matches);
        }

        @Override
        public Ternary holds(Packet packet, HostNetwork hostNetwork) {
            Ternary none = Ternary.YES;
            for (Condition match : matches) {
                none = none.and(match.holds(packet, hostNetwork).not());
            }
            return negated ? none : none.not();
        }

        @Override
        public int comparisons() {
            return matches.stream().mapToInt(Condition::comparisons).sum();
        }
    }

    /** The kind of an address, asked of one adapter alone: {@code --limit-iface-in}, {@code fib daddr . iif type}. */
    record TypeOnAdapter(Field field, Field adapter, List<AddressType> types, boolean negated) implements Condition {

        public TypeOnAdapter {
            types = List.copyOf(types);
        }

        @Override
        public Ternary holds(Packet packet, HostNetwork hostNetwork) {
            Optional<String> on = adapter == Field.IN ? packet.in() : packet.out();
            if (on.isEmpty()) {
                return Ternary.UNKNOWN;
            }
            var address = field == Field.SOURCE_TYPE ? packet.source() : packet.destination();
            return Ternary.of(types.contains(hostNetwork.type(address, on)) != negated);
        }
    }

    /** Whether an answer would go out where the packet came in: {@code -m rpfilter}, {@code fib saddr . iif oif}. */
    record ReversePath(boolean negated) implements Condition {

        @Override
        public Ternary holds(Packet packet, HostNetwork hostNetwork) {
            if (packet.in().isEmpty()) {
                return Ternary.UNKNOWN;
            }
            boolean back = hostNetwork.loopback(packet.in().get())
                    || hostNetwork.towards(packet.source()).equals(packet.in()) && !hostNetwork.own(packet.source());
            return back ? Ternary.of(!negated) : Ternary.UNKNOWN;
        }
    }

    /** Whether the packet crosses a bridge port: {@code -m physdev}. A routed one on a real adapter does not. */
    record BridgePort(boolean allNegated) implements Condition {

        @Override
        public Ternary holds(Packet packet, HostNetwork hostNetwork) {
            boolean real = packet.in().flatMap(hostNetwork::adapter).filter(adapter -> !adapter.virtual()).isPresent();
            return real ? Ternary.of(allNegated) : Ternary.UNKNOWN;
        }
    }

    /** A condition whose answer is the same for every packet that is asked about here. */
    record Fixed(boolean value) implements Condition {

        @Override
        public Ternary holds(Packet packet, HostNetwork hostNetwork) {
            return Ternary.of(value);
        }
    }

    /**
     * A limit of rate or number. It is answered for a device that has not used it up, which is what a person asks
     * about; the decision says so in a note.
     */
    record WithinLimit(boolean value) implements Condition {

        @Override
        public Ternary holds(Packet packet, HostNetwork hostNetwork) {
            return Ternary.of(value);
        }
    }

    /** The hardware address of one device. A device of the LAN is taken for another one; a note tells of the one. */
    record OneDevice(boolean negated) implements Condition {

        @Override
        public Ternary holds(Packet packet, HostNetwork hostNetwork) {
            return Ternary.of(negated);
        }
    }

    /** Whether an address is in a set that is kept outside of the tables, and was not read: {@code -m set}. */
    record InIpset(String set, Field field, boolean negated) implements Condition {

        @Override
        public Ternary holds(Packet packet, HostNetwork hostNetwork) {
            return Ternary.UNKNOWN;
        }
    }

    /** A condition that cannot be evaluated here, with its words. */
    record Unclear(String words) implements Condition {

        @Override
        public Ternary holds(Packet packet, HostNetwork hostNetwork) {
            return Ternary.UNKNOWN;
        }
    }
}
