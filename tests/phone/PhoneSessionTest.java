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
import host.Listener;
import inventory.Inventory;
import inventory.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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
import process.Fact;
import process.LiveWorld;
import process.Os;
import state.StateException;
import testing.FactsBuilder;
import testing.FakeTerminal;
import testing.ForwardingWorld;
import testing.Wait;
import text.Language;
import text.Message;
import text.Words;

/** The whole course on loopback: a machine on 127.0.1.5, and phones that say what a test tells them to. */
class PhoneSessionTest {
    private static final Cidr HERE = new Cidr("127.0.1.5", 24);
    private static final Cidr THERE = new Cidr("127.0.1.6", 24);
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

    private PhoneSession.Ready ready = () -> true;
    private int phones = 1;
    private volatile boolean stopped;
    private Fact<List<Listener>> listeners = Fact.unknown(Message.verbatim("not looked at"));
    private final Around around = new Around();

    /** A machine that has the one or the other address, or none. */
    private final class Around implements Surroundings {
        private volatile Optional<Cidr> address = Optional.of(HERE);
        private final AtomicInteger looks = new AtomicInteger();
        private final Queue<Runnable> whileResting = new ConcurrentLinkedQueue<>();
        private volatile Runnable stop = () -> {
            throw new IllegalStateException("the page is not open yet");
        };

        @Override
        public void onStop(Runnable asked) {
            stop = asked;
        }

        @Override
        public long nanos() {
            return nanos.get();
        }

        @Override
        public void rest(Duration time) {
            nanos.addAndGet(time.toNanos());
            Optional.ofNullable(whileResting.poll()).ifPresent(Runnable::run);
        }

        @Override
        public boolean has(InetAddress asked) {
            return address.filter(here -> here.inet().equals(asked)).isPresent();
        }

        @Override
        public Facts facts() {
            looks.incrementAndGet();
            Facts nowhere = FactsBuilder.of(Facts.unknown(inventory, Os.OTHER, Duration.ofSeconds(2)))
                    .listeners(listeners).build();
            return address.map(here -> nowhere.at(new LanAddress.Chosen(new Adapter("lan", "lan", List.of(here),
                    Adapter.Link.UP, AdapterKind.ETHERNET), here, List.of(), false))).orElse(nowhere);
        }
    }

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
        phones = 2;
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

    /** Ctrl-C: what was heard until then counts, and whoever holds the phone reads why it goes on no more. */
    @Test
    void whoStopsItHasWhatWasHeardAndThePhoneIsTold() throws Exception {
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.SAID, LONG);
        URI page = invited();
        int number = open(PHONE, page);
        through(PHONE, page, number, 0);
        Wait.until("it is heard", LONG, () -> screen.toString().contains("got through"));
        around.stop.run();
        assertTrue(screen.toString().contains("Ended before its time: the phones are told"), screen.toString());
        String end = hearTheEnd(PHONE, page, number);

        Facts facts = proven.get(1, TimeUnit.MINUTES);
        assertTrue(stopped);
        assertEquals(1, facts.words().size(), "of the other it has said nothing");
        assertInstanceOf(PhoneAttempt.GotThrough.class, facts.words().getFirst().attempt());
        assertTrue(end.isEmpty() || end.contains("The test was ended on the PC."), end);
        assertThrows(SocketException.class, () -> Caller.get(PHONE, page));
    }

    @Test
    void whoStopsItBeforeAnybodyCameHasThatForAnAnswer() throws Exception {
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.WELL, LONG);
        invited();
        around.stop.run();
        Facts facts = proven.get(1, TimeUnit.MINUTES);
        assertTrue(stopped);
        assertEquals(List.of(), facts.words());
        assertTrue(facts.phoneFacts().page().orElseThrow().opened().isEmpty());
    }

    /** What ends by itself was not stopped. */
    @Test
    void theEndOfTheTimeIsNoStop() throws Exception {
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.SAID, LONG);
        invited();
        nanos.addAndGet(LONG.toNanos());
        proven.get(1, TimeUnit.MINUTES);
        assertFalse(stopped);
        assertFalse(screen.toString().contains("Ended before its time"), screen.toString());
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

    /** It was let in, and the rest is the service's: to wait for luck would prove nothing. */
    @Test
    void whatAnswersAtTimesIsNotWaitedForAndIsNotWell() throws Exception {
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.WELL, LONG);
        URI page = invited();
        int number = open(PHONE, page);
        say(PHONE, page, number, "\"say\":\"result\",\"target\":0,\"address\":0,\"outcome\":\"through\","
                + "\"tries\":6,\"answered\":1,\"times\":[41]");
        through(PHONE, page, number, 1);
        say(PHONE, page, number, "\"say\":\"finished\",\"round\":1");
        hearTheEnd(PHONE, page, number);

        Facts facts = proven.get(1, TimeUnit.MINUTES);
        assertEquals(new PhoneAttempt.Intermittent(1, 6, Duration.ofMillis(41), Duration.ofMillis(41)),
                facts.words().getFirst().attempt());
        assertTrue(screen.toString().contains("API 8000/tcp: answered 1 of 6 requests"), screen.toString());
    }

    /** Before it has tried: whoever knows that nobody listens has no reason to keep it to itself. */
    @Test
    void aPhoneIsToldAtOnceWhatIsKnown() throws Exception {
        listeners = Fact.known(List.of());
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.SAID, LONG);
        URI page = invited();
        int number = open(PHONE, page);
        hears(PHONE, page, number, "en",
                "{\"target\":0,\"standing\":\"open\",\"text\":\"No program on the PC listens there.\"}");
        say(PHONE, page, number, "\"say\":\"finished\",\"round\":1");
        hearTheEnd(PHONE, page, number);
        proven.get(1, TimeUnit.MINUTES);
    }

    /** Until the page of that phone is told this in its language. */
    private static void hears(String phone, URI page, int number, String language, String told) {
        Wait.until("it is told " + told, LONG, () -> {
            try {
                return Caller.say(phone, page, "{\"page\":" + number + ",\"lang\":\"" + language
                        + "\",\"say\":\"here\"}").body().replace("\\u0027", "'").contains(told);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A page that is loaded anew and has more luck does not make the failures undone. */
    @Test
    void noRequestIsForgotten() throws Exception {
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.SAID, LONG);
        URI page = invited();
        int number = open(PHONE, page);
        say(PHONE, page, number, "\"say\":\"result\",\"target\":0,\"address\":0,\"outcome\":\"through\","
                + "\"tries\":6,\"answered\":1,\"times\":[41]");
        through(PHONE, page, number, 0);
        say(PHONE, page, number, "\"say\":\"finished\",\"round\":1");
        hearTheEnd(PHONE, page, number);
        assertEquals(new PhoneAttempt.Intermittent(4, 9, Duration.ofMillis(4), Duration.ofMillis(41)),
                proven.get(1, TimeUnit.MINUTES).words().getFirst().attempt());
    }

    /** The PC's sentence, in the phone's language; the page need not know why. */
    @Test
    void aPhoneIsToldWhy() throws Exception {
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.SAID, LONG);
        URI page = invited();
        int number = open(PHONE, page);
        say(PHONE, page, number, "\"say\":\"result\",\"target\":0,\"address\":0,\"outcome\":\"through\","
                + "\"tries\":6,\"answered\":1,\"times\":[41]");
        hears(PHONE, page, number, "fr",
                "{\"target\":0,\"standing\":\"ill\",\"text\":\"Le service n'a répondu qu'à 1 des 6 requêtes.\"");
        say(PHONE, page, number, "\"say\":\"finished\",\"round\":1");
        hearTheEnd(PHONE, page, number);
        proven.get(1, TimeUnit.MINUTES);
    }

    @Test
    void aTerminalIsDrawnInPlaceWithTheCodeAboveIt() throws Exception {
        var liveView = new LiveView(new PrintWriter(screen, true), new Words(Language.FRENCH),
                new Look(100, false, true), Optional.of(Window.fixed(new ScreenSize(100, 30))));
        CompletableFuture<Facts> proven = ask(liveView, PhoneSession.Until.SAID, LONG);
        URI page = invited();
        assertTrue(screen.toString().contains("    █▀▀▀▀▀█"), screen.toString());
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

    /** Everything before it, however slow, is not a phone's time. */
    @Test
    void theTimeBeginsWhenThePageIsOnTheScreen() throws Exception {
        ready = () -> {
            nanos.addAndGet(LONG.multipliedBy(10).toNanos());
            return true;
        };
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.SAID, LONG);
        URI page = invited();
        int number = open(PHONE, page);
        through(PHONE, page, number, 0);
        through(PHONE, page, number, 1);
        say(PHONE, page, number, "\"say\":\"finished\",\"round\":1");
        hearTheEnd(PHONE, page, number);
        assertEquals(2, proven.get(1, TimeUnit.MINUTES).words().size());
    }

    @Test
    void thePageIsClosedWhereNobodyNeedsItAnyMore() {
        ready = () -> false;
        var off = assertThrows(ExecutionException.class, () ->
                ask(PhoneSession.Until.SAID, LONG).get(1, TimeUnit.MINUTES));
        assertEquals("called off", off.getCause().getMessage());
        assertEquals("", screen.toString(), "nobody was invited");
    }

    /** Between two Wi-Fis, or where one look at the machine failed. */
    @Test
    void anAddressIsWaitedForAMoment() throws Exception {
        around.address = Optional.empty();
        around.whileResting.add(() -> { });
        around.whileResting.add(() -> around.address = Optional.of(HERE));
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.SAID, LONG);
        invited();
        nanos.addAndGet(LONG.toNanos());
        assertEquals(List.of(HERE.inet()), proven.get(1, TimeUnit.MINUTES).phoneFacts().page().orElseThrow()
                .offered());
    }

    @Test
    void withoutAnAddressThereIsNoPageAndThatIsSaid() {
        around.address = Optional.empty();
        var none = assertThrows(ExecutionException.class, () ->
                ask(PhoneSession.Until.SAID, LONG).get(1, TimeUnit.MINUTES));
        assertTrue(none.getCause().getMessage().startsWith("This machine has no address that a phone could reach"),
                none.getCause().getMessage());
    }

    /** The Wi-Fi drops and is there again: the page is the same, and so is its time. */
    @Test
    void anAddressThatComesBackFindsThePageThere() throws Exception {
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.SAID, LONG);
        URI page = invited();
        around.address = Optional.empty();
        Wait.until("that is said", LONG, () -> screen.toString().contains("no longer has the address"));
        lookTwice();
        assertFalse(screen.toString().contains("No phone has opened the page yet"), "nobody could");
        around.address = Optional.of(HERE);
        Wait.until("that is said", LONG, () -> screen.toString().contains("has its address again"));
        int number = open(PHONE, page);
        through(PHONE, page, number, 0);
        say(PHONE, page, number, "\"say\":\"finished\",\"round\":1");
        hearTheEnd(PHONE, page, number);
        assertEquals(1, proven.get(1, TimeUnit.MINUTES).words().size());
        assertEquals(1, ADDRESS.matcher(screen.toString()).results().count());
    }

    /** Between the first look and the second the screen is drawn. */
    private void lookTwice() {
        for (int look = around.looks.get() + 1, last = look + 1; look <= last; look++) {
            int expected = look;
            nanos.addAndGet(Duration.ofSeconds(25).toNanos());
            Wait.until("a look at the machine", LONG, () -> around.looks.get() >= expected);
        }
    }

    /** The Wi-Fi comes back with another address: the page is opened there, for the time that is left. */
    @Test
    void thePageGoesWhereTheMachineGoes() throws Exception {
        var begun = new AtomicInteger();
        ready = () -> begun.incrementAndGet() > 0;
        CompletableFuture<Facts> proven = ask(PhoneSession.Until.SAID, LONG);
        URI before = invited();
        around.address = Optional.empty();
        Wait.until("that is said", LONG, () -> screen.toString().contains("no longer has the address"));
        around.address = Optional.of(THERE);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        Pattern other = Pattern.compile(" (http://127\\.0\\.1\\.6:\\d+/[a-z0-9]+)\n");
        Wait.until("another invitation", LONG, () -> other.matcher(screen.toString()).find());
        URI page = other.matcher(screen.toString()).results().map(at -> URI.create(at.group(1))).findFirst()
                .orElseThrow();
        assertThrows(SocketException.class, () -> Caller.get(PHONE, before));
        int number = open(PHONE, page);
        through(PHONE, page, number, 0);
        Wait.until("it is heard", LONG, () -> screen.toString().contains("got through"));
        nanos.addAndGet(LONG.minusSeconds(10).toNanos());
        Facts facts = proven.get(1, TimeUnit.MINUTES);
        assertEquals(List.of(THERE.inet()), facts.words().stream().map(PhoneReport::asked).toList());
        assertEquals(1, begun.get(), "the time has begun once");
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
        return PageAddresses.of(Facts.unknown(inventory, Os.LINUX, Duration.ofSeconds(2))
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
        Facts facts = around.facts();
        var proven = new CompletableFuture<Facts>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                proven.complete(switch (new PhoneSession(world, liveView, false, Optional.empty(),
                        Duration.ofSeconds(3), phones).ask(facts, FreePort.from(8765, List.of(HERE.inet())), until,
                                endpoint -> true, atMost, ready, around)) {
                    case PhoneSession.Heard(Facts heard, boolean early) -> {
                        stopped = early;
                        yield heard;
                    }
                    case PhoneSession.NotOpened(Message why) -> throw new IllegalStateException(
                            new Words(Language.ENGLISH).say(why));
                    case PhoneSession.CalledOff off -> throw new IllegalStateException("called off");
                });
            } catch (InterruptedException | StateException | RuntimeException | Error e) {
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
    private static String hearTheEnd(String phone, URI page, int number) {
        var heard = new AtomicReference<>("");
        Wait.until("the page hears of the end", LONG, () -> {
            try {
                heard.set(Caller.say(phone, page, "{\"page\":" + number + ",\"lang\":\"en\",\"say\":\"here\"}").body());
                return heard.get().contains("\"end\":");
            } catch (IOException e) {
                // On a busy machine it may come too late: no page is waited for longer than its farewell takes.
                heard.set("");
                return true;
            }
        });
        return heard.get();
    }

    private static int open(String phone, URI page) throws IOException {
        return Pages.number(Caller.get(phone, page).body());
    }

    private static void through(String phone, URI page, int number, int target) throws IOException {
        say(phone, page, number, "\"say\":\"result\",\"target\":" + target
                + ",\"address\":0,\"outcome\":\"through\",\"tries\":3,\"answered\":3,"
                + "\"times\":[3,9,4]");
    }

    private static void say(String phone, URI page, int number, String what) throws IOException {
        assertEquals(200, Caller.say(phone, page, "{\"page\":" + number + ",\"lang\":\"en\"," + what + "}").status());
    }
}
