///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Opens the firewall so that the local network reaches the services: shows the plan, applies it with --apply.
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Lib.java
package runbook;

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
import change.run.FixRun;
import change.run.KeepRun;
import change.script.ManualSteps;
import cli.Common;
import cli.DiagnosisOutput;
import cli.ExitCode;
import cli.HandoverOptions;
import cli.OutputFormat;
import cli.Prompt;
import cli.Script;
import cli.Settings;
import cli.change.ChangeSetup;
import cli.change.FixOptions;
import cli.change.LeaseOptions;
import cli.phone.PhonePage;
import firewall.Firewall;
import host.Profile;
import host.read.HostReader;
import inventory.Inventory;
import inventory.InventoryProblem;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import path.Facts;
import path.Hop;
import path.check.Checklist;
import path.gather.Gather;
import phone.LiveView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import process.ThisProgram;
import report.TextReport;
import state.StateException;
import text.Message;

/** Shows what would let the LAN in, and does it when told to: inbound only, the inventory's own ports only. */
@Command(name = "fix-firewall")
public final class FixFirewall implements Callable<ExitCode> {

    @Mixin
    private Common common = new Common(OutputFormat.JSON);

    @Mixin
    private FixOptions options;

    @Spec
    private CommandSpec spec;

    private final Prompt prompt;

    public static void main(String... args) {
        Script.run(new FixFirewall(Prompt.ofTerminal()), args);
    }

    public FixFirewall(Prompt prompt) {
        this(prompt, LeaseOptions.SHORTEST);
    }

    /** @param shortestLease what is lent for less is refused */
    public FixFirewall(Prompt prompt, Duration shortestLease) {
        this.prompt = prompt;
        this.options = new FixOptions(shortestLease);
    }

    @Override
    public ExitCode call() throws InventoryProblem, StateException {
        Settings settings = common.settings();
        options.contradiction(settings).ifPresent(why -> {
            throw common.refused(why);
        });
        return options.lease().keeps() ? keep(settings) : fix(settings);
    }

    private ExitCode fix(Settings settings) throws InventoryProblem, StateException {
        Instant start = settings.world().now();
        HandoverOptions handover = options.handover();
        if (options.apply()) {
            var setup = new ChangeSetup(settings, handover.folder());
            setup.takeBackOverdue(setup.report(start), () -> new HostReader(settings.world()).administrator());
        }
        var path = new DiagnosisOutput(settings, EnumSet.of(Hop.FIREWALL), TextReport::diagnosis).warmUpInBackground();
        Inventory inventory = path.inventory();
        Optional<ManualSteps> sheet = options.sheet();
        if (sheet.isPresent() && !sheet.get().isFor(settings.world().os())) {
            return write(settings, sheet.get().lines(inventory.services(), settings.words(),
                    DiagnosisOutput.look(settings)));
        }
        Facts facts = Gather.facts(settings.world(), inventory, path.limits());
        Optional<Firewall> firewall = Gather.firewall(settings.world(), facts);
        var planner = new Planner(facts, firewall,
                options.asRun().orElseGet(() -> RunId.fresh(start, new SecureRandom())), options.permissions());
        Plan plan = planner.plan(facts.firewall());
        if (sheet.isPresent()) {
            return write(settings, sheet.get().lines(plan, inventory.services(),
                    facts.profile().toOptional().orElse(Profile.NONE), settings.words(),
                    DiagnosisOutput.look(settings)));
        }
        var setup = new ChangeSetup(settings, handover.folder());
        if (handover.given()) {
            return setup.forAnother(handover, document -> ended(settings, document,
                    fixing(setup, planner, document, question -> Optional.of(true))
                            .carryOutAgreed(plan, handover.agreed(), Journal.LOCK_WAIT)));
        }
        ChangeReport report = setup.report(start);
        FixRun fixRun = fixing(setup, planner, report,
                question -> options.yes() ? Optional.of(true) : prompt.ask(settings.question(question)));
        return ended(settings, report, options.apply() ? fixRun.carryOut(plan, Journal.LOCK_WAIT) : fixRun.show(plan));
    }

    private ExitCode ended(Settings settings, ChangeReport report, FixResult ended) {
        ExitCode code = code(ended.end());
        report.end(settings.world().now(), code.code(), ended);
        return code;
    }

    private ExitCode code(FixResult.End end) {
        return switch (end) {
            case WELL -> ExitCode.OK;
            case BLOCKED -> ExitCode.BROKEN;
            case UNKNOWN -> ExitCode.UNKNOWN;
            case CHANGES_WAIT -> ExitCode.CHANGES;
            case NEEDS_ADMINISTRATOR -> ExitCode.NEEDS_ADMINISTRATOR;
            case NOBODY_TO_ASK -> throw common.refused(Message.of("change.needs-yes"));
        };
    }

    private FixRun fixing(ChangeSetup setup, Planner planner, ChangeReport report,
            Function<Message, Optional<Boolean>> agreed) {
        Settings settings = setup.settings();
        var self = ThisProgram.ofThisProcess(FixFirewall.class);
        Optional<ElevatedRun> uac = options.elevate() ? Optional.of(setup.elevated(self, args())) : Optional.empty();
        return new FixRun(settings.world(), planner, report, setup.folder(), ChangeKinds.all(),
                ThisProgram.applying(settings.script(), args()), self.line(args()), uac, agreed,
                new LeaseSetup(new LeaseTerms(confirming(setup, planner.facts()), options.lease().until()),
                setup.guard(),
                        setup.fresh()));
    }

    /** Who says whether the changes stay. Where nobody can be asked now, {@code --keep} says it later. */
    private Optional<LeaseTerms.Confirming> confirming(ChangeSetup setup, Facts facts) {
        Settings settings = setup.settings();
        LeaseOptions lease = options.lease();
        if (lease.confirmByPhone().isPresent()) {
            return Optional.of(new LeaseTerms.Confirming(lease.confirmByPhone().get(), LeaseKept.By.PHONE,
                    Optional.of(byPhone(setup, facts))));
        }
        boolean here = !options.handover().given() && settings.output() == OutputFormat.TEXT && prompt.present();
        Optional<Confirmation> person = here ? Optional.of(new TerminalConfirmation(settings.world(),
                (question, longest) -> prompt.askWithin(settings.question(question), longest,
                        left -> settings.words().say(Message.of("change.still-open", left))))) : Optional.empty();
        return lease.confirmWithin().map(within -> new LeaseTerms.Confirming(within, LeaseKept.By.PERSON, person));
    }

    /** The page stays open until a phone got through to all that was changed for it, or the time is over. */
    private Confirmation byPhone(ChangeSetup setup, Facts facts) {
        var path = new DiagnosisOutput(setup.settings(), LiveView.HOPS, TextReport::phone);
        return new PhonePage(setup).confirmation(facts, path.limits(), options.port(), proven -> {
            if (setup.settings().output() == OutputFormat.TEXT) {
                path.show(Checklist.diagnose(proven, LiveView.HOPS, Duration.ZERO));
            }
        });
    }

    private ExitCode keep(Settings settings) throws StateException {
        var setup = ChangeSetup.ofThisProcess(settings);
        ChangeReport report = setup.report(settings.world().now());
        Optional<RunId> run = options.lease().keep().map(text -> RunId.named(text)
                .orElseThrow(() -> common.refused(Message.of("change.not-a-run", text))));
        KeepRun.Ended ended = new KeepRun(settings.world(), report, setup.folder(), ChangeKinds.all(),
                setup.guard(), new HostReader(settings.world()).administrator(),
                ThisProgram.ofThisProcess(FixFirewall.class).line(args())).keep(run, Journal.LOCK_WAIT);
        ExitCode code = code(ended.end());
        report.end(settings.world().now(), code.code(), ended.outcome());
        return code;
    }

    private List<String> args() {
        return spec.commandLine().getParseResult().originalArgs();
    }

    private static ExitCode write(Settings settings, List<String> lines) {
        lines.forEach(settings.out()::println);
        return ExitCode.OK;
    }
}
