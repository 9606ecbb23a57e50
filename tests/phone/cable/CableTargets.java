package phone.cable;

import adb.ReversedPort;
import fuzz.Sound;
import fuzz.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import path.Facts;
import path.Finding;
import phone.applog.AppPermissions;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import text.Message;

/** What adb and a phone's shell say. */
public final class CableTargets {
    private static final Facts FACTS = Machine.facts();
    private static final AppId APP = new AppId("com.example.app");
    private static final ReversedPort PORT = new ReversedPort("adb", "R5CT10ABCDE", "Pixel", 8000);

    private CableTargets() { }

    public static List<Target> all() {
        return List.of(
                Target.of("adb-devices", List.of("adb/adb-devices-four-one-unauthorized.txt",
                        "adb/adb-devices-l-unauthorized.txt", "adb/adb-devices-tcp-unauthorized.txt"),
                        bytes -> Device.list(Ran.decode(bytes)).forEach(device -> Sound.value(device.shortened()
                                + device.name() + device.kind()))),
                Target.ofTexts("phone-shell", List.of(ShellAnswerTest.SAID), bytes -> {
                    ShellAnswer answer = ShellAnswer.parse(Ran.decode(bytes));
                    Sound.value(answer.source());
                    answer.byPort().values().forEach(tries -> Sound.value(NcAttempt.word(tries, true,
                            java.time.Duration.ofSeconds(2))));
                }),
                Target.of("dumpsys-package", List.of("adb/dumpsys-package-android10.txt",
                        "adb/dumpsys-package-android17-denied.txt", "adb/dumpsys-package-android17-split.txt"), bytes -> {
                            String said = "runbook-sdk 37\nrunbook-path package:/data/app/x/base.apk\n"
                                    + Ran.decode(bytes) + "\nrunbook-end\n";
                            for (String each : List.of(said, Ran.decode(bytes))) {
                                new AppPermissions(FACTS, AppProbe.read(each, Optional.of(APP),
                                        Message.of("adb.app-not-told")), false).with(List.of())
                                        .forEach(CableTargets::finding);
                            }
                        }),
                Target.of("app-manifest", List.of("adb/manifest-cleartext-forbidden.bin",
                        "adb/manifest-cleartext-unsaid.bin", "adb/manifest-security-config.bin"),
                        bytes -> Sound.value(ManifestParser.parse(bytes))),
                Target.of("adb-reverse", List.of("adb/adb-reverse-list-usbffs.txt",
                        "adb/adb-reverse-address-in-use.txt"), bytes -> {
                            Sound.fact(PORT.target(new FakeWorld(Os.LINUX).command("adb", bytes)));
                            Sound.fact(PORT.target(new FakeWorld(Os.LINUX).command("adb", new Ran.Exited(1), bytes,
                                    new String(bytes, StandardCharsets.UTF_8))));
                        }));
    }

    /** All words of it. */
    public static void finding(Finding finding) {
        Sound.message(finding.summary());
        finding.evidence().forEach(Sound::message);
        finding.remedies().forEach(remedy -> Sound.message(remedy.text()));
    }
}
