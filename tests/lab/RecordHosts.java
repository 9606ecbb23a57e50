package lab;

import static lab.World.CONTAINERS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import process.Ran;

/**
 * Records the lab's machine as {@code diagnose --record} sees it, healthy and with some of the faults, for the tests
 * that replay it: {@code java -cp … lab.RecordHosts tests/fixtures/hosts [PART-OF-A-NAME]}. Needs what the lab needs.
 * Beside each recording it writes {@code case.md}: what is true there, as the phone saw it.
 */
final class RecordHosts {

    /** A user's patience: more than any of these faults takes to show. */
    private static final Duration PATIENCE = Duration.ofSeconds(7);

    /**
     * @param folder of the recording
     * @param truth  a sentence on what is wrong, for whoever reads the recording
     */
    private record Case(String folder, Fault fault, String truth) { }

    private final Lab lab;
    private final Path target;

    private RecordHosts(Lab lab, Path target) {
        this.lab = lab;
        this.target = target;
    }

    public static void main(String... args) throws IOException, InterruptedException {
        Path target = Files.createDirectories(Path.of(args[0]));
        String wanted = args.length > 1 ? args[1] : "";
        try (Labs labs = Labs.begin(System.getProperty("java.class.path"))) {
            var recorder = new RecordHosts(labs.take(), target);
            for (Case one : cases()) {
                if (one.folder().contains(wanted)) {
                    recorder.record(one);
                }
            }
        }
    }

    private static List<Case> cases() {
        return List.of(
                new Case("linux-drop-above-accept", named("a DROP above an ACCEPT"),
                        "INPUT drops port 8000; an ACCEPT for it comes one rule too late."),
                new Case("linux-ufw-default-deny", named("ufw on, default deny"),
                        "ufw was switched on and nothing was allowed: its default, deny, holds for every service."),
                new Case("linux-healthy", Fault.of("healthy", CONTAINERS, lab -> () -> { }),
                        "Nothing is wrong."),
                new Case("linux-container-stopped", named("container stopped, found by its port alone"),
                        "The API's container was stopped by hand."),
                new Case("linux-crash-loop", named("container in a crash loop"),
                        "The API's container ends at once with code 1, and Docker starts it again and again."),
                new Case("linux-published-on-loopback", named("published on 127.0.0.1 only, found by its port alone"),
                        "The API's port is published as 127.0.0.1:8000:8000."),
                new Case("linux-docker-user-drop", named("DROP in DOCKER-USER by the container's port"),
                        "A rule in DOCKER-USER drops what is forwarded to port 8000 of a container."),
                new Case("linux-silent-service", named("accepts and never answers"),
                        "The API's process accepts every connection, reads, and never writes a byte."),
                new Case("linux-not-root", named("no permission on Docker's socket"),
                        "Nothing is wrong, but the script ran as the user nobody: Docker's socket and the firewall's "
                                + "rules are closed to it."),
                new Case("linux-nat-for-phones-only",
                        named("no proxy, and no NAT for this machine itself: nothing is wrong"),
                        "Docker runs without its userland proxy, and its rules for OUTPUT in the table nat were flushed: "
                                + "this machine does not reach its own containers' ports, and phones do."),
                new Case("linux-internal-network", named("on an internal network"),
                        "The API's container is on an internal network alone, where Docker publishes nothing."),
                new Case("linux-docker-stopped", named("Docker's daemon stopped"),
                        "Docker's daemon was stopped, and its containers with it."),
                new Case("linux-docker-rules-gone", ofRemedies("iptables -F while containers run"),
                        "iptables -F emptied all chains while the containers ran, and FORWARD drops by default."),
                new Case("linux-nft-forward-drops", ofRemedies("nft: ports open in input alone"),
                        "A table made with nft opens the ports in its input chain; its forward chain, which containers' "
                                + "packets pass, drops by default."));
    }

    private static Fault named(String name) {
        return Stream.of(FirewallFaults.ofProcesses(), FirewallFaults.ofContainers(), ContainerFaults.all(),
                        ProxyFaults.ofContainers())
                .flatMap(List::stream).filter(fault -> fault.name().equals(name)).findFirst().orElseThrow();
    }

    private static Fault ofRemedies(String name) {
        RemedyFaults one = RemedyFaults.all().filter(fault -> fault.name().equals(name)).findFirst().orElseThrow();
        return Fault.of(one.name(), one.world(), one.injection());
    }

    private void record(Case one) throws IOException {
        lab.inhabit(one.fault().world());
        String docker = lab.docker().must("version", "--format",
                "client {{.Client.Version}}, engine {{.Server.Version}}");
        Fault.Heal heal = one.fault().injection().inject(lab);
        try {
            Path tape = Files.createDirectory(lab.folder().resolve(one.folder()));
            // One of the cases runs as somebody who may write nowhere else.
            Files.setPosixFilePermissions(tape, PosixFilePermissions.fromString("rwxrwxrwx"));
            Ran ran = Script.run(lab, one.fault().user(), "runbook.Diagnose", "--lang", "en", "--record",
                    tape.toString());
            Map<Integer, Answer> phone = new TreeMap<>(lab.askPhone(PATIENCE));
            System.out.println(one.folder() + ": " + ran.end() + "\n" + ran.outText() + ran.errText());
            keep(tape, Files.createDirectories(target.resolve(one.folder())));
            Files.writeString(target.resolve(one.folder()).resolve("case.md"), describe(one, docker, phone));
        } finally {
            heal.heal();
        }
    }

    /** Puts a recording in the place of an older one; what stands beside it and is not the recorder's stays. */
    private static void keep(Path tape, Path folder) throws IOException {
        for (Path old : list(folder)) {
            if (old.getFileName().toString().matches("manifest\\.jsonl|\\d{3}-.*")) {
                Files.delete(old);
            }
        }
        for (Path file : list(tape)) {
            Files.copy(file, folder.resolve(file.getFileName().toString()));
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private String describe(Case one, String docker, Map<Integer, Answer> phone) throws IOException {
        String system = Files.readAllLines(Path.of("/etc/os-release")).stream()
                .filter(line -> line.startsWith("PRETTY_NAME=")).findFirst().orElse("PRETTY_NAME=Linux")
                .replaceAll("PRETTY_NAME=|\"", "");
        String where = switch (one.fault().world()) {
            case CONTAINERS -> "each in a container that publishes its ports";
            case PROCESSES -> "each a process of the machine itself, no container";
            case EMPTY -> throw new IllegalStateException("nothing to record");
        };
        return """
                # %s

                %s

                - Machine: the network lab of `tests/lab`, a namespace with the address %s and real Docker
                  (%s), on %s, Linux %s
                - Services: stand-ins for those of the default inventory, %s
                - Captured %s by `lab.RecordHosts`, which runs `diagnose --record` there%s; nothing was
                  changed by hand
                - What the phone, %s on the same cable, got at that moment:
                  %s
                """.formatted(one.folder(), one.truth(), Lab.ADDRESS, docker, system,
                lab.machine().must("uname", "-r").strip().replaceAll("-.*", ""), where, LocalDate.now(ZoneOffset.UTC),
                one.fault().user() == Fault.User.ROOT ? " as root" : " as the user nobody", Lab.PHONE,
                phone.entrySet().stream().map(answer -> answer.getKey() + " " + answer.getValue())
                        .collect(Collectors.joining(", ")));
    }
}
