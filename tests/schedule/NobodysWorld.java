package schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import process.Command;
import process.LiveWorld;
import process.Os;
import process.Ran;
import testing.OtherWorld;

/** This machine, as the user nobody, who has no crontab that a test could spoil. */
final class NobodysWorld extends OtherWorld {

    NobodysWorld() {
        super(new LiveWorld());
    }

    boolean canRun() {
        return Os.current() == Os.LINUX && "root".equals(System.getProperty("user.name"))
                && run(Command.of("crontab", "-l")).errText().contains("no crontab for nobody");
    }

    void install(byte[] table) throws IOException {
        Path file = Files.createTempFile("nobody", ".crontab");
        Files.write(file, table);
        if (!run(Command.of("crontab", file.toString())).succeeded()) {
            throw new IOException("crontab refused");
        }
        Files.delete(file);
    }

    @Override
    public Ran run(Command command) {
        var words = new ArrayList<>(List.of("-u", "nobody", "--", command.program()));
        for (String arg : command.args()) {
            words.add(arg.startsWith("-") ? arg : readable(Path.of(arg)));
        }
        return super.run(Command.of("runuser", words));
    }

    /** A file of root's, where nobody can read it. */
    private static String readable(Path file) {
        try {
            Path copy = Files.createTempFile("nobody", ".crontab");
            Files.write(copy, Files.readAllBytes(file));
            copy.toFile().setReadable(true, false);
            copy.toFile().deleteOnExit();
            return copy.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
