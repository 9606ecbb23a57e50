package inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import text.Message;

/** Gathers what is wrong in one file, so that its author hears of everything at once. */
final class Mistakes {
    private final String source;
    private final List<InventoryProblem.Mistake> found = new ArrayList<>();

    Mistakes(String source) {
        this.source = source;
    }

    void add(Yaml.Place place, Message what) {
        found.add(new InventoryProblem.Mistake(source, place.line(), place.column(), what));
    }

    boolean any() {
        return !found.isEmpty();
    }

    InventoryProblem problem() {
        found.sort(Comparator.comparingInt(InventoryProblem.Mistake::line)
                .thenComparingInt(InventoryProblem.Mistake::column));
        return new InventoryProblem(found);
    }

    static InventoryProblem inWhole(String source, Message what) {
        return at(source, Yaml.Place.WHOLE, what);
    }

    static InventoryProblem at(String source, Yaml.Place place, Message what) {
        var mistakes = new Mistakes(source);
        mistakes.add(place, what);
        return mistakes.problem();
    }
}
