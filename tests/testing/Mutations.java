package testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What becomes of a tool's output on its way: cut, with lines, columns or bytes lost, doubled or changed. */
public final class Mutations {

    private Mutations() {
    }

    /** The same bytes and seed always give the same mutations. */
    public static List<byte[]> of(byte[] original, int count, long seed) {
        var random = new Random(seed);
        List<byte[]> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] bytes = original;
            for (int n = random.nextInt(3); n >= 0; n--) {
                bytes = bytes.length == 0 ? bytes : once(bytes, random);
            }
            all.add(bytes);
        }
        return all;
    }

    private static byte[] once(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> without(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(40)));
            case 2 -> {
                byte[] changed = bytes.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 3 -> lines(bytes, lines -> lines.remove(random.nextInt(lines.size())));
            case 4 -> lines(bytes, lines ->
                    lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size()))));
            default -> lines(bytes, lines -> {
                int line = random.nextInt(lines.size());
                List<String> words = new ArrayList<>(List.of(lines.get(line).split("(?<=\\s)(?=\\S)")));
                words.remove(random.nextInt(words.size()));
                lines.set(line, String.join("", words));
            });
        };
    }

    private static byte[] without(byte[] bytes, int from, int to) {
        byte[] left = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, left, 0, from);
        System.arraycopy(bytes, to, left, from, bytes.length - to);
        return left;
    }

    private interface Change {
        void apply(List<String> lines);
    }

    private static byte[] lines(byte[] bytes, Change change) {
        List<String> lines = lines(new String(bytes, StandardCharsets.ISO_8859_1));
        change.apply(lines);
        return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Each with its end; a regular expression that looks behind takes ten times as long. */
    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            lines.add(text.substring(from, end + 1));
            from = end + 1;
        }
        if (from < text.length() || lines.isEmpty()) {
            lines.add(text.substring(from));
        }
        return lines;
    }
}
