package replay;

import cli.CommonOptions;
import cli.DiagnosisOutput;
import cli.ExitCode;
import cli.OutputFormat;
import cli.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import path.Hop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import report.TextReport;

/** A diagnosis of a recording whose files of output are deleted as soon as it has been opened. */
@Command(name = "diagnose")
final class VanishingRecording implements Callable<ExitCode> {

    @Mixin
    private CommonOptions common = new CommonOptions(OutputFormat.JSON);
    private final Path recording;

    VanishingRecording(Path recording) {
        this.recording = recording;
    }

    @Override
    public ExitCode call() throws Exception {
        Settings settings = common.settings();
        try (Stream<Path> files = Files.list(recording)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".out")).toList()) {
                Files.delete(file);
            }
        }
        var answer = new DiagnosisOutput(settings, EnumSet.allOf(Hop.class), TextReport::diagnosis);
        return answer.show(answer.walk(answer.inventory()));
    }
}
