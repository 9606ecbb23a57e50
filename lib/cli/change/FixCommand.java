package cli.change;

import change.elevate.ElevatedRun;
import change.journal.ChangeKinds;
import change.journal.Journal;
import change.journal.LeaseKept;
import change.journal.RunId;
import change.lease.Confirmation;
import change.lease.LeaseSetup;
import change.lease.LeaseTerms;
import change.lease.TerminalConfirmation;
import change.plan.Plan;
import change.plan.Planner;
import change.report.ChangeReport;
import change.report.FixResult;
import change.report.PlanText;
import change.run.FixRun;
import change.run.KeepRun;
import change.script.ManualSteps;
import cli.DiagnosisOutput;
import cli.ExitCode;
import cli.OutputFormat;
import cli.Prompt;
import cli.Settings;
import console.Spoken;
import host.Profile;
import inventory.Inventory;
import inventory.InventoryProblem;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import path.Facts;
import path.Hop;
import path.gather.FactsReader;
import process.ThisProgram;
import report.TextReport;
import state.StateException;
import text.Message;

/** What fix-firewall does, one method for each {@link FixOptions.Task}. */
public final class FixCommand {

    /** How a phone is asked whether changes stay. */
    @FunctionalInterface
    public interface PhoneQuestion {
        /**
         * @param facts of this machine before the change
         * @param port   where the phone's page is wished for
         * @param phones how many have to get through
         */
        Confirmation with(ChangeSetup setup, Facts facts, int port, int phones);
    }

    private final Settings settings;
    private final FixOptions options;
    private final Prompt prompt;
    private final PhoneQuestion phone;
    private final DiagnosisOutput path;
    private final Instant start;

    public FixCommand(Settings settings, FixOptions options, Prompt prompt, PhoneQuestion phone) {
        this.settings = settings;
        this.options = options;
        this.prompt = prompt;
        this.phone = phone;
        this.path = new DiagnosisOutput(settings, EnumSet.of(Hop.FIREWALL), TextReport::diagnosis);
        this.start = settings.world().now();
    }

    /** Shows what would be changed, and changes nothing. */
    public ExitCode showPlan() throws InventoryProblem, StateException {
        Planned planned = plan(inventory());
        ChangeSetup setup = setup(planned);
        ChangeReport report = setup.report(start);
        return end(report, planned, fixRun(setup, planned, report, this::ask).show(planned.plan()));
    }

    /** Carries the plan out, once somebody agrees to it. */
    public ExitCode apply() throws InventoryProblem, StateException {
        takeBackOverdue();
        Planned planned = plan(inventory());
        ChangeSetup setup = setup(planned);
        ChangeReport report = setup.report(start).agreedInAdvance(options.yes());
        return end(report, planned,
                fixRun(setup, planned, report, this::ask).carryOut(planned.plan(), Journal.LOCK_WAIT));
    }

    /** Carries out what was agreed to in the process that started this one. */
    public ExitCode applyAgreed() throws InventoryProblem, StateException {
        takeBackOverdue();
        Planned planned = plan(inventory());
        ChangeSetup setup = setup(planned);
        return setup.runAgreed(options.handover(), report -> end(report, planned,
                fixRun(setup, planned, report, question -> Optional.of(true))
                        .carryOutAgreed(planned.plan(), options.handover().agreed(), Journal.LOCK_WAIT)));
    }

    /** Writes what somebody can do by hand: the plan's steps, or those for any machine of the other system. */
    public ExitCode writeSteps() throws InventoryProblem {
        ManualSteps steps = options.steps().orElseThrow();
        Inventory inventory = inventory();
        if (!steps.isFor(settings.world().os())) {
            steps.lines(inventory.services(), settings.words(), DiagnosisOutput.look(settings))
                    .forEach(settings.out()::println);
            return ExitCode.OK;
        }
        Planned planned = plan(inventory);
        steps.lines(planned.plan(), inventory.services(),
                planned.planner().facts().profile().toOptional().orElse(Profile.NONE), settings.words(),
                DiagnosisOutput.look(settings)).forEach(settings.out()::println);
        var besides = new PlanText(settings.words(), DiagnosisOutput.lookOfErrors(settings), settings.world().os(),
                settings.verbose(), settings.quiet() ? Spoken.WRONG : Spoken.ALL);
        besides.notByHand(planned.plan(), steps.without(planned.plan())).forEach(settings.err()::println);
        return code(FixResult.End.of(planned.plan()));
    }

    /** Lets stay for good what was lent. */
    public ExitCode keep() throws InventoryProblem, StateException {
        var setup = ChangeSetup.ofThisProcess(settings);
        ChangeReport report = setup.report(start);
        Optional<RunId> run = options.lease().keep().map(text -> RunId.named(text)
                .orElseThrow(() -> settings.refused(Message.of("change.not-a-run", text))));
        KeepRun.Ended result = new KeepRun(settings.world(), report, setup.folder(), ChangeKinds.all(), setup.guard(),
                setup.administrator(), setup::elevated,
                options.persist() ? plan(inventory()).planner().firewall() : Optional.empty())
                .keep(run, Journal.LOCK_WAIT);
        ExitCode code = code(result.end());
        report.end(settings.world().now(), code.code(), result.outcome(), result.persist());
        return code;
    }

    private ExitCode code(FixResult.End end) {
        return switch (end) {
            case WELL -> ExitCode.OK;
            case BLOCKED -> ExitCode.BROKEN;
            case UNKNOWN -> ExitCode.UNKNOWN;
            case CHANGES_WAIT -> ExitCode.CHANGES;
            case NEEDS_ADMINISTRATOR -> ExitCode.NEEDS_ADMINISTRATOR;
            case NOBODY_TO_ASK -> throw settings.refused(Message.of("change.needs-yes"));
        };
    }

    private record Planned(Planner planner, Plan plan) { }

    private ChangeSetup setup() {
        return new ChangeSetup(settings, options.handover().folder());
    }

    /** Another process, which may stand elsewhere, is to plan for the very same services. */
    private ChangeSetup setup(Planned planned) {
        return new ChangeSetup(settings.naming(planned.planner().facts().inventory().source()),
                options.handover().folder());
    }

    private void takeBackOverdue() throws StateException {
        ChangeSetup setup = setup();
        setup.takeBackOverdue(setup.report(start), setup::administrator);
    }

    private Inventory inventory() throws InventoryProblem {
        return path.warmUpInBackground().inventory();
    }

    private Planned plan(Inventory inventory) {
        Facts facts = FactsReader.facts(settings.world(), inventory, path.limits(), options.from());
        RunId run = options.asRun().orElseGet(() -> RunId.fresh(start, new SecureRandom()));
        var planner = new Planner(facts, FactsReader.firewall(settings.world(), facts), run, options.permissions());
        return new Planned(planner, planner.plan(facts.firewall()));
    }

    private Optional<Boolean> ask(Message question) {
        return options.yes() ? Optional.of(true) : prompt.ask(settings.question(question));
    }

    private FixRun fixRun(ChangeSetup setup, Planned planned, ChangeReport report,
            Function<Message, Optional<Boolean>> agreed) {
        Optional<ElevatedRun> uac = options.elevate() ? Optional.of(setup.elevatedRun()) : Optional.empty();
        var terms = new LeaseTerms(confirming(setup, planned.planner().facts()), options.lease().until());
        return new FixRun(settings.world(), planned.planner(), report, setup.folder(), ChangeKinds.all(),
                ThisProgram.applying(settings.script(), settings.invocation().args()), setup::elevated, uac, agreed,
                new LeaseSetup(terms, setup.guard(), setup.fresh(), options.handover().given()),
                new FixRun.Persisting(options.persist(),
                        ThisProgram.persisting(settings.script(), settings.invocation().args())));
    }

    /** Who says whether the changes stay. Where nobody can be asked now, {@code --keep} says it later. */
    private Optional<LeaseTerms.Confirming> confirming(ChangeSetup setup, Facts facts) {
        LeaseOptions lease = options.lease();
        if (lease.confirmByPhone().isPresent()) {
            return Optional.of(new LeaseTerms.Confirming(lease.confirmByPhone().get(), LeaseKept.By.PHONE,
                    Optional.of(phone.with(setup, facts, options.port(), options.phones()))));
        }
        boolean here = !options.handover().given() && settings.output() == OutputFormat.TEXT && prompt.present();
        Optional<Confirmation> person = here ? Optional.of(new TerminalConfirmation(settings.world(),
                (question, longest) -> prompt.askWithin(settings.question(question), longest,
                        left -> settings.words().say(Message.of("change.still-open", left))))) : Optional.empty();
        return lease.confirmWithin().map(within -> new LeaseTerms.Confirming(within, LeaseKept.By.PERSON, person));
    }

    private ExitCode end(ChangeReport report, Planned planned, FixResult result) {
        ExitCode code = code(result.end());
        report.end(settings.world().now(), code.code(), planned.planner().facts().inventory().source(), result);
        return code;
    }
}
