package docker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Protocol;

/**
 * A container as {@code docker inspect} describes it, or, in its absence, {@code docker ps}.
 *
 * @param name           without the leading slash
 * @param composeService the label {@code com.docker.compose.service}, where there is one
 * @param exitCode       of its last end; 0 while it runs
 * @param outOfMemory    the kernel killed it for memory
 * @param error          what Docker said when it could not start it; empty otherwise
 * @param healthLog      last output of its HEALTHCHECK; empty without one
 * @param requested      publications asked for (HostConfig.PortBindings): there also while it is stopped
 * @param published      publications in effect (NetworkSettings.Ports): empty while it is stopped
 * @param exposed        ports its image or its configuration declares, published or not (tcp only)
 * @param networks       Docker's networks that it is on, or was on when it stopped
 * @param networkMode    {@code host} means that its ports are the host's own
 * @param inspected      false where only {@code docker ps} spoke: then what it asked for, how often it was restarted,
 *                       its start, its errors and networks are not known, and stand here as none
 */
public record Container(String id, String name, Optional<String> composeService, Status status,
        Health health, int exitCode, boolean outOfMemory, int restartCount, Optional<Instant> startedAt, String error,
        String healthLog, List<Publication> requested, List<Publication> published, List<Integer> exposed,
        List<Attachment> networks, String networkMode, boolean inspected) {

    /** The states of a container in Docker's API. */
    public enum Status { CREATED, RUNNING, PAUSED, RESTARTING, REMOVING, EXITED, DEAD, OTHER }

    /** The states of a HEALTHCHECK; {@link #NONE} without one. */
    public enum Health { NONE, STARTING, HEALTHY, UNHEALTHY }

    public Container {
        requested = List.copyOf(requested);
        published = List.copyOf(published);
        exposed = List.copyOf(exposed);
        networks = List.copyOf(networks);
    }

    /** Its addresses on Docker's networks. */
    public List<String> addresses() {
        return networks.stream().flatMap(network -> network.addresses().stream()).distinct().toList();
    }

    /** Whether it asked for ports, on networks of its own, and has none of them. */
    public boolean lacksItsPorts() {
        return inspected && !requested.isEmpty() && published.isEmpty() && !networkMode.equals("host")
                && !networkMode.equals("none") && !networkMode.startsWith("container:");
    }

    /** The same container, with what the list of networks says of those that it is on. */
    Container among(List<Network> all) {
        return new Container(id, name, composeService, status, health, exitCode, outOfMemory, restartCount,
                startedAt, error, healthLog, requested, published, exposed,
                networks.stream().map(network -> network.among(all)).toList(), networkMode, inspected);
    }

    /**
     * A container's port made reachable on the host, as in {@code 0.0.0.0:8000->80/tcp}.
     *
     * @param hostAddress {@code 0.0.0.0} or {@code ::} for every address of the host, {@code 127.0.0.1} for none that a
     *                    phone can reach
     */
    public record Publication(int containerPort, Protocol protocol, String hostAddress, int hostPort) {

        /** Whether it is for this port of the host. */
        public boolean isOn(Protocol wanted, int port) {
            return hostPort == port && protocol == wanted;
        }
    }

    /** A port of a container as Docker names it, {@code 8000/tcp}. */
    record PortKey(int port, Protocol protocol) {

        /**
         * Empty for a protocol that no phone of ours uses: sctp.
         *
         * @throws IllegalArgumentException where the port is none
         */
        static Optional<PortKey> parse(String key) {
            int slash = key.indexOf('/');
            String port = slash < 0 ? key : key.substring(0, slash);
            String protocol = slash < 0 ? "tcp" : key.substring(slash + 1);
            return Stream.of(Protocol.values()).filter(known -> known.id().equals(protocol)).findFirst()
                    .map(known -> new PortKey(port(port), known));
        }

        /** @throws IllegalArgumentException where this is no port */
        static int port(String text) {
            int port = Integer.parseInt(text);
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("not a port: " + text);
            }
            return port;
        }
    }
}
