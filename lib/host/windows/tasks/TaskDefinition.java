package host.windows.tasks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A task of the Windows Task Scheduler: when it is started, as whom, under which conditions, and what runs. Names and
 * defaults are those of the "Task Scheduler Schema" in Microsoft's documentation, also in MS-TSCH 2.5.
 *
 * @param description empty where there is none
 */
public record TaskDefinition(String description, List<Trigger> triggers, Principal principal, Settings settings,
        List<Exec> actions) {

    /** The name of a variable between percent signs. The service puts its value there, and nothing escapes it. */
    private static final Pattern VARIABLE = Pattern.compile("%[^%]+%");

    /** What a command or folder may have at most ({@code pathType} of the schema). */
    public static final int LONGEST_PATH = 260;

    public TaskDefinition {
        triggers = List.copyOf(triggers);
        actions = List.copyOf(actions);
    }

    /** True where the service would put something else in the place of a part of the text. */
    public static boolean isReplaced(String text) {
        return VARIABLE.matcher(text).find();
    }

    /**
     * What starts the task.
     *
     * @param kind  the element's name, {@code TimeTrigger}
     * @param start as it stands there, {@code 2026-01-01T00:00:00}: local time where no zone is given
     * @param every the interval of the repetition
     * @param until how long it repeats; empty is for ever
     */
    public record Trigger(String kind, boolean enabled, Optional<String> start, Optional<Duration> every,
            Optional<Duration> until) { }

    /** As whom; texts as they stand there, such as {@code InteractiveToken} and {@code LeastPrivilege}. */
    public record Principal(Optional<String> userId, Optional<String> logonType, Optional<String> runLevel) { }

    /**
     * Under which conditions.
     *
     * @param policy    what happens where an instance runs already; empty where it is none of the four
     * @param timeLimit after this long it is ended; zero is never; empty where it cannot be read
     * @param priority  0 is the highest, 10 the lowest; 7 and 8 also lower memory and disk priority
     */
    public record Settings(Optional<MultipleInstances> policy, boolean disallowStartIfOnBatteries,
            boolean stopIfGoingOnBatteries, boolean startWhenAvailable, boolean enabled, boolean hidden,
            Optional<Duration> timeLimit, int priority) { }

    /** {@code MultipleInstancesPolicy}; the constants are called as they are written there. */
    public enum MultipleInstances {
        PARALLEL("Parallel"), QUEUE("Queue"), IGNORE_NEW("IgnoreNew"), STOP_EXISTING("StopExisting");

        private final String text;

        MultipleInstances(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** A program to start; the texts as they stand there. */
    public record Exec(String command, String arguments, Optional<String> folder) { }
}
