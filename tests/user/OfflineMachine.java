package user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import process.Command;
import process.Exec;
import testing.HelperProcess;
import testing.Jvm;

/**
 * This machine in a network of its own, with nothing in it but {@link Internet}: what is asked of a name server there
 * reaches nobody else, and is noted.
 */
final class OfflineMachine implements AutoCloseable {
    /** Without the sockets in {@code /run}, no name is looked up past the name server. */
    private static final String INIT = """
            set -e
            ip link set lo up
            mount -t tmpfs tmpfs /run
            for file in resolv.conf nsswitch.conf; do
                if [ -e /etc/$file ]; then mount -o bind "$1/$file" /etc/$file; fi
            done
            shift
            exec "$@"
            """;

    /** A second on a quiet machine. */
    private static final Duration KEYTOOL_LIMIT = Duration.ofMinutes(2);

    private final HelperProcess internet;

    private OfflineMachine(HelperProcess internet) {
        this.internet = internet;
    }

    static OfflineMachine open(Path folder) throws IOException {
        Files.writeString(folder.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
        Files.writeString(folder.resolve("nsswitch.conf"), "hosts: files dns\n");
        var words = new ArrayList<>(List.of("unshare", "--net", "--mount", "sh", "-c", INIT, "init",
                folder.toString()));
        words.addAll(Jvm.words(Internet.class));
        return new OfflineMachine(HelperProcess.start(words).says("ready"));
    }

    /** Why there can be none here. */
    static Optional<String> missing() {
        var tried = new Exec().run(Command.of("unshare", "--net", "--mount", "ip", "link", "set", "lo", "up"));
        return tried.succeeded() ? Optional.empty()
                : Optional.of("no network of one's own: " + tried.end() + " " + tried.errText());
    }

    /** Words before a command that runs there, in the folder that it is started in. */
    List<String> entering() {
        return List.of("nsenter", "--target", String.valueOf(internet.pid()), "--net", "--mount", "--wd=.");
    }

    void answerNames() {
        must("answer");
    }

    void keepSilent() {
        must("silence");
    }

    /** Pretends to be one of these names: the file holds the key, and the certificate that a client has to trust. */
    void serveAs(Set<String> names, Path keys) {
        var ran = new Exec().run(Command.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=test", "-storetype", "PKCS12",
                "-keystore", keys.toString(), "-storepass", Internet.PASSWORD,
                "-ext", "SAN=dns:" + String.join(",dns:", names)).within(KEYTOOL_LIMIT));
        if (!ran.succeeded()) {
            throw new AssertionError(ran.command().line() + ": " + ran.end() + " " + ran.outText());
        }
        must("serve " + keys);
    }

    /** Names that the name server was asked for since the last call. */
    Set<String> asked() {
        return told("asked");
    }

    /** Paths that the web server was asked for since the last call. */
    Set<String> fetched() {
        return told("fetched");
    }

    private Set<String> told(String what) {
        internet.tell(what);
        String line = internet.line();
        return line.isEmpty() ? Set.of() : Set.of(line.split(" "));
    }

    private void must(String command) {
        internet.tell(command);
        internet.says("ok");
    }

    @Override
    public void close() {
        internet.close();
    }
}
