package inventory;

import java.util.List;
import java.util.stream.Collectors;

/** An inventory that cannot be used, with every mistake that was found in it, in the order of the file. */
public final class InventoryProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    InventoryProblem(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("; ")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** At least one. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
