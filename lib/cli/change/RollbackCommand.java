package cli.change;

import change.elevate.ElevatedRun;
import change.journal.ChangeKinds;
import change.journal.Damage;
import change.journal.Journal;
import change.journal.RunId;
import change.report.ChangeReport;
import change.report.RollbackRunResult;
import change.run.HandMadeRules;
import change.run.RollbackRun;
import cli.ExitCode;
import cli.Prompt;
import cli.Settings;
import discovery.ServicesFrom;
import docker.DockerReader;
import inventory.InventoryProblem;
import inventory.Service;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import state.StateException;
import text.Message;

/**
 * What rollback does: first with what is in the journal, then, where that went well or as far as it could, with rules
 * made by hand.
 */
public final class RollbackCommand {
    private final Settings settings;
    private final RollbackOptions options;
    private final Instant start;

    public RollbackCommand(Settings settings, RollbackOptions options) {
        this.settings = settings;
        this.options = options;
        this.start = settings.world().now();
    }

    /** Shows what may be in effect. */
    public ExitCode list() throws InventoryProblem, StateException {
        List<String> services = services();
        ChangeSetup setup = setup();
        ChangeReport report = setup.report(start);
        RollbackRunResult result = rollbackRun(setup, report, question -> Optional.empty()).list(options.run());
        ExitCode code = code(result.end(), setup);
        HandMadeRules.Removal byHand = goesOn(code)
                ? HandMadeRules.on(settings.world(), report, services, result.items()).list() : untouched(result);
        return end(report, code, result, byHand);
    }

    /** Takes it back, once somebody agrees to that. */
    public ExitCode takeBack(Prompt prompt) throws InventoryProblem, StateException {
        List<String> services = services();
        ChangeSetup setup = setup();
        ChangeReport report = setup.report(start).agreedInAdvance(options.yes());
        RollbackRun run = rollbackRun(setup, report,
                question -> options.yes() ? Optional.of(true) : prompt.ask(settings.question(question)));
        setup.takeBackOverdue(report, run::administrator);
        RollbackRunResult result = run.takeBack(options.run(), Journal.LOCK_WAIT);
        ExitCode code = code(result.end(), setup);
        if (!goesOn(code)) {
            return end(report, code, result, untouched(result));
        }
        HandMadeRules.Removal byHand = HandMadeRules.on(settings.world(), report, services, result.items())
                .remove(run.administrator(), run.elevated(), run.uac(), run.agreed());
        return end(report, byHand.end() == RollbackRunResult.End.WELL ? code : code(byHand.end(), setup), result,
                byHand);
    }

    /** Takes back that of the two which was agreed to in the process that started this one. */
    public ExitCode takeBackAgreed() throws InventoryProblem, StateException {
        List<String> services = services();
        ChangeSetup setup = setup();
        String agreed = options.handover().agreed();
        return setup.runAgreed(options.handover(), report -> {
            RollbackRun run = rollbackRun(setup, report, question -> Optional.of(true));
            RollbackRunResult result = options.journalAgreed()
                    ? run.takeBackAgreed(options.run(), agreed, Journal.LOCK_WAIT) : run.list(options.run());
            HandMadeRules.Removal byHand = options.handMadeRulesAgreed()
                    ? HandMadeRules.on(settings.world(), report, services, result.items()).removeAgreed(agreed)
                    : untouched(result);
            return end(report, code(byHand.end(), setup), result, byHand);
        });
    }

    private ChangeSetup setup() {
        return new ChangeSetup(settings, options.handover().folder());
    }

    /** Names of services besides the guide's, by which rules may have been made by hand. */
    private List<String> services() throws InventoryProblem {
        return settings.services() instanceof ServicesFrom.NamedFile
                ? settings.inventory(() -> new DockerReader(settings.world()).read()).services().stream()
                        .map(Service::name).toList() : List.of();
    }

    private RollbackRun rollbackRun(ChangeSetup setup, ChangeReport report,
            Function<Message, Optional<Boolean>> agreed) {
        Optional<ElevatedRun> uac = options.elevate() ? Optional.of(setup.elevatedRun()) : Optional.empty();
        return new RollbackRun(settings.world(), report, setup.folder(), ChangeKinds.all(), setup.administrator(),
                setup::elevated, uac, agreed, options.force());
    }

    /** Rules made by hand are of no run; and whoever did not want the first question is not asked the second. */
    private boolean goesOn(ExitCode code) {
        return options.run().isEmpty() && (code == ExitCode.OK || code == ExitCode.BROKEN);
    }

    private static HandMadeRules.Removal untouched(RollbackRunResult result) {
        return new HandMadeRules.Removal(result.end(), List.of());
    }

    private ExitCode code(RollbackRunResult.End end, ChangeSetup setup) {
        return switch (end) {
            case WELL -> ExitCode.OK;
            case INCOMPLETE -> ExitCode.BROKEN;
            case DECLINED -> ExitCode.CHANGES;
            case NEEDS_ADMINISTRATOR -> ExitCode.NEEDS_ADMINISTRATOR;
            case NOBODY_TO_ASK -> throw settings.refused(Message.of("change.needs-yes"));
            case NO_SUCH_RUN -> throw settings.refused(Message.of("change.no-such-run",
                    options.run().map(RunId::text).orElseThrow(), setup.folder().journal().toString()));
        };
    }

    /** Where a part of the journal cannot be believed, nobody can tell that nothing is in effect any more. */
    private ExitCode end(ChangeReport report, ExitCode code, RollbackRunResult result,
            HandMadeRules.Removal byHand) throws StateException {
        List<Damage> damages = Journal.damages(setup().folder(), ChangeKinds.all());
        ExitCode told = code == ExitCode.OK && !damages.isEmpty() ? ExitCode.UNKNOWN : code;
        report.end(settings.world().now(), told.code(), result, byHand.rules(), damages);
        return told;
    }
}
