package docker;

import net.Protocol;

/**
 * A container's port made reachable on the host, as in {@code 0.0.0.0:8000->80/tcp}.
 *
 * @param hostAddress {@code 0.0.0.0} or {@code ::} for every address of the host, {@code 127.0.0.1} for none that a
 *                    phone can reach
 */
public record Publication(int containerPort, Protocol protocol, String hostAddress, int hostPort) { }
