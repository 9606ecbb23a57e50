package probe;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import text.Columns;

/**
 * The body of an answer, read to its end: by its length, its last chunk, or the end of the connection (RFC 9112, 6.3).
 *
 * @param text     how it begins, as much as may hold what is looked for
 * @param received bytes of it that came
 * @param length   bytes that were announced, -1 where none were
 */
record AnswerBody(String text, long received, long length, End end) {

    /** How the reading ended. */
    enum End {
        /** With its last byte. */
        WHOLE,
        /** With enough of it: the rest is more of the same, or a stream that is not meant to end. */
        ENOUGH,
        /** With our patience. */
        STALLED,
        /** With the connection, before it was whole. */
        CUT
    }

    /** A text or a value that is looked for stands in this much. */
    private static final long KEPT = 1 << 20;

    /** Of a longer one, whose length was announced, this much has to come. */
    private static final long ENOUGH_OF_A_LENGTH = 8 << 20;

    /** One without a length that has no end by then is a stream. */
    private static final long LONGEST = 64 << 20;

    private static final long BLOCK = 64 << 10;
    private static final int LINE_LIMIT = 200;

    static AnswerBody read(Response response) {
        ResponseBody body = response.body();
        long length = body.contentLength();
        MediaType type = body.contentType();
        if (type != null && isStream(type)) {
            return new AnswerBody("", 0, length, End.ENOUGH);
        }
        Charset charset = Optional.ofNullable(type).map(known -> known.charset(StandardCharsets.UTF_8))
                .orElse(StandardCharsets.UTF_8);
        var kept = new Buffer();
        long received = 0;
        End end;
        try {
            BufferedSource source = body.source();
            var block = new Buffer();
            end = End.WHOLE;
            for (long count = source.read(block, BLOCK); count >= 0; count = source.read(block, BLOCK)) {
                received += count;
                if (kept.size() < KEPT) {
                    kept.write(block, block.size());
                }
                block.clear();
                if (length >= 0 && received >= ENOUGH_OF_A_LENGTH && received < length) {
                    end = End.ENOUGH;
                    break;
                }
                if (received >= LONGEST) {
                    end = End.STALLED;
                    break;
                }
            }
        } catch (InterruptedIOException e) {
            end = End.STALLED;
        } catch (IOException e) {
            end = End.CUT;
        }
        return new AnswerBody(kept.readString(charset), received, length, end);
    }

    /** What comes event by event, or picture by picture, for as long as somebody looks. */
    private static boolean isStream(MediaType type) {
        return type.type().equals("text") && type.subtype().equals("event-stream")
                || type.type().equals("multipart") && type.subtype().equals("x-mixed-replace");
    }

    boolean whole() {
        return end == End.WHOLE || end == End.ENOUGH;
    }

    /** Of the body only its first line is shown. */
    String firstLine() {
        String said = text.strip().lines().findFirst().orElse("");
        return said.length() > LINE_LIMIT ? Columns.start(said, LINE_LIMIT) + "…" : said;
    }

    Reply.Part part() {
        return new Reply.Part(received, length < 0 ? Optional.empty() : Optional.of(length), end == End.CUT);
    }
}
