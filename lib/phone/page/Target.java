package phone.page;

import inventory.Endpoint;
import inventory.HealthCheck;
import java.util.List;
import java.util.stream.IntStream;
import json.Id;
import net.Protocol;

/**
 * One endpoint as a browser is to try it.
 *
 * @param number names it between page and server: its place in the inventory, from 0
 * @param tls    asked by https://
 */
public record Target(int number, Endpoint endpoint, Kind kind, boolean tls) {

    /** True where a browser can try at all. */
    public boolean canBeTried() {
        return switch (kind) {
            case HTTP, WEB_SOCKET, RAW -> true;
            case FORBIDDEN, UDP -> false;
        };
    }

    /** How a browser asks it. */
    String scheme() {
        return tls ? "https" : "http";
    }

    /** What a browser can do about a port. */
    public enum Kind implements Id {
        /** A service with a health URL: an answer of any kind proves it. */
        HTTP("http"),
        /** A service that takes WebSockets, and may give HTTP no answer. */
        WEB_SOCKET("web-socket"),
        /** Any other TCP port: that it fails at once, or not at all, proves nothing by itself. */
        RAW("raw"),
        /** A port that every browser refuses to use, whoever listens there (Fetch Standard, "bad port"). */
        FORBIDDEN("forbidden"),
        /** A browser sends no UDP to a port of one's choice. */
        UDP("udp");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** As the page's script knows it. */
        @Override
        public String id() {
            return id;
        }
    }

    /** One for each endpoint, numbered by its place. */
    public static List<Target> of(List<Endpoint> endpoints) {
        return IntStream.range(0, endpoints.size())
                .mapToObj(number -> new Target(number, endpoints.get(number), kind(endpoints.get(number)),
                        toldOfTls(endpoints.get(number))))
                .toList();
    }

    /** The same, asked by https:// whatever the inventory says. */
    public Target byTls() {
        return new Target(number, endpoint, kind, true);
    }

    private static boolean toldOfTls(Endpoint endpoint) {
        return endpoint.health().flatMap(HealthCheck::tls).isPresent();
    }

    private static Target.Kind kind(Endpoint endpoint) {
        if (endpoint.service().protocol() == Protocol.UDP) {
            return Target.Kind.UDP;
        }
        if (BadPorts.has(endpoint.port())) {
            return Target.Kind.FORBIDDEN;
        }
        return endpoint.health().filter(HealthCheck.WebSocketUpgrade.class::isInstance).isPresent()
                ? Target.Kind.WEB_SOCKET
                : endpoint.healthPath().isPresent() ? Target.Kind.HTTP : Target.Kind.RAW;
    }
}
