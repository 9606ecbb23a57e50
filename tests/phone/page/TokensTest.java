package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The word in the page's address: for one device, and for a while. */
@Timeout(120)
class TokensTest {
    private static final String PHONE = "127.0.1.23";
    private static final String OTHER = "127.0.1.66";

    private static String here(int number) {
        return "{\"page\":" + number + ",\"lang\":\"fr\",\"say\":\"here\"}";
    }

    @Test
    void eachWordTakesTheOneBefore() {
        var nanos = new AtomicLong();
        var tokens = new Tokens("abcdefghjk", nanos::get);
        assertEquals(Tokens.Standing.CURRENT, tokens.of("ABCDEFGHJK"));
        assertFalse(tokens.expired());
        nanos.addAndGet(Tokens.LIFE.toNanos() + 1);
        assertTrue(tokens.expired());
        tokens.renew();
        assertFalse(tokens.expired());
        assertEquals(Tokens.Standing.OLD, tokens.of("abcdefghjk"));
        assertEquals(Tokens.Standing.WRONG, tokens.of("abcdefghjm"));
        for (int i = 0; i < 100; i++) {
            tokens.renew();
        }
        assertEquals(Tokens.Standing.WRONG, tokens.of("abcdefghjk"), "not remembered for ever");
    }

    /** Whoever has a picture of the code has to wait, and is told so; the phone that is at it notices nothing. */
    @Test
    void aSecondDeviceIsToldWhatToDo() throws Exception {
        try (Pages page = Pages.forOne()) {
            int number = page.visit(PHONE);
            Caller.Answer answer = Caller.get(OTHER, page.url());
            assertEquals(503, answer.status());
            assertTrue(answer.body().contains("Another phone is testing."), answer.body());
            assertEquals(new PageEvent.TurnedAway(Pages.at(OTHER), PageEvent.Why.TOO_MANY_DEVICES),
                    page.next(PageEvent.TurnedAway.class));
            assertEquals(400, page.say(OTHER, here(number)).status());
            assertEquals(200, page.say(PHONE, here(number)).status());
        }
    }

    /** When the first is gone there is another code, which only those have who see the screen then. */
    @Test
    void whenTheFirstIsGoneAnotherCodeLetsTheSecondIn() throws Exception {
        try (Pages page = Pages.forOne()) {
            int number = page.visit(PHONE);
            URI first = page.url();
            assertEquals(200, page.say(PHONE, here(number)).status());
            page.next(PageEvent.Opened.class);
            page.pass(Visitors.GONE_AFTER.plusSeconds(1));
            page.next(PageEvent.Left.class);
            page.pass(Visitors.FREE_AFTER.plusSeconds(1));
            page.next(PageEvent.Renewed.class);
            assertNotEquals(first, page.url());

            Caller.Answer late = Caller.get(OTHER, first);
            assertEquals(410, late.status());
            assertTrue(late.body().contains("Scan the one that the PC shows now."), late.body());
            assertEquals(200, Caller.get(OTHER, page.url()).status());
            // It wakes up, and its place is taken.
            assertEquals(410, Caller.say(PHONE, first, here(number)).status());
        }
    }

    /** A phone that slept goes on where it was, as long as nobody has taken its place. */
    @Test
    void whoComesBackGoesOnWithTheOldCode() throws Exception {
        try (Pages page = Pages.forOne()) {
            int number = page.visit(PHONE);
            URI first = page.url();
            page.pass(Visitors.GONE_AFTER.plusSeconds(1));
            page.next(PageEvent.Left.class);
            page.pass(Visitors.FREE_AFTER.plusSeconds(1));
            page.next(PageEvent.Renewed.class);
            assertEquals(200, Caller.say(PHONE, first, here(number)).status());
            assertEquals(200, Caller.get(PHONE, first).status());
        }
    }

    @Test
    void aCodeThatNobodyUsedIsAnotherOneAfterAWhile() throws Exception {
        try (Pages page = Pages.forOne()) {
            URI first = page.url();
            page.pass(Tokens.LIFE.plus(Duration.ofSeconds(1)));
            page.next(PageEvent.Renewed.class);
            assertNotEquals(first, page.url());
            assertEquals(410, Caller.get(PHONE, first).status());
            assertEquals(200, Caller.get(PHONE, page.url()).status());
        }
    }

    /** As long as a phone is at it, the word that it has stays. */
    @Test
    void aCodeIsNotChangedUnderAPhoneThatIsAtIt() throws Exception {
        try (Pages page = Pages.forOne()) {
            int number = page.visit(PHONE);
            URI first = page.url();
            for (int i = 0; i < 40; i++) {
                page.pass(Duration.ofSeconds(9));
                assertEquals(200, page.say(PHONE, here(number)).status());
            }
            assertEquals(first, page.url());
        }
    }
}
