///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Lets the local network reach the services through the firewall: shows the plan, applies it when told to.
//JAVA 25+
//SOURCES ../lib/cli/package-info.java
//SOURCES ../lib/phone/package-info.java
//SOURCES ../lib/schedule/package-info.java
package runbook;

import change.Assessment;
import change.ChangeAnswer;
import change.Confirmation;
import change.Document;
import change.Elevated;
import change.Elevation;
import change.Fixing;
import change.Guard;
import change.Handback;
import change.Journal;
import change.JournalException;
import change.KeepingCourse;
import change.Kept;
import change.KnownKinds;
import change.Loan;
import change.Overdue;
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
import cli.PortOption;
import cli.Script;
import cli.Settings;
import cli.ShellName;
import cli.Stop;
import cli.Version;
import firewall.Firewall;
import firewall.Permissions;
import host.Cidr;
import host.HostReader;
import host.Profile;
import inventory.Inventory;
import inventory.InventoryProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import phone.ByPhone;
import phone.FreePort;
import phone.Proving;
import phone.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import process.Os;
import process.Shell;
import report.TextReport;
import schedule.Guards;
import state.StateFolder;
import text.Message;

/** Shows what would let the LAN in, and does it when told to: inbound only, the inventory's own ports only. */
@Command(name = "fix-firewall")
public final class FixFirewall implements Callable<ExitCode> {

    @Mixin
    private Common common = new Common(Output.JSON);

    @Option(names = "--apply")
    private boolean apply;

    @Option(names = {"-y", "--yes"})
    private boolean yes;

    @Option(names = "--override-blocks")
    private boolean overrideBlocks;

    @Option(names = "--set-private")
    private boolean setPrivate;

    @Option(names = "--elevate")
    private boolean elevate;

    @Mixin
    private LeaseOptions lease;

    @Option(names = "--port", paramLabel = "${bundle:label.port}", converter = PortOption.class, defaultValue = "8765")
    private int port;

    @Option(names = "--as-run", hidden = true)
    private String asRun;

    @Mixin
    private Handover handover = new Handover();

    @Option(names = "--print", paramLabel = "bash|powershell|cmd", converter = ShellName.class)
    private Shell print;

    @Option(names = "--gui")
    private boolean gui;

    @Spec
    private CommandSpec spec;

    private final Consent consent;
    private Instant start;

    public static void main(String... args) {
        Script.run(new FixFirewall(Consent.ofTerminal()), args);
    }

    public FixFirewall(Consent consent) {
        this(consent, LeaseOptions.SHORTEST);
    }

    /** @param shortestLease what is lent for less is refused */
    public FixFirewall(Consent consent, Duration shortestLease) {
        this.consent = consent;
        this.lease = new LeaseOptions(shortestLease);
    }

    @Override
    public ExitCode call() throws InventoryProblem {
        Settings settings = common.settings();
        start = settings.world().now();
        refuseContradictions(settings);
        try {
            return lease.keeps() ? keep(settings) : fix(settings);
        } catch (JournalException e) {
            throw new Stop(ExitCode.BROKEN, e.why());
        } catch (IOException e) {
            throw new Stop(ExitCode.BROKEN, Message.verbatim(String.valueOf(e)));
        }
    }

    private ExitCode fix(Settings settings) throws InventoryProblem, JournalException, IOException {
        if (apply) {
            StateFolder folder = handover.folder();
            new Overdue(settings.world(), folder, KnownKinds.all(), guard(settings, folder), Journal.LOCK_WAIT,
                    answer(settings, folder)).takeBack(() -> new HostReader(settings.world()).administrator());
        }
        var path = new PathAnswer(settings, EnumSet.of(Hop.FIREWALL), TextReport::diagnosis);
        Inventory inventory = path.inventory();
        Optional<Sheet> sheet = gui ? Optional.of(new Sheet.Clicks())
                : Optional.ofNullable(print).map(Sheet.Script::new);
        if (sheet.isPresent() && !sheet.get().isFor(settings.world().os())) {
            return write(settings, sheet.get().lines(inventory.services(), settings.words(),
                    PathAnswer.look(settings)));
        }
        Facts facts = Gathering.facts(settings.world(), inventory, path.limits());
        Optional<Firewall> firewall = Gathering.firewall(settings.world(), facts);
        var assessment = new Assessment(facts, firewall, asRun != null ? new RunId(asRun)
                : RunId.fresh(start, new SecureRandom()), new Permissions(overrideBlocks, setPrivate));
        Plan plan = assessment.plan(facts.firewall());
        if (sheet.isPresent()) {
            return write(settings, sheet.get().lines(plan, inventory.services(),
                    facts.profile().toOptional().orElse(Profile.NONE), settings.words(), PathAnswer.look(settings)));
        }
        StateFolder folder = handover.folder();
        if (handover.given()) {
            return forAnother(settings, folder, assessment, plan);
        }
        Fixing fixing = fixing(settings, folder, assessment, answer(settings, folder),
                question -> yes ? Optional.of(true) : consent.ask(settings.words().say(question)));
        Fixing.Ended ended = apply ? fixing.carryOut(plan, Journal.LOCK_WAIT) : fixing.show(plan);
        if (ended.end() == Fixing.End.NOBODY_TO_ASK) {
            throw common.refused(Message.of("change.needs-yes"));
        }
        ExitCode code = code(ended.end());
        fixing.answer().end(settings.world().now(), code.code(), ended);
        return code;
    }

    private Fixing fixing(Settings settings, StateFolder folder, Assessment assessment, ChangeAnswer answer,
            Function<Message, Optional<Boolean>> agreed) {
        List<String> args = spec.commandLine().getParseResult().originalArgs();
        var self = Elevation.ofThisProcess(FixFirewall.class);
        Optional<Elevated> uac = elevate ? Optional.of(new Elevated(settings.world(), self, folder,
                Elevation.handedOn(args), new SecureRandom())) : Optional.empty();
        return new Fixing(settings.world(), assessment, answer, folder, KnownKinds.all(),
                Elevation.applying(settings.script(), args), self.line(args), uac, agreed,
                new Loan(new Terms(confirming(settings, folder, assessment.facts()), lease.until()),
                        guard(settings, folder), RunId.fresh(settings.world().now(), new SecureRandom())));
    }

    /** Who says whether the changes stay. Where nobody can be asked now, {@code --keep} says it later. */
    private Optional<Terms.Confirming> confirming(Settings settings, StateFolder folder, Facts facts) {
        if (lease.confirmByPhone().isPresent()) {
            return Optional.of(new Terms.Confirming(lease.confirmByPhone().get(), Kept.By.PHONE,
                    Optional.of(byPhone(settings, folder, facts))));
        }
        boolean here = !handover.given() && settings.output() == Output.TEXT && consent.present();
        Optional<Confirmation> person = here ? Optional.of(new PersonsWord(settings.world(),
                (question, longest) -> consent.askWithin(settings.words().say(question), longest,
                        left -> settings.words().say(Message.of("change.still-open", left))))) : Optional.empty();
        return lease.confirmWithin().map(within -> new Terms.Confirming(within, Kept.By.PERSON, person));
    }

    /** The page stays open until a phone got through to all that was changed for it, or the time is over. */
    private Confirmation byPhone(Settings settings, StateFolder folder, Facts facts) {
        var stage = new Stage(settings.err(), settings.words(), PathAnswer.lookOfErrors(settings),
                settings.streams().errTerminal().interactive());
        var path = new PathAnswer(settings, Stage.HOPS, TextReport::phone);
        int free = FreePort.from(port, Proving.addresses(facts).stream().map(Cidr::inet).toList());
        return new ByPhone(settings.world(), facts.inventory(), path.limits(), stage, free, proven -> {
            PathAnswer.remember(settings, folder, proven);
            if (settings.output() == Output.TEXT) {
                path.show(Diagnosis.of(proven, Stage.HOPS, Duration.ZERO));
            }
        });
    }

    private static Guard guard(Settings settings, StateFolder folder) {
        return Guards.of(settings.world(), folder, settings.words().language());
    }

    private ExitCode keep(Settings settings) throws JournalException {
        StateFolder folder = Handover.folderOfThisProcess();
        ChangeAnswer answer = answer(settings, folder);
        Optional<RunId> run = lease.keep().map(text -> RunId.named(text)
                .orElseThrow(() -> common.refused(Message.of("change.not-a-run", text))));
        KeepingCourse.Ended ended = new KeepingCourse(settings.world(), answer, folder, KnownKinds.all(),
                guard(settings, folder), new HostReader(settings.world()).administrator(),
                Elevation.ofThisProcess(FixFirewall.class).line(spec.commandLine().getParseResult().originalArgs()))
                .keep(run, Journal.LOCK_WAIT);
        ExitCode code = code(ended.end());
        answer.end(settings.world().now(), code.code(), ended.outcome());
        return code;
    }

    private ChangeAnswer answer(Settings settings, StateFolder folder) {
        return answer(settings, folder, settings.out(), settings.output() == Output.JSON);
    }

    private ChangeAnswer answer(Settings settings, StateFolder folder, PrintWriter out, boolean json) {
        return new ChangeAnswer(settings.words(), PathAnswer.look(settings), settings.world().os(), out,
                settings.err(), json, settings.verbose(), settings.quiet(),
                new Document(settings.script(), Version.CURRENT, start), folder.journal().toString());
    }

    /** Does what was agreed to in the process that started this one, and hands back the document. */
    private ExitCode forAnother(Settings settings, StateFolder folder, Assessment assessment, Plan plan)
            throws JournalException, IOException {
        Handback back = Handback.given(folder, handover.result());
        var text = new StringWriter();
        Fixing fixing = fixing(settings, folder, assessment, answer(settings, folder, new PrintWriter(text, true), true),
                question -> Optional.of(true));
        try {
            Fixing.Ended ended = fixing.carryOutAgreed(plan, handover.agreed(), Journal.LOCK_WAIT);
            ExitCode code = code(ended.end());
            fixing.answer().end(settings.world().now(), code.code(), ended);
            back.write(text.toString());
            return code;
        } catch (JournalException e) {
            back.write(fixing.answer().problem(settings.world().now(), ExitCode.BROKEN.code(), e.why()));
            return ExitCode.BROKEN;
        }
    }

    /** What contradicts itself, and what would change a machine that is not this one. */
    private void refuseContradictions(Settings settings) {
        boolean windows = settings.world().os() == Os.WINDOWS;
        refuse(apply && (gui || print != null) || gui && print != null, Message.of("cli.not-together",
                gui ? "--gui" : "--print", apply ? "--apply" : "--print"));
        refuse(setPrivate && !windows, Message.of("change.only-windows", "--set-private"));
        refuse(elevate && !windows, Message.of("change.only-windows", "--elevate"));
        refuse(elevate && !apply, Message.of("cli.needs", "--elevate", "--apply"));
        refuse(elevate && lease.confirmByPhone().isPresent(), Message.of("change.phone-without-elevate"));
        lease.contradiction(apply, gui ? Optional.of("--gui") : Optional.ofNullable(print).map(shell -> "--print"))
                .ifPresent(why -> refuse(true, why));
        refuse(handover.broken() || handover.given() && !windows || handover.given() != (asRun != null)
                || asRun != null && RunId.named(asRun).isEmpty()
                || handover.given() && (elevate || !apply || lease.keeps()), Message.of("change.not-by-hand"));
        refuse((apply || lease.keeps()) && !settings.world().live(), Message.of("change.not-on-replay"));
        refuse(apply && !yes && !handover.given() && settings.output() == Output.JSON,
                Message.of("change.json-needs-yes"));
    }

    private void refuse(boolean wrong, Message why) {
        if (wrong) {
            throw common.refused(why);
        }
    }

    private static ExitCode write(Settings settings, List<String> lines) {
        lines.forEach(settings.out()::println);
        return ExitCode.OK;
    }

    private static ExitCode code(Fixing.End end) {
        return switch (end) {
            case WELL -> ExitCode.OK;
            case BLOCKED -> ExitCode.BROKEN;
            case UNKNOWN -> ExitCode.UNKNOWN;
            case CHANGES_WAIT -> ExitCode.CHANGES;
            case NEEDS_ADMINISTRATOR -> ExitCode.NEEDS_ADMINISTRATOR;
            case NOBODY_TO_ASK -> ExitCode.BAD_ARGUMENTS;
        };
    }
}
