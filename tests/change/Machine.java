package change;

import docker.Engine;
import fact.Fact;
import firewall.Permissions;
import host.Adapter;
import host.Cidr;
import host.LanAddress;
import host.Profile;
import host.WindowsFacts;
import inventory.Inventory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import json.JsonDocument;
import json.JsonOutput;
import path.Facts;
import path.Told;
import process.Os;
import report.Look;
import state.StateFolder;
import text.Language;
import text.Message;
import text.Words;

/** A machine on a LAN with two services and three ports, whose firewall is a list of words. */
final class Machine {
    final StringWriter err = new StringWriter();
    boolean administrator = true;
    boolean override;
    boolean json;
    Function<Message, Optional<Boolean>> agreed = question -> Optional.of(true);
    private final MemoryWorld world;
    private final StringWriter out = new StringWriter();

    Machine(MemoryWorld world) {
        this.world = world;
    }

    String out() {
        return out.toString();
    }

    Plan plan() {
        return assessment().plan(new MemoryFirewall(world).read());
    }

    Fixing fixing(Path folder, Loan loan) {
        return new Fixing(world, assessment(), answer("fix-firewall"), new StateFolder(folder), Fixtures.KINDS,
                "jbang fix-firewall --apply", "sudo this", Optional.empty(), agreed, loan);
    }

    ChangeAnswer answer(String script) {
        return new ChangeAnswer(new Words(Language.ENGLISH), new Look(200, false, true), Os.LINUX,
                new PrintWriter(out, true), new PrintWriter(err, true),
                json ? Optional.of(new JsonOutput(new PrintWriter(out, true), StandardCharsets.UTF_8))
                        : Optional.empty(), false, false,
                new JsonDocument(script, "1", MemoryWorld.START), "the journal");
    }

    Assessment assessment() {
        return new Assessment(facts(), Optional.of(new MemoryFirewall(world)), Fixtures.RUN,
                new Permissions(override, false));
    }

    Facts facts() {
        var wifi = new Adapter("wlan0", "wlan0", List.of(Cidr.parse("192.168.1.44/24")), true, false, false, false);
        var inventory = new Inventory(Optional.empty(), List.of(Fixtures.service("API", 8000),
                Fixtures.service("LiveKit", 7880, 7881)), "built in");
        return new Facts(MemoryWorld.START, Os.LINUX, inventory, Fact.known(List.of(wifi)),
                new LanAddress.Chosen(wifi, wifi.addresses().getFirst(), List.of(), false),
                Fact.known(Profile.NONE), new Engine.NotInstalled(), Fact.known(List.of()),
                new MemoryFirewall(world).read(), Fact.known(administrator), Fact.known(List.of()), Map.of(), Map.of(),
                WindowsFacts.none(), Fact.known(List.of()), Optional.empty(), Told.nothing(), Duration.ofSeconds(2));
    }
}
