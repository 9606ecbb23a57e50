package phone.cable;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import process.Os;
import process.ProgramLocator;

/** Where adb is on this machine. */
final class AdbLocator {

    private AdbLocator() { }

    /** The first that is there: on the PATH, then where the Android SDK is said to be, then where it usually is. */
    static Optional<String> find(Os os, Map<String, String> environment) {
        ProgramLocator programs = ProgramLocator.ofThisProcess();
        return find(os, environment, adb -> Files.isExecutable(adb) && programs.usable(adb));
    }

    /** One that is there, and that root or an administrator's run does not start: others can change it. */
    static Optional<String> leftOut(Os os, Map<String, String> environment) {
        ProgramLocator programs = ProgramLocator.ofThisProcess();
        return find(os, environment, adb -> Files.isExecutable(adb) && !programs.usable(adb));
    }

    static Optional<String> find(Os os, Map<String, String> environment, Predicate<Path> executable) {
        return places(os, environment).stream().filter(executable).findFirst()
                .map(Path::toString);
    }

    /**
     * The variables are those of "Environment variables" in Google's page on the SDK's command-line tools; the usual
     * folders are Android Studio's defaults on each system.
     */
    static List<Path> places(Os os, Map<String, String> environment) {
        String file = "adb" + (os == Os.WINDOWS ? ".exe" : "");
        var places = new ArrayList<>(ProgramLocator.of(os, environment).places("adb"));
        for (String sdk : List.of("ANDROID_HOME", "ANDROID_SDK_ROOT")) {
            add(places, value(os, environment, sdk), "platform-tools", file);
        }
        switch (os) {
            case WINDOWS -> add(places, value(os, environment, "LOCALAPPDATA"), "Android", "Sdk", "platform-tools",
                    file);
            case MAC -> add(places, value(os, environment, "HOME"), "Library", "Android", "sdk", "platform-tools",
                    file);
            case LINUX, OTHER -> add(places, value(os, environment, "HOME"), "Android", "Sdk", "platform-tools", file);
        }
        return places;
    }

    /** Names of variables have no case on Windows. */
    private static String value(Os os, Map<String, String> environment, String name) {
        return environment.entrySet().stream()
                .filter(entry -> os == Os.WINDOWS ? entry.getKey().equalsIgnoreCase(name) : entry.getKey().equals(name))
                .map(Map.Entry::getValue).findFirst().orElse("");
    }

    private static void add(List<Path> places, String folder, String... rest) {
        try {
            Path base = Path.of(folder.replace("\"", ""));
            // What happens to lie in the folder one stands in is nobody's adb.
            if (base.isAbsolute()) {
                places.add(Path.of(base.toString(), rest));
            }
        } catch (InvalidPathException e) {
            // A variable may hold anything; what is no folder holds no adb.
        }
    }
}
