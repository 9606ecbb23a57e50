package lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import testing.Project;

/**
 * What the JVMs of the labs load, copied to where every user can read it.
 *
 * @param text    as {@code -cp} takes it
 * @param archive of the classes that scripts load: with it a JVM begins in half the time
 */
record ClassPath(String text, Path archive) {

    /** It reads from files, and asks nobody. */
    private static final Duration REPLAY_LIMIT = Duration.ofSeconds(60);

    /** @param original folders and jars; folders become jars, which alone can be archived */
    static ClassPath copy(String original, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> copies = new ArrayList<>();
        for (String entry : original.split(File.pathSeparator)) {
            Path from = Path.of(entry);
            Path copy = folder.resolve(
                    copies.size() + "-" + from.getFileName() + (Files.isDirectory(from) ? ".jar" : ""));
            if (Files.isDirectory(from)) {
                ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err,
                        "--create", "--no-compress", "--file", copy.toString(), "-C", from.toString(), ".");
            } else {
                Files.copy(from, copy);
            }
            copies.add(copy.toString());
        }
        var classPath = new ClassPath(String.join(File.pathSeparator, copies), folder.resolve("classes.jsa"));
        classPath.train(folder);
        return classPath;
    }

    /** Has one JVM load what the scripts load, on recordings, and write it down as it ends. */
    private void train(Path folder) throws IOException {
        Path log = folder.resolve("training.log");
        var builder = new ProcessBuilder(java(List.of("-XX:ArchiveClassesAtExit=" + archive),
                ScriptAgent.class.getName(), List.of())).redirectError(log.toFile());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        try (var jvm = new ScriptJvm(builder.start(), log)) {
            String recording = Project.path("tests/fixtures/hosts/linux-docker-user-drop").toString();
            for (String script : List.of("Diagnose", "Verify", "FixFirewall")) {
                jvm.run("runbook." + script, List.of("--output", "json", "--replay", recording), REPLAY_LIMIT);
            }
            jvm.run("runbook.Rollback", List.of("--list"), REPLAY_LIMIT);
        }
    }

    /** The words that start a JVM as small tools are started, without a word of its own. */
    List<String> java(String mainClass, List<String> args) {
        return java(Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of(), mainClass, args);
    }

    private List<String> java(List<String> options, String mainClass, List<String> args) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-Xlog:disable", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", text, mainClass));
        words.addAll(args);
        return words;
    }
}
