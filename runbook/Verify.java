///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Proves that every service answers, from this machine and, with --phone, from a phone.
//JAVA 25+
//SOURCES ../lib/cli/package-info.java
//SOURCES ../lib/phone/package-info.java
package runbook;

import cli.Common;
import cli.ExitCode;
import cli.Output;
import cli.PathAnswer;
import cli.PortOption;
import cli.Script;
import cli.Settings;
import cli.Stop;
import cli.TimeOption;
import host.Cidr;
import inventory.Inventory;
import inventory.InventoryProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import path.Diagnosis;
import path.Facts;
import path.Gathering;
import path.Hop;
import phone.FreePort;
import phone.Proving;
import phone.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import report.TextReport;
import text.Message;

/** Asks every service on 127.0.0.1 and on the LAN address; and, where told to, lets a phone ask and say what it got. */
@Command(name = "verify")
public final class Verify implements Callable<ExitCode> {

    @Mixin
    private Common common = new Common(Output.JSON, Output.NAGIOS, Output.JUNIT);

    @Option(names = "--phone")
    private boolean phone;

    @Option(names = "--for", paramLabel = "${bundle:label.time}", converter = OpenFor.class, defaultValue = "5m")
    private Duration openFor;

    @Option(names = "--port", paramLabel = "${bundle:label.port}", converter = PortOption.class,
            defaultValue = "8765")
    private int port;

    public static void main(String... args) {
        Script.run(new Verify(), args);
    }

    /** {@code --for}: a phone has to be found and unlocked, and a page must not stay open over night. */
    static final class OpenFor extends TimeOption {
        OpenFor() {
            super(Duration.ofSeconds(10), Duration.ofHours(1));
        }
    }

    @Override
    public ExitCode call() throws InventoryProblem, InterruptedException {
        Settings settings = common.settings();
        if (phone) {
            if (!settings.world().live()) {
                throw common.refused(Message.of("phone.not-on-replay"));
            }
            return askPhones(settings);
        }
        var answer = new PathAnswer(settings, EnumSet.of(Hop.LOOPBACK, Hop.ADDRESS), TextReport::answers);
        return answer.show(answer.walk(answer.inventory()));
    }

    private ExitCode askPhones(Settings settings) throws InventoryProblem, InterruptedException {
        long begin = System.nanoTime();
        var answer = new PathAnswer(settings, Stage.HOPS, TextReport::diagnosis);
        Inventory inventory = answer.inventory();
        Facts facts = Gathering.facts(settings.world(), inventory, answer.limits());
        List<Cidr> addresses = Proving.addresses(facts);
        if (!addresses.isEmpty()) {
            facts = proven(settings, facts, addresses);
        }
        return answer.show(Diagnosis.of(facts, Stage.HOPS, Duration.ofNanos(System.nanoTime() - begin)));
    }

    private Facts proven(Settings settings, Facts facts, List<Cidr> addresses) throws InterruptedException {
        int free = FreePort.from(port, addresses.stream().map(Cidr::inet).toList());
        var stage = new Stage(settings.err(), settings.words(), PathAnswer.lookOfErrors(settings),
                settings.streams().errTerminal().interactive());
        try {
            return new Proving(settings.world(), stage, false, Optional.empty(), settings.timeout().multipliedBy(2))
                    .ask(facts, free, Proving.Until.SAID, endpoint -> true, openFor);
        } catch (IOException e) {
            throw new Stop(ExitCode.UNKNOWN, Message.of("phone.not-opened", String.valueOf(e.getMessage())));
        }
    }
}
