///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Undoes what fix-firewall did, newest first.
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Lib.java
package runbook;

import change.ByHand;
import change.ChangeAnswer;
import change.Elevated;
import change.Elevation;
import change.Journal;
import change.KnownKinds;
import change.RunId;
import change.TakingBack;
import cli.Common;
import cli.Consent;
import cli.ExitCode;
import cli.Handover;
import cli.Output;
import cli.Script;
import cli.ServicesFrom;
import cli.Settings;
import cli.change.ChangeSetup;
import cli.change.RunName;
import docker.DockerReader;
import host.HostReader;
import inventory.InventoryProblem;
import inventory.Service;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import process.Os;
import process.World;
import state.StateException;
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
    public ExitCode call() throws InventoryProblem, StateException {
        Settings settings = common.settings();
        refuseContradictions(settings);
        Instant start = settings.world().now();
        List<String> services = settings.services() instanceof ServicesFrom.FromFile
                ? settings.inventory(() -> new DockerReader(settings.world()).read()).services().stream()
                        .map(Service::name).toList() : List.of();
        var setup = new ChangeSetup(settings, handover.folder());
        if (handover.given()) {
            return setup.forAnother(handover, document -> part(setup, document, services));
        }
        ChangeAnswer answer = setup.answer(start);
        Optional<RunId> only = Optional.ofNullable(run);
        TakingBack taking = taking(setup, answer,
                question -> yes ? Optional.of(true) : consent.ask(settings.question(question)));
        if (!list) {
            setup.takeBackOverdue(answer, taking::administrator);
        }
        TakingBack.Ended ended = list ? taking.list(only) : taking.takeBack(only, Journal.LOCK_WAIT);
        ExitCode code = code(ended.end(), setup.folder());
        var byHand = new ByHand.Ended(ended.end(), List.of());
        if (run == null && (code == ExitCode.OK || code == ExitCode.BROKEN)) {
            var hand = ByHand.on(settings.world(), answer, services, ended.items());
            byHand = list ? hand.list()
                    : hand.remove(taking.administrator(), taking.elevated(), taking.uac(), taking.agreed());
            code = byHand.end() == TakingBack.End.WELL ? code : code(byHand.end(), setup.folder());
        }
        answer.end(settings.world().now(), code.code(), ended, byHand.lines());
        return code;
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

    private TakingBack taking(ChangeSetup setup, ChangeAnswer answer, Function<Message, Optional<Boolean>> agreed) {
        List<String> args = spec.commandLine().getParseResult().originalArgs();
        var self = Elevation.ofThisProcess(Rollback.class);
        Optional<Elevated> uac = elevate ? Optional.of(setup.elevated(self, args)) : Optional.empty();
        World world = setup.settings().world();
        return new TakingBack(world, answer, setup.folder(), KnownKinds.all(),
                new HostReader(world).administrator(), self.line(args), uac, agreed, force);
    }

    /** The part that was agreed to in the process that started this one. */
    private ExitCode part(ChangeSetup setup, ChangeAnswer answer, List<String> services) throws StateException {
        TakingBack taking = taking(setup, answer, question -> Optional.of(true));
        Optional<RunId> only = Optional.ofNullable(run);
        TakingBack.Ended ended = part.equals(TakingBack.PART)
                ? taking.takeBackAgreed(only, handover.agreed(), Journal.LOCK_WAIT) : taking.list(only);
        World world = setup.settings().world();
        var byHand = part.equals(ByHand.PART) ? ByHand.on(world, answer, services, ended.items())
                .removeAgreed(handover.agreed()) : new ByHand.Ended(ended.end(), List.of());
        ExitCode code = code(byHand.end(), setup.folder());
        answer.end(world.now(), code.code(), ended, byHand.lines());
        return code;
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
}
