package host.windows;

/**
 * A forwarding that {@code netsh interface portproxy} set up: the service iphlpsvc listens and connects onwards.
 *
 * @param listenAddress  address of this machine, {@code *} for all
 * @param connectAddress where to: often an address that WSL had before its last start
 */
public record PortProxy(String listenAddress, int listenPort, String connectAddress, int connectPort) { }
