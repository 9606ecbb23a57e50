package firewall.windows;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import firewall.windows.policy.AdapterNetwork;
import firewall.windows.policy.ExceptionLists;
import firewall.windows.policy.ProfileSettings;
import firewall.windows.policy.RuleContext;
import firewall.windows.policy.WindowsPolicy;
import firewall.windows.policy.WindowsRule;
import host.Adapter;
import host.Profile;
import host.windows.ConstrainedLanguage;
import host.windows.NetworkProfiles;
import host.windows.ReadErrors;
import host.windows.WindowsAnswer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import json.Json;
import json.JsonShapeException;
import net.Cidr;
import process.Fact;
import text.Message;

/**
 * What {@code read-windows.ps1} answers about the firewall, as a policy. Its shape:
 * {@code {"rules":{"local":{"id":"v2.30|..."},"policy":{},"mdm":{}},"profiles":{"local":{"PublicProfile":
 * {"EnableFirewall":"1"},"PublicProfile\\GloballyOpenPorts\\List":{"8080:TCP":"8080:TCP:*:Enabled:API"}},...},
 * "networks":[{"index":5,"category":0,"ipv4":4,"ipv6":1}],...}}. A part that is {@code null} could not be read; without
 * the rules and the settings of every store nothing can be decided, without any other only what asks for it.
 */
public final class PolicyReader {
    private PolicyReader() { }

    public static Fact<WindowsPolicy> policy(JsonElement answer, List<Adapter> adapters) {
        try {
            return Json.read(answer, json -> policy(json.getAsJsonObject(), adapters));
        } catch (JsonShapeException e) {
            return Fact.unknown(Message.of("firewall-windows.unclear-answer", e.getMessage()));
        }
    }

    private static Fact<WindowsPolicy> policy(JsonObject said, List<Adapter> adapters) {
        if (missing(said, "rules") || missing(said, "profiles")) {
            return Fact.unknown(unreadable(said));
        }
        JsonObject texts = said.getAsJsonObject("rules");
        JsonObject profiles = said.getAsJsonObject("profiles");
        if (anyNull(texts, 1) || anyNull(profiles, 3)) {
            return Fact.unknown(unreadable(said));
        }
        var rules = new ArrayList<WindowsRule>();
        int unreadable = 0;
        for (WindowsRule.Store store : WindowsRule.Store.values()) {
            for (var entry : texts.getAsJsonObject(key(store)).entrySet()) {
                Optional<WindowsRule> rule = text(entry.getValue())
                        .flatMap(text -> WindowsRule.of(entry.getKey(), store, text));
                rule.ifPresent(rules::add);
                unreadable += rule.isPresent() ? 0 : 1;
            }
            ExceptionLists lists = ExceptionLists.of(store, store(profiles, store));
            rules.addAll(lists.rules());
            unreadable += lists.unreadable();
        }
        return Fact.known(new WindowsPolicy(flag(said, "running"), settings(profiles), rules, unreadable,
                networks(said, adapters), machine(said), flag(said, "elevated")));
    }

    private static Message unreadable(JsonObject said) {
        ReadErrors errors = ReadErrors.of(said);
        return errors.why("rules").or(() -> errors.why("profiles"))
                .map(why -> Message.of("firewall-windows.unreadable-because", why))
                .orElseGet(() -> ConstrainedLanguage.because(said, Message.of("firewall-windows.unreadable")));
    }

    /** A store, a key or a value that could not be read; of a setting nobody knows then whether it is set. */
    private static boolean anyNull(JsonElement part, int levels) {
        return part.isJsonNull() || levels > 0 && part.getAsJsonObject().asMap().values().stream()
                .anyMatch(inner -> anyNull(inner, levels - 1));
    }

    /**
     * A part that takes no other along where it is missing or has not the shape it should have: whatever asks for it
     * finds nothing there, and then cannot be judged.
     */
    private static <T> T alone(JsonObject said, Function<JsonObject, T> part, T nothing) {
        try {
            return Json.read(said, json -> part.apply(json.getAsJsonObject()));
        } catch (JsonShapeException e) {
            return nothing;
        }
    }

    private static RuleContext machine(JsonObject said) {
        return new RuleContext(alone(said, json -> words(json.get("environment")), Map.of()),
                alone(said, json -> words(json.get("services")), Map.of()),
                alone(said, json -> text(json.get("version")), Optional.empty()),
                alone(said, PolicyReader::programs, Map.of()));
    }

    private static boolean missing(JsonObject said, String part) {
        return said.get(part) == null || said.get(part).isJsonNull();
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
        for (Profile profile : Profile.KINDS) {
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
    private static List<AdapterNetwork> networks(JsonObject said, List<Adapter> adapters) {
        NetworkProfiles categories = WindowsAnswer.of(said).then(WindowsAnswer::profiles).toOptional()
                .orElse(NetworkProfiles.none());
        Map<String, JsonObject> known = alone(said, PolicyReader::cards, Map.of());
        var addresses = new TreeMap<String, List<Cidr>>(String.CASE_INSENSITIVE_ORDER);
        known.keySet().forEach(alias -> addresses.put(alias, List.of()));
        adapters.forEach(adapter -> addresses.put(adapter.name(), adapter.addresses()));
        var networks = new ArrayList<AdapterNetwork>();
        addresses.forEach((alias, own) -> {
            JsonObject adapter = known.getOrDefault(alias, new JsonObject());
            networks.add(new AdapterNetwork(alias, categories.of(alias),
                    alone(adapter, json -> text(json.get("guid")), Optional.empty()), number(adapter, "type"), own));
        });
        return networks;
    }

    private static Map<String, JsonObject> cards(JsonObject said) {
        var cards = new TreeMap<String, JsonObject>(String.CASE_INSENSITIVE_ORDER);
        for (JsonElement element : list(said, "adapters")) {
            cards.put(element.getAsJsonObject().get("name").getAsString(), element.getAsJsonObject());
        }
        return cards;
    }

    private static Optional<Integer> number(JsonObject object, String name) {
        return alone(object, json -> text(json.get(name)).map(Integer::valueOf), Optional.empty());
    }

    /** {@code [{"pid":9120,"name":"com.docker.backend.exe","path":"C:\\Program Files\\Docker\\..."}]}. */
    private static Map<String, List<String>> programs(JsonObject said) {
        var programs = new TreeMap<String, List<String>>();
        for (JsonElement element : list(said, "processes")) {
            JsonObject process = element.getAsJsonObject();
            List<String> paths = programs.computeIfAbsent(process.get("name").getAsString().toLowerCase(Locale.ROOT),
                    name -> new ArrayList<>());
            String path = text(process.get("path")).orElse("");
            if (!paths.contains(path)) {
                paths.add(path);
            }
        }
        return programs;
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
        Optional<String> told = alone(said, json -> text(json.get(name)), Optional.empty());
        return told.filter(value -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false"))
                .map(Boolean::valueOf);
    }
}
