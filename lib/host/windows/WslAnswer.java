package host.windows;

import host.Profile;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.Protocol;
import process.Fact;
import text.Message;

/**
 * What {@code read-windows.ps1} says about WSL: {@code {"networkingMode":"mirrored","setting":{"enabled":1,
 * "defaultInboundAction":4,"allowHostPolicyMerge":1},"profiles":[{"profile":4,"enabled":1,"defaultInboundAction":4,
 * "allowLocalRules":1}],"rules":[{"name":"My Web Server","action":2,"priority":2,"profiles":0,"source":1,"status":1,
 * "protocol":"TCP","ports":["80"],"remotePorts":[],"local":["Any"],"remote":["LocalSubnet"]}],"unread":0}}. Recordings
 * of earlier versions have no profiles, and of a rule name, action, protocol, ports and remote alone.
 *
 * <p>The mode is what the user's {@code .wslconfig} asks for; it takes effect when WSL is next started. Numbers are
 * those of MSFT_NetFirewallHyperVRule and its kin: 1 true, 0 false, 2 not configured; actions 2 allow, 4 block;
 * profiles 1 domain, 2 private, 4 public, 0 all of them; sources 1 local, 3 dynamic, 6 device management; status 2
 * enforced in parts, 4 and 5 not at all.
 */
record WslAnswer(String networkingMode, Setting setting, List<ProfileSetting> profiles, List<HyperVRule> rules,
        Integer unread) {

    /** Windows 11 22H2: the first that has mirrored networking and the firewall in front of it. */
    private static final int FIRST_BUILD = 22621;
    private static final int TRUE = 1;
    private static final int FALSE = 0;
    private static final int ALLOW = 2;
    private static final int BLOCK = 4;
    private static final int LOCAL = 1;
    private static final int DYNAMIC = 3;
    private static final int IN_PARTS = 2;
    private static final int UNPARSED = 4;

    private static final Map<Integer, Profile> PROFILES =
            Map.of(1, Profile.DOMAIN, 2, Profile.PRIVATE, 4, Profile.PUBLIC);

    record Setting(int enabled, int defaultInboundAction, int allowHostPolicyMerge) { }

    record ProfileSetting(int profile, int enabled, int defaultInboundAction, int allowLocalRules) {

        HyperVFirewall.Setting made() {
            return new HyperVFirewall.Setting(flag(enabled), defaultInboundAction == ALLOW ? Optional.of(true)
                    : defaultInboundAction == BLOCK ? Optional.of(false) : Optional.empty(), flag(allowLocalRules));
        }

        private static Optional<Boolean> flag(int number) {
            return number == TRUE ? Optional.of(true) : number == FALSE ? Optional.of(false) : Optional.empty();
        }
    }

    record HyperVRule(String name, int action, Integer priority, int profiles, Integer source, int status,
            String protocol, List<String> ports, List<String> remotePorts, List<String> local, List<String> remote) {

        /** One for each protocol; none where Windows cannot use it, or where it is for none of ours. */
        List<HyperVFirewall.Rule> made() {
            var reach = new HyperVFirewall.Reach(limits(ports), limits(remote), limits(local), limits(remotePorts),
                    where(), source == null || source == LOCAL || source == DYNAMIC, status != IN_PARTS);
            return status >= UNPARSED ? List.of() : protocols(protocol).stream().map(each -> {
                var usual = new HyperVFirewall.Rule(name, action == ALLOW, each, List.of());
                return new HyperVFirewall.Rule(name, action == ALLOW, priority == null ? usual.priority() : priority,
                        each, reach);
            }).toList();
        }

        private Set<Profile> where() {
            var named = EnumSet.noneOf(Profile.class);
            PROFILES.forEach((bit, profile) -> {
                if ((profiles & bit) != 0) {
                    named.add(profile);
                }
            });
            return profiles == 0 ? HyperVFirewall.Reach.EVERYWHERE : named;
        }

        /** {@code TCP}, {@code 6}; a rule for any protocol speaks for each. */
        private static List<Protocol> protocols(String text) {
            return switch (text.toUpperCase(Locale.ROOT)) {
                case "TCP", "6" -> List.of(Protocol.TCP);
                case "UDP", "17" -> List.of(Protocol.UDP);
                case "", "ANY", "*" -> List.of(Protocol.TCP, Protocol.UDP);
                default -> List.of();
            };
        }

        /** Empty where a rule has no limit. */
        private static List<String> limits(List<String> values) {
            return values == null || values.stream().anyMatch(value -> value.equals("*")
                    || value.equalsIgnoreCase("Any")) ? List.of()
                    : values.stream().filter(value -> !value.isBlank()).toList();
        }
    }

    /**
     * @param build  of Windows, where it is known: an older one ignores the mode and stays behind NAT
     * @param errors of the whole reading
     */
    WindowsFacts.Wsl made(Optional<Integer> build, ReadErrors errors) {
        boolean mirrored = networkingMode.toLowerCase(Locale.ROOT).equals("mirrored")
                && build.orElse(FIRST_BUILD) >= FIRST_BUILD;
        if (!mirrored) {
            return new WindowsFacts.Wsl(false, Fact.unknown(Message.of("host.not-mirrored")));
        }
        boolean told = setting != null && rules != null && (unread == null || unread == 0)
                && errors.why("wsl", "profiles").isEmpty()
                && (setting.defaultInboundAction() == ALLOW || setting.defaultInboundAction() == BLOCK);
        return new WindowsFacts.Wsl(true, told ? Fact.known(firewall())
                : Fact.unknown(errors.why("wsl").orElse(Message.of("host.not-told", "wsl"))));
    }

    private HyperVFirewall firewall() {
        var settings = new EnumMap<Profile, HyperVFirewall.Setting>(Profile.class);
        for (ProfileSetting each : profiles == null ? List.<ProfileSetting>of() : profiles) {
            Optional.ofNullable(PROFILES.get(each.profile())).ifPresent(profile ->
                    settings.put(profile, each.made()));
        }
        return new HyperVFirewall(setting.enabled() == TRUE, setting.defaultInboundAction() == ALLOW,
                setting.allowHostPolicyMerge() == TRUE, settings,
                rules.stream().flatMap(rule -> rule.made().stream()).toList());
    }
}
