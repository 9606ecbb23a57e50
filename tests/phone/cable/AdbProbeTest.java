package phone.cable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import host.LanAddress;
import inventory.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import path.Facts;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneReport;
import phone.applog.Logcat;
import process.Command;
import process.Fact;
import process.LiveWorld;
import process.Ran;
import process.World;
import testing.FakeAdb;
import testing.ForwardingWorld;
import text.Message;

/** Through the real door for processes, with a program that stands in for adb and a phone made of small scripts. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a script for sh")
class AdbProbeTest {

    /** As toybox 0.8.9 answers; what becomes of a port follows from its number. */
    private static final String TOYBOX = """
            case $*
            in  "nc --help") echo 'usage: netcat [-pqWw #] -w to connect -W idle' ;;
                "nc -q 1 -w 4 192.168.1.44 8000") exit 0 ;;
                "nc -q 1 -w 4 192.168.1.44 7880") echo 'nc: connect: Connection refused' >&2; exit 1 ;;
                "nc -q 1 -w 4 192.168.1.44 7881") echo 'nc: Timeout' >&2; exit 1 ;;
                *) echo "nc: unexpected $*" >&2; exit 1 ;;
            esac
            """;

    private static final String IP = """
            case $1
            in  route) echo "$3 dev wlan0 table 1030 src 192.168.1.23 uid 2000" ;;
                *) echo '    inet 192.168.1.23/24 brd 192.168.1.255 scope global wlan0' ;;
            esac
            """;

    private static final String DATE = "echo 1795432441415248828\n";

    private static final Fact<PacketFate> UNSEEN = Fact.unknown(Message.verbatim("not watched"));

    @TempDir
    private Path folder;

    private FakeAdb adb;

    @BeforeEach
    void plug() throws IOException {
        adb = FakeAdb.in(folder).has("toybox", TOYBOX).has("ip", IP).has("date", DATE);
    }

    private Fact<AdbProbe.Result> ask(Facts facts) {
        return ask(new LiveWorld(), facts);
    }

    private Fact<AdbProbe.Result> ask(World world, Facts facts) {
        var chosen = assertInstanceOf(DeviceSelection.Chosen.class,
                DeviceSelection.of(world, adb.program(), Optional.empty()));
        return new AdbProbe(world, chosen).ask(facts, Duration.ofSeconds(2), (phone, endpoint) -> UNSEEN);
    }

    private static <T> T known(Fact<T> fact) {
        return switch (fact) {
            case Fact.Known<T>(T value) -> value;
            case Fact.Unknown<T>(Message cause) -> throw new AssertionError(Machine.english(cause));
        };
    }

    private static Message unknown(Fact<AdbProbe.Result> fact) {
        return assertInstanceOf(Fact.Unknown.class, fact).cause();
    }

    private static Map<Integer, PhoneAttempt> byPort(AdbProbe.Result said) {
        return said.words().stream().collect(Collectors.toMap(word -> word.endpoint().port(), PhoneReport::attempt));
    }

    @Test
    void everyPortHasItsWord() {
        AdbProbe.Result said = known(ask(Machine.facts()));

        assertEquals(Map.of(8000, new PhoneAttempt.GotThrough(Duration.ZERO, Duration.ZERO, 3), 7880,
                new PhoneAttempt.Refused(), 7881, new PhoneAttempt.TimedOut(Duration.ofSeconds(4)),
                7882, new PhoneAttempt.NotTried(Message.of("adb.udp"))), byPort(said));
        for (PhoneReport word : said.words()) {
            assertEquals(PhoneReport.How.ADB, word.how());
            assertEquals(InetAddress.ofLiteral("192.168.1.23"), word.phone());
            assertEquals(InetAddress.ofLiteral("192.168.1.44"), word.asked());
            assertEquals(UNSEEN, word.seen());
        }
    }

    @Test
    void thePhoneIsNamedWithoutItsWholeSerialNumber() {
        AdbProbe.Result said = known(ask(Machine.facts()));

        assertEquals(List.of("phone-asked-by-adb"), said.findings().stream().map(found -> found.id().id()).toList());
        assertEquals("Tested through adb: Pixel 7 (R5…CDE), by USB",
                Machine.english(said.findings().getFirst().summary()));
        assertEquals("Testé par adb\u00a0: Pixel 7 (R5…CDE), par USB",
                Machine.french(said.findings().getFirst().summary()));
        assertEquals("It sends from 192.168.1.23, over its Wi-Fi, wlan0",
                Machine.english(said.findings().getFirst().evidence().getFirst()));
        assertTrue(said.findings().stream().flatMap(found -> found.evidence().stream()).map(Machine::french)
                .noneMatch(line -> line.contains("R5CT10ABCDE")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "rmnet_data2|10.64.3.9|It sends from 10.64.3.9, over mobile data, rmnet_data2"
                + "|Il émet depuis 10.64.3.9, par les données mobiles, rmnet_data2",
        "tun0|10.8.0.2|It sends from 10.8.0.2, through a VPN, tun0|Il émet depuis 10.8.0.2, par un VPN, tun0",
        "wlan0|192.168.2.23|It sends from 192.168.2.23, over its Wi-Fi, wlan0"
                + "|Il émet depuis 192.168.2.23, par son Wi-Fi, wlan0",
        "eth0|192.168.2.23|It sends from 192.168.2.23, by its adapter eth0"
                + "|Il émet depuis 192.168.2.23, par son interface eth0",
    })
    void aPhoneThatSendsByAnotherNetwork(String adapter, String source, String english, String french) {
        adb.has("ip", IP.replace("dev wlan0", "dev " + adapter).replace("src 192.168.1.23", "src " + source));

        AdbProbe.Result said = known(ask(Machine.facts()));

        var elsewhere = said.findings().getLast();
        assertEquals("phone-on-other-network", elsewhere.id().id());
        assertEquals("The phone (" + source + ") is not on this machine's network, 192.168.1.0/24",
                Machine.english(elsewhere.summary()));
        assertEquals(List.of(english, "It also has 192.168.1.23, on this network, but does not use it for this"),
                elsewhere.evidence().stream().map(Machine::english).toList());
        assertEquals(french, Machine.french(elsewhere.evidence().getFirst()));
    }

    /** With a nc that can only connect there is no second to be taken off. */
    @Test
    void aPhoneOfToday() {
        adb.has("toybox", TOYBOX.replace("-q 1", "-z").replace("-W idle", "-W idle -z zero-I/O mode"));

        assertInstanceOf(PhoneAttempt.GotThrough.class, byPort(known(ask(Machine.facts()))).get(8000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "exit 127|This phone has no nc to test with; test from its browser: jbang verify --phone"
                + "|Ce téléphone n'a pas de nc pour essayer\u00a0; testez depuis son navigateur\u00a0: jbang "
                + "verify --phone",
        "echo 'usage: netcat [-lL] -w timeout'|The nc of this phone (Android 7 or older) cannot tell no answer "
                + "from success; test from its browser: jbang verify --phone|"
                + "Le nc de ce téléphone (Android 7 ou plus ancien) ne distingue pas l'absence de réponse du "
                + "succès\u00a0; testez depuis son navigateur\u00a0: jbang verify --phone",
    })
    void aPhoneWithNothingToTryWith(String toybox, String english, String french) {
        adb.has("toybox", toybox + "\n");

        Message why = unknown(ask(Machine.facts()));

        assertEquals(english, Machine.english(why));
        assertEquals(french, Machine.french(why));
    }

    @ParameterizedTest
    @CsvSource({"emulator-5554, 0", "192.168.1.23:5555, 1"})
    void anEmulatorsWordProvesNothing(String serial, String qemu) {
        adb.lists(serial + "\tdevice\n").has("getprop", "echo " + qemu + "\n");

        Message why = unknown(ask(Machine.facts()));

        assertEquals(serial + " is an emulator: its packets come from this machine, so what it reaches proves "
                + "nothing about a phone on the LAN. Connect a real phone, or test from its browser: jbang "
                + "verify --phone",
                Machine.english(why));
        assertEquals(serial + " est un émulateur\u00a0: ses paquets partent de cette machine même, et ce qu'il atteint "
                + "ne prouve rien pour un téléphone du réseau local. Branchez un vrai téléphone, ou testez depuis son "
                + "navigateur\u00a0: jbang verify --phone", Machine.french(why));
    }

    @Test
    void aPhoneThatWasPulledOut() {
        adb.fails("adb: device 'R5CT10ABCDE' not found\n");

        assertEquals("The phone's shell could not be run: " + adb.program() + " ended with exit code 1: adb: device "
                + "'R5CT10ABCDE' not found", Machine.english(unknown(ask(Machine.facts()))));
    }

    @Test
    void aShellThatHangsIsEnded() {
        adb.hangs();
        var impatient = new ForwardingWorld(new LiveWorld()) {
            @Override
            public Ran run(Command command) {
                return super.run(command.line().equals("adb shell") ? command.within(Duration.ofMillis(300)) : command);
            }
        };

        assertTrue(Machine.english(unknown(ask(impatient, Machine.facts())))
                .startsWith("The phone's shell could not be run: "));
    }

    /** An old adbd ends every command with 0, whatever it said. */
    @Test
    void aShellThatSaysNothing() throws IOException {
        adb = FakeAdb.in(folder, "/nowhere", "/bin/sh -c : -c");

        assertEquals("The phone's shell gave no output", Machine.english(unknown(ask(Machine.facts()))));
    }

    @Test
    void withoutAnAddressThereIsNothingToTry() {
        Facts facts = Machine.without(new LanAddress.None(Message.verbatim("none")));

        assertEquals("There is no address on the LAN that a phone could try", Machine.english(unknown(ask(facts))));
        assertEquals("Il n'y a aucune adresse sur le réseau local qu'un téléphone puisse essayer",
                Machine.french(unknown(ask(facts))));
    }

    /** What this machine saw is asked for once the phone has tried, for every endpoint. */
    @Test
    void whatWasSeenHereIsPartOfTheWord() {
        var asked = new ArrayList<Endpoint>();
        var chosen = assertInstanceOf(DeviceSelection.Chosen.class,
                DeviceSelection.of(new LiveWorld(), adb.program(), Optional.empty()));
        AdbProbe.Result said = known(new AdbProbe(new LiveWorld(), chosen).ask(Machine.facts(), Duration.ofSeconds(2),
                (phone, endpoint) -> {
                    asked.add(endpoint);
                    return Fact.known(new PacketFate.NeverArrived());
                }));

        assertEquals(Machine.facts().inventory().endpoints(), asked);
        assertTrue(said.words().stream().allMatch(word ->
                word.seen().equals(Fact.known(new PacketFate.NeverArrived()))));
    }

    /** Who tells of connections here may be slower than the phone: that contradicts nothing. */
    @Test
    void whatIsSeenLateIsWaitedFor() {
        var looks = new AtomicInteger();
        var chosen = assertInstanceOf(DeviceSelection.Chosen.class,
                DeviceSelection.of(new LiveWorld(), adb.program(), Optional.empty()));
        AdbProbe.Result said = known(new AdbProbe(new LiveWorld(), chosen).ask(Machine.facts(), Duration.ofSeconds(2),
                (phone, endpoint) -> Fact.known(endpoint.port() == 8000 && looks.incrementAndGet() > 3
                        ? new PacketFate.Connected() : new PacketFate.Unanswered())));

        PhoneReport through = said.words().stream().filter(word -> word.endpoint().port() == 8000).findFirst()
                .orElseThrow();
        assertEquals(Fact.known(new PacketFate.Connected()), through.seen());
        assertFalse(through.contradicted());
        assertEquals(4, looks.get());
    }

    @Test
    void theAppsLogComesOverTheCable() {
        adb.logs("11-23 10:00:01.123  4242  4300 I flutter : hello\n");
        var chosen = assertInstanceOf(DeviceSelection.Chosen.class,
                DeviceSelection.of(new LiveWorld(), adb.program(), Optional.empty()));

        assertEquals(Fact.known("11-23 10:00:01.123  4242  4300 I flutter : hello\n"),
                Logcat.of(new LiveWorld(), chosen));
    }
}
