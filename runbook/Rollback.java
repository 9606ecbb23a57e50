///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Takes back what fix-firewall did, newest first.
//JAVA 25+
//SOURCES ../lib/cli/package-info.java
//SOURCES ../lib/change/package-info.java
package runbook;

import change.ByHand;
import change.ChangeAnswer;
import change.Document;
import change.Elevation;
import change.Journal;
import change.JournalException;
import change.KnownKinds;
import change.RunId;
import change.StateFolder;
import change.TakingBack;
import cli.BadValue;
import cli.Common;
import cli.Consent;
import cli.ExitCode;
import cli.Output;
import cli.PathAnswer;
import cli.Script;
import cli.Settings;
import cli.Stop;
import cli.Version;
import fact.Fact;
import host.HostReader;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import process.Os;
import text.Message;

/** Takes back what the journal says was done; and, on Windows, rules of the guide's names that were made by hand. */
@Command(name = "rollback")
public final class Rollback implements Callable<ExitCode> {

    @Mixin
    private Common common = new Common(Output.JSON);

    @Option(names = "--list")
    private boolean list;

    @Option(names = "--run", paramLabel = "${bundle:label.run}", converter = RunName.class)
    private RunId run;

    @Option(names = "--force")
    private boolean force;

    @Option(names = {"-y", "--yes"})
    private boolean yes;

    @Spec
    private CommandSpec spec;

    private final Consent consent;

    public static void main(String... args) {
        Script.run(new Rollback(Consent.ofTerminal()), args);
    }

    public Rollback(Consent consent) {
        this.consent = consent;
    }

    @Override
    public ExitCode call() {
        Settings settings = common.settings();
        if (!list && !settings.world().live()) {
            throw common.refused(Message.of("change.not-on-replay"));
        }
        boolean json = settings.output() == Output.JSON;
        if (!list && !yes && json) {
            throw common.refused(Message.of("change.json-needs-yes"));
        }
        var start = settings.world().now();
        Optional<RunId> only = Optional.ofNullable(run);
        Function<Message, Optional<Boolean>> agreed =
                question -> yes ? Optional.of(true) : consent.ask(settings.words().say(question));
        try {
            StateFolder folder = StateFolder.of(Os.current(), System.getenv(), System.getProperty("user.home"));
            var answer = new ChangeAnswer(settings.words(), PathAnswer.look(settings), Os.current(), settings.out(),
                    settings.err(), json, settings.verbose(), settings.quiet(),
                    new Document(settings.script(), Version.CURRENT, start), folder.journal().toString());
            Fact<Boolean> administrator = new HostReader(settings.world()).administrator();
            String elevated = Elevation.ofThisProcess(Rollback.class)
                    .line(spec.commandLine().getParseResult().originalArgs());
            var taking = new TakingBack(settings.world(), answer, folder, KnownKinds.all(), administrator, elevated,
                    agreed, force);
            TakingBack.Ended ended = list ? taking.list(only) : taking.takeBack(only, Journal.LOCK_WAIT);
            ExitCode code = code(ended.end(), folder);
            var byHand = new ByHand.Ended(ended.end(), List.of());
            if (run == null && (code == ExitCode.OK || code == ExitCode.BROKEN)) {
                var hand = ByHand.on(settings.world(), answer, ended.items());
                byHand = list ? hand.list() : hand.remove(administrator, elevated, agreed);
                code = byHand.end() == TakingBack.End.WELL ? code : code(byHand.end(), folder);
            }
            answer.end(settings.world().now(), code.code(), ended, byHand.lines());
            return code;
        } catch (JournalException e) {
            throw new Stop(ExitCode.BROKEN, e.why());
        }
    }

    private ExitCode code(TakingBack.End end, StateFolder folder) {
        return switch (end) {
            case WELL -> ExitCode.OK;
            case INCOMPLETE -> ExitCode.BROKEN;
            case DECLINED -> ExitCode.CHANGES;
            case NEEDS_ADMINISTRATOR -> ExitCode.NEEDS_ADMINISTRATOR;
            case NOBODY_TO_ASK -> throw common.refused(Message.of("change.needs-yes"));
            case NO_SUCH_RUN -> throw common.refused(
                    Message.of("change.no-such-run", run.text(), folder.journal().toString()));
        };
    }

    static final class RunName implements ITypeConverter<RunId> {
        @Override
        public RunId convert(String text) {
            try {
                return new RunId(text);
            } catch (IllegalArgumentException e) {
                throw new BadValue(Message.of("change.not-a-run", text));
            }
        }
    }
}
