package lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import process.Ran;

/** A script of the runbook, run on the lab's machine with the class path that JBang would give it. */
final class Script {

    /** The longest, a diagnosis with every service silent, takes a few seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Script() {
    }

    static Ran run(Lab lab, Fault.User user, String mainClass, String... args) {
        return run(lab, user, mainClass, List.of(args));
    }

    static Ran run(Lab lab, Fault.User user, String mainClass, List<String> args) {
        return lab.machine().run(words(lab, user, mainClass, args), LIMIT);
    }

    /** Where it keeps its journal. */
    static Path state(Lab lab, Fault.User user) {
        return lab.folder().resolve("state-" + user);
    }

    static List<String> words(Lab lab, Fault.User user, String mainClass, List<String> args) {
        var words = new ArrayList<>(List.of("env", "XDG_STATE_HOME=" + state(lab, user), "LC_ALL=C.UTF-8",
                "NO_COLOR=1"));
        switch (user) {
            case ROOT -> { }
            case NOBODY -> words.addAll(List.of("HOME=/nonexistent", "setpriv", "--reuid", "65534", "--regid", "65534",
                    "--clear-groups"));
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Every script of the lab is the same classes again: an archive of them halves the time of a run.
        words.addAll(List.of("-Xlog:disable", "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + lab.folder().resolve(mainClass + ".jsa"), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-cp", lab.classPath(), mainClass));
        words.addAll(args);
        return words;
    }
}
