package change.plan;

import change.journal.JournalState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import text.Message;

/** What became of each change that was to be taken back, newest first. */
public record RollbackResult(List<Line> lines) {

    public RollbackResult {
        lines = List.copyOf(lines);
    }

    public record Line(JournalState.Item item, Result result) { }

    /** What became of one of them. */
    public sealed interface Result {

        /** As it stands in the JSON output. */
        default String id() {
            return switch (this) {
                case Undone undone -> "undone";
                case Gone gone -> "gone";
                case Refused refused -> "refused";
                case Failed failed -> "failed";
            };
        }
    }

    public record Undone() implements Result { }

    /** It was not in effect: never made, taken back by hand, or lost in a restart. */
    public record Gone() implements Result { }

    /** Somebody changed it since, so it is theirs now. */
    public record Refused(Message why) implements Result { }

    public record Failed(Message why) implements Result { }

    /** Why something of it is in effect, or may be. */
    public Optional<Message> firstProblem() {
        return lines.stream().flatMap(line -> switch (line.result()) {
            case Undone undone -> Stream.<Message>empty();
            case Gone gone -> Stream.<Message>empty();
            case Refused(Message why) -> Stream.of(why);
            case Failed(Message why) -> Stream.of(why);
        }).findFirst();
    }

    /** True when nothing of it is in effect any more. */
    public boolean complete() {
        return lines.stream().allMatch(line -> switch (line.result()) {
            case Undone undone -> true;
            case Gone gone -> true;
            case Refused refused -> false;
            case Failed failed -> false;
        });
    }
}
