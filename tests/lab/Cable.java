package lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import process.Ran;
import testing.FakeAdb;

/**
 * A cable between the lab's machine and its phone: adb is a stand-in, and what it hands over is read by a real shell in
 * the phone's network, mksh as on Android, with Android's toybox. The two ends share no process ids, so two pipes of
 * the file system are between them.
 */
final class Cable implements AutoCloseable {

    /** Four seconds for what is silent, and the start of a JVM. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String PHONE = "while t=$(cat in); do mksh -c \"$t\" >out 2>&1; done";

    private static final String SHELL = "#!/bin/sh\ncd %s || exit\nprintf %%s \"$2\" >in\nexec cat out\n";

    private final Process shell;
    private final Path folder;

    private Cable(Process shell, Path folder) {
        this.shell = shell;
        this.folder = folder;
    }

    static Cable plug(Lab lab) throws IOException {
        Path folder = Files.createDirectories(lab.folder().resolve("cable"));
        for (String pipe : List.of("in", "out")) {
            Files.deleteIfExists(folder.resolve(pipe));
            Machine.outside("mkfifo", folder.resolve(pipe).toString());
        }
        Path shell = Files.writeString(folder.resolve("shell"), SHELL.formatted(folder));
        FakeAdb.in(folder, "/usr/bin:/bin", "/bin/sh " + shell);
        return new Cable(new ProcessBuilder("nsenter", "--target", Long.toString(lab.phone()), "--net", "mksh", "-c",
                PHONE).directory(folder.toFile()).redirectError(lab.folder().resolve("cable.log").toFile()).start(),
                folder);
    }

    /** {@code verify}, which finds this adb on its PATH. */
    Ran verify(Lab lab, String... args) {
        List<String> words = new ArrayList<>(List.of("env",
                "PATH=" + folder.resolve("bin") + ":" + System.getenv("PATH")));
        words.addAll(Script.words(lab, Fault.User.ROOT, "runbook.Verify", List.of(args)));
        return lab.machine().run(words, LIMIT);
    }

    @Override
    public void close() {
        Machine.end(shell);
    }
}
