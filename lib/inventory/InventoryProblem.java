package inventory;

import java.util.List;
import java.util.stream.Collectors;
import text.Message;

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

    /**
     * One thing that is wrong in an inventory.
     *
     * @param source the file, as it was named
     * @param line   counted from 1; 0 where the whole file is meant
     * @param column counted from 1 in characters; 0 where the whole file is meant
     * @param what   what is wrong there, and what would be right
     */
    public record Mistake(String source, int line, int column, Message what) {

        /** {@code services.yaml:7:5: …}, the form that editors and terminals turn into a link. */
        public Message message() {
            // Numbers go in as text: no language may put a thousands separator into a line number.
            return line == 0
                    ? Message.of("inventory.in-file", source, what)
                    : Message.of("inventory.at", source, Integer.toString(line), Integer.toString(column), what);
        }
    }
}
