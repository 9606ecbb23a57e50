package phone.page;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import path.PhoneAttempt;
import text.Language;
import text.Message;

/**
 * Reads what a page posts. One object, flat, with exactly the members of its kind:
 * {@code {"page":1,"lang":"fr","say":"result","target":0,"address":0,"outcome":"through","tries":3,"answered":2,
 * "times":[41.2,3.9]}}.
 */
final class MessageParser {
    /** How often the page tries what answers, at most. */
    static final int TRIES = 6;
    /** Longer than any limit of a try, with a phone that slept meanwhile. */
    private static final double LONGEST_MILLIS = 600_000;
    private static final int MOST = 1_000_000;

    private final Map<String, Object> members = new HashMap<>();

    private MessageParser() { }

    /** Empty for everything that the page would not say. */
    static Optional<PageMessage> read(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            var reader = new MessageParser();
            reader.parse(text);
            return Optional.of(reader.said());
        } catch (CharacterCodingException | Strange e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException | IllegalStateException e) {
            // What JsonReader throws at text that is not JSON, at a number that is none, and at a token out of place.
            return Optional.empty();
        }
    }

    /** It is JSON, and not what the page says. */
    private static final class Strange extends Exception {
        private static final long serialVersionUID = 1;

        Strange() {
            super(null, null, false, false);
        }
    }

    private void parse(String text) throws IOException, Strange {
        var json = new JsonReader(new StringReader(text));
        json.setStrictness(Strictness.STRICT);
        if (!text.startsWith("{")) {
            // Space would be JSON too, and JsonReader passes over a byte order mark.
            throw new Strange();
        }
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            Object value = switch (json.peek()) {
                case NUMBER -> json.nextDouble();
                case STRING -> json.nextString();
                case BEGIN_ARRAY -> numbers(json);
                case BEGIN_OBJECT, END_ARRAY, END_OBJECT, NAME, BOOLEAN, NULL, END_DOCUMENT -> throw new Strange();
            };
            if (members.put(name, value) != null) {
                throw new Strange();
            }
        }
        json.endObject();
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new Strange();
        }
    }

    private static List<Double> numbers(JsonReader json) throws IOException, Strange {
        var numbers = new ArrayList<Double>();
        json.beginArray();
        while (json.hasNext()) {
            if (json.peek() != JsonToken.NUMBER || numbers.size() == TRIES) {
                throw new Strange();
            }
            numbers.add(json.nextDouble());
        }
        json.endArray();
        return numbers;
    }

    private PageMessage said() throws Strange {
        PageMessage said = switch (word("say")) {
            case "here" -> new PageMessage.Here(number("page"), language());
            case "left" -> new PageMessage.Left(number("page"), language());
            case "finished" -> new PageMessage.Finished(number("page"), language(), number("round"));
            case "result" -> new PageMessage.Result(number("page"), language(), number("target"), number("address"),
                    tried());
            default -> throw new Strange();
        };
        if (!members.keySet().equals(expected(said))) {
            throw new Strange();
        }
        return said;
    }

    private static Set<String> expected(PageMessage said) {
        return switch (said) {
            case PageMessage.Here here -> Set.of("page", "lang", "say");
            case PageMessage.Left left -> Set.of("page", "lang", "say");
            case PageMessage.Finished finished -> Set.of("page", "lang", "say", "round");
            case PageMessage.Result(var page, var language, var target, var address, PhoneAttempt attempt) ->
                attempt instanceof PhoneAttempt.GotThrough || attempt instanceof PhoneAttempt.Intermittent
                        ? Set.of("page", "lang", "say", "target", "address", "outcome", "tries", "answered", "times")
                        : Set.of("page", "lang", "say", "target", "address", "outcome", "after");
        };
    }

    private PhoneAttempt tried() throws Strange {
        return switch (word("outcome")) {
            case "through" -> answered();
            case "unfinished" -> new PhoneAttempt.Unfinished(duration(members.get("after")));
            case "nothing" -> new PhoneAttempt.TimedOut(duration(members.get("after")));
            case "failed" -> new PhoneAttempt.FailedFast(duration(members.get("after")));
            case "paused" -> {
                duration(members.get("after"));
                yield new PhoneAttempt.NotTried(Message.of("phone.not-tried-paused"));
            }
            default -> throw new Strange();
        };
    }

    /** As many times as answers, or fewer: the first is not measured by itself. */
    private PhoneAttempt answered() throws Strange {
        int tries = number("tries");
        int answered = number("answered");
        if (tries > TRIES || answered > tries || !(members.get("times") instanceof List<?> given) || given.isEmpty()
                || given.size() > answered) {
            throw new Strange();
        }
        var times = new ArrayList<Duration>();
        for (Object time : given) {
            times.add(duration(time));
        }
        times.sort(Comparator.naturalOrder());
        // Of an even number, the slower of the two in the middle.
        Duration median = times.get(times.size() / 2);
        return answered == tries ? new PhoneAttempt.GotThrough(median, times.getLast(), tries)
                : new PhoneAttempt.Intermittent(answered, tries, median, times.getLast());
    }

    private Language language() throws Strange {
        String code = word("lang");
        for (Language language : Language.values()) {
            if (language.code().equals(code)) {
                return language;
            }
        }
        throw new Strange();
    }

    private String word(String name) throws Strange {
        if (members.get(name) instanceof String word) {
            return word;
        }
        throw new Strange();
    }

    private int number(String name) throws Strange {
        if (members.get(name) instanceof Double number && number >= 0 && number <= MOST
                && number == Math.rint(number)) {
            return number.intValue();
        }
        throw new Strange();
    }

    private static Duration duration(Object value) throws Strange {
        if (value instanceof Double millis && millis >= 0 && millis <= LONGEST_MILLIS) {
            return Duration.ofNanos(Math.round(millis * 1_000_000));
        }
        throw new Strange();
    }
}
