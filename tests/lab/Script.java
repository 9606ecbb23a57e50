package lab;

import java.nio.file.Files;
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
        Path archive = archive(lab, mainClass);
        // Every run loads the same classes again: an archive of them, left by the first, halves the time of a run.
        boolean first = user == Fault.User.ROOT && !Files.exists(archive);
        return lab.machine().run(words(lab, user, mainClass, args,
                first ? List.of("-XX:ArchiveClassesAtExit=" + archive) : archived(archive)), LIMIT);
    }

    /** The words of a run that does not have to end by itself. */
    static List<String> words(Lab lab, Fault.User user, String mainClass, List<String> args) {
        return words(lab, user, mainClass, args, archived(archive(lab, mainClass)));
    }

    /** Where it keeps its journal. */
    static Path state(Lab lab, Fault.User user) {
        return lab.folder().resolve("state-" + user);
    }

    private static Path archive(Lab lab, String mainClass) {
        return lab.folder().resolve(mainClass + ".jsa");
    }

    private static List<String> archived(Path archive) {
        return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
    }

    private static List<String> words(Lab lab, Fault.User user, String mainClass, List<String> args,
            List<String> options) {
        var words = new ArrayList<>(List.of("env", "XDG_STATE_HOME=" + state(lab, user), "LC_ALL=C.UTF-8",
                "NO_COLOR=1"));
        switch (user) {
            case ROOT -> { }
            case NOBODY -> words.addAll(List.of("HOME=/nonexistent", "setpriv", "--reuid", "65534", "--regid", "65534",
                    "--clear-groups"));
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-Xlog:disable", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", lab.classPath(),
                mainClass));
        words.addAll(args);
        return words;
    }
}
