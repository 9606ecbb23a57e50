package inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import process.FileError;
import text.Message;

/** The bytes of an inventory as text, or why they are none. */
final class SourceText {
    /** An inventory of a thousand services is 100 KiB; whatever is bigger was not meant to be one. */
    static final int LIMIT = 1024 * 1024;

    private SourceText() { }

    static String read(Path file, String source) throws InventoryProblem {
        if (Files.isDirectory(file)) {
            throw Mistakes.inWhole(source, Message.of("inventory.directory"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return decode(source, in.readNBytes(LIMIT + 1));
        } catch (NoSuchFileException e) {
            throw Mistakes.inWhole(source, Message.of("inventory.missing"));
        } catch (AccessDeniedException e) {
            throw Mistakes.inWhole(source, Message.of("inventory.denied"));
        } catch (IOException e) {
            throw Mistakes.inWhole(source, Message.of("inventory.unreadable", FileError.reason(e, file)));
        }
    }

    /** UTF-8, with or without a byte order mark, or UTF-16 with one: what {@code >} writes in PowerShell 5.1. */
    static String decode(String source, byte[] bytes) throws InventoryProblem {
        if (bytes.length > LIMIT) {
            throw Mistakes.inWhole(source, Message.of("inventory.too-big", LIMIT / 1024));
        }
        String text;
        if (begins(bytes, 0xFF, 0xFE)) {
            text = decode(source, bytes, 2, StandardCharsets.UTF_16LE);
        } else if (begins(bytes, 0xFE, 0xFF)) {
            text = decode(source, bytes, 2, StandardCharsets.UTF_16BE);
        } else {
            text = decode(source, bytes, begins(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0, StandardCharsets.UTF_8);
        }
        for (int i = 0; i < text.length(); i++) {
            if (!allowed(text.charAt(i))) {
                throw Mistakes.at(place(source, text, i),
                        Message.of("inventory.control-character", codePoint(text.charAt(i))));
            }
        }
        return text;
    }

    private static String decode(String source, byte[] bytes, int from, Charset charset) throws InventoryProblem {
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = charset.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            String found = String.format("0x%02X", bytes[in.position()]);
            throw Mistakes.at(place(source, text, text.length()), Message.of("inventory.not-utf8", found));
        }
        return text;
    }

    private static boolean begins(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** YAML 1.2.2, 5.1: tab, line breaks and what can be printed. */
    private static boolean allowed(char c) {
        return c == '\t' || c == '\n' || c == '\r' || c == 0x85 || !Character.isISOControl(c);
    }

    static String codePoint(int c) {
        return String.format("U+%04X", c);
    }

    private static Yaml.Place place(String source, String text, int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            // YAML 1.2.2, 5.4: a carriage return alone ends a line too.
            boolean alone = text.charAt(i) == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
            if (text.charAt(i) == '\n' || alone) {
                line++;
                lineStart = i + 1;
            }
        }
        return new Yaml.Place(source, line, text.codePointCount(lineStart, index) + 1);
    }
}
