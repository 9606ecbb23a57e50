package phone.page;

import java.util.Map;

/**
 * What the JDK's HTTP server takes. Its limits are system properties that are read once, when its
 * first class is loaded; what somebody set by hand stays.
 *
 * <p>The properties are those of the page of the module {@code jdk.httpserver}, but for {@code clockTick}, the pace at
 * which idle connections are looked for, which is only in its source ({@code sun.net.httpserver.ServerConfig}).
 * {@code maxReqTime} is left alone: that page says milliseconds and the source of JDK 25 takes seconds;
 * {@link RequestExecutor} does its work.
 */
final class ServerLimits {
    private static final Map<String, String> LIMITS = Map.of(
            // More than the proxy lets through, so that the limits of each address decide.
            "jdk.httpserver.maxConnections", Integer.toString(ConnectionLimits.IN_ALL + 50),
            // In seconds. A page that is open asks every second, so its connection is never idle that long.
            "sun.net.httpserver.idleInterval", "5",
            // In milliseconds.
            "sun.net.httpserver.clockTick", "1000",
            // A phone's browser sends about a dozen of them, in less than 1 KiB.
            "sun.net.httpserver.maxReqHeaders", "64",
            "sun.net.httpserver.maxReqHeaderSize", "16384",
            "sun.net.httpserver.nodelay", "true");

    private ServerLimits() { }

    /** To be called before the first server is made. */
    static void set() {
        LIMITS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
