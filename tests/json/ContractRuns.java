package json;

import cli.Script;
import console.Streams;
import console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs every {@link ContractCase}, in its languages and character sets, and leaves in a folder what it wrote. It is a
 * program of its own because the scripts ask the environment where the account's files are, and which programs there
 * are.
 */
final class ContractRuns {
    private final Path home;

    private ContractRuns(Path home) {
        this.home = home;
    }

    /** @param args the account's home, with the files that the cases name; and the folder for what they write */
    public static void main(String... args) throws IOException {
        System.setProperty("java.class.path", smallest());
        var runs = new ContractRuns(Path.of(args[0]));
        Path results = Path.of(args[1]);
        // On every address: what answers on the loopback address alone is a fault.
        try (var server = new ServerSocket(0, 50, InetAddress.ofLiteral("0.0.0.0"))) {
            Files.writeString(runs.home.resolve("one.yaml"),
                    "services:\n  - name: \u00ab \u00c9t\u00e9 \u00bb \u201dA\u201d\n    port: "
                            + server.getLocalPort() + "\n    health: tcp\n");
            List<ContractCase> cases = ContractCase.all(runs.home);
            for (int i = 0; i < cases.size(); i++) {
                for (String language : cases.get(i).languages()) {
                    for (Charset charset : cases.get(i).charsets()) {
                        runs.run(cases.get(i), language, charset, results.resolve(name(i, language, charset)));
                    }
                }
            }
        }
        System.exit(0);
    }

    static String name(int number, String language, Charset charset) {
        return number + "-" + language + "-" + charset.name();
    }

    /** What a schedule copies: here that it does is enough. */
    private static String smallest() {
        return Stream.of(System.getProperty("java.class.path").split(":")).filter(file -> file.endsWith(".jar"))
                .min(Comparator.comparingLong(file -> Path.of(file).toFile().length())).orElseThrow();
    }

    private void run(ContractCase one, String language, Charset charset, Path result) throws IOException {
        clean();
        if (!one.journal().isEmpty()) {
            Files.writeString(Files.createDirectories(state()).resolve("journal.jsonl"),
                    String.join("\n", one.journal()) + "\n");
        }
        if (!one.first().isEmpty()) {
            execute(one.script(), one.first().subList(1, one.first().size()), StandardCharsets.UTF_8,
                    OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        }
        var out = new UntilFlushed();
        var err = new ByteArrayOutputStream();
        int exit = execute(one.script(), one.args(language), charset,
                one.command().equals("monitor") ? out : out.bytes, err);
        Files.write(Path.of(result + ".out"), out.bytes.toByteArray());
        Files.write(Path.of(result + ".err"), err.toByteArray());
        Files.writeString(Path.of(result + ".exit"), String.valueOf(exit));
    }

    private static int execute(java.util.concurrent.Callable<cli.ExitCode> script, List<String> args, Charset charset,
            OutputStream out, OutputStream err) {
        var terminal = new Terminal(false, false, charset.newEncoder().canEncode('\u2713'), 80);
        var streams = Streams.of(out, charset, terminal, err, charset, terminal);
        int exit = Script.execute(script, streams, args.toArray(String[]::new));
        streams.out().flush();
        streams.err().flush();
        return exit;
    }

    /** A reader who takes what comes until there is a pause, and then goes away: a monitor ends for nobody else. */
    private static final class UntilFlushed extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            bytes.write(from, offset, length);
        }

        @Override
        public void flush() throws IOException {
            if (bytes.size() > 0) {
                throw new IOException("Broken pipe");
            }
        }
    }

    private Path state() {
        return home.resolve(".local/state/runbook");
    }

    private void clean() throws IOException {
        Files.deleteIfExists(home.resolve("table"));
        if (Files.isDirectory(state())) {
            try (Stream<Path> files = Files.walk(state())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
