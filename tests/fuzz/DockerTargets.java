package fuzz;

import docker.Container;
import docker.DockerReader;
import docker.Engine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import text.Message;

/** What the {@code docker} client says. */
final class DockerTargets {
    private static final String IDS = "5a19974dfc68f1a1d5a7bd31b1f6f5d0c6a2f3a0f0b5f9f1a8f0b7f2c3d4e5f6\n";
    private static final String NETWORKS = """
            {"ID":"5a19974dfc68","Name":"shop_default","Driver":"bridge","Internal":"false","Labels":"a=b"}
            {"ID":"6b19974dfc68","Name":"none","Driver":"null","Internal":"true"}
            """;
    private static final String BRIDGES = """
            {"Id":"5a19974dfc68f1a1","Name":"shop_default","Options":{"com.docker.network.bridge.name":"br-1"},
            "IPAM":{"Config":[{"Subnet":"172.18.0.0/16","Gateway":"172.18.0.1"}]}}
            """;

    private DockerTargets() { }

    static List<Target> all() {
        return List.of(
                Target.of("docker-inspect", List.of("docker/linux-inspect-template.ndjson",
                        "hosts/linux-healthy/008-docker.out", "docker/linux-inspect-whole.json",
                        "docker/linux-docker-inspect-nginx-compose.json"), bytes -> engine(world()
                                .command("docker container inspect", bytes).command("docker network ls", NETWORKS))),
                Target.of("docker-ps", List.of("docker/linux-docker-ps-format-json.2025-01.ndjson",
                        "docker/windows-docker-desktop-ps-no-trunc.2021.ndjson",
                        "docker/linux-compose-ps-2.32.4.ndjson"),
                        bytes -> engine(world().command("docker ps --all --no-trunc --format", bytes))),
                Target.of("docker-ids", List.of("docker/linux-ps-ids.txt"), bytes -> engine(new FakeWorld(Os.LINUX)
                        .command("docker context", "unix:///var/run/docker.sock\n")
                        .command("docker ps --all --quiet", bytes))),
                Target.ofTexts("docker-context", List.of("unix:///var/run/docker.sock\n", "tcp://127.0.0.1:2375\n",
                        "npipe:////./pipe/dockerDesktopLinuxEngine\r\n", "ssh://user@far\n"), bytes -> engine(
                                new FakeWorld(Os.WINDOWS).command("docker context", bytes)
                                        .command("docker ps --all --quiet", ""))),
                Target.ofTexts("docker-error", List.of("Cannot connect to the Docker daemon at unix:///var/run/docker"
                        + ".sock. Is the docker daemon running?\n", "permission denied while trying to connect\n"),
                        bytes -> engine(new FakeWorld(Os.LINUX).command("docker context", "")
                                .command("docker ps", new Ran.Exited(1), bytes, new String(bytes,
                                        StandardCharsets.UTF_8)))),
                Target.ofTexts("docker-networks", List.of(NETWORKS, BRIDGES), bytes -> {
                    Sound.fact(new DockerReader(new FakeWorld(Os.LINUX).command("docker network ls", IDS)
                            .command("docker network inspect", bytes)).networks());
                    engine(world().command("docker container inspect", "").command("docker network ls", bytes));
                }),
                Target.of("docker-stats", List.of("docker/linux-docker-stats-single-by-name.json"), bytes ->
                        Sound.fact(new DockerReader(new FakeWorld(Os.LINUX).command("docker stats", bytes)).usage())));
    }

    private static FakeWorld world() {
        return new FakeWorld(Os.LINUX).command("docker context", "unix:///var/run/docker.sock\n")
                .command("docker ps --all --quiet", IDS);
    }

    private static void engine(FakeWorld world) {
        switch (new DockerReader(world).read()) {
            case Engine.Running(List<Container> containers) -> Sound.value(containers);
            case Engine.Unclear(Message why) -> Sound.message(why);
            case Engine.NotInstalled(Optional<Message> why) -> why.ifPresent(Sound::message);
            case Engine.NoPermission(String said) -> Sound.message(Message.verbatim(said + "."));
            case Engine.NotRunning(String said) -> Sound.message(Message.verbatim(said + "."));
        }
    }
}
