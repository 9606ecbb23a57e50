package firewall.windows.policy;

import firewall.Rule;
import firewall.Ternary;
import firewall.windows.policy.WindowsRule.Store;
import host.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings in force for one network category, local ones and those of policies taken together by the merge laws
 * of MS-FASP 2.2.38: a policy's value wins where it is set, "block everything" holds where either says so, and whether
 * local rules count is for policies alone to say. Names of keys and values are those of MS-GPFAS 2.2.3.
 *
 * @param firewall {@code EnableFirewall}; 0: nothing is blocked, whatever else is set
 * @param shield   {@code DoNotAllowExceptions}; 1: everything inbound is blocked, whatever the rules say
 * @param inbound  {@code DefaultInboundAction}, for what no rule speaks for; 1, and without a setting: it is blocked
 * @param outbound {@code DefaultOutboundAction}, the same for what goes out; 0, and without a setting: it is allowed
 * @param merge    {@code AllowLocalPolicyMerge}; 0: local rules do not count
 * @param programs {@code AuthorizedApplications\AllowUserPrefMerge}; 0: of local rules, those that name a program
 *                 and no port do not count
 * @param ports    {@code GloballyOpenPorts\AllowUserPrefMerge}; 0: of local rules, those that name one port and no
 *                 program do not count
 * @param exempt   {@code DisabledInterfaces}: GUIDs of adapters that the firewall leaves alone
 */
public record ProfileSettings(Profile profile, Setting firewall, Setting shield, Setting inbound,
        Setting outbound, Setting merge,
        Setting programs, Setting ports, Setting exempt) {

    /** @param store the store that it is from, the local one too where nobody has set it */
    record Setting(String key, String name, String value, Store store) {

        boolean is(String number) {
            return value.equals(number);
        }

        /** The setting that decides where no rule does, in the form of a rule. */
        Rule asRule() {
            String text = name + "=" + value;
            String where = store == Store.LOCAL ? key : store.title() + " " + key;
            return new Rule(key + "\\" + name, text, text, where, true);
        }
    }

    /** The values of one store, for this category: by {@code name}, or {@code subkey\name}. */
    private record Source(Store store, Map<String, String> values) {

        Optional<String> number(String name) {
            return Optional.ofNullable(values.get(name)).filter(value -> value.matches("\\d{1,10}"));
        }
    }

    /**
     * @param local    the profile keys of the local store: by their names, the values in them
     * @param policies the same of Group Policy and of device management, in this order
     */
    public static ProfileSettings of(Profile profile, Map<String, Map<String, String>> local,
            List<Map<String, Map<String, String>>> policies) {
        var own = new Source(Store.LOCAL, ofService(profile, local));
        var above = new ArrayList<Source>();
        for (int i = 0; i < policies.size(); i++) {
            above.add(i == 0 ? new Source(Store.GROUP_POLICY, ofGroupPolicy(profile, policies.get(i)))
                    : new Source(Store.MDM, ofService(profile, policies.get(i))));
        }
        var all = new ArrayList<Source>(above);
        all.add(own);
        return new ProfileSettings(profile, first(profile, all, "EnableFirewall", "1"),
                shielding(profile, all), first(profile, all, "DefaultInboundAction", "1"),
                first(profile, all, "DefaultOutboundAction", "0"),
                first(profile, above, "AllowLocalPolicyMerge", "1"),
                first(profile, all, "AuthorizedApplications\\AllowUserPrefMerge", "1"),
                first(profile, above, "GloballyOpenPorts\\AllowUserPrefMerge", "1"), exempt(profile, all));
    }

    /**
     * Where a policy has neither a private nor a public profile, its StandardProfile is for both, save for the
     * settings that must not be there (MS-GPFAS 2.2.3, 2.2.3.13, 2.2.3.15, 2.2.3.17).
     */
    private static Map<String, String> ofGroupPolicy(Profile profile, Map<String, Map<String, String>> store) {
        if (profile == Profile.DOMAIN || store.keySet().stream()
                .anyMatch(key -> key.startsWith("PrivateProfile") || key.startsWith("PublicProfile"))) {
            return values(store, name(profile));
        }
        Map<String, String> standard = values(store, "StandardProfile");
        List.of("AllowLocalPolicyMerge", "DisabledInterfaces", "DefaultInboundAction", "DefaultOutboundAction")
                .forEach(standard::remove);
        return standard;
    }

    /**
     * The stores below the service's own key call the private profile StandardProfile: the local one in every capture,
     * that of device management in public reports, none of which has a PrivateProfile.
     */
    private static Map<String, String> ofService(Profile profile, Map<String, Map<String, String>> store) {
        return values(store, profile == Profile.PRIVATE && !store.containsKey("PrivateProfile")
                ? "StandardProfile" : name(profile));
    }

    private static Map<String, String> values(Map<String, Map<String, String>> store, String key) {
        var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(store.getOrDefault(key, Map.of()));
        for (String subkey : List.of("AuthorizedApplications", "GloballyOpenPorts")) {
            store.getOrDefault(key + "\\" + subkey, Map.of())
                    .forEach((name, value) -> values.put(subkey + "\\" + name, value));
        }
        return values;
    }

    private static Setting first(Profile profile, List<Source> sources, String name, String otherwise) {
        for (Source source : sources) {
            Optional<String> value = source.number(name);
            if (value.isPresent()) {
                return new Setting(name(profile), name, value.get(), source.store());
            }
        }
        return new Setting(name(profile), name, otherwise, Store.LOCAL);
    }

    private static Setting shielding(Profile profile, List<Source> sources) {
        String name = "DoNotAllowExceptions";
        return sources.stream().filter(source -> source.number(name).filter(value -> !value.equals("0")).isPresent())
                .findFirst().map(source -> new Setting(name(profile), name, "1", source.store()))
                .orElse(new Setting(name(profile), name, "0", Store.LOCAL));
    }

    private static Setting exempt(Profile profile, List<Source> sources) {
        String name = "DisabledInterfaces";
        return sources.stream().filter(source -> source.values().containsKey(name)).findFirst()
                .map(source -> new Setting(name(profile), name, source.values().get(name).strip(), source.store()))
                .orElse(new Setting(name(profile), name, "", Store.LOCAL));
    }

    public static String name(Profile profile) {
        return switch (profile) {
            case DOMAIN -> "DomainProfile";
            case PRIVATE -> "PrivateProfile";
            case PUBLIC, NONE -> "PublicProfile";
        };
    }

    /** Whether a rule of this kind counts, or is void because of a policy. */
    boolean counts(WindowsRule rule) {
        return rule.store() != Store.LOCAL || !merge.is("0")
                && !(programs.is("0") && rule.authorizesProgram()) && !(ports.is("0") && rule.opensPort());
    }

    /** The settings by which a local rule for one port, such as ours, does not count. */
    List<Setting> voiding() {
        return List.of(merge, ports).stream().filter(setting -> setting.is("0")).toList();
    }

    /** Whether the firewall leaves this adapter alone. */
    Ternary exempts(AdapterNetwork network) {
        if (exempt.value().isEmpty()) {
            return Ternary.NO;
        }
        return network.guid().map(guid -> Ternary.of(exempt.value().toLowerCase(Locale.ROOT)
                .contains(guid.toLowerCase(Locale.ROOT)))).orElse(Ternary.UNKNOWN);
    }

    /** The setting by which the firewall surely looks at nothing that comes in on this adapter. */
    Optional<Rule> off(AdapterNetwork network) {
        return firewall.is("0") ? Optional.of(firewall.asRule())
                : exempts(network) == Ternary.YES ? Optional.of(exempt.asRule()) : Optional.empty();
    }
}
