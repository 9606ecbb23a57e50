package docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import testing.Mutations;
import testing.Project;

class UsageTest {
    private static final byte[] CAPTURE = Project.fixture("docker/linux-docker-stats-single-by-name.json");

    private static String row(String name, String usage) {
        return "{\"MemPerc\":\"0.32%\",\"MemUsage\":\"" + usage + "\",\"Name\":\"" + name + "\"}\n";
    }

    @Test
    void theCaptureIsRead() {
        assertEquals(Fact.known(List.of(new Usage("samdul-blog-1", 25_700_597L, 8_099_234_578L))),
                Usage.parse(new String(CAPTURE, StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({"0B / 0B,0", "512MiB / 1GiB,50", "1.95GiB / 2GiB,97", "2GiB / 1GiB,100", "900kB / 1MB,90",
        "999999TB / 999999TB,100"})
    void theShareIsRoundedDown(String usage, int percent) {
        var known = assertInstanceOf(Fact.Known.class, Usage.parse(row("api", usage)));
        assertEquals(percent, ((Usage) ((List<?>) known.value()).getFirst()).percent());
    }

    @Test
    void oneThatHasJustStoppedIsLeftOut() {
        assertEquals(Fact.known(List.of(new Usage("api", 1024, 2048))),
                Usage.parse(row("gone", "-- / --") + row("api", "1KiB / 2KiB")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTAINER ID   NAME", "{}", "[]", "null", "{\"Name\":\"a\",\"MemUsage\":\"lots\"}",
            "{\"Name\":\"a\",\"MemUsage\":\"1XiB / 2GiB\"}"})
    void whatIsNoSuchRowIsUnknown(String line) {
        assertInstanceOf(Fact.Unknown.class, Usage.parse(line));
    }

    @Test
    void nothingIsInventedFromDamagedBytes() {
        for (byte[] damaged : Mutations.of(CAPTURE, 200, 20261123)) {
            String text = new String(damaged, StandardCharsets.UTF_8);
            Usage.parse(text).toOptional().orElse(List.of())
                    .forEach(usage -> assertTrue(text.contains("\"" + usage.container() + "\""), text));
        }
    }
}
