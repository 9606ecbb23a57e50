///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Proves that every service answers, from this machine and, with --phone, from a phone.
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Lib.java
package runbook;

import cli.Common;
import cli.DiagnosisOutput;
import cli.ExitCode;
import cli.ExitException;
import cli.OutputFormat;
import cli.Script;
import cli.Settings;
import cli.change.ChangeSetup;
import cli.phone.PhoneOptions;
import cli.phone.PhonePage;
import inventory.InventoryProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import path.Facts;
import path.Finding;
import path.Hop;
import path.check.Checklist;
import path.gather.Gather;
import phone.LiveView;
import phone.cable.AdbProbe;
import phone.cable.AppLogFindings;
import phone.cable.Device;
import phone.cable.DeviceSelection;
import phone.cable.Logcat;
import phone.evidence.PacketWatch;
import phone.evidence.ServicePort;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import process.CloseOnExit;
import process.Fact;
import process.LiveWorld;
import process.ThisProgram;
import process.World;
import report.TextReport;
import text.Message;

/** Asks every service on 127.0.0.1 and on the LAN address; and, where told to, lets a phone ask and say what it got. */
@Command(name = "verify")
public final class Verify implements Callable<ExitCode> {

    private static final Set<Hop> FROM_HERE = EnumSet.of(Hop.LOOPBACK, Hop.ADDRESS);

    @Mixin
    private Common common = new Common(OutputFormat.JSON, OutputFormat.NAGIOS, OutputFormat.JUNIT);

    @Mixin
    private PhoneOptions options = new PhoneOptions();

    @Spec
    private CommandSpec spec;

    public static void main(String... args) {
        Script.run(new Verify(), args);
    }

    @Override
    public ExitCode call() throws InventoryProblem, InterruptedException {
        Settings settings = common.settings();
        options.contradiction().ifPresent(why -> {
            throw common.refused(why);
        });
        if (!settings.world().live() && (options.page() || options.cable())) {
            throw common.refused(Message.of(options.page() ? "phone.not-on-replay" : "adb.not-on-replay"));
        }
        if (options.page()) {
            return askByPage(settings);
        }
        if (options.adb() || options.log()) {
            return askByCable(settings);
        }
        var answer = new DiagnosisOutput(settings, FROM_HERE, TextReport::answers).warmUpInBackground();
        return answer.show(answer.walk(answer.inventory()));
    }

    private ExitCode askByPage(Settings settings) throws InventoryProblem, InterruptedException {
        long begin = System.nanoTime();
        var answer = new DiagnosisOutput(settings, LiveView.HOPS, TextReport::phone).warmUpInBackground();
        Facts facts = Gather.facts(settings.world(), answer.inventory(), answer.limits());
        Facts proven = new PhonePage(ChangeSetup.ofThisProcess(settings)).proven(facts, options, elevated());
        return answer.show(Checklist.diagnose(proven, LiveView.HOPS, since(begin)));
    }

    /** The phone is looked for first: without one there is nothing to wait for. */
    private ExitCode askByCable(Settings settings) throws InventoryProblem {
        long begin = System.nanoTime();
        // What is said over the cable stays out of a recording: a phone's log and serial number are somebody's own.
        var cable = new LiveWorld();
        Optional<DeviceSelection.Chosen> plugged = options.cable() ? Optional.of(chosen(cable)) : Optional.empty();
        Optional<String> log = options.log() ? Optional.of(known(options.logFile().map(Logcat::of)
                .orElseGet(() -> Logcat.of(cable, plugged.orElseThrow())))) : Optional.empty();
        Set<Hop> hops = options.adb() ? LiveView.HOPS : FROM_HERE;
        var answer = new DiagnosisOutput(settings, hops, options.adb() ? TextReport::phone : TextReport::answers)
                .warmUpInBackground();
        Facts facts = Gather.facts(settings.world(), answer.inventory(), answer.limits());
        var findings = new ArrayList<Finding>();
        if (options.adb()) {
            var setup = ChangeSetup.ofThisProcess(settings);
            try (PacketWatch watch = PacketWatch.begin(settings.world(), facts,
                    ServicePort.of(facts.inventory().endpoints()),
                    new PhonePage(setup).tracer(facts, options, elevated()));
                    CloseOnExit _ = CloseOnExit.atExit(watch::close)) {
                AdbProbe.Result said = known(new AdbProbe(cable, plugged.orElseThrow()).ask(facts, settings.timeout(),
                        (phone, at) -> watch.seen(phone, at.service().protocol(), at.port())));
                facts = facts.with(said.words());
                findings.addAll(said.findings());
            }
            DiagnosisOutput.remember(settings, setup.state(), facts);
        }
        if (log.isPresent()) {
            findings.addAll(AppLogFindings.of(log.get(), facts, plugged
                    .filter(phone -> phone.device().kind() == Device.Kind.EMULATOR).isPresent()));
        }
        return answer.show(Checklist.diagnose(facts, hops, since(begin)).and(findings));
    }

    private DeviceSelection.Chosen chosen(World cable) {
        return switch (DeviceSelection.of(cable, options.serial())) {
            case DeviceSelection.Chosen chosen -> chosen;
            case DeviceSelection.None(Message why, Message next, boolean unnamed) -> throw new ExitException(
                    unnamed ? ExitCode.BAD_ARGUMENTS : ExitCode.UNKNOWN, Message.of("adb.with-next", why, next));
        };
    }

    private static <T> T known(Fact<T> fact) {
        return switch (fact) {
            case Fact.Known<T>(T value) -> value;
            case Fact.Unknown<T>(Message why) -> throw new ExitException(ExitCode.UNKNOWN, why);
        };
    }

    /** This very command with an administrator's rights. */
    private String elevated() {
        return ThisProgram.ofThisProcess(Verify.class).line(spec.commandLine().getParseResult().originalArgs());
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
