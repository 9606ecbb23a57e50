package firewall.windows;

import firewall.Change;
import firewall.Firewall.Wanted;
import firewall.Lifetime;
import firewall.PasteCheck;
import firewall.windows.policy.ProfileDecision;
import firewall.windows.policy.WindowsRule;
import host.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.Protocol;
import process.Fact;
import process.Shell;
import process.ShellCommand;
import process.World;
import text.Message;

/**
 * A local allow rule of ours: one protocol, these ports, one profile, the local subnet, no program (a rule that is
 * ports and addresses alone also holds for WSL in mirrored mode).
 *
 * @param name    unique, and ours to see: {@code runbook-20261123T0450-tcp-8000-public}
 * @param display the service's name as in the guide, where a rule can be called so
 */
public record AddRule(String name, String display, Protocol protocol, List<Integer> ports, Profile profile)
        implements Change {
    static final String PREFIX = "runbook-";
    private static final String ADD = "add-rule.ps1";
    /** So many ports stand in a rule's name. */
    private static final int NAMED_PORTS = 8;

    public AddRule {
        if (!RuleScripts.plain(name) || !name.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not a name of ours: " + name);
        }
        DisplayName.require(display);
        if (protocol == null || profile == null || profile == Profile.NONE) {
            throw new IllegalArgumentException("a rule needs a protocol and a profile");
        }
        if (ports == null || ports.isEmpty() || ports.stream().anyMatch(port -> port < 1 || port > 65535)) {
            throw new IllegalArgumentException("a rule needs ports from 1 to 65535: " + ports);
        }
        ports = List.copyOf(ports);
    }

    static AddRule of(String run, Wanted wanted, Profile profile) {
        Protocol protocol = wanted.flow().protocol();
        List<Integer> ports = List.of(wanted.flow().port());
        String name = PREFIX + run.replaceAll("[^A-Za-z0-9_-]", "-") + tail(protocol, ports, profile);
        return new AddRule(name, DisplayName.of(wanted.service()), protocol, ports, profile);
    }

    /** What a name ends with: {@code -tcp-7880-7881-public}. Of many ports the first, and how many more there are. */
    private static String tail(Protocol protocol, List<Integer> ports, Profile profile) {
        String numbers = ports.size() > NAMED_PORTS ? ports.getFirst() + "-and-" + (ports.size() - 1)
                : ports.stream().map(String::valueOf).collect(Collectors.joining("-"));
        return "-" + protocol.id() + "-" + numbers + "-" + profile.id();
    }

    /** The name without what it ends with. */
    private Optional<String> stem() {
        String tail = tail(protocol, ports, profile);
        return name.endsWith(tail) ? Optional.of(name.substring(0, name.length() - tail.length())) : Optional.empty();
    }

    /** Two rules of one service for one profile are one rule with the ports of both. */
    @Override
    public Optional<Change> joined(Change other) {
        if (!(other instanceof AddRule rule) || !alike(rule)) {
            return Optional.empty();
        }
        List<Integer> all = Stream.concat(ports.stream(), rule.ports.stream()).distinct().toList();
        return Optional.of(new AddRule(stem().orElseThrow() + tail(protocol, all, profile), display, protocol, all,
                profile));
    }

    /** Also the same rule with fewer ports: somebody else has let the others in meanwhile. */
    @Override
    public boolean covers(Change other) {
        return equals(other) || other instanceof AddRule rule && alike(rule) && ports.containsAll(rule.ports);
    }

    private boolean alike(AddRule other) {
        return stem().isPresent() && stem().equals(other.stem()) && display.equals(other.display)
                && protocol == other.protocol && profile == other.profile;
    }

    /** The same under a name that is the same in every script: two of them, both run, make it once. */
    public AddRule forScript() {
        return new AddRule(PREFIX + "lan" + tail(protocol, ports, profile), display, protocol, ports, profile);
    }

    /** The rule as Windows is expected to write it. */
    WindowsRule rule() {
        String text = "v2.30|Active=TRUE|Profile=" + title() + "|" + effect(protocol, ports) + "Name=" + display
                + "|EmbedCtxt=runbook|";
        return WindowsRule.of(name, WindowsRule.Store.LOCAL, text).orElseThrow();
    }

    private static String effect(Protocol protocol, List<Integer> ports) {
        return "Action=Allow|Dir=In|Protocol=" + protocol.number() + "|"
                + ports.stream().map(port -> "LPort=" + port + "|").collect(Collectors.joining())
                + "RA4=LocalSubnet|RA6=LocalSubnet|";
    }

    private String title() {
        return switch (profile) {
            case PUBLIC, NONE -> "Public";
            case PRIVATE -> "Private";
            case DOMAIN -> "Domain";
        };
    }

    private String portList() {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public String kind() {
        return "windows-add-rule";
    }

    /** It removes one rule, under a name of ours. */
    @Override
    public boolean undoOnlyCloses() {
        return true;
    }

    @Override
    public Message what() {
        return Message.of("firewall-windows.add-rule", display, portList(), protocol.title(),
                ProfileDecision.called(profile));
    }

    @Override
    public Lifetime lifetime() {
        return Lifetime.PERMANENT;
    }

    @Override
    public List<ShellCommand> paste() {
        return List.of(
                new ShellCommand(Shell.POWERSHELL, true, "New-NetFirewallRule -Name '" + name + "' -DisplayName "
                        + Quoting.powershell(display) + " -Group 'runbook' -Direction Inbound -Action Allow -Protocol "
                        + protocol.title() + " -LocalPort " + portList() + " -Profile " + title()
                        + " -RemoteAddress LocalSubnet"),
                new ShellCommand(Shell.CMD, true, netsh("add") + " dir=in action=allow " + conditions()));
    }

    private String netsh(String verb) {
        return Shell.CMD.system("netsh") + " advfirewall firewall " + verb + " rule name=" + Quoting.cmd(display);
    }

    private String conditions() {
        return "protocol=" + protocol.title() + " localport=" + portList() + " profile=" + profile.id()
                + " remoteip=localsubnet";
    }

    @Override
    public Optional<PasteCheck> pasteCheck() {
        return Optional.of(pasteCheck(PasteFunctions.RULE_STATE, name, rule().effectText()));
    }

    /** The same for a rule of whatever network profiles, under a plain name. */
    public static PasteCheck pasteCheck(String name, Protocol protocol, List<Integer> ports) {
        return pasteCheck(PasteFunctions.RULE_STATE + " -AnyProfile", name, effect(protocol, ports));
    }

    private static PasteCheck pasteCheck(String state, String name, String wanted) {
        return new PasteCheck(state, List.of(name, wanted), "on", PasteCheck.NONE, Optional.empty(),
                Message.of("firewall-windows.paste-other-rule"), Optional.of(PasteFunctions.RULE_TEXT),
                Optional.empty());
    }

    /** netsh knows display names only, so its line also takes a rule of that very name, ports and profile. */
    @Override
    public List<ShellCommand> pasteUndo() {
        return List.of(
                new ShellCommand(Shell.POWERSHELL, true, "Remove-NetFirewallRule -Name '" + name + "'"),
                new ShellCommand(Shell.CMD, true, netsh("delete") + " dir=in " + conditions()));
    }

    @Override
    public Fact<State> state(World world) {
        return RuleScripts.read(world, name).map(this::compare);
    }

    private State compare(Optional<String> found) {
        if (found.isEmpty()) {
            return State.ABSENT;
        }
        return WindowsRule.of(name, WindowsRule.Store.LOCAL, found.get())
                .filter(rule -> rule.active() && rule.sameEffect(rule())).isPresent()
                ? State.PRESENT : State.EDITED;
    }

    @Override
    public Fact<List<String>> found(World world) {
        return RuleScripts.read(world, name).map(rule -> rule.stream().toList());
    }

    @Override
    public Fact<State> apply(World world) {
        return state(world).then(now -> now != State.ABSENT ? Fact.known(now)
                : RuleScripts.change(world, ADD, Map.of("name", name, "display", display, "protocol", protocol.title(),
                        "ports", ports, "profiles", List.of(title()), "addresses", List.of("LocalSubnet")),
                        () -> state(world)));
    }

    @Override
    public Fact<State> undo(World world, boolean force) {
        return RuleScripts.read(world, name).then(found -> {
            State now = compare(found);
            return now == State.ABSENT || now == State.EDITED && !force ? Fact.known(now)
                    : RuleScripts.change(world, "remove-rule.ps1", Map.of("name", name, "rule", found.orElseThrow()),
                            () -> state(world));
        });
    }
}
