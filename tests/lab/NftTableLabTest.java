package lab;

import static lab.ChangeSteps.apply;
import static lab.ChangeSteps.assertExit;
import static lab.ChangeSteps.assertSame;
import static lab.ChangeSteps.broken;
import static lab.ChangeSteps.fix;
import static lab.ChangeSteps.rollback;
import static lab.ChangeSteps.said;
import static lab.ChangeSteps.shutOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import process.Ran;
import testing.RunbookSchema;
import testing.Turn;

/** What becomes of rules of ours in a table that nft makes from a file, as distributions do when the machine starts. */
@LabTest
@Turn(4)
class NftTableLabTest {
    private static final String LAST = "counter reject";
    private static final String FILE = """
            table inet filter {
                chain input {
                    type filter hook input priority filter; policy drop;
                    iif lo accept
                    ct state established,related accept
                    tcp dport { 22, 443 } accept
                    %s
                }
            }
            """.formatted(LAST);
    /** As the message has it: where, and the rule. */
    private static final Pattern TO_ADD =
            Pattern.compile("in inet filter input above \"" + LAST + "\": (ip saddr .*? accept comment \"[^\"]*\")");

    private static final Repair CLOSED = new Repair("a table from a file", World.PROCESSES, List.of(), lab -> {
        load(lab, FILE);
        return () -> lab.machine().must("nft", "delete", "table", "inet", "filter");
    });

    private static void load(Lab lab, String text) {
        Path file = lab.folder().resolve("table.nft");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lab.machine().must("nft", "-f", file.toString());
    }

    /** As a restart of its service does. */
    private static void loadAgain(Lab lab, String text) {
        lab.machine().must("nft", "delete", "table", "inet", "filter");
        load(lab, text);
    }

    @Test
    void whatTheFileIsToldIsThereAgain(Lab lab) {
        broken(CLOSED, lab, before -> {
            Ran ran = fix(lab, List.of("--apply", "--yes", "--persist", "--output", "json"));
            assertExit(0, ran, "applied");
            var persist = RunbookSchema.document(ran.outText()).getAsJsonArray("persist").get(0).getAsJsonObject();
            String added = TO_ADD.matcher(persist.get("text").getAsString()).results()
                    .map(found -> found.group(1) + "\n").collect(Collectors.joining());
            assertEquals(5, added.lines().count(), said(ran));
            String now = lab.rules().exact();
            loadAgain(lab, FILE.replace(LAST, added + LAST));
            assertSame(now, lab.rules().exact(), "the file has what the kernel had");
            assertEquals(List.of(), shutOut(lab), "nobody is shut out");
            assertExit(0, rollback(lab), "taken back out of the kernel");
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    @Test
    void withoutThatItIsGoneAndTakingItBackIsNoError(Lab lab) {
        broken(CLOSED, lab, before -> {
            Ran ran = apply(lab, CLOSED);
            assertExit(0, ran, "applied");
            assertFalse(ran.outText().contains("--persist"), said(ran));
            assertEquals(List.of(), shutOut(lab), "nobody is shut out");
            loadAgain(lab, FILE);
            assertNotEquals(List.of(), shutOut(lab), "the phone is kept out again");
            assertExit(0, rollback(lab), "nothing is left to take back");
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }
}
