package host;

import java.net.InetAddress;
import java.util.Optional;
import net.Protocol;

/**
 * A socket that waits for connections or datagrams.
 *
 * @param address the local address it is bound to, {@code 0.0.0.0} and {@code ::} for all
 * @param pid     its process, where the system tells it to us
 * @param program name of that process without folder: {@code docker-proxy}, {@code com.docker.backend.exe}
 * @param path    its program's file with the folder, where the system tells it to us: rules of Windows ask for it
 */
public record Listener(Protocol protocol, String address, int port, Optional<Long> pid, Optional<String> program,
        Optional<String> path) {

    /** A listener whose program is known by name at most. */
    public Listener(Protocol protocol, String address, int port, Optional<Long> pid, Optional<String> program) {
        this(protocol, address, port, pid, program, Optional.empty());
    }

    public boolean onAllAddresses() {
        return InetAddress.ofLiteral(address).isAnyLocalAddress();
    }

    public boolean onLoopback() {
        return InetAddress.ofLiteral(address).isLoopbackAddress();
    }

    /**
     * A program that runs.
     *
     * @param name its file without folder: {@code com.docker.backend.exe}; {@code System} for the kernel of Windows
     * @param path its file with the folder, where the system tells it to us
     */
    public record Program(String name, Optional<String> path) {

        public Program {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a program without a name");
            }
        }
    }
}
