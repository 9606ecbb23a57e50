package lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import process.Command;
import process.Exec;
import process.Ran;
import testing.Wait;

/** Docker's daemon inside the machine, at its usual socket. */
final class Docker {

    /** It starts in under a second; the first start on a slow disk takes several. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    /** A state that Docker reaches by itself: the second round of a health check, the third restart. */
    static final Duration STATE_LIMIT = Duration.ofSeconds(15);

    /** {@code nc -ll -p 8000}, {@code httpd -f -p 127.0.0.1:8000}. */
    private static final Pattern PORT = Pattern.compile("-p (?:[\\d.]+:)?(\\d+)");

    private final Machine machine;
    private final Path folder;
    private final String cgroup;
    private Process daemon;
    private String[] options = {};

    Docker(Machine machine, Path folder, String cgroup) {
        this.machine = machine;
        this.folder = folder;
        this.cgroup = cgroup;
    }

    /** As {@code systemctl restart docker} does, with the same options. */
    void restartDaemon() {
        stop();
        start(options);
    }

    void start(String... given) {
        options = given;
        var words = new ArrayList<>(List.of("dockerd", "--data-root", folder.resolve("docker").toString(),
                "--exec-root", "/run/docker", "--pidfile", "/run/docker.pid", "--cgroup-parent", "/" + cgroup,
                "--host", "unix:///run/docker.sock", "--storage-driver", "vfs"));
        words.addAll(List.of(given));
        daemon = machine.start(folder.resolve("dockerd.log"), words.toArray(String[]::new));
        Wait.until("Docker's daemon", START_LIMIT, () -> {
            if (!daemon.isAlive()) {
                throw new IllegalStateException("dockerd ended");
            }
            return command("version").succeeded();
        });
    }

    /** The daemon is there and does nothing. */
    void freeze() {
        signal("STOP");
    }

    /** nsenter stops together with the program it started, and has to be woken first. */
    void thaw() {
        outside("CONT", daemon.pid());
        signal("CONT");
    }

    /** As {@code systemctl stop docker} does: the containers end, too. */
    void stop() {
        signal("TERM");
        Wait.until("the end of Docker's daemon", START_LIMIT, () -> !daemon.isAlive());
    }

    /** As a crash would: the containers live on, Docker's proxies do not. */
    void kill() {
        signal("KILL");
        Wait.until("the end of Docker's daemon", START_LIMIT, () -> !daemon.isAlive());
    }

    private static void outside(String name, long process) {
        new Exec().run(Command.of("busybox", "kill", "-" + name, Long.toString(process)));
    }

    private void signal(String name) {
        machine.must("busybox", "kill", "-" + name, machine.must("cat", "/run/docker.pid").strip());
    }

    Ran command(String... args) {
        var words = new ArrayList<>(List.of("docker", "--host", "unix:///run/docker.sock"));
        words.addAll(List.of(args));
        return machine.run(words.toArray(String[]::new));
    }

    String must(String... args) {
        return Machine.require(command(args)).outText().strip();
    }

    /** A container as it should be. */
    void healthy(LabService service) {
        run(service, service.publishing(), service.serving());
    }

    /** Puts a container of this name in place of whatever has that name now. */
    void run(LabService service, List<String> options, List<String> program) {
        runIfPossible(service, options, program, true);
    }

    /** The same where Docker may fail to start what it created. */
    void runIfPossible(LabService service, List<String> options, List<String> program, boolean required) {
        remove(service);
        var words = new ArrayList<>(List.of("run", "--detach", "--name", service.container(), "--stop-signal", "KILL"));
        words.addAll(options);
        words.add(Image.NAME);
        words.addAll(program);
        if (required) {
            must(words.toArray(String[]::new));
            awaitListening(service, program);
        } else {
            command(words.toArray(String[]::new));
        }
    }

    void remove(LabService service) {
        command("rm", "--force", "--volumes", service.container());
    }

    /** A container that has ended, or was stopped, as it should be once more. */
    void startAgain(LabService service) {
        must("start", service.container());
        awaitListening(service, service.serving());
    }

    void restart(LabService service) {
        must("restart", service.container());
        awaitListening(service, service.serving());
    }

    /** A container runs some time before its program listens on the ports that it is told. */
    private void awaitListening(LabService service, List<String> program) {
        List<Integer> ports = PORT.matcher(String.join(" ", program)).results()
                .map(port -> Integer.valueOf(port.group(1))).toList();
        if (!ports.isEmpty()) {
            String network = "/proc/" + must("inspect", "--format", "{{.State.Pid}}", service.container()) + "/net/";
            Wait.until(service.container() + " to listen", STATE_LIMIT, () -> {
                var sockets = new Sockets(machine.run("cat", network + "tcp", network + "tcp6").outText());
                return ports.stream().allMatch(sockets::listenOn);
            });
        }
    }

    /** Waits until {@code docker inspect} says so. */
    void await(LabService service, String format, String expected) {
        Wait.until(service.container() + " to be " + expected, STATE_LIMIT,
                () -> expected.equals(must("inspect", "--format", format, service.container())));
    }
}
