package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import testing.Project;

/**
 * Two phones at once, one of a French user and one of an English one: each page speaks its user's language, the
 * terminal its own, and both phones have their word. The page has a face, too: with {@code UPDATE=1} in the environment
 * its pictures are made anew, those of the documentation, and those of a page where something fails in {@code .build}.
 * Then look at them.
 */
@LabTest
class PhoneLanguagesLabTest {

    private static final boolean UPDATE = "1".equals(System.getenv("UPDATE"));

    /** What a picture in a README may weigh. */
    private static final int BYTES = 150_000;

    /** A page asks every second whether it is over. */
    private static final Duration TOLD = Duration.ofSeconds(10);

    private static final String SECOND = "192.168.1.24";

    private static Device second;
    private static Browser browser;

    @BeforeAll
    static void aSecondPhone(Lab lab) {
        second = Device.onTheLan(lab, SECOND);
        browser = Browser.start(lab.folder(), second.pid());
    }

    @AfterAll
    static void isGone() {
        if (browser != null) {
            browser.close();
        }
        if (second != null) {
            second.close();
        }
    }

    @AfterEach
    void forget(Lab lab) {
        PhoneResult.forget(lab);
    }

    @Test
    void whenAllIsWell(Lab lab) throws IOException {
        lab.inhabit(World.PROCESSES);
        PhoneResult proven = proven(lab, "en", "docs", "répond", "answers");
        proven.assertPhone(0, PhoneResult.all("ok"));
        assertTrue(proven.said().contains("got through in"), proven.said());
    }

    @Test
    void whenAContainersPortIsDropped(Lab lab) throws IOException {
        lab.inhabit(World.CONTAINERS);
        Fault.Heal heal = Commands.rules("iptables -I DOCKER-USER -p tcp --dport 8000 -j DROP").inject(lab);
        try {
            PhoneResult proven = proven(lab, "fr", ".build", "Le pare-feu du PC l'a bloqué.",
                    "The PC's firewall blocked it.");
            proven.assertPhone(20, PhoneResult.but("ok", "fail", 8000));
            proven.assertAccuses("firewall-block-rule", "--dport 8000 -j DROP");
            assertTrue(proven.said().contains("pas de réponse en"), proven.said());
        } finally {
            heal.heal();
        }
    }

    /**
     * @param pictures where they are put
     * @param inFrench what the one page shows, and the other in English
     */
    private static PhoneResult proven(Lab lab, String terminal, String pictures, String inFrench, String inEnglish)
            throws IOException {
        try (PhonePageScript proof = PhonePageScript.verify(lab, "--phones", "2", "--output", "json", "--lang",
                terminal);
                Tab french = browser.open("fr-FR");
                Tab english = lab.browser().open("en-GB")) {
            french.go(proof.page());
            english.go(proof.page());
            PhoneResult proven = PhoneResult.of(proof.end());
            for (String phone : new String[] {Lab.PHONE, SECOND}) {
                assertTrue(proven.diagnosed().document().toString().contains(phone), phone + ": " + proven.said());
            }
            assertTrue(over(french).contains(inFrench), french.text());
            assertTrue(over(english).contains(inEnglish), english.text());
            look(french, Project.path(pictures).resolve("phone-page-fr.png"));
            look(english, Project.path(pictures).resolve("phone-page-en.png"));
            return proven;
        }
    }

    private static String over(Tab tab) {
        return tab.await("the end", TOLD, text -> text.contains("closed") || text.contains("fermée"));
    }

    private static void look(Tab tab, Path file) throws IOException {
        var picture = Picture.read(tab.picture());
        assertEquals(Screen.tall("").pixels(), picture.size());
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
