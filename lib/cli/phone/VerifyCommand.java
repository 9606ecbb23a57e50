package cli.phone;

import cli.DiagnosisOutput;
import cli.ExitCode;
import cli.ExitException;
import cli.ReadinessWait;
import cli.Settings;
import cli.change.ChangeSetup;
import inventory.Inventory;
import inventory.InventoryProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import path.Diagnosis;
import path.Facts;
import path.Finding;
import path.Hop;
import path.gather.FactsReader;
import phone.AppAdvice;
import phone.LiveView;
import phone.applog.AppLogFindings;
import phone.applog.AppLogStream;
import phone.applog.AppPermissions;
import phone.applog.Logcat;
import phone.cable.AdbProbe;
import phone.cable.AndroidReport;
import phone.cable.AppProbe;
import phone.cable.Device;
import phone.cable.DeviceSelection;
import phone.evidence.PacketWatch;
import phone.evidence.ServicePort;
import process.CloseOnExit;
import process.LiveWorld;
import process.StopSignal;
import process.WatchedWorld;
import process.World;
import report.TextReport;
import state.StateException;
import state.StateFolder;
import text.Message;

/** What verify does, one method for each place that the services are asked from. */
public final class VerifyCommand {
    private static final Set<Hop> FROM_HERE = EnumSet.of(Hop.LOOPBACK, Hop.ADDRESS);

    private final Settings settings;
    private final PhoneOptions options;
    private final long begin = System.nanoTime();

    public VerifyCommand(Settings settings, PhoneOptions options) {
        this.settings = settings;
        this.options = options;
    }

    /** Asks every service from here. @param wait for how long at most, until all answer; empty to ask once */
    public ExitCode fromThisMachine(Optional<Duration> wait) throws InventoryProblem, InterruptedException {
        DiagnosisOutput path = path(FROM_HERE, TextReport::answers);
        Inventory inventory = path.inventory();
        return path.show(wait.isEmpty() ? path.walk(inventory)
                : new ReadinessWait(settings.world().waits(), wait.get()).until(() -> path.walk(inventory)));
    }

    /** Has a phone ask them, by the page that it opens. Ctrl-C ends that, and not the judgement of what was heard. */
    public ExitCode fromPhoneByPage() throws InventoryProblem, InterruptedException, StateException {
        DiagnosisOutput path = path(LiveView.HOPS, TextReport::phone);
        Facts facts = facts(path);
        try (var stop = new StopSignal()) {
            Facts proven = page(facts).proven(facts, path.limits().repeated(), options, stop);
            Diagnosis judged = path.judge(proven, sinceBegin());
            return path.show(judged.and(AppAdvice.of(judged, proven)));
        }
    }

    /** Has the phone on the cable ask them, and reads its app's log; the phone is looked for first. */
    public ExitCode fromPhoneOnCable() throws InventoryProblem {
        // What is said over the cable stays out of a recording: a phone's log and serial number are somebody's own.
        var cable = new WatchedWorld(new LiveWorld(), settings.world().waits());
        Optional<DeviceSelection.Chosen> phone = options.cable() ? Optional.of(chosen(cable)) : Optional.empty();
        Optional<String> log = options.log() && !options.follows() ? Optional.of(log(cable, phone)) : Optional.empty();
        AndroidReport report = phone.filter(one -> options.log() || options.app().isPresent())
                .map(one -> AppProbe.ask(cable, one, options.app())).orElse(AndroidReport.nothing());
        Set<Hop> hops = options.adb() ? LiveView.HOPS : FROM_HERE;
        DiagnosisOutput path = path(hops, options.adb() ? TextReport::phone : TextReport::answers);
        Facts facts = options.adb() ? facts(path) : remembering(path);
        var findings = new ArrayList<Finding>();
        if (options.adb()) {
            AdbProbe.Result result = probe(cable, phone.orElseThrow(), facts);
            facts = facts.with(result.words());
            findings.addAll(result.findings());
            DiagnosisOutput.remember(settings, ChangeSetup.ofThisProcess(settings).state(), facts);
        }
        var permissions = new AppPermissions(facts, report, options.iphone());
        if (options.follows()) {
            findings.addAll(permissions.with(followed(cable, facts, phone)));
        } else {
            List<Finding> said = log.isPresent() ? findings(log.get(), facts, phone) : List.of();
            findings.addAll(permissions.with(said));
        }
        return path.show(path.judge(facts, sinceBegin()).and(findings));
    }

    /** Leads the ports of the phone on the cable here, where the network carries nothing, and has it try them. */
    public ExitCode fromPhoneByReversedPorts() throws InventoryProblem, StateException {
        return new ReverseCommand(settings).reverse(chosen(new LiveWorld()));
    }

    /** Undoes that. */
    public ExitCode undoReversedPorts() throws StateException {
        return new ReverseCommand(settings).undo();
    }

    private DiagnosisOutput path(Set<Hop> hops, DiagnosisOutput.Page page) {
        return new DiagnosisOutput(settings, hops, page).warmUpInBackground();
    }

    private Facts facts(DiagnosisOutput path) throws InventoryProblem {
        return FactsReader.facts(settings.world(), path.inventory(), path.limits().repeated());
    }

    /** With what phones said before: it bears on what an app meets now. */
    private Facts remembering(DiagnosisOutput path) throws InventoryProblem {
        return FactsReader.facts(settings.world(), path.inventory(), path.limits(), Optional.empty(),
                StateFolder.ofThisProcess());
    }

    /** With a command line, for more rights, that leads to these very services. */
    private PhonePage page(Facts facts) {
        return new PhonePage(ChangeSetup.ofThisProcess(settings.naming(facts.inventory().source())));
    }

    private DeviceSelection.Chosen chosen(World cable) {
        return switch (DeviceSelection.of(cable, options.serial())) {
            case DeviceSelection.Chosen chosen -> chosen;
            case DeviceSelection.None(Message why, Message next, boolean unnamed) -> throw new ExitException(
                    unnamed ? ExitCode.BAD_ARGUMENTS : ExitCode.UNKNOWN, Message.of("adb.with-next", why, next));
        };
    }

    private String log(World cable, Optional<DeviceSelection.Chosen> phone) {
        return ExitException.known(options.logFile().map(Logcat::of)
                .orElseGet(() -> Logcat.of(cable, phone.orElseThrow())), ExitCode.UNKNOWN);
    }

    /** Lets the phone try every port, and watches what of it arrives here. */
    private AdbProbe.Result probe(World cable, DeviceSelection.Chosen phone, Facts facts) {
        PhonePage page = page(facts);
        try (PacketWatch watch = PacketWatch.begin(settings.world(), facts,
                ServicePort.of(facts.inventory().endpoints()), page.tracer(facts, options, AdbProbe.atMost(facts, settings.timeout())));
                CloseOnExit _ = CloseOnExit.atExit(watch::close)) {
            return ExitException.known(new AdbProbe(cable, phone).ask(facts, settings.timeout(),
                    (from, at) -> watch.seen(from, at.service().protocol(), at.port())), ExitCode.UNKNOWN);
        }
    }

    private List<Finding> followed(World cable, Facts facts, Optional<DeviceSelection.Chosen> phone) {
        return new AppLogFollow(settings, cable).findings(phone.map(AppLogStream::logcat)
                .orElseGet(AppLogStream::iphone), emulator(phone), facts,
                Message.of(options.iphone() ? "adb.next.no-iphone-log" : "adb.next.no-device"));
    }

    private static List<Finding> findings(String log, Facts facts, Optional<DeviceSelection.Chosen> phone) {
        return AppLogFindings.of(log, facts, emulator(phone));
    }

    private static boolean emulator(Optional<DeviceSelection.Chosen> phone) {
        return phone.filter(one -> one.device().kind() == Device.Kind.EMULATOR).isPresent();
    }

    private Duration sinceBegin() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
