///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Watches the services and reports failures and recoveries.
//JAVA 25+
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Lib.java
package runbook;

import cli.CommonOptions;
import cli.ExitCode;
import cli.ExitCodes;
import cli.OutputFormat;
import cli.Script;
import cli.Settings;
import cli.monitor.MonitorCommand;
import cli.monitor.MonitorOptions;
import cli.monitor.ScheduleCommand;
import cli.monitor.StatusCommand;
import cli.monitor.UnscheduleCommand;
import inventory.InventoryProblem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import state.StateException;

/**
 * Walks the path again and again: a live table on a terminal, one line for each change everywhere else. The commands
 * below it have the system do so while nobody looks.
 */
@Command(name = "monitor", subcommands = {ScheduleCommand.class, UnscheduleCommand.class, StatusCommand.class})
@ExitCodes({ExitCode.OK, ExitCode.BROKEN, ExitCode.UNKNOWN, ExitCode.BAD_INVENTORY})
public final class Monitor implements Callable<ExitCode> {

    @Mixin
    private CommonOptions common = new CommonOptions(OutputFormat.JSON, OutputFormat.NAGIOS);

    @Mixin
    private MonitorOptions options = new MonitorOptions();

    public static void main(String... args) {
        Script.run(new Monitor(), args);
    }

    @Override
    public ExitCode call() throws InventoryProblem, StateException {
        Settings settings = common.settings(options::contradictions);
        var monitor = new MonitorCommand(settings, options);
        return switch (options.task(settings)) {
            case WATCH -> monitor.watch();
            case ONE_ROUND -> monitor.oneRound(); // --once
            case WATCH_IN_BACKGROUND -> monitor.watchInBackground(); // --log, which schedule gives it
        };
    }
}
