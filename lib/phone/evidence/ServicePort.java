package phone.evidence;

import inventory.Endpoint;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.Protocol;

/** A port of this machine that is watched. */
public record ServicePort(Protocol protocol, int number) {

    public ServicePort {
        if (protocol == null || number < 1 || number > 65535) {
            throw new IllegalArgumentException("not a port: " + number + "/" + protocol);
        }
    }

    /** The ports of these endpoints, and those that a page is served on. */
    public static List<ServicePort> of(List<Endpoint> endpoints, int... pages) {
        return Stream.concat(
                endpoints.stream().map(each -> new ServicePort(each.service().protocol(), each.port())),
                Arrays.stream(pages).mapToObj(page -> new ServicePort(Protocol.TCP, page))).distinct().toList();
    }
}
