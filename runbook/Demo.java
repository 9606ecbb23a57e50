///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Simulates each fault and shows what diagnose says about it; changes nothing.
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Core.java
package runbook;

import cli.CommonOptions;
import cli.DiagnosisOutput;
import cli.ExitCode;
import cli.Script;
import cli.Settings;
import demo.DemoReport;
import demo.DemoRunner;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Plays every fault on this machine alone, shows what is found, and fails where something else is found. */
@Command(name = "demo")
public final class Demo implements Callable<ExitCode> {

    @Mixin
    private CommonOptions common = CommonOptions.withoutMachine();
    private final Supplier<DemoRunner> plays;

    public Demo() {
        this(DemoRunner::begin);
    }

    /** @param plays gives the play, which is closed when it was shown */
    public Demo(Supplier<DemoRunner> plays) {
        this.plays = plays;
    }

    public static void main(String... args) {
        Script.run(new Demo(), args);
    }

    @Override
    public ExitCode call() {
        Settings settings = common.settings();
        try (DemoRunner demoRunner = plays.get()) {
            boolean asItShould = new DemoReport(settings.words(), DiagnosisOutput.look(settings), settings.verbose())
                    .show(demoRunner, settings.quiet() ? line -> { } : settings.out()::println);
            return asItShould ? ExitCode.OK : ExitCode.BUG;
        }
    }
}
