package docker;

import static docker.DockerJson.field;
import static docker.DockerJson.text;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import process.Fact;

/**
 * A network of Docker's, as {@code docker network ls} lists it.
 * <pre>{ "ID":"a3f29feb9df2…","Name":"intern","Driver":"bridge","Internal":"true" }</pre>
 *
 * @param internal no way leads out of it, and none in
 */
public record Network(String id, String name, String driver, boolean internal) {

    static final String TEMPLATE = "{ " + String.join(",", List.of(field("ID", ".ID"), field("Name", ".Name"),
            field("Driver", ".Driver"), field("Internal", ".Internal"))) + " }";

    /**
     * There a container is a device of the LAN with an address of its own, and Docker publishes nothing
     * (docs.docker.com, "Macvlan network driver", "IPvlan network driver").
     */
    private static final Set<String> WITH_OWN_ADDRESS = Set.of("macvlan", "ipvlan");

    /** Every network that there is; unknown where one row is not understood. */
    static Fact<List<Network>> parse(String text) {
        return DockerJson.each(text, Network::of);
    }

    private static Network of(JsonObject row) {
        if (text(row, "ID").isEmpty() || text(row, "Driver").isEmpty()) {
            throw new IllegalArgumentException("a network needs ID and Driver");
        }
        return new Network(text(row, "ID"), text(row, "Name"), text(row, "Driver"),
                Boolean.parseBoolean(text(row, "Internal")));
    }

    /** Whether a container has an address of the LAN there. */
    public boolean givesLanAddress() {
        return WITH_OWN_ADDRESS.contains(driver);
    }
}
