package firewall.windows.policy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import firewall.Flow;
import firewall.windows.WindowsFirewall;
import host.Adapter;
import host.AdapterKind;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.Cidr;
import net.Protocol;
import process.Command;
import process.Fact;
import process.Os;
import process.Ran;
import process.World;

/** A Windows that is a few maps: it answers our scripts as PowerShell would, and does what they would do. */
public final class FakeWindows implements World {
    public static final String DOCKER = "C:\\Program Files\\Docker\\Docker\\resources\\com.docker.backend.exe";
    public static final String WIFI = "Wi-Fi";
    private static final Gson GSON = new GsonBuilder().serializeNulls().create();
    public static final String CARD = "{11111111-2222-3333-4444-555555555555}";
    private static final Pattern SCRIPT = Pattern.compile(
            "powershell (?:firewall/windows|host/windows|change/elevate)/([a-z-]+\\.ps1).*", Pattern.DOTALL);

    /** Registry, by store: {@code local}, {@code policy}, {@code mdm}. */
    public final Map<String, Map<String, String>> rules = stores();
    public final Map<String, Map<String, Map<String, String>>> profiles = stores();
    public final Map<String, String> services = new TreeMap<>();
    final List<String> programs = new ArrayList<>(List.of("com.docker.backend|" + DOCKER, "svchost|"));
    public final List<Object> networks = new ArrayList<>();
    public final List<Object> adapters = new ArrayList<>();
    public final List<String> asked = new ArrayList<>();
    /** The name of the network that every adapter is on. */
    public String network = "Livebox-1234";
    /** What somebody else does at the moment when a rule of ours is made. */
    public Runnable onAdd = () -> { };
    /** What Windows does when it is asked for an administrator's rights. */
    public BiFunction<Command, JsonObject, Ran> onElevate = (command, data) -> {
        throw new AssertionError("nobody may be asked: " + data);
    };
    public boolean elevated = true;
    /** False for a recording. */
    public boolean live;
    public Boolean running = true;
    public Ran.End end = new Ran.Exited(0);

    public FakeWindows() {
        for (String profile : List.of("DomainProfile", "PublicProfile", "StandardProfile")) {
            set("local", profile, "EnableFirewall", 1);
        }
        network(WIFI, 0, CARD, 71);
    }

    private static <T> Map<String, Map<String, T>> stores() {
        var stores = new LinkedHashMap<String, Map<String, T>>();
        List.of("local", "policy", "mdm").forEach(store -> stores.put(store, new LinkedHashMap<>()));
        return stores;
    }

    public FakeWindows set(String store, String profile, String name, int value) {
        profiles.get(store).computeIfAbsent(profile, key -> new LinkedHashMap<>()).put(name, String.valueOf(value));
        return this;
    }

    /** @param category 0 public, 1 private, 2 domain */
    public FakeWindows network(String alias, int category, String guid, int type) {
        int index = adapters.size() + 1;
        networks.add(Map.of("index", index, "category", category, "ipv4", 4, "ipv6", 1));
        adapters.add(Map.of("index", index, "name", alias, "guid", guid, "type", type));
        return this;
    }

    public FakeWindows category(int category) {
        networks.clear();
        networks.add(Map.of("index", 1, "category", category, "ipv4", 4, "ipv6", 1));
        return this;
    }

    public FakeWindows rule(String id, String text) {
        rules.get("local").put(id, text);
        return this;
    }

    public static List<Adapter> lan() {
        return List.of(new Adapter(WIFI, "Wireless", List.of(Cidr.parse("192.168.1.44/24"),
                Cidr.parse("fe80::44/64"), Cidr.parse("2001:db8:1::44/64")), Adapter.Link.UP, AdapterKind.WIFI));
    }

    public WindowsPolicy policy() {
        return switch (new WindowsFirewall(this, lan()).policy()) {
            case Fact.Known<WindowsPolicy>(WindowsPolicy policy) -> policy;
            case Fact.Unknown<WindowsPolicy>(var cause) -> throw new AssertionError(cause);
        };
    }

    public static Flow flow(Protocol protocol, String from, int port, String program) {
        InetAddress sender = InetAddress.ofLiteral(from);
        String to = sender.getAddress().length == 4 ? "192.168.1.44" : "2001:db8:1::44";
        return new Flow(protocol, sender, WIFI, InetAddress.ofLiteral(to), port, Optional.ofNullable(program));
    }

    /** The guide's case: a phone opens a connection to a port that Docker Desktop has published. */
    public static Flow phone(int port) {
        return flow(Protocol.TCP, "192.168.1.23", port, DOCKER);
    }

    @Override
    public Ran run(Command command) {
        var script = SCRIPT.matcher(command.line());
        if (!script.matches()) {
            throw new AssertionError("only our scripts may be run: " + command.line());
        }
        asked.add(script.group(1));
        JsonObject data = JsonParser.parseString(command.request().orElseThrow().line()).getAsJsonObject()
                .getAsJsonObject("data");
        if (script.group(1).equals("elevate.ps1")) {
            return onElevate.apply(command, data);
        }
        boolean changes = !script.group(1).startsWith("read-");
        if (changes && !(end instanceof Ran.Exited)) {
            return new Ran(command, end, new byte[0], new byte[0], command.deadline());
        }
        if (changes && !elevated) {
            return said(command, "{\"error\":\"Windows System Error 5,New-NetFirewallRule\","
                    + "\"message\":\"Accès refusé.\"}");
        }
        return said(command, GSON.toJson(Map.of("answer", answer(script.group(1), data))));
    }

    public static Ran said(Command command, String json) {
        // As the frame around the scripts writes it: plain ASCII, whatever the code page.
        String ascii = json.chars().mapToObj(c -> c < ' ' || c > '~' ? String.format("\\u%04x", c) : "" + (char) c)
                .collect(Collectors.joining());
        return new Ran(command, new Ran.Exited(0), ("runbook-begin " + ascii + " runbook-end\r\n")
                .getBytes(StandardCharsets.US_ASCII), new byte[0], Duration.ofMillis(700));
    }

    private Object answer(String script, JsonObject data) {
        Map<String, String> local = rules.get("local");
        switch (script) {
            case "read-windows.ps1" -> {
                return everything();
            }
            case "read-rule.ps1" -> {
                var found = new LinkedHashMap<String, String>();
                found.put("rule", local.get(word(data, "name")));
                return found;
            }
            case "read-network.ps1" -> {
                var found = new LinkedHashMap<String, Object>();
                found.put("network", on(word(data, "guid")).map(index -> Map.of("name", network, "category",
                        networks.stream().map(each -> (Map<?, ?>) each).filter(each -> each.get("index").equals(index))
                                .findFirst().orElseThrow().get("category"))).orElse(null));
                return found;
            }
            case "set-network-category.ps1" -> {
                if (word(data, "network").equals(network)) {
                    category(word(data, "category").equals("Private") ? 1 : 0);
                }
            }
            case "add-rule.ps1" -> {
                local.put(word(data, "name"), written(data));
                onAdd.run();
            }
            case "remove-rule.ps1" -> local.remove(word(data, "name"), word(data, "rule"));
            case "set-rule-enabled.ps1" -> local.computeIfPresent(word(data, "name"), (name, text) -> text.replace(
                    word(data, "enabled").equals("True") ? "Active=FALSE" : "Active=TRUE",
                    word(data, "enabled").equals("True") ? "Active=TRUE" : "Active=FALSE"));
            default -> throw new AssertionError(script);
        }
        return Map.of("done", true);
    }

    /** The number of the adapter with this GUID. */
    private Optional<Object> on(String guid) {
        return networks.isEmpty() ? Optional.empty() : adapters.stream().map(each -> (Map<?, ?>) each)
                .filter(each -> each.get("guid").equals(guid)).findFirst().map(each -> each.get("index"));
    }

    private static String word(JsonObject data, String name) {
        return data.get(name).getAsString();
    }

    /** The rule as Windows would write it; the form is that of the rules in the captures. */
    private static String written(JsonObject data) {
        return "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=" + (word(data, "protocol").equals("TCP") ? 6 : 17) + "|"
                + each(data, "profiles", profile -> "Profile=" + profile + "|")
                + each(data, "ports", port -> (port.contains("-") ? "LPort2_10=" : "LPort=") + port + "|")
                + each(data, "addresses", address -> switch (address) {
                    case "Any" -> "";
                    case "LocalSubnet" -> "RA4=LocalSubnet|RA6=LocalSubnet|";
                    default -> (address.contains(":") ? "RA6=" : "RA4=") + address + "|";
                })
                + "Name=" + word(data, "display") + "|EmbedCtxt=runbook|";
    }

    private static String each(JsonObject data, String name, Function<String, String> text) {
        return data.getAsJsonArray(name).asList().stream().map(JsonElement::getAsString).map(text)
                .collect(Collectors.joining());
    }

    private Map<String, Object> everything() {
        var all = new LinkedHashMap<String, Object>();
        all.put("rules", rules);
        all.put("profiles", profiles);
        all.put("services", services);
        all.put("processes", programs.stream().map(one -> one.split("\\|", -1))
                .map(one -> Map.of("pid", 1, "name", one[0] + ".exe", "path", one[1])).toList());
        all.put("environment", Map.of("SystemRoot", "C:\\Windows", "ProgramFiles", "C:\\Program Files"));
        all.put("version", "10.0");
        all.put("running", running);
        all.put("elevated", elevated);
        // Every machine that is up has one: where a test has none, Windows did not tell.
        all.put("networks", networks.isEmpty() ? null : networks);
        all.put("adapters", adapters);
        return all;
    }

    @Override
    public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
        throw new AssertionError("nothing but PowerShell is asked: " + what);
    }

    @Override
    public Os os() {
        return Os.WINDOWS;
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-11-23T04:50:00Z");
    }

    @Override
    public boolean live() {
        return live;
    }
}
