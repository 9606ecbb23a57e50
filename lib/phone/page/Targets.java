package phone.page;

import inventory.Endpoint;
import java.util.List;
import java.util.stream.IntStream;
import net.Protocol;

/** What a phone is to try, from what the inventory names. */
public final class Targets {

    private Targets() { }

    /** One for each endpoint, numbered by its place. */
    public static List<Target> of(List<Endpoint> endpoints) {
        return IntStream.range(0, endpoints.size())
                .mapToObj(number -> new Target(number, endpoints.get(number), kind(endpoints.get(number))))
                .toList();
    }

    private static Target.Kind kind(Endpoint endpoint) {
        if (endpoint.service().protocol() == Protocol.UDP) {
            return Target.Kind.UDP;
        }
        if (BadPorts.has(endpoint.port())) {
            return Target.Kind.FORBIDDEN;
        }
        return endpoint.service().health().isPresent() ? Target.Kind.HTTP : Target.Kind.RAW;
    }
}
