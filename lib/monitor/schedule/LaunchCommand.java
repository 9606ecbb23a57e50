package monitor.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The process that a scheduler starts: a Java, a jar, and what the jar's script is told. Paths are texts, because those
 * of one system are none on another.
 *
 * @param java    the whole path of {@code javaw.exe} or {@code java}
 * @param options for Java itself
 * @param jar     the whole path of the jar
 * @param args    for the script
 */
public record LaunchCommand(String java, List<String> options, String jar, List<String> args) {

    public LaunchCommand {
        options = List.copyOf(options);
        args = List.copyOf(args);
    }

    /** All that comes after the program. */
    public List<String> words() {
        var words = new ArrayList<>(options);
        words.add("-jar");
        words.add(jar);
        words.addAll(args);
        return words;
    }

    /** Puts together again what {@link #words} took apart; empty where no jar is started. */
    public static Optional<LaunchCommand> of(String java, List<String> words) {
        int at = words.indexOf("-jar");
        return at < 0 || at + 1 >= words.size() ? Optional.empty()
                : Optional.of(new LaunchCommand(java, words.subList(0, at), words.get(at + 1),
                        words.subList(at + 2, words.size())));
    }

    /** What follows an option of the script, {@code --every}; empty where it is not given. */
    public Optional<String> value(String option) {
        int at = args.indexOf(option);
        return at < 0 || at + 1 >= args.size() ? Optional.empty() : Optional.of(args.get(at + 1));
    }
}
