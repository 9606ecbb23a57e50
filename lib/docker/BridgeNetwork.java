package docker;

import static docker.DockerJson.field;
import static docker.DockerJson.key;
import static docker.DockerJson.text;
import static json.Json.object;

import com.google.gson.JsonObject;
import java.util.List;
import json.Json;
import process.Fact;

/**
 * A network of Docker's with an adapter of this machine, as {@code docker network inspect} describes it.
 *
 * @param adapter {@code br-} and the beginning of its id, unless its options name another; {@code docker0}
 * @param subnets {@code 172.17.0.0/16}
 */
public record BridgeNetwork(String name, String adapter, List<String> subnets) {

    private static final String OPTION = "com.docker.network.bridge.name";

    /** One option of all, and of the addresses the subnets; behind these stands one of nothing, for the comma. */
    static final String TEMPLATE = "{ " + field("Id", ".ID") + "," + field("Name", ".Name") + ","
            + key("Options") + "{ " + field(BridgeNetwork.OPTION, "(index .Options `" + BridgeNetwork.OPTION + "`)")
            + " }," + key("IPAM") + "{ " + key("Config") + "[{{range .IPAM.Config}}{ " + field("Subnet", ".Subnet")
            + " },{{end}}null] } }";

    private static final int SHORT_ID = 12;

    public BridgeNetwork {
        subnets = List.copyOf(subnets);
    }

    static Fact<List<BridgeNetwork>> parse(String text) {
        return DockerJson.each(text, BridgeNetwork::network);
    }

    private static BridgeNetwork network(JsonObject all) {
        String id = text(all, "Id");
        if (id.length() < SHORT_ID || text(all, "Name").isEmpty()) {
            throw new IllegalArgumentException("a network needs Id and Name");
        }
        String named = text(object(all, "Options"), OPTION);
        return new BridgeNetwork(text(all, "Name"), named.isEmpty() ? "br-" + id.substring(0, SHORT_ID) : named,
                Json.objects(object(all, "IPAM"), "Config").stream().map(part -> text(part, "Subnet"))
                        .filter(subnet -> !subnet.isEmpty()).toList());
    }
}
