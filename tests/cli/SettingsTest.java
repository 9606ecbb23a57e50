package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docker.Engine;
import inventory.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import path.Hop;
import report.TextReport;
import testing.Result;
import text.Message;

/** What a script gets from its options: a world, services, a language, limits. */
class SettingsTest {
    private static final Engine NO_DOCKER = new Engine.NotInstalled();
    private static final String GUIDE = lines("Eloquence TTS Service", "Eloquence API Service",
            "Eloquence Whisper STT Service", "Eloquence LiveKit Service");

    @TempDir
    private Path folder;

    @Test
    void withoutOptionsItIsThisMachineTextAndTwoSeconds() {
        assertEquals(lines("true TEXT PT2S NORMAL"), FakeScript.ask(settings -> settings.world().live() + " "
                + settings.output() + " " + settings.timeout() + " " + settings.verbosity()).out());
    }

    @Test
    void shortAndLongNamesMeanTheSame() {
        for (String option : List.of("-v", "--verbose", "-vv")) {
            assertEquals(lines("true"), FakeScript.ask(Settings::verbose, option).out());
        }
        for (String option : List.of("-q", "--quiet")) {
            assertEquals(lines("true"), FakeScript.ask(Settings::quiet, option).out());
        }
    }

    @Test
    void hopsToLeaveOutGoByIdOrByTheNameOfTheirColumn() {
        for (String skip : List.of("firewall,phone", "pare-feu,téléphone", " Firewall , PHONE ")) {
            assertEquals(lines("[FIREWALL, PHONE]"), FakeScript.ask(Settings::skipped, "--skip", skip).out());
        }
        assertEquals(lines("[FIREWALL, PHONE]"),
                FakeScript.ask(Settings::skipped, "--skip=phone", "--skip=firewall").out());
        assertEquals(lines("[]"), FakeScript.ask(Settings::skipped).out());
        FakeScript.ask(Settings::skipped, "--lang=en", "--skip=frewall").exitedWith(64)
                .errContains("--skip: \"frewall\" is not a hop; did you mean firewall?");
        FakeScript.ask(Settings::skipped, "--lang=en", "--skip=router").exitedWith(64)
                .errContains("\"router\" is not a hop; use one of: container, published, listening, loopback, address, "
                        + "firewall, phone");
    }

    /** A verdict on nothing would be well always. */
    @Test
    void somethingHasToBeLeft() {
        FakeScript.run(settings -> {
            new DiagnosisOutput(settings, EnumSet.of(Hop.LOOPBACK, Hop.ADDRESS, Hop.PHONE), TextReport::phone);
            return ExitCode.OK;
        }, "--lang=en", "--skip=loopback,address").exitedWith(64).errContains("--skip leaves nothing to check");
    }

    @Test
    void sudoIsAskedOnlyWhereSomebodyWantsThat() {
        assertEquals(lines("false"), FakeScript.ask(settings -> settings.world().sudo()).out());
        assertEquals(lines("true"), FakeScript.ask(settings -> settings.world().sudo(), "--sudo").out());
        String tape = folder.resolve("tape").toString();
        assertEquals(lines("true"), FakeScript.ask(settings -> settings.world().sudo(), "--sudo", "--record", tape)
                .out());
        FakeScript.ask(settings -> settings.world().sudo(), "--lang=en", "--sudo", "--replay", tape).exitedWith(64)
                .errContains("--sudo and --replay cannot be used together");
    }

    @Test
    void theServicesAreThoseThatAreNamed() throws IOException {
        assertEquals(GUIDE, FakeScript.services(NO_DOCKER, "--example").out());
        assertEquals(lines("Mine"), FakeScript.services(NO_DOCKER, "--services", file("Mine").toString()).out());
    }

    @Test
    void aBadFileIsExitCode78WithEveryMistakeInItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("services.yaml"), """
                services:
                  - nmae: A
                    port: 99999
                """);
        Result told = FakeScript.services(NO_DOCKER, "--lang=en", "--services", file.toString());
        assertEquals(new Result(78, "", lines(
                "diagnose: " + file + ":2:5: unknown key \"nmae\"; did you mean \"name\"?",
                "  " + file + ":3:11: 99999 is not a valid port: 1 to 65535")), told);
    }

    @Test
    void aThousandMistakesDoNotFillTheScreen() throws IOException {
        Path file = Files.writeString(folder.resolve("services.yaml"),
                "services:\n" + "  - { port: 1x }\n".repeat(1000));
        Result told = FakeScript.services(NO_DOCKER, "--lang=en", "--services", file.toString()).exitedWith(78);
        assertEquals(21, told.err().lines().count());
        assertTrue(told.err().stripTrailing().endsWith("and 1980 more"), told.err());
    }

    @Test
    void aRecordingRemembersWhichServicesWereMeant() throws IOException {
        String tape = folder.resolve("tape").toString();
        Path file = file("Mine");
        FakeScript.services(NO_DOCKER, "--record", tape, "--services", file.toString()).exitedWith(0).errIsEmpty();
        Files.delete(file);
        assertEquals(lines("Mine"), FakeScript.services(NO_DOCKER, "--replay", tape).out());
        assertEquals(lines("Other"),
                FakeScript.services(NO_DOCKER, "--replay", tape, "--services", file("Other").toString()).out());
        assertEquals(lines("false"), FakeScript.ask(settings -> settings.world().live(), "--replay", tape).out());
    }

    @Test
    void aRecordingOfTheExampleReplaysTheExample() {
        String tape = folder.resolve("tape").toString();
        FakeScript.services(NO_DOCKER, "--record", tape, "--example").exitedWith(0);
        assertEquals(GUIDE, FakeScript.services(NO_DOCKER, "--replay", tape).out());
    }

    @Test
    void aRecordingGoesIntoANewFolderOnly() throws IOException {
        file("Mine");
        FakeScript.services(NO_DOCKER, "--lang=en", "--record", folder.toString()).exitedWith(64)
                .errContains("cannot record into " + folder).errContains("is not empty");
    }

    @Test
    void aFolderThatIsNoRecordingIsNamedWithThePlace() throws IOException {
        FakeScript.services(NO_DOCKER, "--lang=en", "--replay", folder.toString()).exitedWith(64)
                .errContains("manifest.jsonl is missing");
        Files.writeString(folder.resolve("manifest.jsonl"), "{}\n");
        FakeScript.services(NO_DOCKER, "--lang=en", "--replay", folder.toString()).exitedWith(64)
                .errContains("manifest.jsonl:1: this is not a recording");
    }

    @Test
    void discoveryWithoutDockerCannotTell() {
        for (Engine docker : List.of(NO_DOCKER, new Engine.NotRunning("said so"), new Engine.NoPermission("said so"),
                new Engine.Unclear(Message.verbatim("said so")), new Engine.Running(List.of()))) {
            FakeScript.services(docker, "--discover", "--lang=en").exitedWith(30)
                    .errContains("diagnose: --discover found no services: ");
        }
    }

    /** Another process, elevated or of sudo, may stand in another folder and finds nothing there, or something else. */
    @Test
    void theServicesThatWereFoundAreNamedToAnotherProcess() {
        var found = new Source(Source.Kind.FOUND_FILE, folder.resolve("services.yaml").toString());
        assertEquals(lines("[-v, --services, " + found.file() + "]"), FakeScript.ask(settings ->
                settings.naming(found).invocation().args(), "-v").out());
        assertEquals(lines("[-v, --discover]"), FakeScript.ask(settings ->
                settings.naming(Source.docker()).invocation().args(), "-v").out());
        assertEquals(lines("[--example]"), FakeScript.ask(settings ->
                settings.naming(Source.example()).invocation().args(), "--example").out());
    }

    private Path file(String service) throws IOException {
        return Files.writeString(folder.resolve("services.yaml"),
                "services:\n  - name: " + service + "\n    port: 8000\n");
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
