package firewall.windows;

import change.elevate.ElevatedRun;
import change.journal.ChangeKinds;
import change.journal.Journal;
import change.journal.RunId;
import change.lease.LeaseSetup;
import change.plan.Plan;
import change.plan.Planner;
import change.plan.Reverter;
import change.plan.RollbackResult;
import change.report.ChangeReport;
import change.report.FixResult;
import change.run.FixRun;
import change.run.HandMadeRules;
import change.run.RollbackRun;
import console.Look;
import console.Spoken;
import firewall.Firewall;
import firewall.windows.policy.FakeWindows;
import host.Adapter;
import host.Listener;
import host.Profile;
import host.windows.WindowsFacts.SecurityProduct;
import host.windows.WindowsFacts.SecurityProduct.Kind;
import inventory.Service;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import json.JsonDocument;
import json.JsonOutput;
import net.Protocol;
import path.Facts;
import process.Fact;
import process.Os;
import state.StateFolder;
import testing.FactsBuilder;
import text.Language;
import text.Words;

/** What fix-firewall and rollback are made of, put together for the guide's services on a Windows of maps. */
public final class WindowsRun {
    public static final RunId RUN = new RunId("20261122-101500-3f9a");

    public final StringWriter out = new StringWriter();
    public final StringWriter err = new StringWriter();
    public Optional<ElevatedRun> uac = Optional.empty();
    public Fact<Boolean> administrator = Fact.known(true);
    public Optional<Boolean> agreed = Optional.of(true);
    public LeaseSetup leaseSetup = LeaseSetup.none(new RunId("20261122-101501-0002"));
    /** Firewalls of other makers that are registered. */
    public List<String> foreign = List.of();
    public boolean json;
    public boolean persist;
    /** What somebody does by hand while the question waits. */
    public Runnable whileAsked = () -> { };
    private final FakeWindows windows;
    private final Path folder;
    private final WindowsFirewall firewall;

    public WindowsRun(FakeWindows windows, Path folder) {
        this.windows = windows;
        this.folder = folder;
        this.firewall = new WindowsFirewall(windows, FakeWindows.lan());
    }

    public Plan planned(Firewall.Permissions may) {
        return assessment(may).plan(firewall.read());
    }

    public FixResult carryOut(Firewall.Permissions may) throws Exception {
        return fixing(may).carryOut(planned(may), Duration.ZERO);
    }

    RollbackResult takeBack() throws Exception {
        try (Journal journal = Journal.open(new StateFolder(folder), ChangeKinds.all(), "rollback", windows.now(),
                Duration.ZERO, message -> { })) {
            return new Reverter(windows, journal, message -> { }).takeBack(journal.state().open(), false);
        }
    }

    public RollbackRun taking() {
        return new RollbackRun(windows, answer("rollback"), new StateFolder(folder), ChangeKinds.all(), administrator,
                () -> "this, elevated", uac, question -> asked(), false);
    }

    public HandMadeRules.Removal removeByHand() throws Exception {
        return byHand().remove(administrator, () -> "this, elevated", uac, question -> asked());
    }

    public HandMadeRules byHand() {
        return HandMadeRules.on(windows, answer("rollback"), List.of(), List.of());
    }

    private Optional<Boolean> asked() {
        whileAsked.run();
        return agreed;
    }

    private ChangeReport answer(String script) {
        return new ChangeReport(new Words(Language.ENGLISH), new Look(200, false, true), Os.WINDOWS,
                new PrintWriter(out, true), new PrintWriter(err, true),
                json ? Optional.of(new JsonOutput(new PrintWriter(out, true), StandardCharsets.UTF_8))
                        : Optional.empty(), false, Spoken.ALL,
                new JsonDocument(script, "1", windows.now()), "the journal");
    }

    public FixRun fixing(Firewall.Permissions may) {
        return new FixRun(windows, assessment(may), answer("fix-firewall"), new StateFolder(folder), ChangeKinds.all(),
                "jbang fix-firewall --apply", () -> "this, elevated", uac, question -> asked(),
                leaseSetup, new FixRun.Persisting(persist, "keep it"));
    }

    private Planner assessment(Firewall.Permissions may) {
        Adapter wifi = FakeWindows.lan().getFirst();
        List<Service> services = List.of(service("Eloquence TTS Service", 5002),
                service("Eloquence API Service", 8000), service("Eloquence Whisper STT Service", 8001),
                service("Eloquence LiveKit Service", 7880, 7881));
        List<Listener> listeners = services.stream().flatMap(service -> service.ports().stream())
                .map(port -> new Listener(Protocol.TCP, "0.0.0.0", port, Optional.of(4242L),
                        Optional.of("com.docker.backend.exe"))).toList();
        Facts facts = FactsBuilder.onLan(Os.WINDOWS, services).at(windows.now()).on(wifi).profile(Profile.PUBLIC)
                .listeners(Fact.known(listeners)).firewall(firewall.read()).administrator(administrator)
                .products(Fact.known(foreign.stream().map(name -> new SecurityProduct(name, Kind.FIREWALL)).toList()))
                .build();
        return new Planner(facts, Optional.of(firewall), RUN, may);
    }

    private static Service service(String name, Integer... ports) {
        return new Service(name, List.of(ports), Protocol.TCP, Optional.empty(), Optional.empty());
    }
}
