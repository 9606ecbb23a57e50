package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever else comes to the page's port, the phone that opened it gets its verdict, and nothing foreign is shown. */
@LabTest
class HostilePageLabTest {

    private static final String SECOND = "192.168.1.24";
    private static final int CROWD = 5000;

    /** Until a page has begun to try; the first results come with it. */
    private static final Duration OPENED = Duration.ofSeconds(20);

    @AfterEach
    void forget(Lab lab) {
        PhoneResult.forget(lab);
    }

    /** From the phone itself, whose page goes on meanwhile, and with the right word in the address. */
    @Test
    void nothingThatThePageWouldNotSayIsTaken(Lab lab) throws IOException {
        lab.inhabit(World.PROCESSES);
        try (PhonePageScript proof = PhonePageScript.verify(lab, "--output", "json", "--lang", "en"); Tab tab =
                lab.browser()
                .open("en-GB")) {
            tab.go(proof.page());
            tab.await("the page", OPENED, text -> text.contains("5002"));
            HostileRequests attacks = HostileRequests.on(proof.page());
            List<String> answers = stranger(lab, lab.phone(), proof, "each", attacks).lines().toList();
            assertEquals(attacks.count(), answers.size());
            assertEquals(List.of(), answers.stream().filter(answer -> answer.matches(".*: HTTP/1\\.[01] [23].*"))
                    .toList(), "none of them gets anything");

            PhoneResult proven = PhoneResult.of(proof.end());
            proven.assertPhone(0, PhoneResult.all("ok"));
            assertFalse(proven.said().contains("\u001b"), "no escape sequence reaches the terminal");
            assertFalse((proven.said() + tab.text()).contains("owned"), "and no word of theirs anybody");
            assertEquals("0", tab.evaluate("document.querySelectorAll('#owned, img, iframe').length"));
        }
    }

    @Test
    void aCrowdDoesNotKeepThePhoneFromItsVerdict(Lab lab) throws IOException {
        lab.inhabit(World.PROCESSES);
        try (Device second = Device.onTheLan(lab, SECOND);
                PhonePageScript proof = PhonePageScript.verify(lab, "--output", "json", "--lang", "en");
                Tab tab = lab.browser().open("en-GB")) {
            tab.go(proof.page());
            String said = stranger(lab, second.pid(), proof, "flood", HostileRequests.flood(proof.page()),
                    Integer.toString(CROWD));
            PhoneResult proven = PhoneResult.of(proof.end());
            proven.assertPhone(0, PhoneResult.all("ok"));
            assertTrue(said.endsWith(" of " + CROWD + " answered"), said);
        }
    }

    /** Names are somebody else's words as well: the page shows them and does nothing else with them. */
    @Test
    void aNameIsShownAndNeverObeyed(Lab lab) throws IOException {
        lab.inhabit(World.PROCESSES);
        String name = "</script><script>document.body.id='owned'</script>" + HostileRequests.MARKUP
                + " & \"A\" {0} \u202e$&";
        Path services = Files.writeString(lab.folder().resolve("services-strange.yaml"), """
                host: auto
                services:
                  - name: '%s'
                    port: 8000
                    health: /health
                """.formatted(name.replace("'", "''")));
        try (PhonePageScript proof = PhonePageScript.start(lab, "runbook.Verify",
                List.of("--phone", "--services", services.toString()));
                Tab tab = lab.browser().open("en-GB")) {
            tab.go(proof.page());
            // What turns the text around is shown by its number.
            String shown = name.replace("\u202e", "\\u202E");
            tab.await("the name", OPENED, text -> text.contains(shown));
            assertEquals(0, ChangeSteps.exit(proof.end()), proof.said());
            assertEquals("0", tab.evaluate("document.querySelectorAll('#owned, img, iframe').length"));
        }
    }

    private static String stranger(Lab lab, long device, PhonePageScript proof, String how, HostileRequests attacks,
            String... more)
            throws IOException {
        Path folder = attacks.write(Files.createTempDirectory(lab.folder(), "attacks"));
        var args = new ArrayList<>(List.of(proof.page().getHost(), Integer.toString(proof.page().getPort()), how,
                folder.toString()));
        args.addAll(List.of(more));
        return lab.from(device, "lab.HostileDevice", args).strip();
    }
}
