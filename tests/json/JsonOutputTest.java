package json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import console.Streams;
import console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes into a stream as JSON comes out of it as that, and a text beside it is made readable as ever. */
class JsonOutputTest {
    private static final List<String> TEXTS = List.of("plain", "\"'$(x)`;", "\u062e\u062f\u0645\u0629",
            "d\u00e9j\u00e0 \uD83C\uDFA4", "a\\u0041", "\u2028\u2029\u007F\u0085\u001B[31m\u0000",
            "\u00ab \u201d \u2192 \u00bb \u2019", "\uD800", "a\uDC00\uD800b", "\uFEFF\uFFFE", "<b>&'=</b>", "e\u0301");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Streams streams(String charset) {
        return Streams.of(bytes, Charset.forName(charset), Terminal.none(),
                OutputStream.nullOutputStream(), StandardCharsets.UTF_8, Terminal.none());
    }

    private String utf8() throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "US-ASCII", "windows-1252", "ISO-8859-15", "IBM437", "IBM850", "Shift_JIS",
        "GB18030"})
    void comesOutAsItWas(String charset) throws CharacterCodingException {
        JsonObject document = new JsonBuilder().put("texts", TEXTS).put("\u00ab cl\u00e9 \u00bb", null).build();
        Streams streams = streams(charset);
        streams.json().line(document);
        streams.json().document(document);

        String[] printed = utf8().split("\n", 2);
        assertEquals(document, JsonParser.parseString(printed[0]));
        assertEquals(document, JsonParser.parseString(printed[1]));
        assertTrue(charset.equals("UTF-8") || utf8().chars().allMatch(c -> c < 0x7F), utf8());
        assertFalse(printed[0].chars().anyMatch(Character::isISOControl), "nothing in it moves a cursor");
    }

    /** A text between two documents does not overtake them, and is not JSON. */
    @Test
    void sharesTheStreamWithTexts() throws CharacterCodingException {
        Streams streams = streams("US-ASCII");
        streams.json().line(new JsonBuilder().put("a", "\u00ab").build());
        streams.out().print("\u00abd\u00e9j\u00e0\u00bb ");
        streams.json().line(new JsonBuilder().put("b", 1).build());
        assertEquals("{\"a\":\"\\u00ab\"}\n\"deja\" {\"b\":1}\n", utf8());
    }

    @Test
    void whoReadsNoMoreIsNoticed() {
        Streams streams = brokenPipe();
        assertFalse(streams.out().checkError());
        streams.json().line(new JsonObject());
        assertTrue(streams.out().checkError());
    }

    @Test
    void aTextThatNobodyReadsIsNoticedToo() {
        Streams streams = brokenPipe();
        streams.out().println("a line");
        assertTrue(streams.out().checkError());
    }

    private static Streams brokenPipe() {
        var pipe = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        return Streams.of(pipe, StandardCharsets.UTF_8, Terminal.none(), pipe, StandardCharsets.UTF_8, Terminal.none());
    }

    @Test
    void onlyWhatHasAFormIsPut() {
        var builder = new JsonBuilder();
        assertThrows(IllegalArgumentException.class, () -> builder.put("a", new Object()));
        assertThrows(IllegalArgumentException.class, () -> builder.put("a", Thread.State.NEW), "an enum has no id");
        assertThrows(IllegalArgumentException.class, () -> Json.tree(new Kept(Thread.State.NEW)));
    }

    private record Kept(Thread.State state) { }
}
