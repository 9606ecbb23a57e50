package inventory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import text.Message;

/** An inventory that cannot be used, with every mistake that was found in it, in the order of the file. */
public final class InventoryProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;
    private final transient Optional<Message> wayOn;

    InventoryProblem(List<Mistake> mistakes) {
        this(mistakes, Optional.empty());
    }

    private InventoryProblem(List<Mistake> mistakes, Optional<Message> wayOn) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("; ")));
        this.mistakes = List.copyOf(mistakes);
        this.wayOn = wayOn;
    }

    /** The same, with what else to do than to correct the file. */
    public InventoryProblem withWayOn(Message other) {
        return new InventoryProblem(mistakes, Optional.of(other));
    }

    /** What else to do; empty where the file was named. */
    public Optional<Message> wayOn() {
        return wayOn;
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
