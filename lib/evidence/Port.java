package evidence;

import inventory.Endpoint;
import inventory.Protocol;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A port of this machine that is watched. */
public record Port(Protocol protocol, int number) {

    public Port {
        if (protocol == null || number < 1 || number > 65535) {
            throw new IllegalArgumentException("not a port: " + number + "/" + protocol);
        }
    }

    /** The ports of these endpoints, and those that a page is served on. */
    public static List<Port> of(List<Endpoint> endpoints, int... pages) {
        return Stream.concat(
                endpoints.stream().map(each -> new Port(each.service().protocol(), each.port())),
                Arrays.stream(pages).mapToObj(page -> new Port(Protocol.TCP, page))).distinct().toList();
    }
}
