package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import testing.Project;

/**
 * The page speaks the phone's language and the terminal its own; and the page has a face: with {@code UPDATE=1} in the
 * environment its pictures are made anew, those of the documentation, and those of a page where something fails in
 * {@code .build}. Then look at them.
 */
@Tag("lab")
@ExtendWith(LabExtension.class)
class PhonePicturesLabTest {

    private static final boolean UPDATE = "1".equals(System.getenv("UPDATE"));

    /** What a picture in a README may weigh. */
    private static final int BYTES = 150_000;

    private static final Duration SHOWN = Duration.ofSeconds(10);

    @AfterEach
    void forget(Lab lab) {
        Proven.forget(lab);
    }

    @Test
    void whenAllIsWell(Lab lab) throws IOException {
        lab.inhabit(World.PROCESSES);
        inBothLanguages(lab, "en", 0, "got through", "docs");
    }

    @Test
    void whenAPortIsDropped(Lab lab) throws IOException {
        lab.inhabit(World.PROCESSES);
        Fault.Heal heal = Commands.rules("iptables -I INPUT -p tcp --dport 8000 -j DROP").inject(lab);
        try {
            inBothLanguages(lab, "fr", 20, "pas de réponse", ".build");
        } finally {
            heal.heal();
        }
    }

    /** One phone with the page in two tabs, as if its user had two languages. */
    private static void inBothLanguages(Lab lab, String terminal, int exit, String said, String folder)
            throws IOException {
        try (Proof proof = Proof.verify(lab, "--lang", terminal);
                Tab french = lab.browser().open("fr-FR");
                Tab english = lab.browser().open("en-GB")) {
            french.go(proof.page());
            english.go(proof.page());
            assertEquals(exit, Changing.exit(proof.end()), proof.said());
            assertTrue(proof.said().contains(said), proof.said());
            assertTrue(over(french).contains("répond"), french.text());
            assertTrue(over(english).contains("answers"), english.text());
            look(french, Project.path(folder).resolve("phone-page-fr.png"));
            look(english, Project.path(folder).resolve("phone-page-en.png"));
        }
    }

    private static String over(Tab tab) {
        return tab.await("the end", SHOWN, text -> !text.contains("…"));
    }

    private static void look(Tab tab, Path file) throws IOException {
        var picture = Picture.read(tab.picture());
        assertEquals(Tab.WIDTH * Tab.SCALE + "x" + Tab.HEIGHT * Tab.SCALE, picture.size());
        assertTrue(picture.colours() > 200, "text in several colours on several grounds: " + picture.colours());
        byte[] small = picture.small();
        assertTrue(small.length < BYTES, file + " has " + small.length + " bytes");
        assertEquals(picture.size(), Picture.read(small).size());
        if (UPDATE) {
            Files.createDirectories(file.getParent());
            Files.write(file, small);
        }
    }
}
