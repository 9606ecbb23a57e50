package docker;

import java.util.Optional;
import java.util.stream.Stream;
import net.Protocol;

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
