package firewall.windows;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import host.windows.ConstrainedLanguage;
import host.windows.PowerShell;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import json.Json;
import json.JsonShapeException;
import net.IpAddresses;
import net.Protocol;
import process.Fact;
import process.World;
import text.Message;

/**
 * What Windows wrote to its Security log of packets that the firewall dropped: events 5152 and 5157, which are written
 * where auditing is on (learn.microsoft.com/windows/win32/fwp/auditing-and-logging). Windows 11 and Server 2022 say in
 * the field FilterOrigin which rule it was, by its unique name, or which default
 * (learn.microsoft.com/windows/security/threat-protection/windows-firewall/filter-origin-documentation).
 */
public final class SecurityLog {

    /** The origin of a drop that no rule asked for: nobody listens, and Windows keeps silent about it. */
    public static final String STEALTH = "Stealth";

    /** A full log takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The number of the word "inbound" in the messages of the log: 14593 is outbound. */
    private static final String INBOUND = "%%14592";

    private SecurityLog() { }

    /**
     * A packet from outside that was dropped. The documentation is not of one mind which end an event calls the source,
     * so that both are told.
     *
     * @param event  5152 or 5157
     * @param filter its number in the state of the filtering platform, which is another one after a restart
     * @param origin which rule it was, by its unique name, or which default; empty before Windows 11
     */
    public record Drop(int event, Protocol protocol, InetAddress source, int sourcePort, InetAddress destination,
            int destinationPort, String filter, Optional<String> origin) {

        /** True for a packet of this device to this port of this machine. */
        public boolean isOf(InetAddress device, int port) {
            return source.equals(device) && destinationPort == port || destination.equals(device) && sourcePort == port;
        }
    }

    /** The packets from outside to these ports that were dropped since a moment, the last one first. */
    public static Fact<List<Drop>> since(World world, Instant moment, Set<Integer> ports) {
        Map<String, ?> data = Map.of("since", moment.toString(), "ports",
                ports.stream().sorted().map(String::valueOf).toList());
        return new PowerShell(world).json("firewall/windows/read-drops.ps1", data, PATIENCE).then(SecurityLog::parse);
    }

    /**
     * {@code {"state":"read","drops":[{"event":5157,"values":{"ProcessID":"4","Application":"System",
     * "Direction":"%%14592","SourceAddress":"192.168.1.23","SourcePort":"54712","DestAddress":"192.168.1.44",
     * "DestPort":"8000","Protocol":"6","FilterRTID":"70201","FilterOrigin":"{3A5B...}",...}}]}}.
     */
    static Fact<List<Drop>> parse(JsonElement answer) {
        try {
            return Json.read(answer, json -> {
                JsonObject said = json.getAsJsonObject();
                return switch (said.get("state").getAsString()) {
                    case "read" -> Fact.known(drops(said.getAsJsonArray("drops")));
                    case "denied" -> Fact.unknown(Message.of("firewall-windows.needs-administrator"));
                    default -> Fact.unknown(ConstrainedLanguage.because(said,
                            Message.of("firewall-windows.log-unreadable")));
                };
            });
        } catch (JsonShapeException e) {
            return Fact.unknown(Message.of("firewall-windows.unclear-answer", e.getMessage()));
        }
    }

    private static List<Drop> drops(JsonArray events) {
        List<Drop> drops = new ArrayList<>();
        for (JsonElement each : events) {
            JsonObject drop = each.getAsJsonObject();
            drop(drop.get("event").getAsInt(), drop.getAsJsonObject("values")).ifPresent(drops::add);
        }
        return List.copyOf(drops);
    }

    private static Optional<Drop> drop(int event, JsonObject values) {
        Optional<Protocol> protocol = switch (text(values, "Protocol")) {
            case "6" -> Optional.of(Protocol.TCP);
            case "17" -> Optional.of(Protocol.UDP);
            default -> Optional.empty();
        };
        if (protocol.isEmpty() || !text(values, "Direction").equals(INBOUND)) {
            return Optional.empty();
        }
        String origin = text(values, "FilterOrigin");
        return Optional.of(new Drop(event, protocol.get(), IpAddresses.address(text(values, "SourceAddress")),
                Integer.parseInt(text(values, "SourcePort")), IpAddresses.address(text(values, "DestAddress")),
                Integer.parseInt(text(values, "DestPort")), text(values, "FilterRTID"),
                origin.isBlank() || origin.equals("-") ? Optional.empty() : Optional.of(origin)));
    }

    private static String text(JsonObject values, String name) {
        return Json.text(values, name).orElse("").strip();
    }
}
