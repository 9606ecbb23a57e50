package cli.change;

import change.elevate.ElevatedRun;
import change.elevate.ResultFile;
import change.journal.ChangeKinds;
import change.journal.Journal;
import change.journal.RunId;
import change.lease.Guard;
import change.lease.TemporaryRun;
import change.lease.WatchChanges;
import change.report.ChangeReport;
import change.run.OverdueLeases;
import cli.DiagnosisOutput;
import cli.ExitCode;
import cli.ExitException;
import cli.OutputFormat;
import cli.Settings;
import cli.Version;
import console.Spoken;
import firewall.TemporaryChanges;
import host.read.HostReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import json.JsonDocument;
import json.JsonOutput;
import process.Fact;
import process.ThisProgram;
import state.StateException;
import state.StateFolder;

/**
 * What a script that changes this machine works with: its journal, its guard and its report, as the options say.
 *
 * @param state where the journal is; what changes nothing does without
 */
public record ChangeSetup(Settings settings, Fact<StateFolder> state) {

    /** What Windows says of this process, which stays so as long as it lives: the answer takes PowerShell a second. */
    private static final AtomicReference<Optional<Boolean>> ELEVATED = new AtomicReference<>(Optional.empty());

    /** A run that shows what it does in a report. */
    @FunctionalInterface
    interface ReportedRun {
        ExitCode run(ChangeReport report) throws StateException;
    }

    /** With the journal of this account, whoever started this process. */
    public static ChangeSetup ofThisProcess(Settings settings) {
        return new ChangeSetup(settings, StateFolder.ofThisProcess());
    }

    /**
     * Where this run's journal is. On Windows a run with an administrator's rights has another one than what else the
     * account does, which any program could write, and each shows the other's.
     *
     * @throws ExitException where there is none
     */
    public StateFolder folder() {
        StateFolder own = own();
        Optional<StateFolder> machine = StateFolder.ofAdministrators().filter(known -> settings.world().live());
        return machine.isEmpty() ? own
                : isElevated() ? machine.get().with(own) : own.with(machine.get());
    }

    /** That of the account. */
    private StateFolder own() {
        return ExitException.known(state, ExitCode.IO_ERROR);
    }

    private boolean isElevated() {
        return ELEVATED.updateAndGet(known -> known.isPresent() ? known : administrator().toOptional()).orElse(false);
    }

    /** Who takes back what is lent. */
    Guard guard() {
        return Guard.of(settings.world(), folder(), settings.words().language());
    }

    /** A run that has not been yet. */
    public RunId fresh() {
        return RunId.fresh(settings.world().now(), new SecureRandom());
    }

    /** In the form that was asked for. */
    public ChangeReport report(Instant start) {
        return report(start, settings.output() == OutputFormat.JSON ? Optional.of(settings.json()) : Optional.empty());
    }

    private ChangeReport report(Instant start, Optional<JsonOutput> json) {
        return new ChangeReport(settings.words(), DiagnosisOutput.look(settings), settings.world().os(), settings.out(),
                settings.err(), json, settings.verbose(),
                settings.quiet() ? Spoken.WRONG_OR_ASKED : Spoken.ALL,
                new JsonDocument(settings.script(), Version.CURRENT, start), folder().journal().toString());
    }

    /** This very command with an administrator's rights, to paste. */
    public String elevated() {
        return settings.elevated();
    }

    /** The same by way of Windows, which asks for these rights. */
    ElevatedRun elevatedRun() {
        return new ElevatedRun(settings.world(), thisProgram(), own(),
                ThisProgram.handedOn(settings.invocation().args()), new SecureRandom());
    }

    private ThisProgram thisProgram() {
        return ThisProgram.ofThisProcess(settings.invocation().mainClass());
    }

    /** Whether this process may change the firewall. */
    Fact<Boolean> administrator() {
        return new HostReader(settings.world()).administrator();
    }

    /** Before anything else is changed: what a guard that is there no more was to take back. */
    void takeBackOverdue(ChangeReport report, Supplier<Fact<Boolean>> administrator) throws StateException {
        new OverdueLeases(settings.world(), folder(), ChangeKinds.all(), guard(), Journal.LOCK_WAIT, report)
                .takeBack(administrator);
    }

    /** For what is changed for a limited time, outside of any plan. */
    public TemporaryRun journaled() {
        return new TemporaryRun(settings.world(), folder(), ChangeKinds.all(), guard(), settings.script(),
                Journal.LOCK_WAIT, settings::progress);
    }

    /** Switches on what it takes to see single packets. @param atMost how long it may stay on */
    public TemporaryChanges tracer(Duration atMost) {
        return new WatchChanges(journaled(), this::fresh, atMost);
    }

    /** Does what was agreed to in the process that started this one, and hands back the document of it. */
    ExitCode runAgreed(HandoverOptions handover, ReportedRun agreed) throws StateException {
        ResultFile back = ResultFile.given(own(), handover.result());
        var text = new StringWriter();
        ChangeReport report = report(settings.world().now(),
                Optional.of(new JsonOutput(new PrintWriter(text, true), StandardCharsets.UTF_8)));
        try {
            ExitCode code = agreed.run(report);
            back.write(text.toString());
            return code;
        } catch (StateException e) {
            back.write(report.problem(settings.world().now(), ExitCode.BROKEN.code(), e.why()));
            return ExitCode.BROKEN;
        }
    }
}
