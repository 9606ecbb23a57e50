package runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import testing.Cli;
import testing.FakeAdb;
import testing.JBang;
import testing.Jvm;
import testing.Project;
import testing.Result;
import testing.RunbookSchema;

/** The options of verify that have to do with a phone on a cable; that it tries the ports is tested in the lab. */
class VerifyByCableTest {
    private static final String HEALTHY = Project.path("tests/fixtures/hosts/linux-healthy").toString();

    @TempDir
    private Path folder;

    private static Result replay(String... args) {
        var all = new ArrayList<>(List.of("--replay", HEALTHY));
        all.addAll(List.of(args));
        return Cli.run(new Verify(), all.toArray(String[]::new));
    }

    private static String log(String name) {
        return "--adb-logcat=" + Project.path("tests/fixtures/adb/" + name + ".txt");
    }

    @Test
    void aSavedLogIsHeldAgainstARecordedMachine() {
        replay(log("flutter-android-refused-localhost"), "--lang", "en").exitedWith(20).errIsEmpty()
                .outContains("The app connects to localhost: the phone itself, not this machine",
                        "app-asks-itself, observed",
                        "Use the address 192.168.1.44", "RUNBOOK.md#app-asks-itself");
        replay(log("flutter-android-refused-localhost"), "--lang", "fr").exitedWith(20).errIsEmpty()
                .outContains("L'application appelle localhost", "RUNBOOK.fr.md#app-asks-itself");
    }

    @Test
    void whatTheLogSaysIsInTheJsonToo() {
        JsonObject document = RunbookSchema.document(replay(log("flutter-android-no-route-to-host-113"), "--output",
                "json").exitedWith(0).out());
        List<String> ids = StreamSupport.stream(document.getAsJsonArray("findings").spliterator(), false)
                .map(JsonElement::getAsJsonObject).map(finding -> finding.get("id").getAsString()).toList();

        assertEquals("warn", document.get("verdict").getAsString());
        assertTrue(ids.contains("app-asks-other-address"), ids.toString());
    }

    @Test
    void aLogThatIsNotThereEndsTheRun() {
        replay("--adb-logcat=" + folder.resolve("none"), "--lang", "en").exitedWith(30)
                .errContains("The log cannot be read");
    }

    @Test
    void whatDoesNotGoTogetherIsSaid() {
        replay("--phone", "--adb", "--lang", "en").exitedWith(64)
                .errContains("--phone and --adb cannot be used together");
        replay("--adb", "--for", "1m", "--lang", "en").exitedWith(64)
                .errContains("--for works only together with --phone");
        replay("--port", "9000", "--lang", "en").exitedWith(64).errContains("--port works only together with --phone");
        replay("--phone", "--adb-serial", "x", "--lang", "en").exitedWith(64)
                .errContains("--adb-serial works only together with --adb");
        replay("--adb-serial", "x", "--lang", "en").exitedWith(64)
                .errContains("--adb-serial works only together with --adb");
        replay("--adb", "--lang", "en").exitedWith(64).errContains("can only be tested live");
        replay("--adb-logcat", "--lang", "fr").exitedWith(64).errContains("qu'en direct");
    }

    private Result live(String path, String... args) {
        return JBang.of(folder).with("PATH", path).with("ANDROID_HOME", "").with("ANDROID_SDK_ROOT", "")
                .direct(Jvm.classPath(), Verify.class.getName(), args);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void withoutAdb() {
        live(folder.toString(), "--adb", "--lang", "en").exitedWith(30)
                .errContains("adb was not found, neither on the PATH nor in the Android SDK. Install Android's "
                        + "platform-tools, or set ANDROID_HOME");
        live(folder.toString(), "--adb-logcat", "--lang", "fr").exitedWith(30)
                .errContains("adb est introuvable, ni dans le PATH ni dans le SDK Android. Installez les platform-tools "
                        + "d'Android, ou définissez ANDROID_HOME");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a script for sh")
    void whoHasToChooseIsTold() throws IOException {
        FakeAdb.in(folder).lists("List of devices attached\nA1\tdevice\nB2\tdevice\n");
        live(folder.resolve("bin") + ":/usr/bin:/bin", "--adb", "--lang", "en").exitedWith(64)
                .errContains("2 phones are ready").errContains("--adb-serial with one of A1, B2");
    }

    /** A phone's log is somebody's own: not a line of it may be in what is sent to others. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a script for sh")
    void nothingOfThePhoneIsInARecording() throws IOException {
        FakeAdb.in(folder).logs("I/flutter ( 1): Ms Secret\nE/flutter ( 1): SocketException: x, errno = 111, "
                + "address = localhost, port = 40991\n");
        Path services = Files.writeString(folder.resolve("services.yaml"), """
                services:
                  - name: Nothing
                    port: 9
                """);
        Path recording = folder.resolve("recording");
        live(folder.resolve("bin") + ":/usr/bin:/bin:/usr/sbin:/sbin", "--adb-logcat", "--record", recording.toString(),
                "--services", services.toString(), "--timeout", "200ms", "--lang", "en").exitedWith(20)
                .outContains("The app connects to localhost");

        try (var files = Files.walk(recording)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains("Secret") || text.contains("R5CT10ABCDE"), file.toString());
            }
        }
    }
}
