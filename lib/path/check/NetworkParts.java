package path.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import net.Cidr;

/**
 * The devices of a network that fare badly, as few parts of it as there are.
 *
 * @param divided whether some devices of a network may fare otherwise than the rest
 * @param fate    what becomes of a network that is not divided; empty where all is well
 * @param alike   whether two parts have one and the same cause
 */
record NetworkParts<T>(Predicate<Cidr> divided, Function<Cidr, Optional<T>> fate, BiPredicate<T, T> alike) {

    record Part<T>(Cidr devices, T fate) { }

    List<Part<T>> of(Cidr network) {
        if (!divided.test(network)) {
            return fate.apply(network).map(bad -> List.of(new Part<>(network, bad))).orElse(List.of());
        }
        var parts = new ArrayList<Part<T>>();
        network.halves().forEach(half -> parts.addAll(of(half)));
        boolean whole = parts.stream().map(Part::devices).toList().equals(network.halves())
                && alike.test(parts.getFirst().fate(), parts.getLast().fate());
        return whole ? List.of(new Part<>(network, parts.getFirst().fate())) : parts;
    }
}
