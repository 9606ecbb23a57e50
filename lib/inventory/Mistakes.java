package inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import text.Message;

/** Gathers what is wrong in what was read, so that its author hears of everything at once. */
public final class Mistakes {
    private final List<InventoryProblem.Mistake> found = new ArrayList<>();

    public void add(Yaml.Place place, Message what) {
        found.add(new InventoryProblem.Mistake(place.source(), place.line(), place.column(), what));
    }

    public boolean any() {
        return !found.isEmpty();
    }

    public InventoryProblem problem() {
        found.sort(Comparator.comparingInt(InventoryProblem.Mistake::line)
                .thenComparingInt(InventoryProblem.Mistake::column));
        return new InventoryProblem(found);
    }

    public static InventoryProblem inWhole(String source, Message what) {
        return at(Yaml.Place.whole(source), what);
    }

    public static InventoryProblem at(Yaml.Place place, Message what) {
        var mistakes = new Mistakes();
        mistakes.add(place, what);
        return mistakes.problem();
    }
}
