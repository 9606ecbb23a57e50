///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Undoes what fix-firewall did, newest first.
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Lib.java
package runbook;

import cli.CommonOptions;
import cli.ExitCode;
import cli.ExitCodes;
import cli.OutputFormat;
import cli.Prompt;
import cli.Script;
import cli.change.RollbackCommand;
import cli.change.RollbackOptions;
import inventory.InventoryProblem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import state.StateException;

/**
 * Takes back what the journal says was done, newest first; then, on Windows, rules of the guide's names that were made
 * by hand. Shows each of the two and asks before it changes anything.
 */
@Command(name = "rollback")
@ExitCodes({ExitCode.OK, ExitCode.BROKEN, ExitCode.UNKNOWN, ExitCode.CHANGES, ExitCode.NEEDS_ADMINISTRATOR,
        ExitCode.BAD_INVENTORY})
public final class Rollback implements Callable<ExitCode> {

    @Mixin
    private CommonOptions common = new CommonOptions(OutputFormat.JSON).without("--skip", "--sudo");

    @Mixin
    private RollbackOptions options = new RollbackOptions();
    private final Prompt prompt;

    public Rollback(Prompt prompt) {
        this.prompt = prompt;
    }

    public static void main(String... args) {
        Script.run(new Rollback(Prompt.ofTerminal()), args);
    }

    @Override
    public ExitCode call() throws InventoryProblem, StateException {
        var rollback = new RollbackCommand(common.settings(options::contradictions), options);
        return switch (options.task()) {
            case LIST -> rollback.list(); // --list
            case TAKE_BACK -> rollback.takeBack(prompt);
            case TAKE_BACK_AGREED -> rollback.takeBackAgreed(); // started by --elevate
        };
    }
}
