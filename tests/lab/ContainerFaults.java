package lab;

import static lab.Answer.CLOSED;
import static lab.Answer.DROPPED;
import static lab.Answer.REFUSED;
import static lab.Answer.SILENT;
import static lab.Answer.UNHEALTHY;
import static lab.World.CONTAINERS;

import java.util.List;
import java.util.stream.Stream;
import testing.Wait;

/** What goes wrong with Docker, a container, or the way its port is published. */
final class ContainerFaults {

    private static final LabService API = LabService.API;
    private static final List<String> PUBLISHED = API.publishing();
    private static final List<String> SLEEPING = List.of("sleep", "100000");

    private ContainerFaults() {
    }

    static List<Fault> all() {
        return List.of(
                Fault.of("container stopped", CONTAINERS, lab -> {
                    lab.docker().must("stop", API.container());
                    return () -> lab.docker().startAgain(API);
                }).phone(REFUSED, 8000).expect("container", "container-stopped"),

                Fault.of("container stopped, found by its port alone", CONTAINERS, lab -> {
                    lab.docker().must("stop", API.container());
                    return () -> lab.docker().startAgain(API);
                }).phone(REFUSED, 8000).expect("container", "container-stopped").withoutContainerNames(),

                Fault.of("container with two ports stopped", CONTAINERS, lab -> {
                    lab.docker().must("stop", LabService.LIVEKIT.container());
                    return () -> lab.docker().startAgain(LabService.LIVEKIT);
                }).phone(REFUSED, 7880, 7881).expect("container", "container-stopped"),

                Fault.of("container removed", CONTAINERS, lab -> {
                    lab.docker().remove(API);
                    return () -> lab.docker().healthy(API);
                }).phone(REFUSED, 8000).expect("container", "container-missing"),

                Fault.of("container exited with an error", CONTAINERS, replaced(PUBLISHED, "sh", "-c", "exit 3")
                        .after("{{.State.Status}}", "exited"))
                        .phone(REFUSED, 8000).expect("container", "container-stopped").says("3"),

                Fault.of("container in a crash loop", CONTAINERS, lab -> {
                    lab.docker().run(API, with(PUBLISHED, "--restart", "always"), List.of("false"));
                    // While it lives, for milliseconds, a phone's packet is sent on to it and lost. After the fourth
                    // time Docker waits for more than a second.
                    Wait.until("the wait after a fourth restart", Docker.STATE_LIMIT, () -> lab.docker()
                            .must("inspect", "--format", "{{.RestartCount}} {{.State.Status}}", API.container())
                            .matches("([4-9]|\\d\\d+) restarting\\s*"));
                    return () -> lab.docker().healthy(API);
                }).phone(REFUSED, 8000).expect("container", "container-restarting"),

                Fault.of("container paused", CONTAINERS, lab -> {
                    lab.docker().must("pause", API.container());
                    return () -> lab.docker().must("unpause", API.container());
                }).phone(SILENT, 8000).expect("container", "container-paused"),

                Fault.of("unhealthy by its HEALTHCHECK, and dead", CONTAINERS,
                        replaced(with(PUBLISHED, "--health-cmd", "false", "--health-interval", "1s",
                                "--health-retries", "1"), SLEEPING).after("{{.State.Health.Status}}", "unhealthy"))
                        .phone(REFUSED, 8000).expect("container", "container-unhealthy"),

                Fault.of("unhealthy by its HEALTHCHECK, though it answers", CONTAINERS,
                        replaced(with(PUBLISHED, "--health-cmd", "false", "--health-interval", "1s",
                                "--health-retries", "1"), API.serving("ok"))
                                .after("{{.State.Health.Status}}", "unhealthy"))
                        .phone(Answer.OK, 8000).expect("container", "container-unhealthy"),

                Fault.of("killed for memory", CONTAINERS,
                        replaced(with(PUBLISHED, "--memory", "16m"), "tail", "/dev/zero")
                                .after("{{.State.OOMKilled}}", "true"))
                        .phone(REFUSED, 8000).expect("container", "container-stopped").says("memory"),

                Fault.of("created, its port was taken", CONTAINERS, lab -> {
                    lab.docker().remove(API);
                    lab.process(API, "busybox", "nc", "-ll", "-p", "8000", "-e", lab.handler("other"));
                    lab.awaitListener(8000);
                    lab.docker().runIfPossible(API, PUBLISHED, API.serving("ok"), false);
                    lab.docker().await(API, "{{.State.Status}}", "created");
                    return () -> {
                        lab.end(API);
                        lab.docker().healthy(API);
                    };
                }).phone(UNHEALTHY, 8000).expect("listening", "wrong-process-listening"),

                Fault.of("port not published", CONTAINERS, replaced(List.of(), API.serving("ok")))
                        .phone(REFUSED, 8000).expect("published", "port-not-published"),

                Fault.of("port exposed, not published", CONTAINERS,
                        replaced(List.of("--expose", "8000"), API.serving("ok")))
                        .phone(REFUSED, 8000).expect("published", "port-not-published"),

                Fault.of("published, on no network", CONTAINERS,
                        replaced(with(PUBLISHED, "--network", "none"), API.serving("ok")))
                        .phone(REFUSED, 8000).expect("published", "port-not-published"),

                Fault.of("published on 127.0.0.1 only", CONTAINERS,
                        replaced(List.of("-p", "127.0.0.1:8000:8000"), API.serving("ok")))
                        .phone(REFUSED, 8000).expect("published", "port-published-on-loopback"),

                Fault.of("published on 127.0.0.1 only, found by its port alone", CONTAINERS,
                        replaced(List.of("-p", "127.0.0.1:8000:8000"), API.serving("ok")))
                        .phone(REFUSED, 8000).expect("published", "port-published-on-loopback")
                        .withoutContainerNames(),

                Fault.of("published on another port", CONTAINERS,
                        replaced(List.of("-p", "8080:8000"), API.serving("ok")))
                        .phone(REFUSED, 8000).expect("published", "port-published-elsewhere").says("8080"),

                Fault.of("published to a port where nobody listens inside", CONTAINERS,
                        replaced(List.of("-p", "8000:9000"), API.serving("ok")))
                        .phone(REFUSED, 8000).expect("loopback", "closed-without-answer"),

                Fault.of("bound to the container's own loopback", CONTAINERS,
                        replaced(PUBLISHED, "httpd", "-f", "-p", "127.0.0.1:8000", "-h", "/www"))
                        .phone(REFUSED, 8000).expect("loopback", "closed-without-answer"),

                Fault.of("container runs, its process does not listen", CONTAINERS, replaced(PUBLISHED, SLEEPING))
                        .phone(REFUSED, 8000).expect("loopback", "closed-without-answer"),

                Fault.of("raw service: container runs, nothing listens", CONTAINERS, lab -> {
                    lab.docker().run(LabService.LIVEKIT, LabService.LIVEKIT.publishing(), SLEEPING);
                    return () -> lab.docker().healthy(LabService.LIVEKIT);
                }).phone(REFUSED, 7880, 7881).expect("loopback", "closed-without-answer"),

                Fault.of("accepts and hangs up", CONTAINERS, replaced(PUBLISHED, API.serving("close")))
                        .phone(CLOSED, 8000).expect("loopback", "closed-without-answer"),

                Fault.of("accepts and never answers", CONTAINERS, replaced(PUBLISHED, API.serving("hold")))
                        .phone(SILENT, 8000).expect("loopback", "no-answer"),

                Fault.of("answers 503", CONTAINERS, replaced(PUBLISHED, API.serving("busy")))
                        .phone(UNHEALTHY, 8000).expect("loopback", "unhealthy-answer").says("503"),

                Fault.of("answers 404", CONTAINERS, replaced(PUBLISHED, API.serving("other")))
                        .phone(UNHEALTHY, 8000).expect("loopback", "unhealthy-answer").says("404"),

                Fault.of("Docker's rules for the ports are gone", CONTAINERS, lab -> {
                    Fault.Heal rules = lab.rules().keep();
                    lab.machine().must("iptables", "-F", "DOCKER");
                    return rules;
                }).phone(DROPPED).expect("firewall", "firewall-blocks-by-default"),

                Fault.of("forwarding switched off", CONTAINERS,
                        Commands.pair("sysctl -qw net.ipv4.ip_forward=0", "sysctl -qw net.ipv4.ip_forward=1"))
                        .phone(DROPPED).expect("firewall", "forwarding-off"),

                Fault.of("no permission on Docker's socket", CONTAINERS, lab -> () -> { })
                        .as(Fault.User.NOBODY).phone(Answer.OK).expect("container", "docker-no-permission").exits(30)
                        .mayWarn("unknown"),

                Fault.of("Docker's daemon hangs", CONTAINERS, lab -> {
                    lab.docker().freeze();
                    return lab.docker()::thaw;
                }).phone(Answer.OK).cannotTell("container").mayWarn("unknown"),

                Fault.of("Docker's daemon killed, the kernel translates on", CONTAINERS, lab -> {
                    lab.docker().kill();
                    return () -> restart(lab);
                }).phone(Answer.OK).mayWarn("docker-not-running"),

                Fault.of("Docker's daemon stopped", CONTAINERS, lab -> {
                    lab.docker().stop();
                    return () -> restart(lab);
                }).phone(REFUSED).expect("container", "docker-not-running"));
    }

    private static void restart(Lab lab) {
        lab.docker().start();
        lab.abandon();
        lab.inhabit(CONTAINERS);
    }

    /** A container that takes the place of the API's. */
    private static Replacement replaced(List<String> options, String... program) {
        return new Replacement(options, List.of(program), "{{.State.Status}}", "running");
    }

    private static Replacement replaced(List<String> options, List<String> program) {
        return replaced(options, program.toArray(String[]::new));
    }

    private record Replacement(List<String> options, List<String> program, String format, String state)
            implements Fault.Injection {

        Replacement after(String otherFormat, String otherState) {
            return new Replacement(options, program, otherFormat, otherState);
        }

        @Override
        public Fault.Heal inject(Lab lab) {
            lab.docker().run(API, options, program);
            lab.docker().await(API, format, state);
            return () -> lab.docker().healthy(API);
        }
    }

    private static List<String> with(List<String> options, String... more) {
        return Stream.concat(options.stream(), Stream.of(more)).toList();
    }
}
