package fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import testing.Mutations;

/**
 * What a stranger writes instead: the losses of {@link Mutations}, and such pieces as break readers. The same seeds
 * and the same number always give the same inputs.
 */
final class Damage {
    private static final List<byte[]> PIECES = Stream.of(
            // numbers at the ends of their types, and behind them
            "0", "-1", "65535", "65536", "2147483648", "-2147483649", "9223372036854775808", "99999999999999999999",
            "1e400", "0x", "٣", "+1", "00000000000000000000000000000000001",
            // what other marks are made of
            "\"", "'", "\\", "{", "}", "[", "]", ":", ",", "=", "|", "/", "-", "%", "$", "#", "!", "*", "&a ", "*a",
            "~", "\t", "\n", "\r", " ", "\0", "null", "true", "\"\"", "{}", "[]", "\\u0000", "\\ud800", "<<: ", "--",
            "::",
            "0.0.0.0", "[::]", "fe80::1%eth0", "256.1.1.1", "/33", "..", "\\\\host\\share", "CON", "éè",
            // what an eye does not see, and what turns it round
            "\u001b[2J", "\u0085", "\u00a0", "\u200b", "\u2028", "\u202e", "\ufeff", "\ud83d\ude00")
            .map(piece -> piece.getBytes(StandardCharsets.UTF_8)).toList();

    /** No character of UTF-8, half of one, and half of a pair. */
    private static final List<byte[]> NO_TEXT = List.of(new byte[] {(byte) 0xFF}, new byte[] {(byte) 0xC3},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, new byte[] {(byte) 0xFF, (byte) 0xFE});

    private static final int LONGEST = 1 << 16;

    private final List<byte[]> seeds;
    private final Random random;

    Damage(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    List<byte[]> inputs(int count) {
        var inputs = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size()));
            for (int n = random.nextInt(3); n >= 0; n--) {
                bytes = once(bytes);
            }
            inputs.add(bytes);
        }
        return inputs;
    }

    private byte[] once(byte[] bytes) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> Mutations.of(bytes, 1, random.nextLong()).getFirst();
            case 3 -> put(bytes, random.nextInt(bytes.length + 1), 0, NO_TEXT.get(random.nextInt(NO_TEXT.size())));
            case 4 -> repeated(bytes);
            case 5 -> spliced(bytes);
            default -> {
                int at = random.nextInt(bytes.length + 1);
                int over = random.nextInt(3) * Math.min(2, bytes.length - at);
                yield put(bytes, at, Math.min(over, bytes.length - at), PIECES.get(random.nextInt(PIECES.size())));
            }
        };
    }

    private static byte[] put(byte[] bytes, int at, int over, byte[] piece) {
        var changed = new ByteArrayOutputStream(bytes.length + piece.length);
        changed.write(bytes, 0, at);
        changed.writeBytes(piece);
        changed.write(bytes, at + over, bytes.length - at - over);
        return changed.toByteArray();
    }

    /** A few bytes again and again: lists without end, depths, long words. */
    private byte[] repeated(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int length = Math.min(1 + random.nextInt(20), bytes.length - at);
        int times = Math.min(1 << (1 + random.nextInt(10)), LONGEST / (length + 1));
        var piece = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            piece.write(bytes, at, length);
        }
        return put(bytes, at, 0, piece.toByteArray());
    }

    /** One capture begins, another one ends. */
    private byte[] spliced(byte[] bytes) {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int from = random.nextInt(other.length + 1);
        var both = new ByteArrayOutputStream();
        both.write(bytes, 0, random.nextInt(bytes.length + 1));
        both.write(other, from, other.length - from);
        return both.toByteArray();
    }
}
