///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Prints what the runbook says about an id, in this terminal.
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Core.java
package runbook;

import cli.CommonOptions;
import cli.DiagnosisOutput;
import cli.ExitCode;
import cli.Explanation;
import cli.Script;
import cli.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One section of the runbook, or the ids that it has sections for. */
@Command(name = "explain")
public final class Explain implements Callable<ExitCode> {

    @Mixin
    private CommonOptions common = CommonOptions.withoutMachine().without("--explain");

    @Parameters(arity = "0..1", paramLabel = "ID")
    private String id;

    public static void main(String... args) {
        Script.run(new Explain(), args);
    }

    @Override
    public ExitCode call() {
        Settings settings = common.settings();
        var explanation = new Explanation(settings.words(), DiagnosisOutput.look(settings));
        List<String> lines = id == null ? explanation.contents() : explanation.section(id);
        lines.forEach(settings.out()::println);
        return ExitCode.OK;
    }
}
