package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import process.Ran;
import testing.Wait;

/** Real adapters: where the cable is out only those of this machine's own networks are left, and no phone is there. */
@LabTest
class AdaptersLabTest {
    private static final Fault.User ROOT = Fault.User.ROOT;

    private final List<Runnable> back = new ArrayList<>();

    @BeforeEach
    void serve(Lab lab) {
        lab.inhabit(World.CONTAINERS);
    }

    @AfterEach
    void restore() {
        back.reversed().forEach(Runnable::run);
    }

    /** Commands on the machine, and the one that takes them back. */
    private void change(Lab lab, String undo, String... lines) {
        back.add(() -> lab.machine().must(undo.split(" ")));
        for (String line : lines) {
            lab.machine().must(line.split(" "));
        }
    }

    private void hold(Lab lab, String name, Tun kind, String address) {
        Process holder = kind.hold(lab, name, address);
        back.add(() -> Machine.end(holder));
    }

    /** A cable that is pulled out at the other end, as at a switch. */
    private void pullCable(Lab lab) {
        back.add(() -> cable(lab, "up"));
        cable(lab, "down");
    }

    private static void cable(Lab lab, String state) {
        Machine.outside("nsenter", "--target", Long.toString(lab.phone()), "--net", "ip", "link", "set", "wlan0",
                state);
    }

    private void everyNetworkOfThisMachine(Lab lab) throws IOException {
        change(lab, "ip link delete virbr0", "ip link add virbr0 type bridge",
                "ip address add 192.168.122.1/24 dev virbr0", "ip link set virbr0 up");
        change(lab, "ip link delete vnet0", "ip link add vnet0 type veth peer name guest",
                "ip link set vnet0 master virbr0", "ip link set vnet0 up", "ip link set guest up");
        hold(lab, "tun0", Tun.TUN, "10.8.0.2/24");
        hold(lab, "wg0", Tun.TUN, "10.9.0.2/24");
        hold(lab, "tap0", Tun.TAP, "10.10.0.1/24");
    }

    private static DiagnoseResult diagnosed(Lab lab, String host, String... more) {
        var args = new ArrayList<>(List.of("--output", "json", "--lang", "en", "--services",
                lab.inventory(host, true).toString()));
        args.addAll(List.of(more));
        return DiagnoseResult.read(Script.run(lab, ROOT, "runbook.Diagnose", args));
    }

    private static Map<Integer, Answer> all(Answer answer) {
        var all = new TreeMap<Integer, Answer>();
        LabService.allPorts().forEach(port -> all.put(port, answer));
        return all;
    }

    @Test
    void withTheCableOutNoPhoneCanCome(Lab lab) throws IOException {
        everyNetworkOfThisMachine(lab);
        assertEquals(0, diagnosed(lab, "auto").exitCode(), "with the cable in");
        pullCable(lab);
        Path recording = lab.folder().resolve("cable-out");
        DiagnoseResult out = diagnosed(lab, "auto", "--record", recording.toString());
        assertEquals("no-lan-address @ address, vpn-active (warn)", out.summary(), out.ran().outText());
        assertEquals(20, out.exitCode());
        DiagnoseResult.Finding finding = out.accusations().getFirst();
        for (String reason : List.of("eth0 (192.168.1.44): the cable is out",
                "docker0 (172.17.0.1): a network for containers inside this machine",
                "virbr0 (192.168.122.1): a network for virtual machines inside this machine",
                "tun0 (10.8.0.2)", "wg0 (10.9.0.2)", ": a VPN: a phone is there only if it is in the same VPN",
                "tap0 (10.10.0.1): a network for a program")) {
            assertTrue(finding.text().contains(reason), reason + ": " + finding.text());
        }
        // What the app has built in is not to blame.
        assertTrue(diagnosed(lab, Lab.ADDRESS).summary().startsWith("no-lan-address @ address"));
        cable(lab, "up");
        assertEquals(out.document().get("findings"), diagnosed(lab, "auto", "--replay", recording.toString())
                .document().get("findings"), "the recording tells the same with the cable in");
    }

    @Test
    void nothingIsPlannedAndNoPageOfferedForSuchANetwork(Lab lab) {
        pullCable(lab);
        String before = lab.rules().exact();
        String services = lab.inventory("auto", true).toString();
        Ran fix = Script.run(lab, ROOT, "runbook.FixFirewall", "--lang", "en", "--services", services, "--apply",
                "--yes");
        assertEquals(new Ran.Exited(30), fix.end(), fix.outText() + fix.errText());
        assertTrue(fix.outText().contains("eth0 (192.168.1.44): the cable is out"), fix.outText());
        assertFalse(fix.outText().contains("172.17.0.0"), fix.outText());
        assertEquals(before, lab.rules().exact());

        Ran verify = Script.run(lab, ROOT, "runbook.Verify", "--phone", "--lang", "en", "--services", services);
        assertEquals(new Ran.Exited(20), verify.end(), verify.outText() + verify.errText());
        assertFalse((verify.outText() + verify.errText()).contains("http://"), verify.outText() + verify.errText());
    }

    @Test
    void theAppsOwnAddressOnSuchANetworkIsAFailure(Lab lab) {
        DiagnoseResult failed = diagnosed(lab, "172.17.0.1");
        assertTrue(failed.summary().startsWith("address-without-phones @ address"), failed.ran().outText());
        assertEquals(20, failed.exitCode());
        failed.endpoints().values().forEach(endpoint ->
                assertEquals("skipped", endpoint.hops().get("firewall"), endpoint.toString()));
        Fault.Heal heal = Repair.closed("22").inject(lab);
        try {
            String before = lab.rules().exact();
            Ran fix = Script.run(lab, ROOT, "runbook.FixFirewall", "--lang", "en", "--services",
                    lab.inventory("172.17.0.1", true).toString(), "--apply", "--yes");
            assertEquals(new Ran.Exited(30), fix.end(), fix.outText() + fix.errText());
            assertTrue(fix.outText().contains("the app uses 172.17.0.1, where no phone is expected"), fix.outText());
            assertEquals(before, lab.rules().exact());
        } finally {
            heal.heal();
        }
        pullCable(lab);
        assertTrue(diagnosed(lab, "172.17.0.1").summary().startsWith("no-lan-address @ address"));
    }

    @Test
    void theMonitorTellsThatThereIsNoNetwork(Lab lab) throws IOException {
        Path log = lab.folder().resolve("monitor-cable.log");
        Files.writeString(log, "");
        Process monitor = lab.machine().start(log, lab.folder().resolve("monitor-cable.err"), Script.words(lab, ROOT,
                "runbook.Monitor", List.of("--every", "1s", "--output", "json", "--services",
                lab.inventory("auto", true).toString())).toArray(String[]::new));
        try {
            awaitEvent(log, "\"up\"");
            pullCable(lab);
            awaitEvent(log, "\"offline\"");
            cable(lab, "up");
            awaitEvent(log, "\"online\"");
        } finally {
            Machine.end(monitor);
        }
        assertFalse(Files.readString(log).contains("\"down\""), Files.readString(log));
    }

    private static void awaitEvent(Path log, String event) {
        Wait.until(event, Duration.ofSeconds(60), () -> Files.readString(log).contains("\"event\":" + event)
                || Files.readString(log).contains("\"event\": " + event));
    }

    /** The LAN on an adapter that is made by software, beside Docker's: a phone gets through, and nobody is accused. */
    @ParameterizedTest
    @CsvSource({
        "br0, ip link add br0 type bridge; ip link set eth0 master br0",
        "lan, ip link add lan type bridge; ip link set eth0 master lan",
        "lan0, ip link add link eth0 name lan0 type macvlan mode bridge"})
    void theLanMayBeOnABridgeOrAMacvlan(String name, String lines, Lab lab) {
        back.add(() -> {
            for (String line : List.of("ip link delete " + name, "ip address add 192.168.1.44/24 dev eth0",
                    "ip route add default via " + Lab.ROUTER)) {
                lab.machine().must(line.split(" "));
            }
        });
        lab.machine().must("ip", "address", "flush", "dev", "eth0");
        for (String line : lines.split("; ")) {
            lab.machine().must(line.split(" "));
        }
        for (String line : List.of("ip address add 192.168.1.44/24 dev " + name, "ip link set " + name + " up",
                "ip route add default via " + Lab.ROUTER + " dev " + name)) {
            lab.machine().must(line.split(" "));
        }
        Wait.until("the phone", Duration.ofSeconds(20), () ->
                lab.askPhone(Duration.ofSeconds(1)).equals(all(Answer.OK)));
        DiagnoseResult well = diagnosed(lab, "auto");
        assertEquals("nothing", well.summary(), well.ran().outText());
        assertEquals(name, well.document().getAsJsonObject("host").get("adapter").getAsString());
    }
}
