///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Opens the firewall so that the local network reaches the services: shows the plan, applies it with --apply.
//JAVA 25+
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Lib.java
package runbook;

import cli.CommonOptions;
import cli.ExitCode;
import cli.ExitCodes;
import cli.OutputFormat;
import cli.Prompt;
import cli.Script;
import cli.change.FixCommand;
import cli.change.FixOptions;
import cli.phone.PhonePage;
import inventory.InventoryProblem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import state.StateException;

/** Shows what would let the LAN in, the inventory's own ports only; told to, journals and makes it, and looks again. */
@Command(name = "fix-firewall")
@ExitCodes({ExitCode.OK, ExitCode.BROKEN, ExitCode.UNKNOWN, ExitCode.CHANGES,
        ExitCode.NEEDS_ADMINISTRATOR, ExitCode.BAD_INVENTORY})
public final class FixFirewall implements Callable<ExitCode> {

    @Mixin
    private CommonOptions common = new CommonOptions(OutputFormat.JSON).without("--skip", "--sudo");

    @Mixin
    private FixOptions options;
    private final Prompt prompt;

    public FixFirewall(Prompt prompt) {
        this(prompt, new FixOptions());
    }

    FixFirewall(Prompt prompt, FixOptions options) {
        this.prompt = prompt;
        this.options = options;
    }

    public static void main(String... args) {
        Script.run(new FixFirewall(Prompt.ofTerminal()), args);
    }

    @Override
    public ExitCode call() throws InventoryProblem, StateException {
        var fix = new FixCommand(common.settings(options::contradictions), options, prompt, PhonePage::confirmation);
        return switch (options.task()) {
            case SHOW_PLAN -> fix.showPlan();
            case WRITE_STEPS -> fix.writeSteps(); // --print, --gui
            case APPLY -> fix.apply(); // --apply
            case APPLY_AGREED -> fix.applyAgreed(); // started by --elevate
            case KEEP -> fix.keep(); // --keep
        };
    }
}
