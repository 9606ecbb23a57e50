package inventory.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import inventory.InventoryProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Os;
import testing.FakeWorld;
import text.Language;
import text.Words;

/** Files that are no Compose files, and such as are made to do harm: one error, with its place and what would be right. */
class DamagedComposeTest {
    private static final Words ENGLISH = new Words(Language.ENGLISH);
    private static final String[] BITS = {":", "-", "\t", "\n", " ", "\"", "'", "[", "}", "&a ", "*a", "!reset ", "|",
            "#",
        "---\n", "%", "\u0000", "é", "0", "99999", "? ", "<<: ", "\uFEFF", "\r", "$", "${", "${A:?b}", "$$", "..",
        "/udp"};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damageIsReadOrToldWithItsPlace(long seed) throws IOException {
        var random = new Random(seed);
        List<String> good = ComposeFixture.all().flatMap(project -> ComposeFixture.texts(project).stream()).toList();
        int refused = 0;
        for (int round = 0; round < 400; round++) {
            var text = new StringBuilder(good.get(random.nextInt(good.size())));
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
                    case 1 -> text.insert(at, BITS[random.nextInt(BITS.length)]);
                    default -> text.replace(at, at + 1, BITS[random.nextInt(BITS.length)]);
                }
                text.append('\n');
            }
            write(text.toString().getBytes(StandardCharsets.UTF_8));
            try {
                read();
            } catch (InventoryProblem problem) {
                refused++;
                problem.mistakes().forEach(mistake -> check(mistake, text.toString()));
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + seed + ", round " + round + ":\n" + text, e);
            }
        }
        assertTrue(refused > 50, "only " + refused + " of 400 damaged files were refused");
    }

    private static void check(InventoryProblem.Mistake mistake, String text) {
        assertTrue(mistake.line() >= 0 && mistake.line() <= text.lines().count() + 1, mistake.toString());
        assertTrue(mistake.column() > 0 || mistake.line() == 0, mistake.toString());
        for (Language language : Language.values()) {
            assertFalse(new Words(language).say(mistake.message()).isBlank());
        }
    }

    /** Ten of ten of ten …: unfolded, each would be larger than any memory. */
    @ParameterizedTest
    @ValueSource(strings = {"ports: *x9", "healthcheck: {test: *x9}", "profiles: *x9", "<<: *m9", "<<: [*m9, *m9]",
            "image: *x9",
        "extends: *m9"})
    void aBombOfAliasesGoesOffNowhere(String use) throws IOException {
        var bomb = new StringBuilder("x-0: &x0 [\"8000:80\"]\ny-0: &m0 {image: a}\n");
        for (int i = 1; i < 10; i++) {
            String many = ", *x%d".formatted(i - 1).repeat(10).substring(2);
            bomb.append("x-%d: &x%d [%s]\n".formatted(i, i, many));
            bomb.append("y-%d: &m%d {<<: [%s], k%d: 1}\n".formatted(i, i, many.replace("x", "m"), i));
        }
        write((bomb + "services: {api: {" + use + ", container_name: api}}\n").getBytes(StandardCharsets.UTF_8));
        try {
            assertTrue(read() instanceof ComposeResult.NothingPublished);
        } catch (InventoryProblem problem) {
            assertEquals(1, problem.mistakes().size());
        }
    }

    /** One list of many ports that many services share: few bytes, and a product of both. */
    @Test
    void aListThatManySharesIsCounted() throws IOException {
        String ports = IntStream.range(0, 5000).mapToObj(i -> "\"" + (1000 + i) + ":80\"")
                .collect(Collectors.joining(", "));
        String services = IntStream.range(0, 5000).mapToObj(i -> "  s" + i + ": {ports: *p}\n")
                .collect(Collectors.joining());
        write(("x-p: &p [" + ports + "]\nservices:\n" + services).getBytes(StandardCharsets.UTF_8));
        assertEquals("the aliases of this file add up to too much", refused());
    }

    @Test
    void brackets() throws IOException {
        write(("services: " + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        assertEquals("this is nested too deeply", refused());
        write(("services: {a: {ports: [\"" + "${A:-".repeat(10_000) + "}".repeat(10_000) + "\"]}}")
                .getBytes(StandardCharsets.UTF_8));
        assertEquals("this is nested too deeply", refused());
    }

    @Test
    void whatIsNoText() throws IOException {
        write(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0});
        assertEquals("the character U+007F is not allowed in YAML; is this a text file?", refused());
        write(new byte[] {'a', ':', ' ', (byte) 0xE9});
        assertEquals("byte 0xE9 is not UTF-8; save the file as UTF-8", refused());
        write("services: 1\n".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        assertEquals("it is larger than 1024 KiB, too large for a list of services", refused());
        write(new byte[0]);
        assertEquals("this Compose file is empty; it needs services", refused());
    }

    /** What {@code >} writes in PowerShell 5.1. */
    @Test
    void utf16IsRead() throws IOException, InventoryProblem {
        write("\uFEFFservices: {api: {ports: [\"8000:80\"]}}\r\n".getBytes(StandardCharsets.UTF_16LE));
        assertTrue(read() instanceof ComposeResult.Published);
    }

    @Test
    void whatIsNoFile() throws IOException {
        Path file = folder.resolve("compose.yaml");
        Files.createDirectory(file);
        assertEquals("this is a folder; give the YAML file in it", refused());
        Files.delete(file);
        Files.createSymbolicLink(file, file);
        assertTrue(refused().startsWith("it cannot be read: "), refused());
    }

    @Test
    void whatThisAccountMayNotRead() throws IOException {
        write("services: {}".getBytes(StandardCharsets.UTF_8));
        Path file = folder.resolve("compose.yaml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(file), "this account may read everything");
        assertEquals("you have no permission to read this file", refused());
    }

    /** Chains that come back to where they began, over one file, several files, and includes. */
    @Test
    void circlesEnd() throws IOException, InventoryProblem {
        write("include: [compose.yaml]\nservices: {a: {ports: [\"8000:80\"]}}\n".getBytes(StandardCharsets.UTF_8));
        assertTrue(read() instanceof ComposeResult.Published);
        write("include: [compose.yaml, compose.yaml]\n".getBytes(StandardCharsets.UTF_8));
        assertEquals("this project includes more than 500 files", refused());
        write("services: {a: {extends: {file: compose.yaml, service: a}}}\n".getBytes(StandardCharsets.UTF_8));
        assertEquals("\"a\" extends itself, directly or through others", refused());
    }

    private String refused() {
        var problem = assertThrows(InventoryProblem.class, this::read);
        var said = new ArrayList<String>();
        problem.mistakes().forEach(mistake -> said.add(ENGLISH.say(mistake.what())));
        return String.join("\n", said);
    }

    private void write(byte[] bytes) throws IOException {
        Files.write(folder.resolve("compose.yaml"), bytes);
    }

    private ComposeResult read() throws InventoryProblem {
        return ComposeFixture.reader(new FakeWorld(Os.LINUX)).read(ComposeFiles.find(folder, Map.of()).orElseThrow());
    }
}
