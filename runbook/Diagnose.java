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
import cli.OutputFormat;
import cli.Script;
import inventory.InventoryProblem;
import java.net.InetAddress;
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
public final class Diagnose implements Callable<ExitCode> {

    @Mixin
    private CommonOptions common = new CommonOptions(OutputFormat.JSON, OutputFormat.NAGIOS, OutputFormat.JUNIT);

    @Option(names = "--from", paramLabel = "${bundle:label.address}", converter = AddressConverter.class)
    private InetAddress from;

    public static void main(String... args) {
        Script.run(new Diagnose(), args);
    }

    @Override
    public ExitCode call() throws InventoryProblem {
        var answer = new DiagnosisOutput(common.settings(), EnumSet.allOf(Hop.class), TextReport::diagnosis)
                .warmUpInBackground();
        return answer.show(answer.walk(answer.inventory(), Optional.ofNullable(from)));
    }
}
