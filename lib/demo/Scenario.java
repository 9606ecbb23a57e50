package demo;

import inventory.Inventory;
import inventory.Service;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import path.FindingId;
import text.Message;

/**
 * One fault, and what should be found.
 *
 * @param id       names its title among the messages
 * @param service  name of the service, one of the guide's
 * @param box      the container that should serve it, where Docker has a part
 * @param rules    rules of the table {@code filter}, as iptables-save writes them; {@code PORT} stands for the port
 * @param host     the address that the app has built in, where it is not this machine's own
 * @param expected the one thing to be found; empty where there is nothing to find
 */
record Scenario(String id, String service, Optional<String> health, FakeService.Behaviour behaviour,
        FakeService.BindAddress bindAddress,
        Optional<DemoContainer> box, String rules, Optional<String> host, Optional<FindingId> expected) {

    private static final String TTS = "Eloquence TTS Service";
    private static final String API = "Eloquence API Service";
    private static final String WHISPER = "Eloquence Whisper STT Service";
    private static final String LIVEKIT = "Eloquence LiveKit Service";

    private static final String OPEN = ":INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n";

    /** A documentation address (RFC 5737): it is nobody's, and it is never asked. */
    private static final String SOMEWHERE_ELSE = "192.0.2.99";

    /** From the container outwards, as the path goes: a fault, and its title under {@code demo.scene.}. */
    static List<Scenario> all() {
        DemoContainer tts = DemoContainer.running("eloquence-tts");
        DemoContainer api = DemoContainer.running("eloquence-api");
        return List.of(
                of("well", API).in(api),
                of("stopped", API).in(new DemoContainer("eloquence-api", "exited", 137, 0, "0.0.0.0"))
                .reaching(FakeService.BindAddress.NOWHERE)
                        .expecting(FindingId.CONTAINER_STOPPED),
                of("restarting", TTS).in(new DemoContainer("eloquence-tts", "restarting", 1, 14, "0.0.0.0"))
                        .reaching(FakeService.BindAddress.NOWHERE).expecting(FindingId.CONTAINER_RESTARTING),
                of("published-on-loopback", API).in(api.publishedOn("127.0.0.1"))
                .reaching(FakeService.BindAddress.THIS_MACHINE)
                        .expecting(FindingId.PORT_PUBLISHED_ON_LOOPBACK),
                raw("nothing-listens", WHISPER).reaching(FakeService.BindAddress.NOWHERE)
                .expecting(FindingId.NOTHING_LISTENING),
                raw("listens-on-loopback", LIVEKIT).reaching(FakeService.BindAddress.THIS_MACHINE)
                        .expecting(FindingId.LISTENING_ON_LOOPBACK),
                of("silent", API).played(FakeService.Behaviour.SILENT).expecting(FindingId.NO_ANSWER),
                raw("frozen", WHISPER).played(FakeService.Behaviour.SILENT).expecting(FindingId.ANSWER_NOT_PROVEN),
                of("closes", TTS).in(tts).played(FakeService.Behaviour.CLOSING)
                .expecting(FindingId.CLOSED_WITHOUT_ANSWER),
                of("unwell", API).in(api).played(FakeService.Behaviour.UNWELL).expecting(FindingId.UNHEALTHY_ANSWER),
                of("late", TTS).in(tts).played(FakeService.Behaviour.LATE).expecting(FindingId.SLOW_ANSWER),
                of("wrong-address", API).asking(SOMEWHERE_ELSE).expecting(FindingId.ADDRESS_NOT_HERE),
                of("localhost", API).asking("localhost").expecting(FindingId.ADDRESS_IS_LOOPBACK),
                of("default-deny", TTS).behind("""
                        :INPUT DROP [0:0]
                        :FORWARD DROP [0:0]
                        :OUTPUT ACCEPT [0:0]
                        -A INPUT -i lo -j ACCEPT
                        -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
                        -A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
                        """).expecting(FindingId.FIREWALL_BLOCKS_BY_DEFAULT),
                of("block-above-allow", API).behind(OPEN + """
                        -A INPUT -i lo -j ACCEPT
                        -A INPUT -p tcp -m tcp --dport PORT -m comment --comment "left over from a test" -j DROP
                        -A INPUT -s 192.168.1.0/24 -p tcp -m tcp --dport PORT -j ACCEPT
                        """).expecting(FindingId.FIREWALL_BLOCK_RULE),
                // Docker translates the port before INPUT is asked, and the packet is forwarded: it goes another way.
                of("harmless-rule", API).in(api).behind(OPEN + """
                        -A INPUT -i wlan0 -p tcp -m tcp --dport PORT -j DROP
                        """));
    }

    private static Scenario of(String id, String service) {
        return new Scenario(id, service, Optional.of("/health"), FakeService.Behaviour.WELL,
                FakeService.BindAddress.EVERYWHERE, Optional.empty(), OPEN, Optional.empty(), Optional.empty());
    }

    /** As above, for a service without a health URL. */
    private static Scenario raw(String id, String service) {
        return new Scenario(id, service, Optional.empty(), FakeService.Behaviour.WELL,
                FakeService.BindAddress.EVERYWHERE, Optional.empty(), OPEN, Optional.empty(), Optional.empty());
    }

    private Scenario in(DemoContainer container) {
        return new Scenario(id, service, health, behaviour, bindAddress, Optional.of(container), rules, host, expected);
    }

    private Scenario reaching(FakeService.BindAddress how) {
        return new Scenario(id, service, health, behaviour, how, box, rules, host, expected);
    }

    private Scenario played(FakeService.Behaviour how) {
        return new Scenario(id, service, health, how, bindAddress, box, rules, host, expected);
    }

    private Scenario behind(String firewall) {
        return new Scenario(id, service, health, behaviour, bindAddress, box, firewall, host, expected);
    }

    private Scenario asking(String address) {
        return new Scenario(id, service, health, behaviour, bindAddress, box, rules, Optional.of(address), expected);
    }

    private Scenario expecting(FindingId finding) {
        return new Scenario(id, service, health, behaviour, bindAddress, box, rules, host, Optional.of(finding));
    }

    Message title() {
        return Message.of("demo.scene." + id);
    }

    Inventory inventory(int port) {
        return new Inventory(host, List.of(new Service(service, List.of(port), Protocol.TCP, health,
                box.map(DemoContainer::name))), "demo");
    }
}
