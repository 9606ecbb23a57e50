package powershell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import host.windows.PowerShell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import powershell.FakePowerShell.Manner;
import process.Fact;
import testing.Wait;
import text.Message;

/** The Java side against a real process that answers as {@code powershell.exe} was seen to. */
class FakePowerShellTest {
    private static final String SCRIPT = "firewall/windows/read-rule.ps1";
    /** For a process that ends by itself, on a machine with much else to do. */
    private static final Duration AMPLE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private Fact<JsonElement> ask(Manner manner, Map<String, ?> data, Duration deadline) {
        return new PowerShell(new FakePowerShellWorld(command -> FakePowerShell.instead(command, manner, folder)))
                .json(SCRIPT, data, deadline);
    }

    private static String said(Fact<JsonElement> fact) {
        return switch (fact) {
            case Fact.Known<JsonElement>(JsonElement value) -> value.toString();
            case Fact.Unknown<JsonElement>(Message cause) -> cause.key() + " " + cause.args();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "UTF8            | \"Café – 日本\"",
        "OEM             | \"Zugriff für Gäste\"",
        "UTF16           | \"é\"",
        "BYTE_ORDER_MARK | \"é\"",
        "PROGRESS        | true",
        "NOISE           | true",
        "TWICE           | 2",
        "NULL            | null",
        "REFUSED         | {\"error\":1223,\"started\":false,\"exit\":null}"})
    void anAnswerIsUnderstood(Manner manner, String answer) {
        assertEquals(answer, said(ask(manner, Map.of(), AMPLE)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "DENIED        | host.powershell-error [Windows System Error 5,Set-NetFirewallRule, Accès refusé.]",
        "CUT           | host.powershell-cut []",
        "TWICE_AND_CUT | host.powershell-cut []",
        "NOTHING       | host.powershell-silent [0, ]",
        "KILLED        | host.powershell-silent [5, ]",
        "LIST          | host.powershell-unclear []"})
    void whatIsNoAnswerIsUnknownAndSaysWhy(Manner manner, String why) {
        assertEquals(why, said(ask(manner, Map.of(), AMPLE)));
    }

    /** What the real one wrote to standard error, in one line, without the line of script that it points at. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "CLIXML_ERROR   | host.powershell-silent [1, boom]",
        "DENIED_OUTSIDE | host.powershell-silent [1, Set-NetFirewallRule : Access is denied.]"})
    void anErrorOutsideOfTheFrameIsQuotedWithoutTheScript(Manner manner, String why) {
        assertEquals(why, said(ask(manner, Map.of(), AMPLE)));
    }

    @Test
    void muchIsReadWholeAndTooMuchIsNotWaitedFor() {
        assertEquals(4_000_002, said(ask(Manner.LARGE, Map.of(), AMPLE)).length());
        assertEquals("process.flooded", said(ask(Manner.FLOOD, Map.of(), AMPLE)).split(" ")[0]);
    }

    @Test
    void itIsGivenOptionsTheScriptsAndAQuestion() {
        String said = said(ask(Manner.ASKED, Map.of("name", "a\"; '$(x)`\u00e9"), AMPLE));
        assertEquals("{\"options\":\"-NoLogo -NoProfile -Command\",\"script\":true,\"data\":{\"mark\":\"MARK\","
                + "\"script\":\"" + SCRIPT + "\",\"data\":{\"name\":\"a\\\"; '$(x)`\u00e9\"}}}",
                said.replaceFirst("runbook-[0-9a-f-]{36}", "MARK"));
    }

    @Test
    void pastTheDeadlineNobodyIsLeft() throws Exception {
        untilItSaidWhoItIs(limit ->
                assertEquals("host.powershell-slow [" + limit + "]", said(ask(Manner.HANG, Map.of(), limit))));
        assertGone();
    }

    /** Some module keeps it from ending: the answer was whole before that. */
    @Test
    void anAnswerCountsThoughPowerShellHangsBehindIt() throws Exception {
        var said = new AtomicReference<String>();
        untilItSaidWhoItIs(limit -> said.set(said(ask(Manner.ANSWER_AND_HANG, Map.of(), limit))));
        assertEquals("true", said.get());
        assertGone();
    }

    /** A program that does not end by itself, with a deadline as long as a busy machine needs to hear from it. */
    private void untilItSaidWhoItIs(Consumer<Duration> run) {
        Duration deadline = Duration.ofMillis(500);
        do {
            deadline = deadline.multipliedBy(2);
            run.accept(deadline);
        } while (!Files.exists(folder.resolve("pids")) && deadline.compareTo(AMPLE) < 0);
    }

    private void assertGone() throws Exception {
        List<String> pids = Files.readAllLines(folder.resolve("pids"));
        assertEquals(2, pids.size());
        for (String pid : pids) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(handle -> Wait.untilEnded(handle, AMPLE));
        }
    }
}
