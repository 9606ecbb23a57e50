package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import console.Look;
import help.RunbookPlace;
import inventory.Endpoint;
import inventory.Inventory;
import inventory.InventoryFile;
import inventory.InventoryProblem;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import path.Confidence;
import path.Facts;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneReport;
import path.check.Checklist;
import path.gather.FactsReader;
import phone.LiveView;
import probe.Limits;
import process.Fact;
import process.recording.ReplayWorld;
import replay.ExpectedOutput;
import replay.RecordedMachine;
import report.TextReport;
import testing.Project;
import text.Language;
import text.Words;

/**
 * What the pages quote of the scripts is what the scripts print, to the letter. With {@code UPDATE=1} in the environment
 * the quotations are renewed.
 */
class QuotedTest {
    private static final boolean UPDATE = "1".equals(System.getenv("UPDATE"));
    private static final int COLUMNS_OF_A_TERMINAL = 80;
    private static final InetAddress PHONE = InetAddress.ofLiteral("192.168.1.23");
    private static final InetAddress HERE = InetAddress.ofLiteral("192.168.1.44");

    @ParameterizedTest
    @CsvSource({"README.md,DIAGNOSE_EN", "docs/README.fr.md,DIAGNOSE_FR"})
    void thePictureOfTheReadmeIsADiagnosis(String page, ExpectedOutput output) throws IOException {
        List<String> said = output.of(new RecordedMachine("windows-french")).lines().toList();
        var picture = new ArrayList<>(said.subList(1, said.size() - 1));
        picture.addFirst("$ jbang diagnose");
        assertQuoted(page, "picture", picture);
    }

    /** The machine is a recorded one; the phone is one of which this test knows what it met. */
    @Test
    void theVerdictOfVerifyIsTheOneOnSuchAMachine() throws IOException, InventoryProblem {
        Inventory inventory = InventoryFile.of("services.yaml", Project.read("runbook/services.yaml"));
        Facts facts = FactsReader.facts(new ReplayWorld(Project.path("tests/fixtures/hosts/linux-drop-above-accept")),
                inventory, new Limits(Duration.ofSeconds(2), Duration.ofSeconds(8)));
        List<PhoneReport> reports = facts.inventory().endpoints().stream().map(at -> report(facts, at)).toList();

        var verdict = new ArrayList<String>();
        verdict.add("$ jbang verify --phone");
        verdict.addAll(new TextReport(new Words(Language.ENGLISH), new Look(COLUMNS_OF_A_TERMINAL, false, true), false,
                new RunbookPlace.Folder(Path.of("runbook/RUNBOOK.md")))
                .phone(Checklist.diagnose(facts.with(reports), LiveView.HOPS, Duration.ofSeconds(9))));
        assertQuoted("docs/phone.md", "verdict", verdict);
    }

    private static PhoneReport report(Facts facts, Endpoint at) {
        boolean dropped = at.port() == 8000;
        PhoneAttempt tried = switch (at.port()) {
            case 8000 -> new PhoneAttempt.TimedOut(Duration.ofSeconds(4));
            // No HTTP there: a browser connects, and cannot say so.
            case 7881 -> new PhoneAttempt.FailedFast(Duration.ofMillis(5));
            default -> new PhoneAttempt.GotThrough(Duration.ofMillis(5), Duration.ofMillis(22), 5);
        };
        PacketFate seen = dropped
                ? new PacketFate.Dropped("-A INPUT -p tcp -m tcp --dport 8000 -j DROP", "filter INPUT",
                Confidence.OBSERVED)
                : new PacketFate.Connected();
        return new PhoneReport(facts.startedAt().plusSeconds(9), PHONE, at, HERE, PhoneReport.How.BROWSER, tried,
                Fact.known(seen));
    }

    /** The block of text that follows the comment {@code <!-- mark -->} of a page. */
    private static void assertQuoted(String page, String mark, List<String> lines) throws IOException {
        var quoted = Pattern.compile("(?s)(?<=<!-- " + mark + " -->\n```text\n).*?\n(?=```\n)");
        String text = Project.read(page);
        assertTrue(quoted.matcher(text).find(), page + " has no " + mark);
        String renewed = quoted.matcher(text).replaceFirst(Matcher.quoteReplacement(String.join("\n", lines) + "\n"));
        if (UPDATE) {
            Files.writeString(Project.path(page), renewed);
        }
        assertEquals(renewed, Project.read(page), () -> page + ": see UPDATE in " + QuotedTest.class);
    }
}
