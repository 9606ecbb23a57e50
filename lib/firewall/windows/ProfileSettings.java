package firewall.windows;

import firewall.Rule;
import host.Profile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings in force for one network category, local ones and those of policies taken together by the merge laws
 * of MS-FASP 2.2.38: a policy's value wins where it is set; "block everything" holds where either says so.
 *
 * @param enabled      off: nothing is blocked, whatever else is set
 * @param shielded     {@code DoNotAllowExceptions}: everything inbound is blocked, whatever the rules say
 * @param allowInbound what becomes of a packet that no rule speaks for; without a setting it is blocked
 * @param localRules   whether local rules count; without a policy they do
 * @param exempt       interfaces that the firewall leaves alone, as the registry writes them
 */
record ProfileSettings(Profile profile, boolean enabled, boolean shielded, boolean allowInbound, boolean localRules,
        String exempt) {

    /**
     * @param local    the profile keys of the local store: by their names, the values in them
     * @param policies the same of each store of policies, the strongest first
     */
    static ProfileSettings of(Profile profile, Map<String, Map<String, String>> local,
            List<Map<String, Map<String, String>>> policies) {
        // The local store calls the private profile StandardProfile.
        var own = key(local, profile == Profile.PRIVATE && !local.containsKey("PrivateProfile")
                ? "StandardProfile" : name(profile));
        var above = policies.stream().map(store -> key(store, policyName(profile, store))).toList();
        boolean enabled = configured("EnableFirewall", above, own).orElse(1) != 0;
        boolean shielded = above.stream().anyMatch(store -> number("DoNotAllowExceptions", store).orElse(0) != 0)
                || number("DoNotAllowExceptions", own).orElse(0) != 0;
        boolean allow = configured("DefaultInboundAction", above, own).orElse(1) == 0;
        boolean merge = above.stream().flatMap(store -> number("AllowLocalPolicyMerge", store).stream())
                .findFirst().orElse(1) != 0;
        String exempt = own.entrySet().stream()
                .filter(value -> value.getKey().toLowerCase(Locale.ROOT).startsWith("disabledinterface"))
                .map(Map.Entry::getValue).findFirst().orElse("");
        return new ProfileSettings(profile, enabled, shielded, allow, merge, exempt);
    }

    /** Where a policy has neither a private nor a public profile, its StandardProfile is for both (MS-GPFAS). */
    private static String policyName(Profile profile, Map<String, Map<String, String>> store) {
        boolean split = store.containsKey("PrivateProfile") || store.containsKey("PublicProfile");
        return profile == Profile.DOMAIN || split ? name(profile) : "StandardProfile";
    }

    private static String name(Profile profile) {
        return switch (profile) {
            case DOMAIN -> "DomainProfile";
            case PRIVATE -> "PrivateProfile";
            case PUBLIC, NONE -> "PublicProfile";
        };
    }

    private static Map<String, String> key(Map<String, Map<String, String>> store, String name) {
        var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(store.getOrDefault(name, Map.of()));
        return values;
    }

    private static Optional<Integer> configured(String name, List<Map<String, String>> above,
            Map<String, String> own) {
        return above.stream().flatMap(store -> number(name, store).stream()).findFirst()
                .or(() -> number(name, own));
    }

    private static Optional<Integer> number(String name, Map<String, String> values) {
        try {
            return Optional.ofNullable(values.get(name)).map(Integer::parseInt);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The setting that decides where no rule does, in the form of a rule. */
    Rule asRule(String setting) {
        return new Rule(name(profile) + "\\" + setting.substring(0, setting.indexOf('=')), setting, setting,
                name(profile), true);
    }
}
