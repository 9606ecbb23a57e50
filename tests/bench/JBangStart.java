package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A script as somebody starts it, through JBang, which has built it already; and one that does nothing beside it, in a
 * folder like this one, with its catalog and JBang's settings.
 *
 * @param folder of the script that does nothing, {@code Empty.java}
 */
record JBangStart(Path folder) {
    private static final Path HERE = Path.of("").toAbsolutePath();

    JBangStart {
        try {
            Files.writeString(folder.resolve("jbang-catalog.json"), Files.readString(HERE.resolve("jbang-catalog.json"))
                    .replaceFirst("\"aliases\": \\{", "\"aliases\": {\"empty\": {\"script-ref\": \"Empty.java\"},"));
            Files.writeString(folder.resolve("jbang.properties"), Files.readString(HERE.resolve("jbang.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Measured emptyByName() {
        return in(folder, "empty", "--version");
    }

    Measured diagnoseByName() {
        return in(HERE, "diagnose", "--version");
    }

    Measured emptyByFile() {
        return in(folder, "Empty.java", "--version");
    }

    Measured diagnoseByFile() {
        return in(HERE, "runbook/Diagnose.java", "--version");
    }

    /** As for the very first script: nothing is there but Java and the libraries. */
    static Measured first(Path jbangFolder, String script) {
        var program = new ProcessBuilder(words(script, "--version")).directory(jbangFolder.toFile());
        program.environment().put("JBANG_DIR", jbangFolder.toString());
        program.environment().remove("JBANG_CACHE_DIR");
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return Measured.of(program);
    }

    /** {@code jbang args…} */
    static List<String> words(String... args) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return Stream.concat(Stream.of(windows ? "jbang.cmd" : "jbang"), Stream.of(args)).toList();
    }

    private static Measured in(Path folder, String... args) {
        return Measured.of(new ProcessBuilder(words(args)).directory(folder.toFile()));
    }
}
