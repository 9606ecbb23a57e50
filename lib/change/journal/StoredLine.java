package change.journal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A line as it lies on the disk: what the codec wrote, with two more keys at its end,
 * {@code {"journal":1,…,"line":17,"sum":"9f3c01ab"}}. The number counts the lines of the file, so that one that is lost
 * leaves a gap. The sum is the CRC-32C (RFC 3720, B.4) of all bytes before its key: it tells of every change of up to
 * four bytes in a row, whatever the damage is, and of a longer one but for one case in four thousand millions. It tells
 * of accidents; whoever may write to the journal may write a sum as well.
 *
 * <p>Earlier versions wrote neither key.
 *
 * @param body   what the codec reads
 * @param number from 1; empty where an earlier version wrote the line
 */
record StoredLine(String body, OptionalLong number) {
    private static final Pattern END = Pattern.compile(",\"line\":([1-9]\\d{0,17}),\"sum\":\"([0-9a-f]{8})\"}\\z");
    private static final Pattern WHOLE = Pattern.compile(",\"sum\":\"[0-9a-f]{8}\"}");
    private static final String SUM = ",\"sum\":\"";
    /** A number of four digits, eight of the sum, and what stands around them. */
    private static final int LONGER = 8 + 4 + 8 + 8 + 1 + 1;

    /** Without its line end. */
    static String text(String body, long number) {
        String summed = body.substring(0, body.length() - 1) + ",\"line\":" + number;
        byte[] bytes = summed.getBytes(StandardCharsets.UTF_8);
        return summed + SUM + sum(bytes, bytes.length) + "\"}";
    }

    /** How many bytes {@link #text} takes, with a line end. */
    static long size(String body) {
        return body.getBytes(StandardCharsets.UTF_8).length + LONGER;
    }

    /** Empty where the sum is not that of the line. */
    static Optional<StoredLine> read(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        Matcher end = END.matcher(text);
        if (!end.find()) {
            return Optional.of(new StoredLine(text, OptionalLong.empty()));
        }
        // The end of the line is ASCII: as many bytes as signs.
        int summed = length - (SUM.length() + 8 + 2);
        if (!sum(bytes, summed).equals(end.group(2))) {
            return Optional.empty();
        }
        return Optional.of(new StoredLine(text.substring(0, end.start()) + "}",
                OptionalLong.of(Long.parseLong(end.group(1)))));
    }

    /** True where a line that was whole is in it: then it was not cut off by the death of its writer. */
    static boolean wasWhole(String text) {
        return WHOLE.matcher(text).find();
    }

    private static String sum(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
