package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import process.Ran;
import testing.Wait;

/**
 * A machine and a phone on one LAN, made of network namespaces, with a real Docker and a real firewall on the
 * machine. No packet leaves them: their only cable is the one between the two.
 */
public final class Lab implements AutoCloseable {

    public static final String ADDRESS = "192.168.1.44";
    static final String PHONE = "192.168.1.23";

    /** The machine's way to other networks, where nobody answers unless a test puts somebody there. */
    static final String ROUTER = "192.168.1.1";

    private final Path folder;
    private final ClassPath classPath;
    private final Machine machine;
    private final Phone phone;
    private final Ufw ufw;
    private final Docker docker;
    private final Path image;
    private final Map<LabService, List<Process>> processes = new EnumMap<>(LabService.class);
    private final Map<Fault.User, ScriptJvm> scripts = new EnumMap<>(Fault.User.class);
    private World world = World.EMPTY;
    private Browser browser;

    private Lab(Path folder, String cgroup, ClassPath classPath, Machine machine, Phone phone, Ufw ufw, Path image) {
        this.folder = folder;
        this.classPath = classPath;
        this.machine = machine;
        this.phone = phone;
        this.ufw = ufw;
        this.image = image;
        this.docker = new Docker(machine, folder, cgroup);
    }

    /**
     * @param parent of all labs of this run, in which it gets one of its own
     * @param cgroup of all labs of this run, likewise
     * @param name   that no other lab of this run has
     */
    static Lab open(Path parent, String cgroup, String name, ClassPath classPath) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        Path image = Image.write(folder, Path.of("/bin/busybox").toRealPath());
        Machine machine = Machine.start(folder);
        Phone phone = null;
        try {
            phone = Phone.start(folder, classPath);
            machine.plug(phone.pid(), ADDRESS + "/24", PHONE + "/24");
            machine.must("ip", "route", "add", "default", "via", ROUTER);
            var ufw = Ufw.installed(machine, folder.resolve("ufw"));
            var lab = new Lab(folder, cgroup + "/" + name, classPath, machine, phone, ufw, image);
            lab.docker.start();
            machine.must("tar", "-C", image.toString(), "-cf", folder.resolve("image.tar").toString(), ".");
            lab.docker.must("import", folder.resolve("image.tar").toString(), Image.NAME);
            return lab;
        } catch (IOException | RuntimeException e) {
            e.addSuppressed(new IllegalStateException(new Logs(folder, Map.of()).since()));
            if (phone != null) {
                phone.close();
            }
            machine.close();
            throw e;
        }
    }

    Machine machine() {
        return machine;
    }

    /** Words before a command that somebody gives on the machine, in the folder that it is started in. */
    public List<String> entering() {
        return machine.entering();
    }

    /**
     * Runs a container that is none of the guide's: a web server that answers every path well.
     *
     * @param service what Compose calls it
     */
    public void startContainer(String project, String service, int port) {
        docker.must("run", "--detach", "--name", project + "-" + service + "-1", "--stop-signal", "KILL",
                "--label", "com.docker.compose.project=" + project, "--label", "com.docker.compose.service=" + service,
                "--publish", port + ":8000", Image.NAME, "nc", "-ll", "-p", "8000", "-e", "/h/ok");
        awaitListener(port);
    }

    public void removeContainer(String name) {
        docker.must("rm", "--force", name);
    }

    Docker docker() {
        return docker;
    }

    Ufw ufw() {
        return ufw;
    }

    Path folder() {
        return folder;
    }

    ClassPath classPath() {
        return classPath;
    }

    /** A process in the phone's network namespace. */
    long phone() {
        return phone.pid();
    }

    /** The phone's browser: one for all tests, each of which opens a page of its own. */
    Browser browser() {
        if (browser == null) {
            browser = Browser.start(folder, phone.pid());
        }
        return browser;
    }

    /** What runs scripts here for somebody, one after the other. */
    ScriptJvm scripts(Fault.User user) {
        return scripts.compute(user, (who, there) -> there != null && there.alive() ? there : Script.agent(this, who));
    }

    /** Runs a program of these tests on a device, with what it prints. @param device a process in its namespace */
    String from(long device, String mainClass, List<String> args) {
        var words = new ArrayList<>(List.of("nsenter", "--target", Long.toString(device), "--net", "--"));
        words.addAll(classPath.java(mainClass, args));
        return Machine.outside(words.toArray(String[]::new));
    }

    /** Where a process of the machine itself finds a handler of {@link Image}. */
    String handler(String name) {
        return image.resolve("h").resolve(name).toString();
    }

    String www() {
        return image.resolve("www").toString();
    }

    /** What the phone gets, with the patience of an app's user. */
    Map<Integer, Answer> askPhone(Duration patience) {
        return askPhone(Phone.Way.TWICE, patience);
    }

    Map<Integer, Answer> askPhone(Phone.Way way, Duration patience) {
        return phone.ask(ADDRESS, way, patience);
    }

    /** Brings all services up, healthy, in one world or the other. */
    void inhabit(World wanted) {
        if (world == wanted) {
            return;
        }
        for (LabService service : LabService.values()) {
            switch (world) {
                case EMPTY -> { }
                case CONTAINERS -> docker.remove(service);
                case PROCESSES -> end(service);
            }
        }
        // Until all of them stand, the world is none: a failure half-way must not look like a healthy one.
        world = World.EMPTY;
        for (LabService service : LabService.values()) {
            switch (wanted) {
                case EMPTY -> { }
                case CONTAINERS -> docker.healthy(service);
                case PROCESSES -> start(service);
            }
        }
        world = wanted;
        if (wanted != World.EMPTY) {
            Wait.until("all services of " + wanted, Docker.STATE_LIMIT,
                    () -> askPhone(Duration.ofSeconds(1)).values().stream().allMatch(Answer.OK::equals));
        }
    }

    /** After a fault that could not be healed: the next {@link #inhabit} builds everything anew. */
    void abandon() {
        for (LabService service : LabService.values()) {
            docker.remove(service);
            end(service);
        }
        world = World.EMPTY;
    }

    /** Processes of the machine itself that serve one service's ports, as they should be. */
    void start(LabService service) {
        for (int port : service.ports()) {
            process(service, "busybox", "nc", "-ll", "-p", Integer.toString(port), "-e",
                    handler(service.handler(port)));
        }
        service.ports().forEach(this::awaitListener);
    }

    /** One process of the machine itself that belongs to a service. */
    void process(LabService service, String... words) {
        processes.computeIfAbsent(service, key -> new ArrayList<>())
                .add(machine.start(folder.resolve("processes.log"), words));
    }

    void end(LabService service) {
        List<Process> ended = processes.getOrDefault(service, List.of());
        ended.forEach(Machine::end);
        processes.remove(service);
        if (!ended.isEmpty()) {
            // What is accepted already is closed a moment later, and is no refusal until then.
            service.ports().forEach(port -> Wait.until("nobody on " + port, Docker.STATE_LIMIT,
                    () -> !machine.sockets().listenOn(port)));
        }
    }

    /** Waits until some process listens on this port. */
    void awaitListener(int port) {
        Wait.until("a listener on " + port, Docker.STATE_LIMIT, () -> machine.sockets().listenOn(port));
    }

    /** The inventory of the guide as a file: {@code host: auto} or an address. */
    Path inventory(String host, boolean withContainers) {
        Path file = folder.resolve("services-" + host + (withContainers ? "-containers" : "") + ".yaml");
        var lines = new ArrayList<>(List.of("host: " + host, "services:"));
        Stream.of(LabService.values()).forEach(service -> lines.addAll(service.inventory(withContainers)));
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The machine's firewall as it is now. */
    Rules rules() {
        return new Rules(machine, folder);
    }

    /** What a person would look at to settle a dispute about a diagnosis. */
    String facts() {
        var all = new StringBuilder();
        for (List<String> command : List.of(
                List.of("ip", "-brief", "address"),
                List.of("ss", "-ltnp"),
                List.of("iptables-save"),
                List.of("iptables-legacy-save"),
                List.of("nft", "list", "ruleset"),
                List.of("sysctl", "net.ipv4.ip_forward"),
                List.of("docker", "ps", "--all", "--no-trunc"))) {
            Ran ran = machine.run(command, Duration.ofSeconds(5));
            all.append("$ ").append(String.join(" ", command)).append('\n')
                    .append(ran.outText()).append(ran.errText()).append('\n');
        }
        return all.toString();
    }

    /** What scripts have remembered and written down here; whoever comes next begins without a history. */
    void forget() throws IOException {
        for (Fault.User user : Fault.User.values()) {
            LabFiles.delete(Script.state(this, user));
        }
    }

    /** Ends all of it but for its files. */
    @Override
    public void close() {
        if (browser != null) {
            browser.close();
        }
        scripts.values().forEach(ScriptJvm::close);
        machine.close();
        phone.close();
    }
}
