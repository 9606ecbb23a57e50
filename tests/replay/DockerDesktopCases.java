package replay;

import static replay.FieldFault.DOCKER_DESKTOP;
import static replay.ListenerMachines.DOCKERS;
import static replay.ListenerMachines.published;
import static replay.ListenerMachines.refused;
import static replay.ListenerMachines.well;

import java.util.List;
import path.FindingId;

/** Machines from the field whose containers run in Docker Desktop's virtual machine. */
final class DockerDesktopCases {

    /** 192.168.68.40: Docker says 0.0.0.0:4000, and com.docker.backend.exe listens on 127.0.0.1. */
    private static final String LOCALHOST = "desktop-binds-localhost-hidden";
    /** 192.168.1.64: a container with the host's network, for 8085. */
    private static final String HOST = "desktop-host-network";

    private DockerDesktopCases() { }

    static List<FieldCase> all() {
        return List.of(
                FieldCase.guilty(DOCKER_DESKTOP, LOCALHOST).exits(20).finds(FindingId.DESKTOP_BINDS_LOCALHOST)
                        .lacks(FindingId.ADDRESS_UNREACHABLE, FindingId.PORT_PUBLISHED_ON_LOOPBACK)
                        .says("Docker reports 0.0.0.0:4000->4000/tcp", "Docker indique 0.0.0.0:4000->4000/tcp")
                        .says("127.0.0.1:4000 is in use by com.docker.backend.exe",
                                "127.0.0.1:4000 est occupé par com.docker.backend.exe")
                        .says("\"Port binding behavior\"", "« Port binding behavior »")
                        .neverSays("leave it out", "Start the service on", "--host", "docker logs").plans(0, "is already allowed"),
                FieldCase.guilty(DOCKER_DESKTOP, published(like(LOCALHOST, "desktop-says-localhost"),
                                "graphql", "", "127.0.0.1")).exits(20).finds(FindingId.DESKTOP_BINDS_LOCALHOST)
                        .lacks(FindingId.PORT_PUBLISHED_ON_LOOPBACK)
                        .says("\"Port binding behavior\"", "« Port binding behavior »").neverSays("leave it out")
                        .plans(0),
                FieldCase.guilty(DOCKER_DESKTOP, published(like(LOCALHOST, "desktop-allows-localhost-only"),
                                "graphql", "192.168.68.40", "192.168.68.40")).exits(20)
                        .finds(FindingId.DESKTOP_BINDS_LOCALHOST)
                        .says("\"Port binding behavior\"", "« Port binding behavior »")
                        .neverSays("name the LAN address", "leave it out").plans(0),
                FieldCase.innocent(DOCKER_DESKTOP, published(like(LOCALHOST, "published-on-loopback"),
                                "graphql", "127.0.0.1", "127.0.0.1")).exits(20)
                        .finds(FindingId.PORT_PUBLISHED_ON_LOOPBACK).lacks(FindingId.DESKTOP_BINDS_LOCALHOST)
                        .neverSays("Port binding behavior").plans(0),
                FieldCase.innocent(DOCKER_DESKTOP, well(like(LOCALHOST, "desktop-on-all-addresses"),
                                "192.168.68.40").rows(row -> !row.endsWith(DOCKERS))
                                .listener("0.0.0.0:4000", "0.0.0.0:0", 10716)).exits(0)
                        .lacks(FindingId.DESKTOP_BINDS_LOCALHOST).plans(0),
                FieldCase.guilty(DOCKER_DESKTOP, refused(like(LOCALHOST, "desktop-did-not-open"),
                                "127.0.0.1").rows(row -> !row.endsWith(DOCKERS))).exits(20)
                        .finds(FindingId.NOTHING_LISTENING)
                        .says("Docker reports 0.0.0.0:4000->4000/tcp", "Docker indique 0.0.0.0:4000->4000/tcp")
                        .says("restart Docker Desktop", "redémarrer Docker Desktop").plans(0),

                FieldCase.guilty(DOCKER_DESKTOP, HOST).exits(20).finds(FindingId.HOST_NETWORK_IN_VM)
                        .lacks(FindingId.NOTHING_LISTENING)
                        .says("Container arma uses the host network", "Le conteneur arma utilise le réseau de l'hôte")
                        .says("\"Enable host networking\"", "« Enable host networking »")
                        .says("publish the port", "publier le port").neverSays("docker logs")
                        .plans(40, "-LocalPort 8085"),
                FieldCase.guilty(DOCKER_DESKTOP, like(HOST, "desktop-host-network-guessed").inventory(
                                "services.yaml", services("Panel"))).exits(20).finds(FindingId.HOST_NETWORK_IN_VM)
                        .says("Container arma uses the host network", "Le conteneur arma utilise le réseau de l'hôte")
                        .plans(0),
                FieldCase.guilty(DOCKER_DESKTOP, like(HOST, "desktop-host-network-unexposed").inventory(
                                "services.yaml", services("Panel")).container("arma", container -> {
                                    container.getAsJsonObject("Config").add("ExposedPorts",
                                            ComposedMachine.json("{}"));
                                    return container;
                                })).exits(20).finds(FindingId.NOTHING_LISTENING)
                        .says("container arma uses the host network", "le conteneur arma utilise le réseau de l'hôte")
                        .plans(0),
                FieldCase.innocent(DOCKER_DESKTOP, well(well(like(HOST, "desktop-host-networking-on"),
                                "192.168.1.64"), "127.0.0.1").listener("0.0.0.0:8085", "0.0.0.0:0", 10716)).exits(0)
                        .lacks(FindingId.HOST_NETWORK_IN_VM, FindingId.NOTHING_LISTENING).plans(0),
                FieldCase.innocent(DOCKER_DESKTOP, like(HOST, "desktop-no-container").inventory(
                                "services.yaml", services("Panel")).container("arma", container -> {
                                    container.getAsJsonObject("HostConfig").addProperty("NetworkMode", "bridge");
                                    container.getAsJsonObject("Config").add("ExposedPorts",
                                            ComposedMachine.json("{}"));
                                    return container;
                                })).exits(20).finds(FindingId.NOTHING_LISTENING).neverSays("host network").plans(0));
    }

    /** With a rule for the port, which lets in whatever program listens. */
    private static ComposedMachine like(String given, String name) {
        return ListenerMachines.allowed(FieldCase.like(given, name), "Protocol=6|LPort=4000|LPort=8085");
    }

    private static String services(String name) {
        return "host: auto\nservices:\n  - name: " + name + "\n    port: 8085\n";
    }
}
