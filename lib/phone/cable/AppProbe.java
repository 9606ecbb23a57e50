package phone.cable;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import process.Command;
import process.Ran;
import process.World;
import text.Message;

/**
 * Asks a phone on a cable for its version of Android and for what an app may do there. It changes nothing on the phone.
 *
 * <p>The text is read by the phone's shell, as {@link ShellScript} says: nothing is put into it but an {@link AppId},
 * which has no sign that a shell knows.
 */
public final class AppProbe {

    /** dumpsys itself gives up after ten seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(25);

    private static final String SDK = "echo runbook-sdk $(getprop ro.build.version.sdk 2>/dev/null)";

    private static final String APP = "; echo runbook-path $(pm path '%1$s' 2>/dev/null)"
            + "; dumpsys package '%1$s' 2>/dev/null";

    /** The path stays on the phone. Its unzip is there since Android 10. */
    private static final String MANIFEST = "set -f; for f in $(pm path '%s' 2>/dev/null); do "
            + "unzip -p ${f#package:} AndroidManifest.xml 2>/dev/null; break; done";

    private static final String END = "; echo runbook-end";

    private static final Pattern TOLD = Pattern.compile("runbook-sdk (\\d{1,4})");

    private AppProbe() { }

    /** @param asked the app; empty for the version alone */
    public static AndroidReport ask(World cable, DeviceSelection.Chosen phone, Optional<AppId> asked) {
        Ran ran = cable.run(Command.of(phone.program(), "-s", phone.device().serial(), "shell", text(asked))
                .within(LIMIT).called("adb shell dumpsys"));
        String said = ran.outText();
        AndroidReport report = read(said, asked, ran.succeeded() ? Message.of("adb.app-not-told") : ran.failure());
        return report.app() instanceof AndroidReport.Installed(AppId id, AppPackage known)
                ? new AndroidReport(report.sdk(),
                        new AndroidReport.Installed(id, known.with(cleartext(cable, phone, id))))
                : report;
    }

    /** What dumpsys does not tell: whether plain HTTP is allowed stands in the manifest, within the app's own file. */
    private static AppPackage.Cleartext cleartext(World cable, DeviceSelection.Chosen phone, AppId id) {
        Ran ran = cable.run(Command.of(phone.program(), "-s", phone.device().serial(), "exec-out",
                MANIFEST.formatted(id.text())).within(LIMIT).called("adb exec-out unzip"));
        return ManifestParser.parse(ran.out()).orElse(AppPackage.Cleartext.UNREAD);
    }

    static String text(Optional<AppId> asked) {
        return SDK + asked.map(id -> APP.formatted(id.text())).orElse("") + END;
    }

    /** @param why what is said where the answer is not whole */
    static AndroidReport read(String said, Optional<AppId> asked, Message why) {
        return new AndroidReport(sdk(said), asked.map(id -> app(said, id, why)).orElse(new AndroidReport.NotAsked()));
    }

    private static AndroidReport.App app(String said, AppId id, Message why) {
        boolean whole = said.stripTrailing().endsWith("runbook-end");
        Optional<AppPackage> known = whole ? DumpsysParser.parse(said, id) : Optional.empty();
        if (known.isPresent()) {
            return new AndroidReport.Installed(id, known.get());
        }
        // pm has a line for each of its files, and none for an app that is not there.
        boolean there = said.lines().anyMatch(line -> line.startsWith("runbook-path package:"));
        boolean asked = said.lines().anyMatch(line -> line.strip().equals("runbook-path"));
        return whole && asked && !there ? new AndroidReport.NotInstalled(id) : new AndroidReport.Unread(id, why);
    }

    private static OptionalInt sdk(String said) {
        return said.lines().map(String::strip).map(TOLD::matcher).filter(Matcher::matches)
                .mapToInt(found -> Integer.parseInt(found.group(1))).findFirst();
    }
}
