package monitor.schedule;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import process.Command;
import process.Exec;
import process.LiveWorld;
import process.Os;
import process.Ran;
import testing.ForwardingWorld;
import testing.HelperProcess;
import testing.Result;

/** This machine, as the user nobody and with a crontab folder of its own: those of the machine are covered. */
final class NobodyWorld extends ForwardingWorld implements AutoCloseable {
    /** The empty copy keeps the owners and the rights of the real folders, which crontab insists on. */
    private static final String COVER = """
            set -e
            cp -a /var/spool/cron "$1/cron"
            find "$1/cron" -type f -delete
            mount --bind "$1/cron" /var/spool/cron
            echo ready
            exec cat
            """;

    private final Path folder;
    private final HelperProcess holder;

    private NobodyWorld(Path folder) throws IOException {
        super(new LiveWorld());
        this.folder = folder;
        holder = HelperProcess.start(List.of("unshare", "--mount", "sh", "-c", COVER, "cover", folder.toString()))
                .says("ready");
    }

    /** @param folder for its files, the test's own */
    static NobodyWorld in(Path folder) throws IOException {
        assumeTrue(Os.current() == Os.LINUX, "cron of Linux");
        assumeTrue(new Exec().run(Command.of("unshare", "--mount", "true")).succeeded(),
                "covering the machine's crontabs needs root and a mount namespace");
        assumeTrue(Files.isDirectory(Path.of("/var/spool/cron"))
                && !(new Exec().run(Command.of("crontab", "-V")).end() instanceof Ran.NotFound),
                "cron is not installed");
        return new NobodyWorld(folder);
    }

    void install(byte[] table) throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "table", ".txt"), table);
        Result.of(run(Command.of("crontab", file.toString()))).exitedWith(0);
    }

    @Override
    public Ran run(Command command) {
        var words = new ArrayList<>(List.of("--target", String.valueOf(holder.pid()), "--mount", "setpriv", "--reuid",
                "nobody", "--regid", "65534", "--init-groups", command.program()));
        for (String arg : command.args()) {
            words.add(arg.startsWith("-") ? arg : readable(Path.of(arg)));
        }
        return super.run(Command.of("nsenter", words));
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

    @Override
    public void close() {
        holder.close();
    }
}
