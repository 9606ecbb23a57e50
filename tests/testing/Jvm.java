package testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start the Java that runs the tests once more, with the classes of the tests. */
public final class Jvm {

    private Jvm() {
    }

    public static String java() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java").toString();
    }

    public static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** {@code java -cp … Main args…} for a program that lives a second: the quickest start counts. */
    public static List<String> words(Class<?> main, String... args) {
        return words(main, List.of(), args);
    }

    public static List<String> words(Class<?> main, List<String> options, String... args) {
        var words = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        words.addAll(options);
        words.addAll(List.of("-cp", classPath(), main.getName()));
        words.addAll(List.of(args));
        return words;
    }
}
