package host.linux;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import json.Json;
import json.JsonShapeException;
import process.Fact;
import text.Message;

/**
 * An adapter as the kernel describes it through rtnetlink(7), printed by {@code ip -json -details link}:
 * <pre>
 * {"ifname":"br0","flags":["BROADCAST","MULTICAST","UP","LOWER_UP"],"link_type":"ether",
 *  "linkinfo":{"info_kind":"bridge"}}
 * {"ifname":"tap0","flags":["NO-CARRIER","BROADCAST","UP"],"master":"br0","link_type":"ether",
 *  "linkinfo":{"info_kind":"tun","info_data":{"type":"tap"}}}
 * </pre>
 *
 * @param type    of the hardware: {@code ether}, {@code loopback}, {@code none}, {@code ppp}
 * @param kind    of the driver that made it; empty for hardware, and for a few programs with a driver of their own
 * @param subkind of a tun adapter: {@code tun} or {@code tap}
 * @param master  the bridge or bond that it is part of
 * @param on      switched on
 * @param carrier something is at the other end
 */
public record IpLink(String name, String type, String kind, String subkind, Optional<String> master, boolean on,
        boolean carrier) {

    /** All of them by name. */
    public static Fact<Map<String, IpLink>> table(String text) {
        try {
            return Fact.known(Json.read(text, IpLink::links));
        } catch (JsonShapeException e) {
            return Fact.unknown(Message.of("host.unclear-row", "ip link"));
        }
    }

    private static Map<String, IpLink> links(JsonElement all) {
        var links = new LinkedHashMap<String, IpLink>();
        for (JsonElement row : all.getAsJsonArray()) {
            JsonObject link = row.getAsJsonObject();
            // iproute2 prints an empty object for what it was not asked for.
            if (!link.isEmpty()) {
                String name = link.get("ifname").getAsString();
                links.put(name, link(name, link));
            }
        }
        return links;
    }

    private static IpLink link(String name, JsonObject link) {
        JsonObject info = Json.object(link, "linkinfo");
        List<String> flags = Json.list(link, "flags").stream().map(JsonElement::getAsString).toList();
        return new IpLink(name, Json.text(link, "link_type").orElse(""), Json.text(info, "info_kind").orElse(""),
                Json.text(Json.object(info, "info_data"), "type").orElse(""), Json.text(link, "master"),
                flags.contains("UP"), flags.contains("LOWER_UP"));
    }
}
