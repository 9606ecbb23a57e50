package phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import console.Look;
import console.ScreenSize;
import console.Window;
import host.Adapter;
import host.AdapterKind;
import host.LanAddress;
import inventory.Inventory;
import inventory.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import path.Facts;
import path.PhoneAttempt;
import path.PhoneReport;
import phone.page.Caller;
import phone.page.FreePort;
import phone.page.Pages;
import process.LiveWorld;
import process.Os;
import testing.FakeTerminal;
import testing.ForwardingWorld;
import testing.Wait;
import text.Language;
import text.Words;

/** The whole course on loopback: a machine on 127.0.1.5, and phones that say what a test tells them to. */
class PhoneSessionTest {
    private static final Cidr HERE = new Cidr("127.0.1.5", 24);
    private static final String PHONE = "127.0.1.23";
    private static final String OTHER_PHONE = "127.0.1.24";
    private static final Pattern ADDRESS = Pattern.compile(" (http://127\\.0\\.1\\.5:\\d+/[a-z0-9]+)[\n\u001b]");
    /** Long enough for any machine; every wait here ends by what happens. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private final StringWriter screen = new StringWriter();
    /** The clock of the page goes on when it is told to. */
    private final AtomicLong nanos = new AtomicLong();
    private final Inventory inventory = new Inventory(Optional.empty(), List.of(
            new Service("API", List.of(8000), Protocol.TCP, Optional.of("/health"), Optional.empty()),
            new Service("LiveKit", List.of(7881), Protocol.TCP, Optional.empty(), Optional.empty())), "test");

    /** A machine whose system has nothing to watch with: what phones say stands alone. */
    private static final class Nowhere extends ForwardingWorld {
        Nowhere() {
            super(new LiveWorld());
        }

        @Override
        public Os os() {
            return Os.OTHER;
        }
    }

    @Test
    void whatAPhoneSaysIsPartOfTheFacts() throws Exception {
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.SAID, LONG);
        URI page = invited();
        int number = open(PHONE, page);
        through(PHONE, page, number, 0);
        say(PHONE, page, number, "\"say\":\"result\",\"target\":1,\"address\":0,\"outcome\":\"failed\",\"after\":3");
        say(PHONE, page, number, "\"say\":\"finished\",\"round\":1");
        hearTheEnd(PHONE, page, number);

        Facts facts = proven.get(1, TimeUnit.MINUTES);
        assertEquals(2, facts.words().size());
        PhoneReport api = facts.words().getFirst();
        assertEquals(Pages.at(PHONE), api.phone());
        assertEquals(HERE.inet(), api.asked());
        assertEquals(new PhoneAttempt.GotThrough(Duration.ofMillis(4), Duration.ofMillis(9), 3), api.attempt());
        assertInstanceOf(PhoneAttempt.FailedFast.class, facts.words().getLast().attempt());
        assertEquals(List.of(HERE.inet()), facts.phoneFacts().page().orElseThrow().offered());
        // Refused, or cut off where the system had taken the connection just before.
        assertThrows(SocketException.class, () -> Caller.get(PHONE, page));
        assertTrue(screen.toString().contains("127.0.1.23: API 8000/tcp: got through in 4 ms"), screen.toString());
    }

    @Test
    void twoPhonesAreWaitedForWhileBothAreAtIt() throws Exception {
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.SAID, LONG);
        URI page = invited();
        int one = open(PHONE, page);
        int other = open(OTHER_PHONE, page);
        through(PHONE, page, one, 0);
        say(PHONE, page, one, "\"say\":\"finished\",\"round\":1");
        through(OTHER_PHONE, page, other, 0);
        assertFalse(proven.isDone());
        say(OTHER_PHONE, page, other, "\"say\":\"finished\",\"round\":1");
        hearTheEnd(PHONE, page, one);
        hearTheEnd(OTHER_PHONE, page, other);

        assertEquals(List.of(Pages.at(PHONE), Pages.at(OTHER_PHONE)), proven.get(1, TimeUnit.MINUTES).words().stream()
                .map(PhoneReport::phone).distinct().toList());
    }

    @Test
    void aPhoneThatClosesThePageHalfWayHasNotTriedTheRest() throws Exception {
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.SAID, LONG);
        URI page = invited();
        int number = open(PHONE, page);
        through(PHONE, page, number, 0);
        say(PHONE, page, number, "\"say\":\"left\"");
        Wait.until("that is on the screen", LONG, () -> screen.toString().contains("closed the page"));
        nanos.addAndGet(LONG.toNanos());

        Facts facts = proven.get(1, TimeUnit.MINUTES);
        assertEquals(1, facts.words().size(), "of the other it has said nothing");
        assertInstanceOf(PhoneAttempt.GotThrough.class, facts.words().getFirst().attempt());
        assertTrue(screen.toString().contains("127.0.1.23 closed the page after 1 of 2"), screen.toString());
    }

    @Test
    void nobodyComesAndThePageClosesByItself() throws Exception {
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.SAID, LONG);
        invited();
        nanos.addAndGet(LONG.toNanos());
        Facts facts = proven.get(1, TimeUnit.MINUTES);
        assertEquals(List.of(), facts.words());
        assertTrue(facts.phoneFacts().page().orElseThrow().opened().isEmpty());
    }

    @Test
    void untilAllIsWellAFailureIsNotTheEnd() throws Exception {
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.WELL, LONG);
        URI page = invited();
        int number = open(PHONE, page);
        say(PHONE, page, number, "\"say\":\"result\",\"target\":0,\"address\":0,\"outcome\":\"failed\",\"after\":3");
        through(PHONE, page, number, 1);
        say(PHONE, page, number, "\"say\":\"finished\",\"round\":1");
        through(PHONE, page, number, 1);
        assertFalse(proven.isDone());
        through(PHONE, page, number, 0);
        hearTheEnd(PHONE, page, number);

        assertTrue(proven.get(1, TimeUnit.MINUTES).words().stream()
                .allMatch(word -> word.attempt() instanceof PhoneAttempt.GotThrough));
    }

    @Test
    void aTerminalIsDrawnInPlaceWithTheCodeAboveIt() throws Exception {
        var liveView = new LiveView(new PrintWriter(screen, true), new Words(Language.FRENCH),
                new Look(100, false, true), Optional.of(Window.fixed(new ScreenSize(100, 30))));
        CompletableFuture<Facts> proven = ask(liveView, PhoneSession.Until.SAID, LONG);
        URI page = invited();
        assertTrue(screen.toString().contains("████▄▄▄▄▄▄▄█"), screen.toString());
        int number = open(PHONE, page);
        through(PHONE, page, number, 0);
        through(PHONE, page, number, 1);
        say(PHONE, page, number, "\"say\":\"finished\",\"round\":1");
        hearTheEnd(PHONE, page, number);
        proven.get(1, TimeUnit.MINUTES);
        assertTrue(screen.toString().contains("127.0.1.23 en a essayé 1 sur 2"), screen.toString());
        var terminal = new FakeTerminal(100, 30);
        terminal.write(screen.toString());
        assertTrue(terminal.asBefore());
        assertEquals("", terminal.text(), "the place is free for the report");
        assertEquals(List.of(), terminal.history());
    }

    /** Where the app's address is one that no phone is behind, the page is offered at the others alone. */
    @Test
    void itIsNotOfferedWhereNoPhoneCanBe() {
        var lan = new LanAddress.Candidate(adapter("lan", AdapterKind.ETHERNET, "192.168.1.44/24"),
                Cidr.parse("192.168.1.44/24"));
        var six = new LanAddress.Candidate(lan.adapter(), Cidr.parse("2001:db8::44/64"));
        assertEquals(List.of("192.168.1.44"), offered(AdapterKind.CONTAINERS, List.of(lan, six)));
        assertEquals(List.of(), offered(AdapterKind.MACHINES, List.of()));
        // Who names an address of a tunnel or a hotspot may mean the phones that are in it, or will be.
        assertEquals(List.of("10.8.0.2", "192.168.1.44"), offered(AdapterKind.TUNNEL, List.of(lan)));
        assertEquals(List.of("10.8.0.2"), offered(AdapterKind.HOTSPOT, List.of()));
    }

    private static Adapter adapter(String name, AdapterKind kind, String address) {
        return new Adapter(name, name, List.of(Cidr.parse(address)), Adapter.Link.UP, kind);
    }

    private List<String> offered(AdapterKind kind, List<LanAddress.Candidate> others) {
        Adapter named = adapter("named", kind, "10.8.0.2/24");
        return PhoneSession.addresses(Facts.unknown(inventory, Os.LINUX, Duration.ofSeconds(2))
                .at(new LanAddress.Chosen(named, named.addresses().getFirst(), others, false,
                        Optional.of(kind.reason())))).stream().map(Cidr::address).toList();
    }

    private CompletableFuture<Facts> ask(PhoneSession.Until until, Duration atMost) {
        return ask(new LiveView(new PrintWriter(screen, true), new Words(Language.ENGLISH), Look.PLAIN,
                Optional.empty()), until,
                atMost);
    }

    private CompletableFuture<Facts> ask(LiveView liveView, PhoneSession.Until until, Duration atMost) {
        var world = new Nowhere();
        var lan = new Adapter("lan", "lan", List.of(HERE), Adapter.Link.UP, AdapterKind.ETHERNET);
        Facts facts = Facts.unknown(inventory, world.os(), Duration.ofSeconds(2))
                .at(new LanAddress.Chosen(lan, HERE, List.of(), false));
        var proven = new CompletableFuture<Facts>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                proven.complete(new PhoneSession(world, liveView, false, Optional.empty(), Duration.ofSeconds(3))
                        .ask(facts, FreePort.from(8765, List.of(HERE.inet())), until, endpoint -> true, atMost,
                                nanos::get));
            } catch (IOException | InterruptedException | RuntimeException | Error e) {
                proven.completeExceptionally(e);
            }
        });
        return proven;
    }

    /** The address that the screen shows; it is written before anybody can come. */
    private URI invited() {
        Wait.until("an invitation", LONG, () -> ADDRESS.matcher(screen.toString()).find());
        return ADDRESS.matcher(screen.toString()).results().map(address -> URI.create(address.group(1))).findFirst()
                .orElseThrow();
    }

    /** A page that is open asks again and again, until it hears of the end or finds nobody there any more. */
    private static void hearTheEnd(String phone, URI page, int number) {
        Wait.until("the page hears of the end", LONG, () -> {
            try {
                return Caller.say(phone, page, "{\"page\":" + number + ",\"lang\":\"en\",\"say\":\"here\"}").body()
                        .contains("\"end\":");
            } catch (IOException e) {
                // On a busy machine it may come too late: no page is waited for longer than its farewell takes.
                return true;
            }
        });
    }

    private static int open(String phone, URI page) throws IOException {
        return Pages.number(Caller.get(phone, page).body());
    }

    private static void through(String phone, URI page, int number, int target) throws IOException {
        say(phone, page, number, "\"say\":\"result\",\"target\":" + target
                + ",\"address\":0,\"outcome\":\"through\",\"times\":[3,9,4]");
    }

    private static void say(String phone, URI page, int number, String what) throws IOException {
        assertEquals(200, Caller.say(phone, page, "{\"page\":" + number + ",\"lang\":\"en\"," + what + "}").status());
    }
}
