package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import path.PhoneAttempt;
import path.PhoneSystem;
import text.Language;
import text.Message;

/** Pages that come, reload, sleep, leave and come back, on a clock that is moved by hand. */
class VisitorsTest {
    private static final InetAddress PHONE = Pages.at("127.0.1.23");
    private static final InetAddress AT = Pages.MAIN.inet();
    private static final PhoneAttempt FAST = new PhoneAttempt.FailedFast(Duration.ofMillis(4));
    private static final PageEvent END = new PageEvent.TurnedAway(Pages.at("127.9.9.9"), PageEvent.Why.TOO_LARGE);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final BlockingQueue<PageEvent> heard = new LinkedBlockingQueue<>();
    private final EventQueue ear = EventQueue.open(heard::add, 500);
    private Visitors visitors = visitors(PageServer.Mode.ONCE);

    private Visitors visitors(PageServer.Mode mode) {
        return new Visitors(Pages.settings(List.of(Pages.MAIN, Pages.OTHER), 0, mode),
                new Tokens(Pages.TOKEN, nanos::get), ear, nanos::get);
    }

    @AfterEach
    void close() {
        ear.close();
    }

    @Test
    void whatNoBrowserCanTryIsSaidAtOnceWithTheReason() throws Exception {
        open();
        assertEquals(List.of("opened 1", "2 NotTried phone.not-tried-forbidden", "3 NotTried phone.not-tried-udp"),
                told());
    }

    @Test
    void aResultIsToldWithTheAddressThatWasTried() throws Exception {
        int page = open();
        told();
        assertEquals(Visitors.Heed.TAKEN, hear(new PageMessage.Result(page, Language.FRENCH, 0, 1, FAST)));
        assertEquals(new PageEvent.Result(new PageEvent.Device(1, PHONE, PhoneSystem.OTHER), Pages.TARGETS.getFirst(), Pages.OTHER.inet(),
                FAST), heard.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void nothingIsTakenThatThePageWasNotGiven() throws Exception {
        int page = open();
        told();
        assertEquals(Visitors.Heed.REFUSED, hear(new PageMessage.Result(page, Language.FRENCH, 4, 0, FAST)));
        assertEquals(Visitors.Heed.REFUSED, hear(new PageMessage.Result(page, Language.FRENCH, 0, 2, FAST)));
        assertEquals(Visitors.Heed.REFUSED, hear(new PageMessage.Result(page + 1, Language.FRENCH, 0, 0, FAST)));
        // A port that no browser tries, and UDP.
        assertEquals(Visitors.Heed.REFUSED, hear(new PageMessage.Result(page, Language.FRENCH, 2, 0, FAST)));
        assertEquals(Visitors.Heed.REFUSED, hear(new PageMessage.Result(page, Language.FRENCH, 3, 0, FAST)));
        assertEquals(Visitors.Heed.REFUSED,
                visitors.hear(Pages.at("127.0.1.99"), AT, new PageMessage.Here(page, Language.FRENCH)));
        assertEquals(List.of(), told());
    }

    @Test
    void finishedIsToldOnce() throws Exception {
        int page = open();
        told();
        hear(new PageMessage.Finished(page, Language.FRENCH, 1));
        hear(new PageMessage.Finished(page, Language.FRENCH, 1));
        hear(new PageMessage.Finished(page, Language.FRENCH, 2));
        assertEquals(List.of("finished 1"), told());
    }

    @Test
    void untilWellEveryRoundIsFinished() throws Exception {
        visitors = visitors(PageServer.Mode.UNTIL_WELL);
        int page = open();
        told();
        hear(new PageMessage.Finished(page, Language.FRENCH, 2));
        hear(new PageMessage.Finished(page, Language.FRENCH, 1));
        hear(new PageMessage.Finished(page, Language.FRENCH, 2));
        hear(new PageMessage.Finished(page, Language.FRENCH, 2));
        assertEquals(List.of("finished 1", "finished 1"), told());
    }

    @Test
    void whoLeavesHalfWayHasNotTriedTheRest() throws Exception {
        int page = open();
        hear(new PageMessage.Result(page, Language.FRENCH, 0, 0, FAST));
        told();
        hear(new PageMessage.Left(page, Language.FRENCH));
        assertEquals(List.of("1 NotTried phone.not-tried-left", "left 1"), told());
        hear(new PageMessage.Left(page, Language.FRENCH));
        assertEquals(List.of(), told());
    }

    @Test
    void whoLeavesAfterwardsHasNotLeft() throws Exception {
        int page = open();
        hear(new PageMessage.Finished(page, Language.FRENCH, 1));
        told();
        hear(new PageMessage.Left(page, Language.FRENCH));
        pass(Duration.ofMinutes(1));
        assertEquals(List.of(), told());
    }

    @Test
    void whoIsNotHeardOfIsGoneAndMayComeBack() throws Exception {
        int page = open();
        told();
        pass(Visitors.GONE_AFTER);
        assertEquals(List.of(), told());
        pass(Duration.ofMillis(1));
        assertEquals(List.of("0 NotTried phone.not-tried-left", "1 NotTried phone.not-tried-left", "left 1"), told());
        pass(Duration.ofMinutes(1));
        assertEquals(List.of(), told());
        hear(new PageMessage.Here(page, Language.FRENCH));
        assertEquals(List.of("opened 1"), told());
    }

    @Test
    void whoAsksIsNotGone() throws Exception {
        int page = open();
        told();
        for (int i = 0; i < 60; i++) {
            pass(Duration.ofSeconds(1));
            hear(new PageMessage.Here(page, Language.FRENCH));
        }
        assertEquals(List.of(), told());
    }

    /** A reload may ask for the page before it says that it left, or after. */
    @Test
    void aReloadIsNoDepartureWhateverComesFirst() throws Exception {
        int first = open();
        told();
        int second = open();
        hear(new PageMessage.Left(first, Language.FRENCH));
        assertEquals(List.of(), told());
        hear(new PageMessage.Finished(second, Language.FRENCH, 1));
        assertEquals(List.of("finished 1"), told());
    }

    @Test
    void aPageThatIsOpenedTwiceIsOneDevice() throws Exception {
        int first = open();
        int second = open();
        told();
        hear(new PageMessage.Result(first, Language.FRENCH, 0, 0, FAST));
        hear(new PageMessage.Result(second, Language.FRENCH, 0, 0, FAST));
        hear(new PageMessage.Left(first, Language.FRENCH));
        hear(new PageMessage.Finished(second, Language.FRENCH, 1));
        assertEquals(List.of("0 FailedFast", "0 FailedFast", "finished 1"), told());
    }

    @Test
    void whoHasFinishedAndOpensThePageAgainTriesAnew() throws Exception {
        hear(new PageMessage.Finished(open(), Language.FRENCH, 1));
        told();
        int again = open();
        hear(new PageMessage.Finished(again, Language.FRENCH, 1));
        assertEquals(List.of("opened 1", "2 NotTried phone.not-tried-forbidden", "3 NotTried phone.not-tried-udp",
                "finished 1"), told());
    }

    @Test
    void ofManyTabsTheOldestIsForgotten() throws Exception {
        int first = open();
        for (int i = 0; i < 100; i++) {
            open();
        }
        assertEquals(Visitors.Heed.TOO_LATE, hear(new PageMessage.Here(first, Language.FRENCH)));
        assertEquals(Visitors.Heed.TAKEN, hear(new PageMessage.Here(101, Language.FRENCH)));
    }

    @Test
    void aFifthDeviceHasNoRoom() {
        for (int i = 1; i <= 4; i++) {
            assertTrue(visitors.open(Pages.at("127.0.1." + i), AT, PhoneSystem.OTHER).isPresent());
        }
        assertFalse(visitors.hasRoomFor(Pages.at("127.0.1.9")));
        assertTrue(visitors.open(Pages.at("127.0.1.9"), AT, PhoneSystem.OTHER).isEmpty());
        assertTrue(visitors.open(Pages.at("127.0.1.2"), AT, PhoneSystem.OTHER).isPresent());
    }

    @Test
    void aFloodOfStrangersIsToldInAFewLines() throws Exception {
        for (int i = 0; i < 5000; i++) {
            visitors.turnAway(Pages.at("127.2." + i / 250 + "." + (1 + i % 250)), PageEvent.Why.WRONG_TOKEN);
            visitors.turnAway(PHONE, PageEvent.Why.TOO_MANY_REQUESTS);
        }
        List<String> told = told();
        assertEquals(32, told.size());
        assertEquals(1, told.stream().filter(line -> line.contains("TOO_MANY_REQUESTS")).count());
    }

    @Test
    void aVerdictIsForTheDeviceThatHasThePageOpen() {
        int page = open();
        visitors.judge(Pages.TARGETS.getFirst(), PHONE, new Visitor.Verdict(Optional.of(Message.verbatim("first")),
                Optional.empty(), PageServer.Standing.OPEN));
        visitors.judge(Pages.TARGETS.getFirst(), PHONE, new Visitor.Verdict(Optional.of(Message.verbatim("then")),
                Optional.empty(), PageServer.Standing.WELL));
        visitors.judge(Pages.TARGETS.getFirst(), Pages.at("127.0.1.99"),
                new Visitor.Verdict(Optional.of(Message.verbatim("x")), Optional.empty(), PageServer.Standing.WELL));
        Visitors.News news = visitors.news(PHONE, page);
        assertEquals("{0=Verdict[text=Optional[Message[key=text.verbatim, args=[then]]], word=Optional.empty, standing=WELL]}",
                news.verdicts().toString());
        assertTrue(news.end().isEmpty());
    }

    @Test
    void theEndIsWaitedForUntilEveryOpenPageKnowsIt() throws Exception {
        int first = open();
        int second = open();
        told();
        assertFalse(visitors.waitForTheEnd());
        visitors.end(Message.verbatim("over"));
        assertTrue(visitors.waitForTheEnd());
        visitors.news(PHONE, first);
        assertTrue(visitors.waitForTheEnd());
        hear(new PageMessage.Left(second, Language.FRENCH));
        assertFalse(visitors.waitForTheEnd());
        hear(new PageMessage.Finished(first, Language.FRENCH, 1));
        assertEquals(List.of(), told());
    }

    @Test
    void aPageThatIsGoneIsNotWaitedFor() throws Exception {
        open();
        pass(Visitors.GONE_AFTER.plusMillis(1));
        visitors.end(Message.verbatim("over"));
        assertFalse(visitors.waitForTheEnd());
    }

    private int open() {
        return visitors.open(PHONE, AT, PhoneSystem.OTHER).orElseThrow();
    }

    private Visitors.Heed hear(PageMessage said) {
        return visitors.hear(PHONE, AT, said);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        visitors.sweep();
    }

    /** What has been told since, in short. */
    private List<String> told() throws InterruptedException {
        assertTrue(ear.tell(END));
        var told = new ArrayList<String>();
        for (PageEvent next = take(); next != END; next = take()) {
            told.add(brief(next));
        }
        return told;
    }

    private PageEvent take() throws InterruptedException {
        PageEvent next = heard.poll(20, TimeUnit.SECONDS);
        assertTrue(next != null, "nothing more was told");
        return next;
    }

    private static String brief(PageEvent event) {
        return switch (event) {
            case PageEvent.Opened opened -> "opened " + opened.device().number();
            case PageEvent.Finished finished -> "finished " + finished.device().number();
            case PageEvent.Renewed renewed -> "renewed";
            case PageEvent.Left left -> "left " + left.device().number();
            case PageEvent.TurnedAway(InetAddress from, PageEvent.Why why) -> "turned away " + why;
            case PageEvent.Result result -> result.target().number() + " " + result.attempt().getClass().getSimpleName()
                    + (result.attempt() instanceof PhoneAttempt.NotTried(Message why) ? " " + why.key() : "");
        };
    }
}
