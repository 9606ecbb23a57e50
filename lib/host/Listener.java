package host;

import inventory.Protocol;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A socket that waits for connections or datagrams.
 *
 * @param address the local address it is bound to, {@code 0.0.0.0} and {@code ::} for all
 * @param pid     its process, where the system tells it to us
 * @param program name of that process without folder: {@code docker-proxy}, {@code com.docker.backend.exe}
 */
public record Listener(Protocol protocol, String address, int port, Optional<Long> pid, Optional<String> program) {

    public boolean onAllAddresses() {
        return InetAddress.ofLiteral(address).isAnyLocalAddress();
    }

    public boolean onLoopback() {
        return InetAddress.ofLiteral(address).isLoopbackAddress();
    }
}
