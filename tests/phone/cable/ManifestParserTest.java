package phone.cable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phone.cable.AppPackage.Cleartext;
import testing.Project;

class ManifestParserTest {

    static byte[] manifest(String name) {
        return Project.fixture("adb/manifest-" + name + ".bin");
    }

    @ParameterizedTest
    @CsvSource({
        "cleartext-unsaid,    BY_TARGET",
        "cleartext-allowed,   ALLOWED",
        "cleartext-forbidden, FORBIDDEN",
        "security-config,     BY_CONFIG"})
    void whatAManifestSays(String name, Cleartext expected) {
        assertEquals(Optional.of(expected), ManifestParser.parse(manifest(name)));
        assertEquals(Optional.of(expected), ManifestParser.parse(narrow(manifest(name))));
    }

    /** The same with the other form of its strings, and one of them longer than a byte can count. */
    private static byte[] narrow(byte[] manifest) {
        ByteBuffer old = ByteBuffer.wrap(manifest).order(ByteOrder.LITTLE_ENDIAN);
        int pool = 8;
        int count = old.getInt(pool + 8);
        int texts = pool + old.getInt(pool + 20);
        var strings = new ByteArrayOutputStream();
        int[] offsets = new int[count];
        for (int i = 0; i < count; i++) {
            int at = texts + old.getInt(pool + 28 + 4 * i);
            int length = old.getShort(at);
            String text = new String(manifest, at + 2, length * 2, StandardCharsets.UTF_16LE);
            byte[] bytes = (text.equals("Example") ? "é".repeat(100) : text).getBytes(StandardCharsets.UTF_8);
            offsets[i] = strings.size();
            strings.write(bytes.length == 200 ? 100 : length);
            if (bytes.length > 127) {
                strings.write(0x80 | bytes.length >> 8);
            }
            strings.write(bytes.length);
            strings.writeBytes(bytes);
            strings.write(0);
        }
        while (strings.size() % 4 != 0) {
            strings.write(0);
        }
        int rest = pool + old.getInt(pool + 4);
        int size = 28 + 4 * count + strings.size();
        ByteBuffer made = ByteBuffer.allocate(8 + size + manifest.length - rest).order(ByteOrder.LITTLE_ENDIAN);
        made.put(manifest, 0, 8).putInt(4, made.capacity());
        made.putShort((short) 1).putShort((short) 28).putInt(size).putInt(count).putInt(0).putInt(0x100)
                .putInt(28 + 4 * count).putInt(0);
        Arrays.stream(offsets).forEach(made::putInt);
        made.put(strings.toByteArray()).put(manifest, rest, manifest.length - rest);
        return made.array();
    }

    /** What was cut off is not read as a manifest that says nothing. */
    @Test
    void cutOffAnywhere() {
        byte[] whole = manifest("cleartext-forbidden");
        for (int length = 0; length < whole.length; length++) {
            Optional<Cleartext> read = ManifestParser.parse(Arrays.copyOf(whole, length));
            assertTrue(read.isEmpty() || read.get() == Cleartext.FORBIDDEN, length + ": " + read);
        }
    }

    @Test
    void whatIsNone() {
        assertEquals(Optional.empty(), ManifestParser.parse("unzip: no such file".getBytes(StandardCharsets.UTF_8)));
        assertEquals(Optional.empty(), ManifestParser.parse(new byte[0]));
        assertEquals(Optional.empty(), ManifestParser.parse(new byte[5 * 1024 * 1024]));
    }

    /** A value that stands elsewhere, in the app's resources, is not guessed. */
    @Test
    void aValueFromElsewhere() {
        byte[] bytes = manifest("cleartext-forbidden");
        for (int at = 0; at + 8 <= bytes.length; at += 4) {
            if (bytes[at] == 8 && bytes[at + 1] == 0 && bytes[at + 3] == 0x12 && bytes[at + 4] == 0) {
                bytes[at + 3] = 1;
            }
        }
        assertEquals(Optional.of(Cleartext.UNREAD), ManifestParser.parse(bytes));
    }
}
