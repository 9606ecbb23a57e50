package cli.change;

import change.ChangeAnswer;
import change.Elevated;
import change.Elevation;
import change.Guard;
import change.Handback;
import change.Journal;
import change.Journaled;
import change.KnownKinds;
import change.Overdue;
import change.RunId;
import change.WhileItLasts;
import cli.ExitCode;
import cli.Handover;
import cli.Output;
import cli.PathAnswer;
import cli.Settings;
import cli.Stop;
import cli.Version;
import fact.Fact;
import firewall.Changing;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import json.JsonDocument;
import json.JsonOutput;
import schedule.Guards;
import state.StateException;
import state.StateFolder;

/**
 * What a script that changes this machine works with: its journal, its guard and its answer, as the options say.
 *
 * @param state where the journal is; what changes nothing does without
 */
public record ChangeSetup(Settings settings, Fact<StateFolder> state) {

    /** What a script does once it can answer. */
    @FunctionalInterface
    public interface Course {
        ExitCode run(ChangeAnswer answer) throws StateException;
    }

    /** With the journal of this account, whoever started this process. */
    public static ChangeSetup ofThisProcess(Settings settings) {
        return new ChangeSetup(settings, StateFolder.ofThisProcess());
    }

    /** @throws Stop where there is none */
    public StateFolder folder() {
        return Handover.known(state);
    }

    /** Who takes back what is lent. */
    public Guard guard() {
        return Guards.of(settings.world(), folder(), settings.words().language());
    }

    /** A run that has not been yet. */
    public RunId fresh() {
        return RunId.fresh(settings.world().now(), new SecureRandom());
    }

    /** In the form that was asked for. */
    public ChangeAnswer answer(Instant start) {
        return answer(start, settings.output() == Output.JSON ? Optional.of(settings.json()) : Optional.empty());
    }

    private ChangeAnswer answer(Instant start, Optional<JsonOutput> json) {
        return new ChangeAnswer(settings.words(), PathAnswer.look(settings), settings.world().os(), settings.out(),
                settings.err(), json, settings.verbose(), settings.quiet(),
                new JsonDocument(settings.script(), Version.CURRENT, start), folder().journal().toString());
    }

    /** The same command once more, with an administrator's rights that Windows is asked for. */
    public Elevated elevated(Elevation self, List<String> args) {
        return new Elevated(settings.world(), self, folder(), Elevation.handedOn(args), new SecureRandom());
    }

    /** Before anything else is changed: what a guard that is there no more was to take back. */
    public void takeBackOverdue(ChangeAnswer answer, Supplier<Fact<Boolean>> administrator) throws StateException {
        new Overdue(settings.world(), folder(), KnownKinds.all(), guard(), Journal.LOCK_WAIT, answer)
                .takeBack(administrator);
    }

    /** For what is changed for a limited time, outside of any plan. */
    public Journaled journaled() {
        return new Journaled(settings.world(), folder(), KnownKinds.all(), guard(), settings.script(),
                Journal.LOCK_WAIT, settings::say);
    }

    /** Switches on what it takes to see single packets. @param atMost how long it may stay on */
    public Changing tracer(Duration atMost) {
        return new WhileItLasts(journaled(), this::fresh, atMost);
    }

    /** Does what was agreed to in the process that started this one, and hands back the document of it. */
    public ExitCode forAnother(Handover handover, Course course) throws StateException {
        Handback back = Handback.given(folder(), handover.result());
        var text = new StringWriter();
        ChangeAnswer answer = answer(settings.world().now(),
                Optional.of(new JsonOutput(new PrintWriter(text, true), StandardCharsets.UTF_8)));
        try {
            ExitCode code = course.run(answer);
            back.write(text.toString());
            return code;
        } catch (StateException e) {
            back.write(answer.problem(settings.world().now(), ExitCode.BROKEN.code(), e.why()));
            return ExitCode.BROKEN;
        }
    }
}
