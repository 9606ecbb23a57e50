package json;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Where JSON goes. It is written straight to the encoder of a stream: whatever makes a text readable where a character
 * set is poor would make another document of it.
 *
 * <p>JSON between programs is UTF-8 and nothing else (RFC 8259, 8.1). In a stream of any other character set all that
 * is not ASCII is escaped, so that its bytes are UTF-8 all the same.
 */
public final class JsonOutput {
    private final PrintWriter out;
    private final boolean ascii;
    private Printed printed = Printed.NOTHING;

    private enum Printed { NOTHING, LINES, DOCUMENT }

    /** @param out encodes what it is given, and does nothing else to it */
    public JsonOutput(PrintWriter out, Charset charset) {
        this.out = out;
        this.ascii = !charset.equals(StandardCharsets.UTF_8);
    }

    /** Over several lines: the one document that a run prints. */
    public void document(JsonObject document) {
        printed = Printed.DOCUMENT;
        print(Json.pretty(document));
    }

    /** One line of many. */
    public void line(JsonObject line) {
        printed = Printed.LINES;
        print(Json.line(line));
    }

    /** Why there is no answer: in place of it, as one more of its lines, or not at all where it is there already. */
    public void last(JsonObject document) {
        switch (printed) {
            case NOTHING -> document(document);
            case LINES -> line(document);
            case DOCUMENT -> { }
        }
    }

    private void print(String json) {
        out.println(ascii ? Json.ascii(json) : json);
    }
}
