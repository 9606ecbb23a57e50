package lab;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a phone makes of an answer in HTTP.
 *
 * @param location where it is sent on
 */
record HttpReading(Answer answer, Optional<String> location) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b.*", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
    private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding: *chunked");
    private static final Pattern EVENTS = Pattern.compile("(?im)^content-type: *text/event-stream");
    private static final Pattern LOCATION = Pattern.compile("(?im)^location: *(\\S+)");
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private HttpReading(Answer answer) {
        this(answer, Optional.empty());
    }

    /** @param patience for all of it */
    static HttpReading of(InputStream in, int patience) {
        long end = System.nanoTime() + patience * 1_000_000L;
        var text = new StringBuilder();
        try {
            while (text.indexOf("\r\n\r\n") < 0 && System.nanoTime() < end) {
                int next = in.read();
                if (next < 0) {
                    return new HttpReading(text.isEmpty() ? Answer.CLOSED : Answer.UNHEALTHY);
                }
                text.append((char) next);
            }
            return ofHead(text.toString(), in, end);
        } catch (SocketTimeoutException e) {
            return new HttpReading(Answer.SILENT);
        } catch (IOException e) {
            return new HttpReading(Answer.CLOSED);
        }
    }

    private static HttpReading ofHead(String head, InputStream in, long end) throws IOException {
        Matcher status = STATUS.matcher(head);
        if (!status.matches()) {
            return new HttpReading(Answer.UNHEALTHY);
        }
        Matcher location = LOCATION.matcher(head);
        if (status.group(1).startsWith("3") && location.find()) {
            return new HttpReading(Answer.UNHEALTHY, Optional.of(location.group(1)));
        }
        return new HttpReading(!status.group(1).equals("200") ? Answer.UNHEALTHY
                : EVENTS.matcher(head).find() ? Answer.OK : body(head, in, end));
    }

    private static Answer body(String head, InputStream in, long end) throws IOException {
        Matcher length = LENGTH.matcher(head);
        long wanted = length.find() ? Long.parseLong(length.group(1)) : -1;
        boolean chunked = CHUNKED.matcher(head).find();
        var came = new StringBuilder();
        while (wanted < 0 || came.length() < wanted) {
            if (System.nanoTime() > end) {
                return Answer.SILENT;
            }
            byte[] block = new byte[4096];
            int count = in.read(block);
            if (count < 0) {
                return wanted < 0 && !chunked ? Answer.OK : Answer.CLOSED;
            }
            came.append(new String(block, 0, count, StandardCharsets.ISO_8859_1));
            if (chunked && came.toString().endsWith(LAST_CHUNK)) {
                return Answer.OK;
            }
        }
        return Answer.OK;
    }
}
