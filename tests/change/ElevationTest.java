package change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import process.Command;
import process.Exec;
import process.Os;
import process.Ran;

class ElevationTest {

    @Test
    void isOneLineForTheShellOfTheSystem() {
        assertEquals("sudo /opt/java/bin/java -cp '/home/o'\\''neil/a.jar:b.jar' runbook.FixFirewall --apply",
                new Elevation(Os.LINUX, "/opt/java/bin/java", "/home/o'neil/a.jar:b.jar", "runbook.FixFirewall")
                        .line(List.of("--apply")));
        assertEquals("& 'C:\\Program Files\\java.exe' -cp 'C:\\a.jar;C:\\b c.jar' runbook.FixFirewall --apply",
                new Elevation(Os.WINDOWS, "C:\\Program Files\\java.exe", "C:\\a.jar;C:\\b c.jar",
                        "runbook.FixFirewall").line(List.of("--apply")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void thePlanIsCarriedOutWithTheSameOptionsAndOnTheMachineItself() {
        assertEquals("jbang fix-firewall --services 'my services.yaml' --override-blocks --apply",
                Elevation.applying("fix-firewall", List.of("--services", "my services.yaml", "--replay", "folder",
                        "--override-blocks", "--record=other", "--raw")));
    }

    /** The line is pasted into a shell whose sudo, as the real one, leaves nothing of the environment. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theLineRunsTheSameProgramWithoutPathAndHome() {
        String line = Elevation.ofThisProcess(Greeting.class).line(List.of("two words", "$(reboot)"));
        String sudo = "sudo() { /usr/bin/env -i \"$@\"; }\n";
        Ran ran = new Exec().run(Command.of("bash", "-c", sudo + line).within(Duration.ofMinutes(1)));
        assertTrue(ran.succeeded(), ran.errText());
        assertEquals("two words,$(reboot)", ran.outText().strip());
    }

    static final class Greeting {
        private Greeting() { }

        public static void main(String... args) {
            System.out.println(String.join(",", args));
        }
    }
}
