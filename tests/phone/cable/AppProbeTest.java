package phone.cable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import phone.cable.AppPackage.Permission;
import phone.cable.AppPackage.Standing;
import process.LiveWorld;
import testing.FakeAdb;
import text.Message;

/** Through the real door for processes, with a program that stands in for adb and a phone made of small scripts. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a script for sh")
class AppProbeTest {
    private static final AppId APP = new AppId("com.example.app");

    @TempDir
    private Path folder;

    private FakeAdb adb;

    @BeforeEach
    void plug() throws IOException {
        adb = FakeAdb.in(folder).has("getprop", "[ \"$1\" = ro.build.version.sdk ] && echo 37\n")
                .has("pm", "[ \"$1 $2\" = 'path com.example.app' ] && echo package:/data/app/x/base.apk\n"
                        + "[ \"$2\" = com.example.app ]\n")
                .has("dumpsys", "[ \"$1 $2\" = 'package com.example.app' ] && /bin/cat '" + fixture() + "' || "
                        + "echo Unable to find package: $2\n");
    }

    private Path fixture() throws IOException {
        return Files.writeString(folder.resolve("dumpsys.txt"), DumpsysParserTest.read("android17-denied"));
    }

    private AndroidReport ask(Optional<AppId> app) {
        var world = new LiveWorld();
        return AppProbe.ask(world, assertInstanceOf(DeviceSelection.Chosen.class,
                DeviceSelection.of(world, adb.program(), Optional.empty())), app);
    }

    @Test
    void anAppThatIsThere() {
        AndroidReport report = ask(Optional.of(APP));

        assertEquals(OptionalInt.of(37), report.sdk());
        AppPackage known = assertInstanceOf(AndroidReport.Installed.class, report.app()).known();
        assertEquals(OptionalInt.of(37), known.targetSdk());
        assertEquals(Standing.DENIED, known.of(Permission.ACCESS_LOCAL_NETWORK));
        assertEquals(AppPackage.Cleartext.UNREAD, known.cleartext(), "the phone has no unzip");
    }

    /** The manifest comes byte for byte, out of the first of the app's files. */
    @Test
    void itsManifest() throws IOException {
        Path manifest = Files.write(folder.resolve("manifest"), ManifestParserTest.manifest("cleartext-forbidden"));
        adb.has("pm", "echo package:/data/app/x/base.apk; echo package:/data/app/x/split_config.apk\n")
                .has("unzip", "[ \"$*\" = '-p /data/app/x/base.apk AndroidManifest.xml' ] && /bin/cat '" + manifest + "'\n");

        AppPackage known = assertInstanceOf(AndroidReport.Installed.class, ask(Optional.of(APP)).app()).known();

        assertEquals(AppPackage.Cleartext.FORBIDDEN, known.cleartext());
    }

    @Test
    void oneThatIsNot() {
        assertEquals(new AndroidReport.NotInstalled(new AppId("com.example.other")),
                ask(Optional.of(new AppId("com.example.other"))).app());
    }

    @Test
    void theVersionAlone() {
        assertEquals(new AndroidReport(OptionalInt.of(37), new AndroidReport.NotAsked()), ask(Optional.empty()));
    }

    /** What was cut off, or said by something else, is not taken for an app that is not there. */
    @Test
    void anAnswerThatIsNotWhole() {
        adb.has("dumpsys", "kill -9 $PPID\n");
        assertInstanceOf(AndroidReport.Unread.class, ask(Optional.of(APP)).app());

        adb.has("dumpsys", "echo '*** SERVICE dumpsys DUMP TIMEOUT (10000ms) EXPIRED ***'\n");
        assertInstanceOf(AndroidReport.Unread.class, ask(Optional.of(APP)).app());
    }

    @Test
    void aPhoneThatWasPulledOut() {
        adb.fails("adb: device 'R5CT10ABCDE' not found\n");

        AndroidReport report = ask(Optional.of(APP));

        assertEquals(OptionalInt.empty(), report.sdk());
        Message why = assertInstanceOf(AndroidReport.Unread.class, report.app()).why();
        assertTrue(Machine.english(why).contains("device 'R5CT10ABCDE' not found"), Machine.english(why));
    }

    /** The text that the phone's shell reads holds nothing that came from outside but the id. */
    @Test
    void theTextForTheShell() {
        assertEquals("echo runbook-sdk $(getprop ro.build.version.sdk 2>/dev/null); echo runbook-path "
                + "$(pm path 'com.example.app' 2>/dev/null); dumpsys package 'com.example.app' 2>/dev/null; "
                + "echo runbook-end", AppProbe.text(Optional.of(APP)));
        assertFalse(AppProbe.text(Optional.of(APP)).contains("\""), "Windows would take it apart");
    }
}
