package host.linux.routing;

import java.util.Optional;

/**
 * One way that a route takes.
 *
 * @param adapter by which it leaves
 * @param gateway the router behind it; empty where the network itself is
 * @param dead    the kernel passes it over: the adapter is off, or has no carrier and that counts here
 *                (ignore_routes_with_linkdown)
 */
public record NextHop(String adapter, Optional<String> gateway, boolean dead) {

    @Override
    public String toString() {
        return gateway.map(router -> "via " + router + " ").orElse("") + "dev " + adapter;
    }
}
