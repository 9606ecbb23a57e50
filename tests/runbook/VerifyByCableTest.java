package runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import testing.Cli;
import testing.Executable;
import testing.FakeAdb;
import testing.HelperProcess;
import testing.JBang;
import testing.Jvm;
import testing.Project;
import testing.Result;
import testing.RunbookSchema;
import testing.Wait;

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
                        "Use the address 192.168.1.44", "RUNBOOK.md#app-asks-itself",
                        "No port fails; what is broken is the app or something else, see above.");
        replay(log("flutter-android-refused-localhost"), "--lang", "fr").exitedWith(20).errIsEmpty()
                .outContains("L'application appelle localhost", "RUNBOOK.fr.md#app-asks-itself");
    }

    /** This machine's address beside a failure in words that nobody knows: neither all well nor somebody's fault. */
    @Test
    void aLogThatIsNotUnderstoodIsNoAllClear() throws IOException {
        Path log = folder.resolve("app.log");
        Files.writeString(log, "W/grpc ( 1): UNAVAILABLE: io exception for Ms Secret at /192.168.1.44:8000\n");

        replay("--adb-logcat=" + log, "--lang", "en").exitedWith(30).errIsEmpty()
                .outContains("Lines of the log that look like failures and are not understood: 1",
                        "Line 1: UNAVAILABLE … exception for … at 192.168.1.44:8000",
                        "No failure found, but not everything could be checked.");
        assertFalse(replay("--adb-logcat=" + log).out().contains("Secret"));
        JsonObject document = RunbookSchema.document(replay("--adb-logcat=" + log, "--output", "json").exitedWith(30)
                .out());
        assertEquals("unknown", document.get("verdict").getAsString());
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
        replay("--wait=2s", "--ios-log=-", "--lang", "en").exitedWith(64)
                .errContains("--wait and --ios-log cannot be used together");
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
        replay("--reverse", "--lang", "en").exitedWith(64).errContains("--reverse works only together with --adb");
        replay("--adb", "--undo", "--lang", "en").exitedWith(64)
                .errContains("--undo works only together with --reverse");
        replay("--adb", "--reverse", "--output", "junit", "--lang", "en").exitedWith(64)
                .errContains("--reverse cannot write junit; it writes: text, json");
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

    /** As toybox answers, of a phone that gets through wherever something is reversed to. */
    private static final String TOYBOX = """
            case $*
            in  "nc --help") echo 'usage: netcat [-pqWw #] -w to connect -W idle' ;;
                "nc -q 1 -w 4 127.0.0.1 "*) exit 0 ;;
                *) echo "nc: unexpected $*" >&2; exit 1 ;;
            esac
            """;

    /**
     * The whole way over the cable and back: written down before it is made, tried by the phone at its own address,
     * shown, and undone but for what somebody else has made.
     */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a script for sh")
    void portsAreReversedTriedAndGivenBack() throws IOException {
        FakeAdb adb = FakeAdb.in(folder).has("toybox", TOYBOX).has("date", "echo 1795432441415248828\n");
        try (var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
                var others = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            int mine = server.getLocalPort();
            int theirs = others.getLocalPort();
            String there = "UsbFfs tcp:%1$d tcp:%1$d\n".formatted(theirs);
            adb.reverses(there + "UsbFfs tcp:9 tcp:99\n").usesItself(7);
            Path services = Files.writeString(folder.resolve("services.yaml"), """
                    services:
                      - name: Mine
                        port: %d
                        health: tcp
                      - name: Theirs
                        port: %d
                        health: tcp
                      - name: Voice
                        port: 5
                        protocol: udp
                    """.formatted(mine, theirs));
            Result shown = reverse(services).exitedWith(0).outContains(
                    "Ports of Pixel 7 (R5…CDE), forwarded to this machine over the cable",
                    "✓ Mine " + mine + "/tcp: 127.0.0.1:" + mine + " on the phone leads to it",
                    "It was forwarded before, and stays when this is undone", "Voice 5/udp: adb forwards TCP only",
                    "until the cable is unplugged", "jbang verify --adb --reverse --undo");
            assertTrue(adb.reversed().contains("UsbFfs tcp:%1$d tcp:%1$d\n".formatted(mine)), shown::toString);
            List<String> journal = Files.readAllLines(folder.resolve("state/runbook/journal.jsonl"));
            assertEquals(List.of("intended", "done"), journal.stream().map(line -> Json.text(
                    JsonParser.parseString(line).getAsJsonObject(), "event").orElseThrow()).toList(),
                    journal::toString);
            rollback("--list").exitedWith(0).outContains("Forward port " + mine + " of Pixel 7 (R5…CDE)",
                    "adb -s R5CT10ABCDE reverse --remove tcp:" + mine);

            assertEquals("", reverse(services, "-q").exitedWith(0).errIsEmpty().out());
            JsonObject again = RunbookSchema.document(reverse(services, "--output", "json").exitedWith(0).out());
            assertEquals("[\"was-there\",\"was-there\",\"not-tcp\"]", results(again));

            verify("--adb", "--reverse", "--undo", "--lang", "en").exitedWith(0)
                    .outContains("✓ undone: Forward port " + mine);
            assertEquals(there + "UsbFfs tcp:9 tcp:99\n", adb.reversed());
            verify("--adb", "--reverse", "--undo", "--lang", "en").exitedWith(0)
                    .outContains("No port of a phone is forwarded by this tool");
            RunbookSchema.document(verify("--adb", "--reverse", "--undo", "--output", "json").exitedWith(0).out());
        }
    }

    /** Each of what can be in the way is told from the others, and one does not keep the rest. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a script for sh")
    void whatIsInTheWayIsSaid() throws IOException {
        FakeAdb adb = FakeAdb.in(folder).has("toybox", TOYBOX).has("date", "echo 1795432441415248828\n")
                .reverses("UsbFfs tcp:9 tcp:99\n").usesItself(7);
        Path services = Files.writeString(folder.resolve("services.yaml"), """
                services:
                  - name: Taken
                    port: 7
                  - name: Elsewhere
                    port: 9
                  - name: Nobody
                    port: 11
                """);
        reverse(services).exitedWith(20).outContains("✗ Taken 7/tcp: could not be forwarded",
                "cannot bind listener: Address already in use", "An app on the phone uses this port itself",
                "✗ Elsewhere 9/tcp: the phone's port leads to tcp:99; left as it is",
                "✗ Nobody 11/tcp: forwarded, but the service does not answer here");
        JsonObject document = RunbookSchema.document(reverse(services, "--output", "json").exitedWith(20).out());
        assertEquals("[\"failed\",\"elsewhere\",\"was-there\"]", results(document));
        // Nothing of it needs an administrator, as a firewall does.
        rollback("--yes").exitedWith(0);
        assertEquals("UsbFfs tcp:9 tcp:99\n", adb.reversed());
    }

    private static final String REFUSED = "11-23 10:00:01.123  4242  4300 I flutter : SocketException: Connection refused "
            + "(OS Error: Connection refused, errno = 111), address = localhost, port = 40991\n";

    private Path nothing() throws IOException {
        return Files.writeString(folder.resolve("services.yaml"), """
                services:
                  - name: Nothing
                    port: 9
                """);
    }

    /** What an app may do is asked of its phone, and what keeps it from the network is a finding. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a script for sh")
    void whatAnAppMayDoIsAsked() throws IOException {
        String dumpsys = Project.path("tests/fixtures/adb/dumpsys-package-android17-denied.txt").toString();
        FakeAdb.in(folder).logs(REFUSED).has("getprop", "echo 37\n").has("pm", "echo package:/data/app/x/base.apk\n")
                .has("dumpsys", "/bin/cat '" + dumpsys + "'\n");
        String services = nothing().toString();
        verify("--adb-logcat", "--app", "com.example.app", "--services", services, "--timeout", "200ms", "--lang", "en")
                .exitedWith(20).outContains("The app has no permission for the local network: com.example.app",
                        "app-no-local-network-permission, observed", "ACCESS_LOCAL_NETWORK: in the manifest, not granted",
                        "The app connects to localhost");
        RunbookSchema.document(verify("--adb-logcat", "--app", "com.example.app", "--services", services, "--timeout",
                "200ms", "--output", "json").exitedWith(20).out());
        verify("--adb", "--app", "com.example.app;reboot", "--lang", "en").exitedWith(64)
                .errContains("\"com.example.app;reboot\" is not the id of an Android app");
        replay("--app", "com.example.app", "--lang", "en").exitedWith(64).errContains("--app works only together with --adb");
    }

    /** Each failure is told when it comes; Ctrl-C ends the log, the verdict is of all of it, and adb is gone. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a script for sh")
    void anAppsLogIsFollowedUntilCtrlC() throws IOException, InterruptedException {
        FakeAdb.in(folder).goesOnLogging(REFUSED + REFUSED.replace("10:00:01", "10:00:05"));
        Path err = Files.createFile(folder.resolve("err"));
        var words = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 2>\"$0\"", err.toString(), "env",
                "PATH=" + folder.resolve("bin") + ":/usr/bin:/bin:/usr/sbin:/sbin", "HOME=" + folder, "NO_COLOR=1",
                "XDG_STATE_HOME=" + folder.resolve("state")));
        words.addAll(Jvm.words(Verify.class, "--adb-logcat", "--follow", "--services", nothing().toString(), "--timeout",
                "200ms", "--lang", "en", "--output", "json"));
        try (HelperProcess running = HelperProcess.start(words)) {
            Wait.until("the failure", Duration.ofMinutes(2), () -> Files.readString(err).contains(
                    "The app connects to localhost: the phone itself, not this machine (times: 2)"));
            List<ProcessHandle> children = running.process().descendants().toList();
            assertFalse(children.isEmpty());

            assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(running.pid())).start().waitFor());
            JsonObject document = RunbookSchema.document(running.rest());

            assertEquals(20, running.process().waitFor(), () -> document.toString());
            assertTrue(document.toString().contains("app-asks-itself"), () -> document.toString());
            children.forEach(child -> Wait.untilEnded(child, Duration.ofMinutes(1)));
        }
    }

    /** A phone that is pulled out ends it as well, and what was read until then counts. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a script for sh")
    void aLogThatEndsByItself() throws IOException {
        FakeAdb.in(folder).logs(REFUSED);
        verify("--adb-logcat", "--follow", "--services", nothing().toString(), "--timeout", "200ms", "--lang", "en")
                .exitedWith(20).outContains("The app connects to localhost").errContains("(times: 1)")
                .errContains("The app's log ended");
        FakeAdb.in(folder).logs("");
        verify("--adb-logcat", "--follow", "--services", nothing().toString(), "--timeout", "200ms", "--lang", "en")
                .exitedWith(30).errContains("Connect the phone with a cable");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a script for sh")
    void anIphonesLog() throws IOException {
        String services = nothing().toString();
        Path saved = Files.writeString(folder.resolve("console.log"), REFUSED);
        verify("--ios-log", saved.toString(), "--services", services, "--timeout", "200ms", "--lang", "en")
                .exitedWith(20).outContains("The app connects to localhost");
        live(folder.toString(), "--ios-log", "--services", services, "--timeout", "200ms", "--lang", "en")
                .exitedWith(30).errContains("Install libimobiledevice (idevicesyslog)");
        Files.createDirectories(folder.resolve("bin"));
        Executable.write(folder.resolve("bin/idevicesyslog"), "#!/bin/sh\nprintf '%s\\n' 'Nov 23 10:00:01 iPhone "
                + "Runner(Flutter)[1840] <Notice>: flutter: SocketException: Connection refused (OS Error: Connection "
                + "refused, errno = 61), address = localhost, port = 40991'\n");
        verify("--ios-log", "--services", services, "--timeout", "200ms", "--lang", "en")
                .exitedWith(20).outContains("The app connects to localhost").errContains("The app's log ended");
    }

    @Test
    void whatDoesNotGoWithALogIsSaid() {
        replay("--follow", "--lang", "en").exitedWith(64).errContains("--follow works only together with --adb-logcat");
        replay(log("flutter-android-refused-localhost"), "--follow", "--lang", "en").exitedWith(64)
                .errContains("leave out the file");
        replay("--ios-log", "--lang", "en").exitedWith(64).errContains("can only be tested live");
        replay("--ios-log=x", "--adb", "--lang", "en").exitedWith(64)
                .errContains("--ios-log and --adb cannot be used together");
    }

    private static String results(JsonObject document) {
        var results = new JsonArray();
        document.getAsJsonArray("reversals").forEach(each -> results.add(each.getAsJsonObject().get("result")));
        return results.toString();
    }

    private Result reverse(Path services, String... more) {
        return verify(Stream.concat(Stream.of("--adb", "--reverse", "--services", services.toString(), "--timeout",
                "200ms", "--lang", "en"), Stream.of(more)).toArray(String[]::new));
    }

    private Result verify(String... args) {
        return here().direct(Jvm.classPath(), Verify.class.getName(), args);
    }

    private Result rollback(String... args) {
        return here().direct(Jvm.classPath(), Rollback.class.getName(),
                Stream.concat(Stream.of("--lang", "en"), Stream.of(args)).toArray(String[]::new));
    }

    private JBang here() {
        return JBang.of(folder).with("PATH", folder.resolve("bin") + ":/usr/bin:/bin:/usr/sbin:/sbin")
                .with("ANDROID_HOME", "").with("ANDROID_SDK_ROOT", "")
                .with("XDG_STATE_HOME", folder.resolve("state").toString());
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
