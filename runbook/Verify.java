///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Proves that every service answers, from this machine and, with --phone, from a phone.
//JAVA 25+
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Lib.java
package runbook;

import cli.CommonOptions;
import cli.DurationConverter;
import cli.ExitCode;
import cli.ExitCodes;
import cli.OutputFormat;
import cli.Script;
import cli.phone.PhoneOptions;
import cli.phone.VerifyCommand;
import inventory.InventoryProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import state.StateException;

/** Asks every service on 127.0.0.1 and on the LAN address; and, where told to, lets a phone ask and say what it got. */
@Command(name = "verify")
@ExitCodes({ExitCode.OK, ExitCode.BROKEN, ExitCode.UNKNOWN, ExitCode.NEEDS_ADMINISTRATOR, ExitCode.BAD_INVENTORY})
public final class Verify implements Callable<ExitCode> {

    @Mixin
    private CommonOptions common = new CommonOptions(OutputFormat.JSON, OutputFormat.NAGIOS, OutputFormat.JUNIT);

    @Mixin
    private PhoneOptions options = new PhoneOptions();

    @Option(names = "--wait", paramLabel = "${bundle:label.time}", converter = DurationConverter.Lasting.class)
    private Duration wait;

    public static void main(String... args) {
        Script.run(new Verify(), args);
    }

    @Override
    public ExitCode call() throws InventoryProblem, InterruptedException, StateException {
        var verify = new VerifyCommand(common.settings(given -> options.contradictions(given, wait)), options);
        return switch (options.from()) {
            case THIS_MACHINE -> verify.fromThisMachine(Optional.ofNullable(wait));
            case PHONE_BY_PAGE -> verify.fromPhoneByPage(); // --phone
            case PHONE_ON_CABLE -> verify.fromPhoneOnCable(); // --adb, --adb-logcat
            case PHONE_BY_REVERSED_PORTS -> verify.fromPhoneByReversedPorts(); // --adb --reverse
            case NOWHERE -> verify.undoReversedPorts(); // --undo
        };
    }
}
