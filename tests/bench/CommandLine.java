package bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A script as the command line that JBang makes of it: what is measured is the script, and not JBang. */
record CommandLine(String name, List<String> command) {

    /** Builds the script where it is not built yet, and asks JBang for its Java, options, jar and libraries. */
    static CommandLine of(Path script) throws IOException {
        jbang("build", script.toString());
        JsonObject told = JsonParser.parseString(jbang("info", "tools", script.toString())).getAsJsonObject();
        var words = new ArrayList<String>();
        words.add(Path.of(told.get("availableJdkPath").getAsString(), "bin", "java").toString());
        words.addAll(strings(told.getAsJsonArray("runtimeOptions")));
        words.add("-classpath");
        words.add(Stream.concat(Stream.of(told.get("applicationJar").getAsString()),
                        strings(told.getAsJsonArray("resolvedDependencies")).stream())
                .reduce((some, more) -> some + File.pathSeparator + more).orElseThrow());
        words.add(told.get("mainClass").getAsString());
        String file = script.getFileName().toString();
        return new CommandLine(file.substring(0, file.indexOf('.')).toLowerCase(Locale.ROOT), words);
    }

    /** A script that does nothing, with every library of ours. */
    static CommandLine ofEmptyScript(Path folder) throws IOException {
        var libraries = new TreeSet<String>();
        for (String index : List.of("lib/Core.java", "lib/Lib.java")) {
            Files.readAllLines(Path.of(index)).stream().filter(line -> line.startsWith("//DEPS "))
                    .forEach(libraries::add);
        }
        Path script = folder.resolve("Empty.java");
        Files.writeString(script, "//" + "JAVA 25+\n" + String.join("\n", libraries)
                + "\npublic class Empty {\n    public static void main(String... args) { }\n}\n");
        return of(script);
    }

    List<String> words(String... args) {
        return Stream.concat(command.stream(), Stream.of(args)).toList();
    }

    Measured run(String... args) {
        return Measured.of(words(args));
    }

    private static List<String> strings(JsonArray array) {
        return array == null ? List.of() : array.asList().stream().map(JsonElement::getAsString).toList();
    }

    private static String jbang(String... args) throws IOException {
        List<String> words = JBangStart.words(args);
        Process process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", words) + " ended with exit code " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return out;
    }
}
