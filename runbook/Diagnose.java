///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Finds out why a phone cannot reach a service on this machine, and what to do about it.
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Core.java
package runbook;

import cli.AddressConverter;
import cli.CommonOptions;
import cli.DiagnosisOutput;
import cli.ExitCode;
import cli.ExitCodes;
import cli.OutputFormat;
import cli.Script;
import cli.ServicesFile;
import cli.Settings;
import inventory.Inventory;
import inventory.InventoryProblem;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import path.Hop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import report.TextReport;

/** Walks the path of every service, names the first broken hop and its cause, and says what to do. Reads only. */
@Command(name = "diagnose")
@ExitCodes({ExitCode.OK, ExitCode.BROKEN, ExitCode.UNKNOWN, ExitCode.BAD_INVENTORY})
public final class Diagnose implements Callable<ExitCode> {

    @Mixin
    private CommonOptions common = new CommonOptions(OutputFormat.JSON, OutputFormat.NAGIOS, OutputFormat.JUNIT);

    @Option(names = "--from", paramLabel = "${bundle:label.address}", converter = AddressConverter.class)
    private InetAddress from;

    @Option(names = "--write", paramLabel = "${bundle:label.log}")
    private Optional<Path> write = Optional.empty();

    public static void main(String... args) {
        Script.run(new Diagnose(), args);
    }

    @Override
    public ExitCode call() throws InventoryProblem {
        Settings settings = common.settings(given -> ServicesFile.contradictions(given, write));
        var file = new ServicesFile(settings, write);
        var answer = new DiagnosisOutput(settings, EnumSet.allOf(Hop.class), TextReport::diagnosis)
                .warmUpInBackground();
        Inventory inventory = answer.inventory();
        file.write(inventory);
        return file.isStandardOutput() ? ExitCode.OK : answer.show(answer.walk(inventory, Optional.ofNullable(from)));
    }
}
