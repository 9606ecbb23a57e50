package lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import process.Command;
import process.Exec;
import process.Ran;
import testing.UfwFiles;
import testing.Wait;

/**
 * The computer that the runbook runs on: a network, mount and process namespace of its own. They all live as long as
 * one process that waits for the end of its input, so that the end of this JVM, however it comes, ends every process
 * inside and with them the namespaces; nothing is left to clean but files.
 */
public final class Machine implements AutoCloseable {

    /** Making the namespaces takes 30 ms; a busy machine may take a hundred times that. */
    private static final Duration START_LIMIT = Duration.ofSeconds(5);

    /** Commands of the lab itself (iptables, docker, ip) answer in well under a second. */
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(30);

    /**
     * What the first process does in the end: it waits for the end of its input. A shell without job control would give
     * a child in the background an empty input, so the real one is kept open as 3.
     */
    private static final String BARE = """
            exec 3<&0
            cat <&3 >/dev/null &
            echo ready
            wait $!
            """;

    /** The same where files that ufw writes are copies of this run and {@code /run}, with its sockets and locks, is empty. */
    private static final String WITH_UFW = UfwFiles.FUNCTIONS + """
            set -e
            cover_ufw "$1"
            mount -t tmpfs tmpfs /run
            mkdir /run/lock
            """ + BARE;

    private final Process holder;
    private final long init;

    private Machine(Process holder, long init) {
        this.holder = holder;
        this.init = init;
    }

    /** The lab's machine, with a ufw of its own. */
    static Machine start(Path folder) throws IOException {
        return start(folder, WITH_UFW);
    }

    /** A machine that has nothing of its own but its namespaces. @param folder for its log */
    public static Machine bare(Path folder) throws IOException {
        return start(folder, BARE);
    }

    private static Machine start(Path folder, String first) throws IOException {
        Process holder = new ProcessBuilder("unshare", "--mount", "--net", "--pid", "--fork", "--kill-child",
                "--mount-proc", "--propagation", "private", "sh", "-c", first, "init", folder.toString())
                .redirectError(folder.resolve("machine.log").toFile())
                .start();
        try {
            BufferedReader said = holder.inputReader();
            Wait.until("the machine's namespaces", START_LIMIT, () -> said.ready() || !holder.isAlive());
            String line = said.readLine();
            if (!"ready".equals(line)) {
                throw new IOException("no namespaces: " + Files.readString(
                        folder.resolve("machine.log")));
            }
            return new Machine(holder, holder.children().findFirst().orElseThrow().pid());
        } catch (IOException | RuntimeException e) {
            holder.destroyForcibly();
            throw e;
        }
    }

    /** Joins the machine to another network namespace by a cable: {@code eth0} here, {@code wlan0} there. */
    public void plug(long otherProcess, String here, String there) {
        String far = Long.toString(otherProcess);
        // A process id means something else inside the machine, so this one command stays outside and enters only the
        // network; for the same reason neither end of the cable is ever seen by the real machine.
        outside("nsenter", "--target", Long.toString(init), "--net",
                "ip", "link", "add", "eth0", "type", "veth", "peer", "name", "wlan0", "netns", far);
        must("ip", "address", "add", here, "dev", "eth0");
        must("ip", "link", "set", "lo", "up");
        // Else of several ports that are rejected at once, some would seem to be dropped (icmp(7), icmp_ratelimit).
        must("sysctl", "-qw", "net.ipv4.icmp_ratemask=0");
        must("ip", "link", "set", "eth0", "up");
        outside("nsenter", "--target", far, "--net", "ip", "address", "add", there, "dev", "wlan0");
        outside("nsenter", "--target", far, "--net", "ip", "link", "set", "lo", "up");
        outside("nsenter", "--target", far, "--net", "ip", "link", "set", "wlan0", "up");
    }

    /** Runs a program of the real machine, which names by their process id what it enters, and has to succeed. */
    public static String outside(String... words) {
        return require(new Exec().run(command(List.of(words), COMMAND_LIMIT))).outText();
    }

    /** Runs a program inside and waits for its end. */
    public Ran run(List<String> words, Duration limit) {
        return new Exec().run(command(entering(words), limit));
    }

    public Ran run(String... words) {
        return run(List.of(words), COMMAND_LIMIT);
    }

    /** The output of a program that has to succeed for the lab to mean anything. */
    public String must(String... words) {
        return require(run(words)).outText();
    }

    /** Those of its own network; no program has to be started for that. */
    Sockets sockets() throws IOException {
        Path network = Path.of("/proc", Long.toString(init), "net");
        return new Sockets(Files.readString(network.resolve("tcp")) + Files.readString(network.resolve("tcp6")));
    }

    /** Starts a program inside that stays until {@link #end}. */
    public Process start(Path log, String... words) {
        return start(log, log, words);
    }

    /** The same with its results and its progress apart. */
    public Process start(Path out, Path err, String... words) {
        try {
            return new ProcessBuilder(entering(List.of(words)))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a program inside that one talks with. */
    Process talk(Path errors, List<String> words) {
        try {
            return new ProcessBuilder(entering(words))
                    .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a program that was started here, and what it started. */
    public static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets a program that was started here end by itself, as it does at the end of its input, and ends what stays. */
    static void end(Process process, Duration limit) {
        try {
            process.getOutputStream().close();
            process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(process);
        }
    }

    /** Words before a command that runs here, in the folder that it is started in. */
    List<String> entering() {
        return List.of("nsenter", "--target", Long.toString(init), "--mount", "--net", "--pid", "--wd=.");
    }

    private List<String> entering(List<String> words) {
        var all = new ArrayList<>(List.of("nsenter", "--target", Long.toString(init), "--mount", "--net", "--pid",
                "--", "env", "-u", "DOCKER_HOST"));
        all.addAll(words);
        return all;
    }

    private static Command command(List<String> words, Duration limit) {
        return Command.of(words.getFirst(), words.subList(1, words.size())).within(limit);
    }

    /** The same, of a program that had to succeed; else what it said is the failure. */
    static Ran require(Ran ran) {
        if (!ran.succeeded()) {
            throw new IllegalStateException(ran.command().line() + ": " + ran.end() + " " + ran.outText()
                    + ran.errText());
        }
        return ran;
    }

    @Override
    public void close() {
        end(holder);
    }
}
