///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Undoes what fix-firewall did, newest first.
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Lib.java
package runbook;

import change.elevate.ElevatedRun;
import change.journal.ChangeKinds;
import change.journal.Journal;
import change.journal.RunId;
import change.report.ChangeReport;
import change.report.RollbackRunResult;
import change.run.HandMadeRules;
import change.run.RollbackRun;
import cli.Common;
import cli.ExitCode;
import cli.HandoverOptions;
import cli.OutputFormat;
import cli.Prompt;
import cli.Script;
import cli.ServicesFrom;
import cli.Settings;
import cli.change.ChangeSetup;
import cli.change.RunIdConverter;
import docker.DockerReader;
import host.read.HostReader;
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
import process.ThisProgram;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Message;

/** Takes back what the journal says was done; and, on Windows, rules of the guide's names that were made by hand. */
@Command(name = "rollback")
public final class Rollback implements Callable<ExitCode> {

    @Mixin
    private Common common = new Common(OutputFormat.JSON);

    @Option(names = "--list")
    private boolean list;

    @Option(names = "--run", paramLabel = "${bundle:label.run}", converter = RunIdConverter.class)
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
    private HandoverOptions handover = new HandoverOptions();

    @Spec
    private CommandSpec spec;

    private final Prompt prompt;

    public static void main(String... args) {
        Script.run(new Rollback(Prompt.ofTerminal()), args);
    }

    public Rollback(Prompt prompt) {
        this.prompt = prompt;
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
        ChangeReport report = setup.report(start);
        Optional<RunId> only = Optional.ofNullable(run);
        RollbackRun taking = taking(setup, report,
                question -> yes ? Optional.of(true) : prompt.ask(settings.question(question)));
        if (!list) {
            setup.takeBackOverdue(report, taking::administrator);
        }
        RollbackRunResult ended = list ? taking.list(only) : taking.takeBack(only, Journal.LOCK_WAIT);
        ExitCode code = code(ended.end(), setup.folder());
        var byHand = new HandMadeRules.Removal(ended.end(), List.of());
        if (run == null && (code == ExitCode.OK || code == ExitCode.BROKEN)) {
            var hand = HandMadeRules.on(settings.world(), report, services, ended.items());
            byHand = list ? hand.list()
                    : hand.remove(taking.administrator(), taking.elevated(), taking.uac(), taking.agreed());
            code = byHand.end() == RollbackRunResult.End.WELL ? code : code(byHand.end(), setup.folder());
        }
        report.end(settings.world().now(), code.code(), ended, byHand.rules());
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
        if (!list && !yes && !handover.given() && settings.output() == OutputFormat.JSON) {
            throw common.refused(Message.of("change.json-needs-yes"));
        }
    }

    private RollbackRun taking(ChangeSetup setup, ChangeReport report, Function<Message, Optional<Boolean>> agreed) {
        List<String> args = spec.commandLine().getParseResult().originalArgs();
        var self = ThisProgram.ofThisProcess(Rollback.class);
        Optional<ElevatedRun> uac = elevate ? Optional.of(setup.elevated(self, args)) : Optional.empty();
        World world = setup.settings().world();
        return new RollbackRun(world, report, setup.folder(), ChangeKinds.all(),
                new HostReader(world).administrator(), self.line(args), uac, agreed, force);
    }

    /** The part that was agreed to in the process that started this one. */
    private ExitCode part(ChangeSetup setup, ChangeReport report, List<String> services) throws StateException {
        RollbackRun taking = taking(setup, report, question -> Optional.of(true));
        Optional<RunId> only = Optional.ofNullable(run);
        RollbackRunResult ended = part.equals(RollbackRun.PART)
                ? taking.takeBackAgreed(only, handover.agreed(), Journal.LOCK_WAIT) : taking.list(only);
        World world = setup.settings().world();
        var byHand = part.equals(HandMadeRules.PART) ? HandMadeRules.on(world, report, services, ended.items())
                .removeAgreed(handover.agreed()) : new HandMadeRules.Removal(ended.end(), List.of());
        ExitCode code = code(byHand.end(), setup.folder());
        report.end(world.now(), code.code(), ended, byHand.rules());
        return code;
    }

    private ExitCode code(RollbackRunResult.End end, StateFolder folder) {
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
