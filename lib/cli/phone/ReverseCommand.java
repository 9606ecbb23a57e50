package cli.phone;

import change.journal.ChangeKinds;
import change.journal.RunId;
import change.report.ChangeReport;
import change.report.RollbackRunResult;
import cli.DiagnosisOutput;
import cli.ExitCode;
import cli.OutputFormat;
import cli.Settings;
import cli.Version;
import cli.change.ChangeSetup;
import inventory.InventoryProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import json.JsonDocument;
import net.Protocol;
import path.Diagnosis;
import path.Hop;
import phone.cable.DeviceSelection;
import phone.cable.ReverseReport;
import phone.cable.ReverseRun;
import process.LiveWorld;
import report.TextReport;
import state.StateException;
import text.Message;

/** {@code verify --adb --reverse}: the way over the cable where the network carries nothing, and back. */
final class ReverseCommand {
    private final Settings settings;
    private final ChangeSetup setup;
    private final Instant start;

    ReverseCommand(Settings settings) {
        this.settings = settings;
        this.setup = ChangeSetup.ofThisProcess(settings);
        this.start = settings.world().now();
    }

    /** Forwards the ports of the services file, and shows what the phone gets by them. */
    ExitCode reverse(DeviceSelection.Chosen phone) throws InventoryProblem, StateException {
        var path = new DiagnosisOutput(settings, EnumSet.of(Hop.LOOPBACK), TextReport::answers);
        Diagnosis here = path.walk(path.inventory());
        if (here.paths().stream().noneMatch(each -> each.endpoint().service().protocol() == Protocol.TCP)) {
            throw settings.refused(Message.of("reverse.no-tcp-port"));
        }
        RunId run = setup.fresh();
        var report = new ReverseReport(settings.words(),
                run().reverse(phone, run, here.paths(), settings.timeout()));
        ExitCode code = switch (report.verdict()) {
            case OK, WARN -> ExitCode.OK;
            case UNKNOWN, CONTRADICTED -> ExitCode.UNKNOWN;
            case FAIL -> ExitCode.BROKEN;
        };
        String name = phone.device().name();
        String journal = setup.folder().journal().toString();
        if (settings.output() == OutputFormat.JSON) {
            settings.json().document(report.json(new JsonDocument(settings.script(), Version.CURRENT, start)
                    .head(Duration.between(start, settings.world().now()), code.verdict().id(), code.code()),
                    name, run.text(), journal).build());
        } else {
            report.lines(name, DiagnosisOutput.look(settings), settings.quiet(), journal)
                    .forEach(settings.out()::println);
        }
        return code;
    }

    /** Undoes what was forwarded, on whichever phone. */
    ExitCode undo() throws StateException {
        ChangeReport report = setup.report(start).agreedInAdvance(true);
        ReverseRun.Undone undone = run().undo();
        ExitCode code = undone.result().complete() ? ExitCode.OK : ExitCode.BROKEN;
        if (!undone.items().isEmpty()) {
            report.rolledBack(undone.result());
        } else if (settings.output() == OutputFormat.TEXT && !settings.quiet()) {
            settings.out().println(settings.words().say(
                    Message.of("reverse.nothing", setup.folder().journal().toString())));
        }
        report.end(settings.world().now(), code.code(), new RollbackRunResult(undone.result().complete()
                ? RollbackRunResult.End.WELL : RollbackRunResult.End.INCOMPLETE, undone.items(),
                Optional.of(undone.result())), List.of(), List.of());
        return code;
    }

    private ReverseRun run() {
        return new ReverseRun(new LiveWorld(), setup.folder(), ChangeKinds.all(), settings.script(),
                settings::progress);
    }
}
