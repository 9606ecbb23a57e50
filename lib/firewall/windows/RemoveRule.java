package firewall.windows;

import firewall.Change;
import firewall.Lifetime;
import firewall.windows.policy.RuleString;
import firewall.windows.policy.WindowsRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import process.Fact;
import process.Shell;
import process.ShellCommand;
import process.World;
import text.Message;

/**
 * Removing one local rule that a person made. What it was is kept whole, and shown as a command that makes
 * a rule that does the same. Taking the removal back makes none by itself.
 *
 * @param id   the rule's name; one that the cmdlets take for a pattern is refused
 * @param text the rule as the registry had it
 */
public record RemoveRule(String id, String text) implements Change {
    private static final Set<String> MAKEABLE = Set.of("action", "active", "dir", "protocol", "profile", "lport",
            "lport2_10", "ra4", "ra6", "name", "embedctxt", "desc", "edge");

    public RemoveRule {
        if (!RuleScripts.plain(id)) {
            throw new IllegalArgumentException("not a name that can be removed safely: " + id);
        }
        if (WindowsRule.of(id, WindowsRule.Store.LOCAL, text == null ? "" : text).isEmpty()) {
            throw new IllegalArgumentException("not a rule: " + text);
        }
    }

    private WindowsRule rule() {
        return WindowsRule.of(id, WindowsRule.Store.LOCAL, text).orElseThrow();
    }

    @Override
    public String kind() {
        return "windows-remove-rule";
    }

    @Override
    public Message what() {
        return Message.of("firewall-windows.remove-rule", rule().displayName(), id);
    }

    @Override
    public Lifetime lifetime() {
        return Lifetime.PERMANENT;
    }

    @Override
    public List<ShellCommand> paste() {
        return List.of(new ShellCommand(Shell.POWERSHELL, true, "Remove-NetFirewallRule -Name '" + id + "'"));
    }

    @Override
    public List<ShellCommand> pasteUndo() {
        return made().map(data -> List.of(new ShellCommand(Shell.POWERSHELL, true, "New-NetFirewallRule -Name '" + id
                + "' -DisplayName " + Quoting.powershell(rule().displayName()) + " -Direction Inbound -Action Allow"
                + " -Protocol " + data.get("protocol") + " -LocalPort " + join(data.get("ports")) + " -Profile "
                + join(data.get("profiles")) + " -RemoteAddress " + join(data.get("addresses"))
                + (rule().active() ? "" : " -Enabled False")))).orElse(List.of());
    }

    private static String join(Object values) {
        return String.join(",", ((List<?>) values).stream().map(value -> "'" + value + "'").toList());
    }

    @Override
    public Fact<State> state(World world) {
        return RuleScripts.read(world, id).map(this::compare);
    }

    private State compare(Optional<String> found) {
        if (found.isEmpty()) {
            return State.PRESENT;
        }
        return WindowsRule.of(id, WindowsRule.Store.LOCAL, found.get())
                .filter(rule -> rule.active() == rule().active() && rule.sameEffect(rule())).isPresent()
                ? State.ABSENT : State.EDITED;
    }

    @Override
    public Fact<List<String>> found(World world) {
        return RuleScripts.read(world, id).map(rule -> rule.stream().toList());
    }

    @Override
    public Fact<State> apply(World world) {
        return RuleScripts.read(world, id).then(found -> {
            State now = compare(found);
            return now != State.ABSENT ? Fact.known(now)
                    : RuleScripts.change(world, "remove-rule.ps1", Map.of("name", id, "rule", found.orElseThrow()),
                            () -> state(world));
        });
    }

    /** Never makes a rule: a record says what there was, and proves to nobody that it was this program that removed it. */
    @Override
    public Fact<State> undo(World world, boolean force) {
        return state(world).then(now -> now != State.PRESENT ? Fact.known(now)
                : Fact.unknown(Message.of("firewall-windows.cannot-remake", rule().displayName(), text)));
    }

    /** What {@code add-rule.ps1} needs to make the rule again, where it is nothing but what that script can make. */
    private Optional<Map<String, Object>> made() {
        WindowsRule rule = rule();
        RuleString string = rule.string();
        boolean simple = string.entries().stream()
                .allMatch(entry -> MAKEABLE.contains(entry.key().toLowerCase(Locale.ROOT)))
                && rule.inbound() && rule.action() == WindowsRule.Action.ALLOW
                && !string.first("Edge").orElse("").equalsIgnoreCase("TRUE");
        Optional<String> protocol = string.first("Protocol")
                .flatMap(number -> Optional.ofNullable(Map.of("6", "TCP", "17", "UDP").get(number)));
        List<String> ports = string.all("LPort", "LPort2_10");
        List<String> addresses = string.all("RA4", "RA6").stream().distinct().toList();
        if (!simple || protocol.isEmpty() || ports.isEmpty()
                || !ports.stream().allMatch(port -> port.matches("\\d{1,5}(-\\d{1,5})?"))
                || !addresses.stream().allMatch(address -> address.matches("[A-Za-z0-9.:/-]+"))) {
            return Optional.empty();
        }
        var data = new TreeMap<String, Object>();
        data.put("name", id);
        data.put("display", rule.displayName());
        data.put("protocol", protocol.get());
        data.put("ports", ports);
        data.put("profiles", rule.profiles().stream().sorted().map(profile -> switch (profile) {
            case PUBLIC, NONE -> "Public";
            case PRIVATE -> "Private";
            case DOMAIN -> "Domain";
        }).toList());
        data.put("addresses", addresses.isEmpty() ? List.of("Any") : addresses);
        return Optional.of(data);
    }
}
