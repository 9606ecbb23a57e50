///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Takes back what fix-firewall did, newest first.
//JAVA 25+
//SOURCES ../lib/cli/package-info.java
//SOURCES ../lib/schedule/package-info.java
package runbook;

import change.ByHand;
import change.ChangeAnswer;
import change.Document;
import change.Elevated;
import change.Elevation;
import change.Guard;
import change.Handback;
import change.Journal;
import change.JournalException;
import change.KnownKinds;
import change.Overdue;
import change.RunId;
import change.TakingBack;
import cli.BadValue;
import cli.Common;
import cli.Consent;
import cli.ExitCode;
import cli.Handover;
import cli.Output;
import cli.PathAnswer;
import cli.Script;
import cli.ServicesFrom;
import cli.Settings;
import cli.Stop;
import cli.Version;
import docker.DockerReader;
import host.HostReader;
import inventory.InventoryProblem;
import inventory.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.Instant;
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
import schedule.Guards;
import state.StateFolder;
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

    @Option(names = "--elevate")
    private boolean elevate;

    @Option(names = "--part", hidden = true)
    private String part;

    @Mixin
    private Handover handover = new Handover();

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
    public ExitCode call() throws InventoryProblem {
        Settings settings = common.settings();
        refuseContradictions(settings);
        Instant start = settings.world().now();
        List<String> services = settings.services() instanceof ServicesFrom.FromFile
                ? settings.inventory(() -> new DockerReader(settings.world()).read()).services().stream()
                        .map(Service::name).toList() : List.of();
        try {
            StateFolder folder = handover.folder();
            if (handover.given()) {
                return forAnother(settings, folder, services);
            }
            var answer = answer(settings, folder, start, settings.out(), settings.output() == Output.JSON);
            Optional<RunId> only = Optional.ofNullable(run);
            TakingBack taking = taking(settings, folder, answer,
                    question -> yes ? Optional.of(true) : consent.ask(settings.words().say(question)));
            Guard guard = Guards.of(settings.world(), folder, settings.words().language());
            if (!list) {
                new Overdue(settings.world(), folder, KnownKinds.all(), guard, Journal.LOCK_WAIT, answer)
                        .takeBack(taking::administrator);
            }
            TakingBack.Ended ended = list ? taking.list(only) : taking.takeBack(only, Journal.LOCK_WAIT);
            ExitCode code = code(ended.end(), folder);
            var byHand = new ByHand.Ended(ended.end(), List.of());
            if (run == null && (code == ExitCode.OK || code == ExitCode.BROKEN)) {
                var hand = ByHand.on(settings.world(), answer, services, ended.items());
                byHand = list ? hand.list()
                        : hand.remove(taking.administrator(), taking.elevated(), taking.uac(), taking.agreed());
                code = byHand.end() == TakingBack.End.WELL ? code : code(byHand.end(), folder);
            }
            answer.end(settings.world().now(), code.code(), ended, byHand.lines());
            return code;
        } catch (JournalException e) {
            throw new Stop(ExitCode.BROKEN, e.why());
        } catch (IOException e) {
            throw new Stop(ExitCode.BROKEN, Message.verbatim(String.valueOf(e)));
        }
    }

    /** What contradicts itself, and what would change a machine that is not this one. */
    private void refuseContradictions(Settings settings) {
        if (elevate && settings.world().os() != Os.WINDOWS) {
            throw common.refused(Message.of("change.only-windows", "--elevate"));
        }
        if (elevate && list) {
            throw common.refused(Message.of("cli.not-together", "--elevate", "--list"));
        }
        if (handover.broken() || handover.given() && settings.world().os() != Os.WINDOWS
                || handover.given() != (part != null) || handover.given() && (elevate || list)) {
            throw common.refused(Message.of("change.not-by-hand"));
        }
        if (!list && !settings.world().live()) {
            throw common.refused(Message.of("change.not-on-replay"));
        }
        if (!list && !yes && !handover.given() && settings.output() == Output.JSON) {
            throw common.refused(Message.of("change.json-needs-yes"));
        }
    }

    private TakingBack taking(Settings settings, StateFolder folder, ChangeAnswer answer,
            Function<Message, Optional<Boolean>> agreed) {
        List<String> args = spec.commandLine().getParseResult().originalArgs();
        var self = Elevation.ofThisProcess(Rollback.class);
        Optional<Elevated> uac = elevate ? Optional.of(new Elevated(settings.world(), self, folder,
                Elevation.handedOn(args), new SecureRandom())) : Optional.empty();
        return new TakingBack(settings.world(), answer, folder, KnownKinds.all(),
                new HostReader(settings.world()).administrator(), self.line(args), uac, agreed, force);
    }

    private static ChangeAnswer answer(Settings settings, StateFolder folder, Instant start, PrintWriter out,
            boolean json) {
        return new ChangeAnswer(settings.words(), PathAnswer.look(settings), settings.world().os(), out, settings.err(), json,
                settings.verbose(), settings.quiet(), new Document(settings.script(), Version.CURRENT, start),
                folder.journal().toString());
    }

    /** Does the part that was agreed to in the process that started this one, and hands back the document. */
    private ExitCode forAnother(Settings settings, StateFolder folder, List<String> services)
            throws JournalException, IOException {
        Handback back = Handback.given(folder, handover.result());
        var text = new StringWriter();
        Instant start = settings.world().now();
        ChangeAnswer answer = answer(settings, folder, start, new PrintWriter(text, true), true);
        try {
            TakingBack taking = taking(settings, folder, answer, question -> Optional.of(true));
            Optional<RunId> only = Optional.ofNullable(run);
            TakingBack.Ended ended = part.equals(TakingBack.PART)
                    ? taking.takeBackAgreed(only, handover.agreed(), Journal.LOCK_WAIT) : taking.list(only);
            var byHand = part.equals(ByHand.PART) ? ByHand.on(settings.world(), answer, services, ended.items())
                    .removeAgreed(handover.agreed()) : new ByHand.Ended(ended.end(), List.of());
            ExitCode code = code(byHand.end(), folder);
            answer.end(settings.world().now(), code.code(), ended, byHand.lines());
            back.write(text.toString());
            return code;
        } catch (JournalException e) {
            back.write(answer.problem(settings.world().now(), ExitCode.BROKEN.code(), e.why()));
            return ExitCode.BROKEN;
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
            return RunId.named(text).orElseThrow(() -> new BadValue(Message.of("change.not-a-run", text)));
        }
    }
}
