package change.script;

import change.plan.Plan;
import console.Look;
import firewall.Change;
import host.Profile;
import inventory.Service;
import java.util.List;
import process.Os;
import process.Shell;
import text.Words;

/** The changes as steps for a person to do, in place of doing them. */
public sealed interface ManualSteps {

    /** To paste. */
    record Script(Shell shell) implements ManualSteps { }

    /** The way through Windows' dialogs. */
    record Clicks() implements ManualSteps { }

    /** True where it is for such a machine as this one, whose own rules are to be looked at then. */
    default boolean isFor(Os os) {
        return switch (this) {
            case Clicks clicks -> os == Os.WINDOWS;
            case Script(Shell shell) -> switch (shell) {
                case BASH -> os == Os.LINUX;
                case POWERSHELL, CMD -> os == Os.WINDOWS;
            };
        };
    }

    /** For another machine than this one. */
    default List<String> lines(List<Service> services, Words words, Look look) {
        return switch (this) {
            case Clicks clicks -> ClickPath.lines(services, Profile.NONE, words, look);
            case Script(Shell shell) -> PasteScript.of(services, shell, words);
        };
    }

    /** For this one: those for any machine where nothing is known of it, and none where none would help. */
    default List<String> lines(Plan plan, List<Service> services, Profile profile, Words words, Look look) {
        return switch (plan.verdict()) {
            case STUCK, NOTHING_TO_DO -> List.of();
            case CHANGES_WAIT, UNKNOWN -> switch (this) {
                case Clicks clicks -> ClickPath.lines(services, profile, words, look);
                case Script(Shell shell) -> plan.verdict() == Plan.Verdict.UNKNOWN
                        ? PasteScript.of(services, shell, words) : PasteScript.of(plan, profile, shell, words);
            };
        };
    }

    /** What of a plan they cannot do. */
    default List<Change> without(Plan plan) {
        return switch (this) {
            case Clicks clicks -> List.of();
            case Script(Shell shell) -> plan.changes().stream()
                    .filter(change -> change.paste().stream().noneMatch(line -> line.shell() == shell)).toList();
        };
    }
}
