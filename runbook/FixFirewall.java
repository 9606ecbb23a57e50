///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Opens the firewall so that the local network reaches the services: shows the plan, applies it with --apply.
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Lib.java
package runbook;

import change.Assessment;
import change.ChangeAnswer;
import change.Confirmation;
import change.Elevated;
import change.Elevation;
import change.Fixing;
import change.Journal;
import change.KeepingCourse;
import change.Kept;
import change.KnownKinds;
import change.Loan;
import change.PersonsWord;
import change.Plan;
import change.RunId;
import change.Sheet;
import change.Terms;
import cli.Common;
import cli.Consent;
import cli.ExitCode;
import cli.Handover;
import cli.LeaseOptions;
import cli.Output;
import cli.PathAnswer;
import cli.Script;
import cli.Settings;
import cli.change.ChangeSetup;
import cli.change.FixOptions;
import cli.phone.PhonePage;
import firewall.Firewall;
import host.HostReader;
import host.Profile;
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
import path.Diagnosis;
import path.Facts;
import path.Gathering;
import path.Hop;
import phone.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import report.TextReport;
import state.StateException;
import text.Message;

/** Shows what would let the LAN in, and does it when told to: inbound only, the inventory's own ports only. */
@Command(name = "fix-firewall")
public final class FixFirewall implements Callable<ExitCode> {

    @Mixin
    private Common common = new Common(Output.JSON);

    @Mixin
    private FixOptions options;

    @Spec
    private CommandSpec spec;

    private final Consent consent;

    public static void main(String... args) {
        Script.run(new FixFirewall(Consent.ofTerminal()), args);
    }

    public FixFirewall(Consent consent) {
        this(consent, LeaseOptions.SHORTEST);
    }

    /** @param shortestLease what is lent for less is refused */
    public FixFirewall(Consent consent, Duration shortestLease) {
        this.consent = consent;
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
        Handover handover = options.handover();
        if (options.apply()) {
            var setup = new ChangeSetup(settings, handover.folder());
            setup.takeBackOverdue(setup.answer(start), () -> new HostReader(settings.world()).administrator());
        }
        var path = new PathAnswer(settings, EnumSet.of(Hop.FIREWALL), TextReport::diagnosis).warmUpInBackground();
        Inventory inventory = path.inventory();
        Optional<Sheet> sheet = options.sheet();
        if (sheet.isPresent() && !sheet.get().isFor(settings.world().os())) {
            return write(settings, sheet.get().lines(inventory.services(), settings.words(),
                    PathAnswer.look(settings)));
        }
        Facts facts = Gathering.facts(settings.world(), inventory, path.limits());
        Optional<Firewall> firewall = Gathering.firewall(settings.world(), facts);
        var assessment = new Assessment(facts, firewall,
                options.asRun().orElseGet(() -> RunId.fresh(start, new SecureRandom())), options.permissions());
        Plan plan = assessment.plan(facts.firewall());
        if (sheet.isPresent()) {
            return write(settings, sheet.get().lines(plan, inventory.services(),
                    facts.profile().toOptional().orElse(Profile.NONE), settings.words(), PathAnswer.look(settings)));
        }
        var setup = new ChangeSetup(settings, handover.folder());
        if (handover.given()) {
            return setup.forAnother(handover, document -> ended(settings, document,
                    fixing(setup, assessment, document, question -> Optional.of(true))
                            .carryOutAgreed(plan, handover.agreed(), Journal.LOCK_WAIT)));
        }
        ChangeAnswer answer = setup.answer(start);
        Fixing fixing = fixing(setup, assessment, answer,
                question -> options.yes() ? Optional.of(true) : consent.ask(settings.question(question)));
        return ended(settings, answer, options.apply() ? fixing.carryOut(plan, Journal.LOCK_WAIT) : fixing.show(plan));
    }

    private ExitCode ended(Settings settings, ChangeAnswer answer, Fixing.Ended ended) {
        ExitCode code = code(ended.end());
        answer.end(settings.world().now(), code.code(), ended);
        return code;
    }

    private ExitCode code(Fixing.End end) {
        return switch (end) {
            case WELL -> ExitCode.OK;
            case BLOCKED -> ExitCode.BROKEN;
            case UNKNOWN -> ExitCode.UNKNOWN;
            case CHANGES_WAIT -> ExitCode.CHANGES;
            case NEEDS_ADMINISTRATOR -> ExitCode.NEEDS_ADMINISTRATOR;
            case NOBODY_TO_ASK -> throw common.refused(Message.of("change.needs-yes"));
        };
    }

    private Fixing fixing(ChangeSetup setup, Assessment assessment, ChangeAnswer answer,
            Function<Message, Optional<Boolean>> agreed) {
        Settings settings = setup.settings();
        var self = Elevation.ofThisProcess(FixFirewall.class);
        Optional<Elevated> uac = options.elevate() ? Optional.of(setup.elevated(self, args())) : Optional.empty();
        return new Fixing(settings.world(), assessment, answer, setup.folder(), KnownKinds.all(),
                Elevation.applying(settings.script(), args()), self.line(args()), uac, agreed,
                new Loan(new Terms(confirming(setup, assessment.facts()), options.lease().until()), setup.guard(),
                        setup.fresh()));
    }

    /** Who says whether the changes stay. Where nobody can be asked now, {@code --keep} says it later. */
    private Optional<Terms.Confirming> confirming(ChangeSetup setup, Facts facts) {
        Settings settings = setup.settings();
        LeaseOptions lease = options.lease();
        if (lease.confirmByPhone().isPresent()) {
            return Optional.of(new Terms.Confirming(lease.confirmByPhone().get(), Kept.By.PHONE,
                    Optional.of(byPhone(setup, facts))));
        }
        boolean here = !options.handover().given() && settings.output() == Output.TEXT && consent.present();
        Optional<Confirmation> person = here ? Optional.of(new PersonsWord(settings.world(),
                (question, longest) -> consent.askWithin(settings.question(question), longest,
                        left -> settings.words().say(Message.of("change.still-open", left))))) : Optional.empty();
        return lease.confirmWithin().map(within -> new Terms.Confirming(within, Kept.By.PERSON, person));
    }

    /** The page stays open until a phone got through to all that was changed for it, or the time is over. */
    private Confirmation byPhone(ChangeSetup setup, Facts facts) {
        var path = new PathAnswer(setup.settings(), Stage.HOPS, TextReport::phone);
        return new PhonePage(setup).confirmation(facts, path.limits(), options.port(), proven -> {
            if (setup.settings().output() == Output.TEXT) {
                path.show(Diagnosis.of(proven, Stage.HOPS, Duration.ZERO));
            }
        });
    }

    private ExitCode keep(Settings settings) throws StateException {
        var setup = ChangeSetup.ofThisProcess(settings);
        ChangeAnswer answer = setup.answer(settings.world().now());
        Optional<RunId> run = options.lease().keep().map(text -> RunId.named(text)
                .orElseThrow(() -> common.refused(Message.of("change.not-a-run", text))));
        KeepingCourse.Ended ended = new KeepingCourse(settings.world(), answer, setup.folder(), KnownKinds.all(),
                setup.guard(), new HostReader(settings.world()).administrator(),
                Elevation.ofThisProcess(FixFirewall.class).line(args())).keep(run, Journal.LOCK_WAIT);
        ExitCode code = code(ended.end());
        answer.end(settings.world().now(), code.code(), ended.outcome());
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
