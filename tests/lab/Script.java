package lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import process.Ran;

/** A script of the runbook, run on the lab's machine with the class path that JBang would give it. */
final class Script {

    /** The longest, a diagnosis with every service silent, takes a few seconds. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Script() {
    }

    static Ran run(Lab lab, Fault.User user, String mainClass, String... args) {
        return run(lab, user, mainClass, List.of(args));
    }

    /** What becomes of it, in a JVM that has run others before. */
    static Ran run(Lab lab, Fault.User user, String mainClass, List<String> args) {
        return lab.scripts(user).run(mainClass, args, LIMIT);
    }

    /** The same in a process of its own, as a person starts it. */
    static Ran start(Lab lab, Fault.User user, String mainClass, List<String> args) {
        return lab.machine().run(words(lab, user, mainClass, args), LIMIT);
    }

    /** A JVM for {@link #run}. */
    static ScriptJvm agent(Lab lab, Fault.User user) {
        Path log = lab.folder().resolve("scripts-" + user + ".log");
        return new ScriptJvm(lab.machine().talk(log, words(lab, user, ScriptAgent.class.getName(), List.of())), log);
    }

    /** The words of a process of its own that does not have to end by itself. */
    static List<String> words(Lab lab, Fault.User user, String mainClass, List<String> args) {
        return words(lab, user, state(lab, user), mainClass, args);
    }

    /** The same where it remembers and writes down elsewhere. */
    static List<String> words(Lab lab, Fault.User user, Path state, String mainClass, List<String> args) {
        var words = new ArrayList<>(List.of("env", "XDG_STATE_HOME=" + state, "LC_ALL=C.UTF-8", "NO_COLOR=1"));
        switch (user) {
            case ROOT -> { }
            case NOBODY -> words.addAll(List.of("HOME=/nonexistent", "setpriv", "--reuid", "65534", "--regid", "65534",
                    "--clear-groups"));
        }
        words.addAll(lab.classPath().java(mainClass, args));
        return words;
    }

    /** Where it keeps its journal. */
    static Path state(Lab lab, Fault.User user) {
        return lab.folder().resolve("state-" + user);
    }
}
