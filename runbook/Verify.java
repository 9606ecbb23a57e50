///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Proves that every service answers, from this machine and, with --phone, from a phone.
//JAVA 25+
//SOURCES ../lib/cli/package-info.java
//SOURCES ../lib/phone/package-info.java
//SOURCES ../lib/adb/package-info.java
//SOURCES ../lib/schedule/package-info.java
package runbook;

import adb.AppFindings;
import adb.Asking;
import adb.Choice;
import adb.Device;
import adb.PhoneLog;
import adb.Said;
import change.Elevation;
import change.Journal;
import change.Journaled;
import change.KnownKinds;
import change.Opening;
import change.RunId;
import change.WhileItLasts;
import cli.Common;
import cli.ExitCode;
import cli.Handover;
import cli.Output;
import cli.PathAnswer;
import cli.PortOption;
import cli.Script;
import cli.Settings;
import cli.Stop;
import cli.TimeOption;
import evidence.Port;
import evidence.Watch;
import evidence.Watches;
import fact.Fact;
import firewall.Changing;
import host.Cidr;
import inventory.Inventory;
import inventory.InventoryProblem;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import path.Diagnosis;
import path.Facts;
import path.Finding;
import path.Gathering;
import path.Hop;
import phone.FreePort;
import phone.Proving;
import phone.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import process.Closing;
import process.LiveWorld;
import process.World;
import report.TextReport;
import schedule.Guards;
import state.StateFolder;
import text.Message;

/** Asks every service on 127.0.0.1 and on the LAN address; and, where told to, lets a phone ask and say what it got. */
@Command(name = "verify")
public final class Verify implements Callable<ExitCode> {

    /** {@code --adb-logcat} without a file: no path is empty. */
    private static final String BY_CABLE = "";

    /** What a guard waits longer than the page is open: it is for a process that died, and not to be in the way. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    @Mixin
    private Common common = new Common(Output.JSON, Output.NAGIOS, Output.JUNIT);

    @Option(names = "--phone")
    private boolean phone;

    @Option(names = "--for", paramLabel = "${bundle:label.time}", converter = OpenFor.class, defaultValue = "5m")
    private Duration openFor;

    @Option(names = "--port", paramLabel = "${bundle:label.port}", converter = PortOption.class,
            defaultValue = "8765")
    private int port;

    @Option(names = "--open")
    private boolean open;

    @Option(names = "--trace")
    private boolean trace;

    @Option(names = "--adb")
    private boolean adb;

    @Option(names = "--adb-serial", paramLabel = "${bundle:label.serial}")
    private String adbSerial;

    @Option(names = "--adb-logcat", arity = "0..1", fallbackValue = BY_CABLE, paramLabel = "${bundle:label.log}")
    private String adbLog;

    @Spec
    private CommandSpec spec;

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
        if (phone && (adb || adbLog != null)) {
            throw common.refused(Message.of("cli.not-together", "--phone", adb ? "--adb" : "--adb-logcat"));
        }
        if (open && !phone) {
            throw common.refused(Message.of("cli.needs", "--open", "--phone"));
        }
        if (trace && !phone && !adb) {
            throw common.refused(Message.of("cli.needs", "--trace", "--phone"));
        }
        if (phone) {
            if (!settings.world().live()) {
                throw common.refused(Message.of("phone.not-on-replay"));
            }
            return askPhones(settings);
        }
        boolean byCable = adb || BY_CABLE.equals(adbLog);
        if (adbSerial != null && !byCable) {
            throw common.refused(Message.of("cli.needs", "--adb-serial", "--adb"));
        }
        if (byCable && !settings.world().live()) {
            throw common.refused(Message.of("adb.not-on-replay"));
        }
        if (adb || adbLog != null) {
            return askByCable(settings, byCable);
        }
        var answer = new PathAnswer(settings, EnumSet.of(Hop.LOOPBACK, Hop.ADDRESS), TextReport::answers);
        return answer.show(answer.walk(answer.inventory()));
    }

    /** The phone is looked for first: without one there is nothing to wait for. */
    private ExitCode askByCable(Settings settings, boolean byCable) throws InventoryProblem {
        long begin = System.nanoTime();
        // What is said over the cable stays out of a recording: a phone's log and serial number are somebody's own.
        var cable = new LiveWorld();
        Optional<Choice.Chosen> plugged = byCable ? Optional.of(chosen(cable)) : Optional.empty();
        Optional<String> log = Optional.ofNullable(adbLog).map(where -> plugged.isPresent() && where.equals(BY_CABLE)
                ? known(PhoneLog.of(cable, plugged.get())) : known(PhoneLog.of(where)));
        var answer = adb ? new PathAnswer(settings, Stage.HOPS, TextReport::phone)
                : new PathAnswer(settings, EnumSet.of(Hop.LOOPBACK, Hop.ADDRESS), TextReport::answers);
        Facts facts = Gathering.facts(settings.world(), answer.inventory(), answer.limits());
        var findings = new ArrayList<Finding>();
        if (adb) {
            try (Watch watch = Watches.begin(settings.world(), facts, Port.of(facts.inventory().endpoints()),
                    tracer(settings));
                    Closing _ = new Closing(watch::close)) {
                Said said = known(new Asking(cable, plugged.orElseThrow()).ask(facts, settings.timeout(),
                        (phone, at) -> watch.seen(phone, at.service().protocol(), at.port())));
                facts = facts.with(said.words());
                findings.addAll(said.findings());
            }
            PathAnswer.remember(settings, Handover.folderOfThisProcess(), facts);
        }
        if (log.isPresent()) {
            findings.addAll(AppFindings.of(log.get(), facts, plugged
                    .filter(phone -> phone.device().kind() == Device.Kind.EMULATOR).isPresent()));
        }
        Set<Hop> hops = adb ? Stage.HOPS : EnumSet.of(Hop.LOOPBACK, Hop.ADDRESS);
        return answer.show(Diagnosis.of(facts, hops, Duration.ofNanos(System.nanoTime() - begin)).and(findings));
    }

    private Choice.Chosen chosen(World cable) {
        return switch (Choice.of(cable, Optional.ofNullable(adbSerial))) {
            case Choice.Chosen chosen -> chosen;
            case Choice.None(Message why, Message next, boolean unnamed) -> throw new Stop(
                    unnamed ? ExitCode.BAD_ARGUMENTS : ExitCode.UNKNOWN, Message.of("adb.with-next", why, next));
        };
    }

    private static <T> T known(Fact<T> fact) {
        return switch (fact) {
            case Fact.Known<T>(T value) -> value;
            case Fact.Unknown<T>(Message why) -> throw new Stop(ExitCode.UNKNOWN, why);
        };
    }

    private ExitCode askPhones(Settings settings) throws InventoryProblem, InterruptedException {
        long begin = System.nanoTime();
        var answer = new PathAnswer(settings, Stage.HOPS, TextReport::phone);
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
        Optional<Opening.Opened> door = door(settings, facts, free);
        try (Closing _ = new Closing(() -> door.ifPresent(Opening.Opened::close))) {
            Facts proven = new Proving(settings.world(), stage, door.isPresent(), tracer(settings),
                    settings.timeout().multipliedBy(2))
                    .ask(facts, free, Proving.Until.SAID, endpoint -> true, openFor);
            PathAnswer.remember(settings, Handover.folderOfThisProcess(), proven);
            return proven;
        } catch (IOException e) {
            throw new Stop(ExitCode.UNKNOWN, Message.of("phone.not-opened", String.valueOf(e.getMessage())));
        }
    }

    /** Lets phones come to the page, for as long as it is open; nothing where they can already. */
    private Optional<Opening.Opened> door(Settings settings, Facts facts, int at) {
        if (!open) {
            return Optional.empty();
        }
        var opening = new Opening(journaled(settings), facts, Gathering.firewall(settings.world(), facts));
        return switch (opening.open(fresh(settings), Proving.page(at), openFor.plus(GRACE))) {
            case Opening.Opened opened -> Optional.of(opened);
            case Opening.NotNeeded none -> Optional.empty();
            case Opening.NotOpened(Message why) -> throw new Stop(ExitCode.BROKEN,
                    Message.of("phone.door-shut", at, why));
            case Opening.NeedsAdministrator none -> throw new Stop(ExitCode.NEEDS_ADMINISTRATOR,
                    Message.of("phone.door-needs-administrator", at, Elevation.ofThisProcess(Verify.class)
                            .line(spec.commandLine().getParseResult().originalArgs())));
        };
    }

    private Optional<Changing> tracer(Settings settings) {
        return trace ? Optional.of(new WhileItLasts(journaled(settings), () -> fresh(settings), openFor.plus(GRACE)))
                : Optional.empty();
    }

    private static Journaled journaled(Settings settings) {
        StateFolder folder = Handover.folderOfThisProcess();
        return new Journaled(settings.world(), folder, KnownKinds.all(),
                Guards.of(settings.world(), folder, settings.words().language()),
                settings.script(), Journal.LOCK_WAIT, said -> settings.err().println(settings.words().say(said)));
    }

    private static RunId fresh(Settings settings) {
        return RunId.fresh(settings.world().now(), new SecureRandom());
    }
}
