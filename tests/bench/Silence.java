package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network of its own, in which this machine is the guide's 192.168.1.44 and every packet to the ports of the guide's
 * services is dropped without a word. Nothing leaves it: its only adapter leads to itself.
 */
final class Silence implements AutoCloseable {
    private static final String ADDRESS = "192.168.1.44";
    private static final String PORTS = "5002,8000,8001,7880,7881";

    private final String name = "bench-" + ProcessHandle.current().pid();

    private Silence() { }

    static boolean possible() throws IOException {
        Path status = Path.of("/proc/self/status");
        boolean root = Files.isReadable(status)
                && Files.readAllLines(status).stream().anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"));
        return root && isThere("ip") && isThere("iptables");
    }

    static boolean nmapIsThere() {
        return isThere("nmap");
    }

    /** As somebody types it who wants to know about five ports and has no time. */
    static List<String> nmap() {
        return List.of("nmap", "-sT", "-Pn", "-n", "--max-retries", "1", "-p", PORTS, ADDRESS);
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static Silence make() {
        var silence = new Silence();
        must("ip", "netns", "add", silence.name);
        try {
            silence.inside("ip", "link", "set", "lo", "up");
            silence.inside("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "other");
            silence.inside("ip", "addr", "add", ADDRESS + "/24", "dev", "eth0");
            silence.inside("ip", "link", "set", "eth0", "up");
            silence.inside("ip", "link", "set", "other", "up");
            silence.inside("iptables", "-A", "INPUT", "-p", "tcp", "-m", "multiport", "--dports", PORTS, "-j", "DROP");
        } catch (IllegalStateException e) {
            silence.close();
            throw e;
        }
        return silence;
    }

    /** Runs a program in there. */
    Measured run(List<String> command) {
        return Measured.of(Stream.concat(Stream.of("ip", "netns", "exec", name), command.stream()).toList());
    }

    /** What diagnose asks for the way back. */
    Measured routes() {
        return run(List.of("sh", "-c", "ip -4 -json rule && ip -4 -json route show table all"));
    }

    private void inside(String... command) {
        must(Stream.concat(Stream.of("ip", "netns", "exec", name), Stream.of(command)).toArray(String[]::new));
    }

    private static void must(String... command) {
        Measured ran = Measured.of(List.of(command));
        if (ran.exit() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with exit code " + ran.exit());
        }
    }

    @Override
    public void close() {
        must("ip", "netns", "delete", name);
    }
}
