package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import process.Ran;
import testing.Project;

/**
 * The page speaks the phone's language and the terminal its own; and what the page looks like, for the documentation:
 * the pictures there are made by this test with {@code UPDATE=1} in the environment. Then look at them.
 */
@Tag("lab")
@ExtendWith(LabExtension.class)
class PhonePicturesLabTest {

    private static final boolean UPDATE = "1".equals(System.getenv("UPDATE"));

    /** What a picture in a README may weigh. */
    private static final int BYTES = 150_000;

    private static final Duration SHOWN = Duration.ofSeconds(40);

    @AfterEach
    void forget(Lab lab) {
        Proven.forget(lab);
    }

    /** With one service that is kept out: what a phone shows when all is well is seen on the way there. */
    @ParameterizedTest(name = "a {0} phone, a terminal in {2}")
    @CsvSource({
        "fr-FR, fr, en, répond, got through",
        "en-GB, en, fr, answers, passé en"})
    void eachInItsOwnLanguage(String phone, String picture, String terminal, String shown, String said, Lab lab)
            throws IOException {
        lab.inhabit(World.PROCESSES);
        try (Proof proof = Proof.verify(lab, "--lang", terminal); Tab tab = lab.browser().open(phone)) {
            tab.go(proof.page());
            Ran ran = proof.end();
            assertEquals(0, Changing.exit(ran), proof.said());
            String text = tab.await("the end", SHOWN, page -> !page.contains("…"));
            assertTrue(text.contains(shown), text);
            assertTrue(proof.said().contains(said), proof.said());
            look(tab, "phone-page-" + picture);
        }
        Fault.Heal heal = Commands.rules("iptables -I INPUT -p tcp --dport 8000 -j DROP").inject(lab);
        try (Proof proof = Proof.verify(lab, "--lang", terminal); Tab tab = lab.browser().open(phone)) {
            tab.go(proof.page());
            assertEquals(20, Changing.exit(proof.end()), proof.said());
            tab.await("the end", SHOWN, page -> !page.contains("…"));
            look(tab, "phone-page-blocked-" + picture);
        } finally {
            heal.heal();
        }
    }

    private static void look(Tab tab, String name) throws IOException {
        var picture = Picture.read(tab.picture());
        assertEquals(Tab.WIDTH * Tab.SCALE + "x" + Tab.HEIGHT * Tab.SCALE, picture.size());
        assertTrue(picture.colours() > 200, "text in several colours on several grounds: " + picture.colours());
        byte[] small = picture.small();
        assertTrue(small.length < BYTES, name + " has " + small.length + " bytes");
        assertEquals(picture.size(), Picture.read(small).size());
        Path file = Project.path("docs").resolve(name + ".png");
        if (UPDATE) {
            Files.createDirectories(file.getParent());
            Files.write(file, small);
        } else {
            assertTrue(Files.exists(file), file + " is made with UPDATE=1");
        }
    }
}
