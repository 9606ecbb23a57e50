package firewall.windows;

import change.Assessment;
import change.ByHand;
import change.ChangeAnswer;
import change.Elevated;
import change.Fixing;
import change.Journal;
import change.KnownKinds;
import change.Loan;
import change.Plan;
import change.Rollbacker;
import change.RolledBack;
import change.RunId;
import change.TakingBack;
import docker.Engine;
import fact.Fact;
import firewall.Permissions;
import host.Adapter;
import host.LanAddress;
import host.Listener;
import host.Profile;
import host.WindowsFacts;
import inventory.Inventory;
import inventory.Protocol;
import inventory.Service;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import json.JsonDocument;
import json.JsonOutput;
import path.Facts;
import path.Told;
import process.Os;
import report.Look;
import state.StateFolder;
import text.Language;
import text.Words;

/** What fix-firewall and rollback are made of, put together for the guide's services on a Windows of maps. */
final class Course {
    static final RunId RUN = new RunId("20261122-101500-3f9a");

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    Optional<Elevated> uac = Optional.empty();
    Fact<Boolean> administrator = Fact.known(true);
    Optional<Boolean> agreed = Optional.of(true);
    Loan loan = Loan.none(new RunId("20261122-101501-0002"));
    boolean json;
    /** What somebody does by hand while the question waits. */
    Runnable whileAsked = () -> { };
    private final FakeWindows windows;
    private final Path folder;
    private final WindowsFirewall firewall;

    Course(FakeWindows windows, Path folder) {
        this.windows = windows;
        this.folder = folder;
        this.firewall = new WindowsFirewall(windows, FakeWindows.lan());
    }

    Plan planned(Permissions may) {
        return assessment(may).plan(firewall.read());
    }

    Fixing.Ended carryOut(Permissions may) throws Exception {
        return fixing(may).carryOut(planned(may), Duration.ZERO);
    }

    RolledBack takeBack() throws Exception {
        try (Journal journal = Journal.open(new StateFolder(folder), KnownKinds.all(), "rollback", windows.now(),
                Duration.ZERO, message -> { })) {
            return new Rollbacker(windows, journal, message -> { }).takeBack(journal.ledger().open(), false);
        }
    }

    TakingBack taking() {
        return new TakingBack(windows, answer("rollback"), new StateFolder(folder), KnownKinds.all(), administrator,
                "this, elevated", uac, question -> asked(), false);
    }

    ByHand.Ended removeByHand() throws Exception {
        return byHand().remove(administrator, "this, elevated", uac, question -> asked());
    }

    ByHand byHand() {
        return ByHand.on(windows, answer("rollback"), List.of(), List.of());
    }

    private Optional<Boolean> asked() {
        whileAsked.run();
        return agreed;
    }

    private ChangeAnswer answer(String script) {
        return new ChangeAnswer(new Words(Language.ENGLISH), new Look(200, false, true), Os.WINDOWS,
                new PrintWriter(out, true), new PrintWriter(err, true),
                json ? Optional.of(new JsonOutput(new PrintWriter(out, true), StandardCharsets.UTF_8))
                        : Optional.empty(), false, false,
                new JsonDocument(script, "1", windows.now()), "the journal");
    }

    Fixing fixing(Permissions may) {
        return new Fixing(windows, assessment(may), answer("fix-firewall"), new StateFolder(folder), KnownKinds.all(),
                "jbang fix-firewall --apply", "this, elevated", uac, question -> asked(),
                loan);
    }

    private Assessment assessment(Permissions may) {
        Adapter wifi = FakeWindows.lan().getFirst();
        var inventory = new Inventory(Optional.empty(), List.of(service("Eloquence TTS Service", 5002),
                service("Eloquence API Service", 8000), service("Eloquence Whisper STT Service", 8001),
                service("Eloquence LiveKit Service", 7880, 7881)), "built in");
        Fact<List<Listener>> listeners = Fact.known(inventory.endpoints().stream()
                .map(endpoint -> new Listener(Protocol.TCP, "0.0.0.0",
                        endpoint.port(), Optional.of(4242L), Optional.of("com.docker.backend.exe"))).toList());
        var facts = new Facts(windows.now(), Os.WINDOWS, inventory, Fact.known(List.of(wifi)),
                new LanAddress.Chosen(wifi, wifi.addresses().getFirst(), List.of(), false),
                Fact.known(Profile.PUBLIC), new Engine.NotInstalled(), listeners, firewall.read(),
                administrator, Fact.known(List.of()), Map.of(), Map.of(), WindowsFacts.none(),
                Fact.known(List.of()), Optional.empty(), Told.nothing(), Duration.ofSeconds(2));
        return new Assessment(facts, Optional.of(firewall), RUN, may);
    }

    private static Service service(String name, Integer... ports) {
        return new Service(name, List.of(ports), Protocol.TCP, Optional.empty(), Optional.empty());
    }
}
