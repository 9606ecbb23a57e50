///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Proves that every service answers on this machine, port by port, with the time each step took.
//JAVA 25+
//SOURCES ../lib/cli/package-info.java
package runbook;

import cli.Common;
import cli.ExitCode;
import cli.Output;
import cli.PathAnswer;
import cli.Script;
import inventory.InventoryProblem;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import path.Hop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import report.TextReport;

/** Asks every service on 127.0.0.1 and on the LAN address, and says plainly that this is not a phone's word. */
@Command(name = "verify")
public final class Verify implements Callable<ExitCode> {

    @Mixin
    private Common common = new Common(Output.JSON, Output.NAGIOS, Output.JUNIT);

    public static void main(String... args) {
        Script.run(new Verify(), args);
    }

    @Override
    public ExitCode call() throws InventoryProblem {
        var answer = new PathAnswer(common.settings(), EnumSet.of(Hop.LOOPBACK, Hop.ADDRESS), TextReport::answers);
        return answer.show(answer.walk(answer.inventory()));
    }
}
