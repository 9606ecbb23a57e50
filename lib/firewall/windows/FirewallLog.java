package firewall.windows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import firewall.LoggedDrop;
import firewall.windows.policy.ProfileSettings;
import host.Profile;
import host.windows.ConstrainedLanguage;
import host.windows.ReadErrors;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import json.Json;
import json.JsonShapeException;
import net.Protocol;
import process.Fact;
import text.Message;

/**
 * What Windows Firewall wrote down as dropped. It does so only where a profile has {@code LogDroppedPackets}, off
 * unless somebody sets it (NetSecurity, Set-NetFirewallProfile), and only an administrator may read the file. The
 * script reads its last lines in the same call as everything else: no file of 4 MB and more gets into a recording,
 * and the path is expanded on the machine it is of.
 */
public final class FirewallLog {
    private static final String HEAD = "#Fields:";

    /** The columns of every version so far; newer ones append {@code pid}. */
    private static final List<String> USUAL = List.of("date", "time", "action", "protocol", "src-ip", "dst-ip",
            "src-port", "dst-port", "size", "tcpflags", "tcpsyn", "tcpack", "tcpwin", "icmptype", "icmpcode", "info",
            "path");

    private FirewallLog() { }

    /**
     * The inbound packets that were dropped last, oldest first.
     *
     * @param answer  of {@code read-windows.ps1}: {@code {"logging":{"local":{"PublicProfile":{"LogDroppedPackets":
     *                "1"}},...},"drops":[{"path":"C:\\...\\pfirewall.log","state":"read","lines":["..."]}],...}}
     * @param profile of the adapter that is asked about: another's log would not tell
     * @return unknown where that profile keeps no log, or where it may not be read
     */
    public static Fact<List<LoggedDrop>> drops(JsonElement answer, Profile profile) {
        try {
            return Json.read(answer, json -> drops(json.getAsJsonObject(), profile));
        } catch (JsonShapeException e) {
            return Fact.unknown(Message.of("firewall-windows.unclear-answer", e.getMessage()));
        }
    }

    private static Fact<List<LoggedDrop>> drops(JsonObject said, Profile profile) {
        Optional<Message> unread = ReadErrors.of(said).why("logging");
        if (!(said.get("logging") instanceof JsonObject logging) || unread.isPresent()
                || said.get("drops") == null || said.get("drops").isJsonNull()) {
            return Fact.unknown(unread.or(() -> ReadErrors.of(said).why("drops")).orElseGet(() ->
                    ConstrainedLanguage.because(said, Message.of("firewall-windows.log-unreadable"))));
        }
        if (!isOn(logging, profile)) {
            return Fact.unknown(Message.of("firewall-windows.log-off"));
        }
        var drops = new ArrayList<LoggedDrop>();
        var states = new ArrayList<String>();
        for (JsonElement element : said.getAsJsonArray("drops")) {
            JsonObject log = element.getAsJsonObject();
            states.add(log.get("state").getAsString());
            drops.addAll(parse(log.getAsJsonArray("lines").asList().stream().map(JsonElement::getAsString)));
        }
        drops.sort(Comparator.comparing(LoggedDrop::at));
        boolean elevated = said.get("elevated") != null && !said.get("elevated").isJsonNull()
                && said.get("elevated").getAsBoolean();
        return states.contains("read") ? Fact.known(List.copyOf(drops)) : Fact.unknown(why(states, elevated));
    }

    /** In a folder that is closed to us, a file that is there looks missing. */
    private static Message why(List<String> states, boolean elevated) {
        if (states.contains("denied") || states.contains("missing") && !elevated) {
            return Message.of("firewall-windows.log-denied");
        }
        return Message.of(states.contains("missing") ? "firewall-windows.log-missing"
                : "firewall-windows.log-unreadable");
    }

    private static boolean isOn(JsonObject logging, Profile profile) {
        return switch (profile) {
            case NONE -> Profile.KINDS.stream().anyMatch(one -> isOn(logging, one));
            case PUBLIC, PRIVATE, DOMAIN -> Stream.of("policy", "mdm", "local")
                    .flatMap(store -> value(logging.getAsJsonObject(store), store, profile).stream())
                    .findFirst().filter(value -> value.equals("1")).isPresent();
        };
    }

    private static Optional<String> value(JsonObject store, String name, Profile profile) {
        boolean local = name.equals("local");
        String key = local && profile == Profile.PRIVATE && !store.has("PrivateProfile") ? "StandardProfile"
                : local || store.has("PrivateProfile") || store.has("PublicProfile") || profile == Profile.DOMAIN
                        ? ProfileSettings.name(profile) : "StandardProfile";
        return store.get(key) instanceof JsonObject values && values.get("LogDroppedPackets") != null
                ? Optional.of(values.get("LogDroppedPackets").getAsString()) : Optional.empty();
    }

    /**
     * Lines of {@code pfirewall.log}, the columns as its head names them:
     * <pre>
     * #Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags ... info path
     * 2020-10-14 09:53:33 DROP TCP 192.168.6.95 192.168.6.81 55164 139 52 S 3458995877 0 8192 - - - RECEIVE
     * </pre>
     * A line that is no such drop, or of which a part is missing, is passed over: the log is written in pieces.
     */
    static List<LoggedDrop> parse(Stream<String> lines) {
        var drops = new ArrayList<LoggedDrop>();
        List<String> columns = USUAL;
        for (String line : lines.toList()) {
            if (line.startsWith(HEAD)) {
                columns = List.of(line.substring(HEAD.length()).strip().split("\\s+"));
            } else if (!line.startsWith("#")) {
                drop(line.strip().split("\\s+"), columns).ifPresent(drops::add);
            }
        }
        return List.copyOf(drops);
    }

    private static Optional<LoggedDrop> drop(String[] cells, List<String> columns) {
        var row = new HashMap<String, String>();
        for (int i = 0; i < Math.min(cells.length, columns.size()); i++) {
            row.put(columns.get(i).toLowerCase(Locale.ROOT), cells[i]);
        }
        Optional<Protocol> protocol = protocol(row);
        if (!"DROP".equals(row.get("action")) || !"RECEIVE".equals(row.get("path")) || protocol.isEmpty()) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(row.get("dst-port"));
            return port < 1 || port > 65535 ? Optional.empty() : Optional.of(new LoggedDrop(
                    LocalDateTime.parse(row.get("date") + "T" + row.get("time")), protocol.get(),
                    address(row.get("src-ip")), address(row.get("dst-ip")), port));
        } catch (IllegalArgumentException | DateTimeException | NullPointerException e) {
            return Optional.empty();
        }
    }

    /** The JDK takes {@code 190} for 0.0.0.190: here that is an address that lost a part. */
    private static InetAddress address(String text) {
        if (text.indexOf(':') < 0 && !text.matches("\\d{1,3}(?:\\.\\d{1,3}){3}")) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        return InetAddress.ofLiteral(text);
    }

    private static Optional<Protocol> protocol(Map<String, String> row) {
        String text = row.getOrDefault("protocol", "");
        return Stream.of(Protocol.values())
                .filter(one -> one.title().equals(text) || String.valueOf(one.number()).equals(text)).findFirst();
    }
}
