///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Simulates each fault and shows what diagnose says about it; changes nothing.
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Core.java
package runbook;

import cli.Common;
import cli.ExitCode;
import cli.PathAnswer;
import cli.Script;
import cli.Settings;
import demo.Play;
import demo.Programme;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Plays every fault on this machine alone, shows what is found, and fails where something else is found. */
@Command(name = "demo")
public final class Demo implements Callable<ExitCode> {

    @Mixin
    private Common common = Common.withoutMachine();
    private final Supplier<Play> plays;

    public Demo() {
        this(Play::begin);
    }

    /** @param plays gives the play, which is closed when it was shown */
    public Demo(Supplier<Play> plays) {
        this.plays = plays;
    }

    public static void main(String... args) {
        Script.run(new Demo(), args);
    }

    @Override
    public ExitCode call() {
        Settings settings = common.settings();
        try (Play play = plays.get()) {
            boolean asItShould = new Programme(settings.words(), PathAnswer.look(settings), settings.verbose())
                    .show(play, settings.quiet() ? line -> { } : settings.out()::println);
            return asItShould ? ExitCode.OK : ExitCode.BUG;
        }
    }
}
