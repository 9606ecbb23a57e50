package host.windows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.Protocol;
import process.Fact;
import text.Message;

/**
 * What {@code read-windows.ps1} says about WSL: {@code {"networkingMode":"mirrored","setting":{"enabled":1,
 * "defaultInboundAction":4,"allowHostPolicyMerge":1},"rules":[{"name":"My Web Server","action":2,"protocol":"TCP",
 * "ports":["80"],"remote":["LocalSubnet"]}]}}.
 *
 * <p>The mode is what the user's {@code .wslconfig} asks for; it takes effect when WSL is next started. Numbers are
 * those of the NetSecurity module: 1 true, 0 false, 2 not configured; actions 2 allow, 4 block.
 */
record WslAnswer(String networkingMode, Setting setting, List<HyperVRule> rules) {

    /** Windows 11 22H2: the first that has mirrored networking and the firewall in front of it. */
    private static final int FIRST_BUILD = 22621;
    private static final int TRUE = 1;
    private static final int ALLOW = 2;
    private static final int BLOCK = 4;

    record Setting(int enabled, int defaultInboundAction, int allowHostPolicyMerge) { }

    record HyperVRule(String name, int action, String protocol, List<String> ports, List<String> remote) { }

    /** @param build of Windows, where it is known: an older one ignores the mode and stays behind NAT */
    WindowsFacts.Wsl made(Optional<Integer> build) {
        boolean mirrored = networkingMode.toLowerCase(Locale.ROOT).equals("mirrored")
                && build.orElse(FIRST_BUILD) >= FIRST_BUILD;
        if (!mirrored) {
            return new WindowsFacts.Wsl(false, Fact.unknown(Message.of("host.not-mirrored")));
        }
        boolean told = setting != null && rules != null
                && (setting.defaultInboundAction() == ALLOW || setting.defaultInboundAction() == BLOCK);
        return new WindowsFacts.Wsl(true, told ? Fact.known(firewall())
                : Fact.unknown(Message.of("host.not-told", "wsl")));
    }

    private HyperVFirewall firewall() {
        return new HyperVFirewall(setting.enabled() == TRUE, setting.defaultInboundAction() == ALLOW,
                setting.allowHostPolicyMerge() == TRUE,
                rules.stream().flatMap(rule -> protocol(rule.protocol()).stream().map(protocol ->
                        new HyperVFirewall.Rule(rule.name(), rule.action() == ALLOW, protocol, limits(rule.ports()),
                                limits(rule.remote())))).toList());
    }

    /** {@code TCP}, {@code 6}; a rule for any protocol speaks for each. */
    private static List<Protocol> protocol(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "TCP", "6" -> List.of(Protocol.TCP);
            case "UDP", "17" -> List.of(Protocol.UDP);
            case "", "ANY", "*" -> List.of(Protocol.TCP, Protocol.UDP);
            default -> List.of();
        };
    }

    /** Empty where a rule has no limit. */
    private static List<String> limits(List<String> values) {
        return values.stream().filter(value -> !value.isBlank() && !value.equals("*") && !value.equalsIgnoreCase("Any"))
                .toList();
    }
}
