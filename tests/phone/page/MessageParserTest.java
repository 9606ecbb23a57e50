package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import path.PhoneAttempt;
import testing.Mutations;
import text.Language;
import text.Message;

/** What a page posts, and all that somebody else might. */
class MessageParserTest {
    private static final String RESULT = "{\"page\":3,\"lang\":\"fr\",\"say\":\"result\",\"target\":1,\"address\":0,";
    private static final String THROUGH = RESULT + "\"outcome\":\"through\",\"tries\":6,\"answered\":6,"
            + "\"times\":[4.25,90.5,3,12,5]}";

    private static final String THROUGH_SIX = "\"outcome\":\"through\",\"tries\":6,\"answered\":6,";

    @Test
    void sixTriesHaveAMedianAndAWorst() {
        assertEquals(Optional.of(new PageMessage.Result(3, Language.FRENCH, 1, 0,
                new PhoneAttempt.GotThrough(Duration.ofMillis(5), Duration.ofNanos(90_500_000), 6))), read(THROUGH));
    }

    @Test
    void ofTwoTriesTheSlowerIsTheMedian() {
        assertEquals(Optional.of(new PageMessage.Result(3, Language.FRENCH, 1, 0,
                new PhoneAttempt.GotThrough(Duration.ofMillis(9), Duration.ofMillis(9), 2))),
                read(RESULT + "\"outcome\":\"through\",\"tries\":2,\"answered\":2,\"times\":[9,1]}"));
    }

    /** One answer in six: it has got through no more than it has failed. */
    @Test
    void ofWhatIsAnsweredAtTimesTheNumbersAreKept() {
        assertEquals(Optional.of(new PageMessage.Result(3, Language.FRENCH, 1, 0,
                new PhoneAttempt.Intermittent(1, 6, Duration.ofMillis(41), Duration.ofMillis(41)))),
                read(RESULT + "\"outcome\":\"through\",\"tries\":6,\"answered\":1,\"times\":[41]}"));
    }

    @Test
    void whatBeganAndDidNotEndIsNoAnswer() {
        assertEquals(Optional.of(new PageMessage.Result(3, Language.FRENCH, 1, 0,
                new PhoneAttempt.Unfinished(Duration.ofSeconds(10)))),
                read(RESULT + "\"outcome\":\"unfinished\",\"after\":10000}"));
    }

    @Test
    void whatWasSeenOverAPauseIsNotSeen() {
        assertEquals(Optional.of(new PageMessage.Result(3, Language.FRENCH, 1, 0,
                new PhoneAttempt.NotTried(Message.of("phone.not-tried-paused")))),
                read(RESULT + "\"outcome\":\"paused\",\"after\":0}"));
    }

    @Test
    void aTryMayEndInNothingOrFail() {
        assertEquals(Optional.of(new PageMessage.Result(3, Language.FRENCH, 1, 0,
                        new PhoneAttempt.TimedOut(Duration.ofSeconds(3)))),
                read(RESULT + "\"outcome\":\"nothing\",\"after\":3000}"));
        assertEquals(Optional.of(new PageMessage.Result(3, Language.FRENCH, 1, 0,
                        new PhoneAttempt.FailedFast(Duration.ofMillis(2)))),
                read(RESULT + "\"outcome\":\"failed\",\"after\":2.0}"));
    }

    @Test
    void thePageSaysHowFarItIs() {
        assertEquals(Optional.of(new PageMessage.Here(1, Language.ENGLISH)),
                read("{\"page\":1,\"lang\":\"en\",\"say\":\"here\"}"));
        assertEquals(Optional.of(new PageMessage.Finished(1, Language.ENGLISH, 2)),
                read("{\"say\":\"finished\",\"round\":2,\"page\":1,\"lang\":\"en\"}"));
        assertEquals(Optional.of(new PageMessage.Left(1, Language.ENGLISH)),
                read("{\"page\":1,\"lang\":\"en\",\"say\":\"left\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "null", "1", "\"here\"", "[]", "{}", "{", "}", "{}{}", "[[[[[[[[", "{\"page\":1}",
        // Not JSON, though some readers take it.
        "{'page':1,\"lang\":\"en\",\"say\":\"here\"}", "{page:1,\"lang\":\"en\",\"say\":\"here\"}",
        "{\"page\":1,\"lang\":\"en\",\"say\":\"here\",}", "{\"page\":1;\"lang\":\"en\",\"say\":\"here\"}",
        "{\"page\":1,\"lang\":\"en\",\"say\":\"here\"} //", "{\"page\":1,\"lang\":\"en\",\"say\":\"here\"}x",
        ")]}'\n{\"page\":1,\"lang\":\"en\",\"say\":\"here\"}", "\uFEFF{\"page\":1,\"lang\":\"en\",\"say\":\"here\"}",
        // One member too many, one twice, one of another kind.
        "{\"page\":1,\"lang\":\"en\",\"say\":\"here\",\"more\":1}",
        "{\"page\":1,\"page\":1,\"lang\":\"en\",\"say\":\"here\"}",
        "{\"page\":\"1\",\"lang\":\"en\",\"say\":\"here\"}", "{\"page\":null,\"lang\":\"en\",\"say\":\"here\"}",
        "{\"page\":true,\"lang\":\"en\",\"say\":\"here\"}", "{\"page\":[1],\"lang\":\"en\",\"say\":\"here\"}",
        "{\"page\":{\"a\":1},\"lang\":\"en\",\"say\":\"here\"}", "{\"page\":1.5,\"lang\":\"en\",\"say\":\"here\"}",
        "{\"page\":-1,\"lang\":\"en\",\"say\":\"here\"}", "{\"page\":1e99,\"lang\":\"en\",\"say\":\"here\"}",
        "{\"page\":99999999999999999999,\"lang\":\"en\",\"say\":\"here\"}",
        "{\"page\":1,\"lang\":\"de\",\"say\":\"here\"}", "{\"page\":1,\"lang\":\"EN\",\"say\":\"here\"}",
        "{\"page\":1,\"lang\":\"en\",\"say\":\"\"}", "{\"page\":1,\"lang\":\"en\",\"say\":\"<b>\"}",
        "{\"page\":1,\"lang\":\"en\",\"say\":\"finished\"}",
        "{\"page\":1,\"lang\":\"en\",\"say\":\"finished\",\"round\":0.5}",
        "{\"page\":1,\"lang\":\"en\",\"say\":\"result\",\"target\":0,\"address\":0}"})
    void whatThePageWouldNotSayIsRefused(String body) {
        assertEquals(Optional.empty(), read(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"outcome\":\"through\"", THROUGH_SIX + "\"times\":[]", THROUGH_SIX + "\"times\":4",
        THROUGH_SIX + "\"times\":[1,2,3,4,5,6,7]", THROUGH_SIX + "\"times\":[\"1\"]",
        THROUGH_SIX + "\"times\":[null]", THROUGH_SIX + "\"times\":[[1]]", THROUGH_SIX + "\"times\":[-1]",
        THROUGH_SIX + "\"times\":[1e308]", THROUGH_SIX + "\"times\":[1e999]", THROUGH_SIX + "\"times\":[NaN]",
        THROUGH_SIX + "\"times\":[Infinity]", THROUGH_SIX + "\"times\":[600001]", THROUGH_SIX + "\"after\":4",
        THROUGH_SIX + "\"times\":[1],\"after\":4", "\"outcome\":\"through\",\"times\":[1]",
        "\"outcome\":\"through\",\"tries\":7,\"answered\":7,\"times\":[1]",
        "\"outcome\":\"through\",\"tries\":6,\"answered\":7,\"times\":[1]",
        "\"outcome\":\"through\",\"tries\":6,\"answered\":0,\"times\":[1]",
        "\"outcome\":\"through\",\"tries\":0,\"answered\":0,\"times\":[]",
        "\"outcome\":\"through\",\"tries\":6,\"answered\":-1,\"times\":[1]",
        "\"outcome\":\"through\",\"tries\":6,\"answered\":1,\"times\":[1,2]",
        "\"outcome\":\"through\",\"tries\":6,\"answered\":1.5,\"times\":[1]",
        "\"outcome\":\"through\",\"tries\":\"6\",\"answered\":6,\"times\":[1]",
        "\"outcome\":\"unfinished\",\"tries\":1,\"answered\":1,\"times\":[1]", "\"outcome\":\"unfinished\"",
        "\"outcome\":\"paused\"", "\"outcome\":\"paused\",\"after\":\"x\"",
        "\"outcome\":\"nothing\",\"times\":[1]", "\"outcome\":\"nothing\",\"after\":-0.1",
        "\"outcome\":\"failed\"", "\"outcome\":\"failed\",\"after\":\"4\"", "\"outcome\":\"refused\",\"after\":4",
        "\"outcome\":4,\"after\":4", "\"outcome\":\"failed\",\"after\":4,\"why\":\"x\""})
    void aResultOfAnotherShapeIsRefused(String rest) {
        assertEquals(Optional.empty(), read(RESULT + rest + "}"));
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        byte[] body = THROUGH.getBytes(StandardCharsets.ISO_8859_1);
        body[10] = (byte) 0xFF;
        assertEquals(Optional.empty(), MessageParser.read(body));
    }

    /** Whatever becomes of it on its way: it is refused, or it is still something that a page could say. */
    @Test
    void nothingThatIsDoneToAPostGetsThroughUnchecked() {
        int taken = 0;
        for (byte[] body : Mutations.of(THROUGH.getBytes(StandardCharsets.UTF_8), 3000, 4)) {
            Optional<PageMessage> said = MessageParser.read(body);
            if (said.isPresent()) {
                taken++;
                var result = (PageMessage.Result) said.get();
                assertTrue(result.page() >= 0 && result.target() >= 0 && result.address() >= 0, said.toString());
                Duration worst = switch (result.attempt()) {
                    case PhoneAttempt.GotThrough(var median, var longest, int tries) when tries <= MessageParser.TRIES ->
                        longest;
                    case PhoneAttempt.Intermittent(int answered, int tries, var median, var longest)
                            when tries <= MessageParser.TRIES && answered < tries -> longest;
                    case PhoneAttempt other -> throw new AssertionError(said);
                };
                assertTrue(!worst.isNegative() && worst.compareTo(Duration.ofMinutes(10)) <= 0, said.toString());
            }
        }
        assertTrue(taken > 0 && taken < 1500, taken + " of 3000 were taken");
    }

    private static Optional<PageMessage> read(String body) {
        return MessageParser.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
