package firewall.windows;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import fact.Fact;
import host.Adapter;
import host.Cidr;
import host.Profile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import text.Message;

/**
 * What {@code read-firewall.ps1} answers, as a policy. Its shape:
 * {@code {"rules":{"local":{"id":"v2.30|..."},"policy":{},"mdm":{}},"profiles":{"local":{"PublicProfile":
 * {"EnableFirewall":"1"}},...},"networks":[{"alias":"Wi-Fi","category":0}],...}}. A part that is {@code null} could
 * not be read; rules and settings cannot be missing.
 */
final class Reading {
    private Reading() { }

    static Fact<WindowsPolicy> policy(JsonElement answer, List<Adapter> adapters) {
        try {
            JsonObject said = answer.getAsJsonObject();
            JsonObject texts = said.getAsJsonObject("rules");
            var rules = new ArrayList<WindowsRule>();
            int unreadable = 0;
            for (WindowsRule.Store store : WindowsRule.Store.values()) {
                for (var entry : words(texts.get(key(store))).entrySet()) {
                    Optional<WindowsRule> rule = WindowsRule.of(entry.getKey(), store, entry.getValue());
                    rule.ifPresent(rules::add);
                    unreadable += rule.isPresent() ? 0 : 1;
                }
            }
            return Fact.known(new WindowsPolicy(flag(said, "running"), settings(said.getAsJsonObject("profiles")),
                    rules, unreadable, networks(said, adapters), new Machine(words(said.get("environment")),
                    words(said.get("services")), text(said.get("version")), programs(said)),
                    flag(said, "elevated")));
        } catch (IllegalStateException | ClassCastException | NullPointerException | UnsupportedOperationException
                | IllegalArgumentException | JsonParseException e) {
            return Fact.unknown(Message.of("firewall-windows.unclear-answer", String.valueOf(e.getMessage())));
        }
    }

    private static String key(WindowsRule.Store store) {
        return switch (store) {
            case LOCAL -> "local";
            case GROUP_POLICY -> "policy";
            case MDM -> "mdm";
        };
    }

    private static Map<Profile, ProfileSettings> settings(JsonObject profiles) {
        Map<String, Map<String, String>> local = store(profiles, WindowsRule.Store.LOCAL);
        var policies = List.of(store(profiles, WindowsRule.Store.GROUP_POLICY), store(profiles, WindowsRule.Store.MDM));
        var settings = new EnumMap<Profile, ProfileSettings>(Profile.class);
        for (Profile profile : List.of(Profile.PUBLIC, Profile.PRIVATE, Profile.DOMAIN)) {
            settings.put(profile, ProfileSettings.of(profile, local, policies));
        }
        return settings;
    }

    private static Map<String, Map<String, String>> store(JsonObject profiles, WindowsRule.Store store) {
        var keys = new TreeMap<String, Map<String, String>>();
        profiles.getAsJsonObject(key(store)).entrySet()
                .forEach(key -> keys.put(key.getKey(), words(key.getValue())));
        return keys;
    }

    /** An adapter that only one side knows is kept with what that side knows. */
    private static List<Network> networks(JsonObject said, List<Adapter> adapters) {
        var categories = new TreeMap<String, Profile>(String.CASE_INSENSITIVE_ORDER);
        for (JsonElement element : list(said, "networks")) {
            JsonObject network = element.getAsJsonObject();
            categories.put(network.get("alias").getAsString(), category(network.get("category").getAsInt()));
        }
        var known = new TreeMap<String, JsonObject>(String.CASE_INSENSITIVE_ORDER);
        for (JsonElement element : list(said, "adapters")) {
            known.put(element.getAsJsonObject().get("alias").getAsString(), element.getAsJsonObject());
        }
        var addresses = new TreeMap<String, List<Cidr>>(String.CASE_INSENSITIVE_ORDER);
        adapters.forEach(adapter -> addresses.put(adapter.name(), adapter.addresses()));
        categories.keySet().forEach(alias -> addresses.putIfAbsent(alias, List.of()));
        var networks = new ArrayList<Network>();
        addresses.forEach((alias, own) -> {
            JsonObject adapter = known.getOrDefault(alias, new JsonObject());
            networks.add(new Network(alias, categories.getOrDefault(alias, Profile.NONE), text(adapter.get("guid")),
                    text(adapter.get("type")).map(Integer::valueOf), own));
        });
        return networks;
    }

    /** {@code ["com.docker.backend|C:\\Program Files\\Docker\\...","svchost|"]}: file name, then path or nothing. */
    private static Map<String, List<String>> programs(JsonObject said) {
        var programs = new TreeMap<String, List<String>>();
        for (JsonElement element : list(said, "programs")) {
            String[] process = element.getAsString().split("\\|", 2);
            programs.computeIfAbsent(process[0].toLowerCase(Locale.ROOT) + ".exe", name -> new ArrayList<>())
                    .add(process.length == 2 ? process[1] : "");
        }
        return programs;
    }

    /** MSFT_NetConnectionProfile: 0 Public, 1 Private, 2 DomainAuthenticated. */
    static Profile category(int number) {
        return switch (number) {
            case 0 -> Profile.PUBLIC;
            case 1 -> Profile.PRIVATE;
            case 2 -> Profile.DOMAIN;
            default -> Profile.NONE;
        };
    }

    private static JsonArray list(JsonObject said, String name) {
        JsonElement list = said.get(name);
        return list == null || list.isJsonNull() ? new JsonArray() : list.getAsJsonArray();
    }

    private static Map<String, String> words(JsonElement object) {
        var words = new LinkedHashMap<String, String>();
        object.getAsJsonObject().entrySet()
                .forEach(entry -> text(entry.getValue()).ifPresent(value -> words.put(entry.getKey(), value)));
        return words;
    }

    private static Optional<String> text(JsonElement value) {
        return value == null || value.isJsonNull() ? Optional.empty() : Optional.of(value.getAsString());
    }

    private static Optional<Boolean> flag(JsonObject said, String name) {
        return text(said.get(name)).map(value -> value.toLowerCase(Locale.ROOT).equals("true"));
    }
}
