package inventory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import text.Language;
import text.Words;

/** A good file with random damage is read, or refused with a place inside it and a sentence in both languages. */
class DamagedInventoryTest {
    private static final String[] BITS = {":", "-", "\t", "\n", " ", "\"", "'", "[", "}", "&a", "*a", "!!int", "|", "#",
            "---", "%", "\u0000", "é", "0", "99999", "? ", "<<", "\uFEFF", "\r"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void itNeverThrowsAnythingElse(long seed) throws IOException {
        String good = new String(InventoryFile.class.getResourceAsStream("/runbook/services.yaml").readAllBytes(),
                StandardCharsets.UTF_8);
        var random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < 500; round++) {
            var text = new StringBuilder(good);
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                int at = random.nextInt(text.length() - 30);
                switch (random.nextInt(3)) {
                    case 0 -> text.delete(at, at + 1 + random.nextInt(20));
                    case 1 -> text.insert(at, BITS[random.nextInt(BITS.length)]);
                    default -> text.replace(at, at + 1, BITS[random.nextInt(BITS.length)]);
                }
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            try {
                assertFalse(InventoryFile.of("x", SourceText.decode("x", bytes)).services().isEmpty());
            } catch (InventoryProblem problem) {
                refused++;
                problem.mistakes().forEach(mistake -> check(mistake, text.toString()));
            } catch (RuntimeException e) {
                fail("seed " + seed + ", round " + round + ":\n" + text, e);
            }
        }
        assertTrue(refused > 50, "only " + refused + " of 500 damaged files were refused");
    }

    private static void check(InventoryProblem.Mistake mistake, String text) {
        assertTrue(mistake.line() >= 0 && mistake.line() <= text.lines().count() + 1, mistake.toString());
        assertTrue(mistake.column() > 0 || mistake.line() == 0, mistake.toString());
        for (Language language : Language.values()) {
            assertFalse(new Words(language).say(mistake.message()).isBlank());
        }
    }
}
