package cli.change;

import change.journal.RunId;
import change.run.HandMadeRules;
import change.run.RollbackRun;
import cli.Contradictions;
import cli.OutputFormat;
import cli.Settings;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import process.Os;
import text.Message;

/** What rollback is asked for: to show what is in effect, or to take it back. */
public final class RollbackOptions {

    /** What rollback does; each of them alone. */
    public enum Task {
        LIST, TAKE_BACK,
        /** With an administrator's rights, for the process that asked Windows for them. */
        TAKE_BACK_AGREED
    }

    @Option(names = "--list")
    private boolean list;

    @Option(names = "--run", paramLabel = "${bundle:label.run}", converter = RunIdConverter.class)
    private RunId run;

    @Option(names = "--force")
    private boolean force;

    @Option(names = {"-y", "--yes"})
    private boolean yes;

    @Option(names = "--elevate")
    private boolean elevate;

    @Option(names = "--part", hidden = true)
    private String agreedPart;

    @Mixin
    private HandoverOptions handover = new HandoverOptions();

    /** The one thing that it is called for. */
    public Task task() {
        return list ? Task.LIST : handover.given() ? Task.TAKE_BACK_AGREED : Task.TAKE_BACK;
    }

    /** The one run that it is about; empty for all of them. */
    Optional<RunId> run() {
        return Optional.ofNullable(run);
    }

    boolean force() {
        return force;
    }

    boolean yes() {
        return yes;
    }

    boolean elevate() {
        return elevate;
    }

    HandoverOptions handover() {
        return handover;
    }

    /** What is in the journal was agreed to in the process that started this one. */
    boolean journalAgreed() {
        return RollbackRun.PART.equals(agreedPart);
    }

    /** The removal of rules made by hand was. */
    boolean handMadeRulesAgreed() {
        return HandMadeRules.PART.equals(agreedPart);
    }

    /** What contradicts itself, and what would change a machine that is not this one. */
    public Contradictions contradictions(Settings settings) {
        boolean windows = settings.world().os() == Os.WINDOWS;
        boolean handedOver = handover.given();
        return new Contradictions()
                .when(elevate && !windows, Message.of("change.only-windows", "--elevate"))
                .notTogether("--elevate", elevate, "--list", list)
                .when(handover.incomplete() || handedOver != (agreedPart != null)
                        || handedOver && (!windows || elevate || list), Message.of("change.not-by-hand"))
                .when(!list && !settings.world().live(), Message.of("change.not-on-replay"))
                .when(!list && !yes && !handedOver && settings.output() == OutputFormat.JSON,
                        Message.of("change.json-needs-yes"));
    }
}
