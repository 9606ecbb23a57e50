package change.script;

import firewall.PasteCheck;
import firewall.windows.AddRule;
import inventory.Endpoint;
import inventory.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import net.Protocol;
import process.Shell;
import text.Columns;
import text.HiddenCharacters;
import text.Message;
import text.Words;

/**
 * Commands for a machine of which nothing is known but its kind: the services' own ports, from the local subnet only.
 * What depends on the machine (its network, its profile) is asked there, by the script itself.
 */
final class GenericRules {
    private static final int LONGEST_NAME = 200;

    private final Shell shell;
    private final Words words;

    GenericRules(Shell shell, Words words) {
        this.shell = shell;
        this.words = words;
    }

    List<String> start() {
        return switch (shell) {
            case BASH -> List.of(
                    "ours() { sudo iptables -w -S \"$1\" | tr -d '\"' | sed -n \"s/^-A \\(.* --comment $2 .*\\)/\\1/p\"; }",
                    "if test -z \"$undo\"; then",
                    "    dev=$(ip -4 route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -n 1)",
                    "    lan=$(test -z \"$dev\" || ip -4 route show scope link dev \"$dev\" | "
                            + "sed -n 's/^\\([0-9.]*\\/[0-9]*\\).*/\\1/p' | head -n 1)",
                    "    test -n \"$lan\" || { echo " + say("change.print-no-network") + " >&2; exit 1; }",
                    "fi");
            // A network without traffic (IPv4Connectivity 1, as a virtual switch has it) is not the one phones are on,
            // unless there is no other.
            case POWERSHELL -> List.of("$networks = @(Get-NetConnectionProfile -ErrorAction Stop)",
                    "if ($networks.Count -eq 0) { throw " + say("change.print-no-network") + " }",
                    "$busy = @($networks | Where-Object { [int]$_.IPv4Connectivity -gt 1 -or "
                            + "[int]$_.IPv6Connectivity -gt 1 })",
                    "if ($busy.Count -eq 0) { $busy = $networks; Write-Output " + say("change.print-no-traffic") + " }",
                    "$profiles = @($busy | ForEach-Object { @('Public', 'Private', 'Domain')[[int]$_.NetworkCategory] }"
                            + " | Sort-Object -Unique)",
                    "Write-Output (" + say("change.print-profiles") + " + ' ' + ($profiles -join ', '))");
            case CMD -> List.of();
        };
    }

    List<String> add(Service service) {
        return switch (shell) {
            case BASH -> List.of();
            case POWERSHELL -> List.of("New-NetFirewallRule -Name '" + id(service)
                    + "' -DisplayName " + display(service) + " -Group 'runbook' -Direction Inbound -Action Allow"
                    + " -Protocol " + protocol(service) + " -LocalPort " + ports(service)
                    + " -Profile $profiles -RemoteAddress LocalSubnet");
            // The same rule is deleted first: netsh adds another one of the same name without a word.
            case CMD -> List.of(remove(service).getFirst(), shell.system("netsh")
                    + " advfirewall firewall add rule name=" + display(service)
                    + " dir=in action=allow protocol=" + protocol(service) + " localport=" + ports(service)
                    + " profile=private,public remoteip=localsubnet");
        };
    }

    List<String> remove(Service service) {
        return switch (shell) {
            case BASH -> List.of();
            case POWERSHELL -> List.of("Remove-NetFirewallRule -Name '" + id(service) + "'");
            case CMD -> List.of(shell.system("netsh") + " advfirewall firewall delete rule name=" + display(service)
                    + " dir=in protocol=" + protocol(service) + " localport=" + ports(service));
        };
    }

    /** How the rule stands, whatever networks it is for. */
    static PasteCheck check(Service service) {
        return AddRule.pasteCheck(id(service), service.protocol(), service.ports());
    }

    /** The rule of an earlier run, for the network that the machine was on then. */
    static ScriptAction.Correction correction(Service service) {
        String was = "(Get-RuleProfiles '" + id(service) + "')";
        return new ScriptAction.Correction(was + " -ne ($profiles -join ', ')", was,
                "Set-NetFirewallRule -Name '" + id(service) + "' -Profile $profiles");
    }

    /** A process of the machine is reached through INPUT, a container's published port through DOCKER-USER. */
    List<BashScript.Action> bash(Service service) {
        var actions = new ArrayList<BashScript.Action>();
        Optional<Message> title = Optional.of(ConfigureScript.title(service,
                service.ports().stream().map(port -> new Endpoint(service, port)).toList()));
        for (int port : service.ports()) {
            actions.add(iptables(service, port, title, "INPUT", "--dport " + port));
            actions.add(iptables(service, port, Optional.empty(), "DOCKER-USER",
                    "-m conntrack --ctorigdstport " + port + " --ctdir ORIGINAL"));
            title = Optional.empty();
        }
        return actions;
    }

    /** Taken back by its comment, wherever the machine is by then. */
    private static BashScript.Action iptables(Service service, int port, Optional<Message> title, String chain,
            String match) {
        String protocol = service.protocol().id();
        String name = "runbook-lan-" + protocol + "-" + port;
        String rule = " -i \"$dev\" -s \"$lan\" -p " + protocol + " " + match + " -m comment --comment " + name
                + " -j ACCEPT";
        return new BashScript.Action(title.stream().toList(),
                Message.of("change.print-rule-in", service.name(), protocol + " " + port, chain),
                chain.equals("INPUT") ? Optional.empty() : Optional.of("sudo iptables -w -n -L " + chain),
                Optional.of("sudo iptables -w -C " + chain + rule), "sudo iptables -w -I " + chain + " 1" + rule,
                Optional.of("test -n \"$(ours " + chain + " " + name + ")\""),
                List.of("ours " + chain + " " + name + " | while read -r rule; do sudo iptables -w -D $rule; done"));
    }

    private String say(String key) {
        return shell.literal(PasteScript.plain(words.say(Message.of(key))));
    }

    private static String id(Service service) {
        return "runbook-lan-" + service.protocol().id() + "-"
                + service.ports().stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    private static String ports(Service service) {
        return service.ports().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String protocol(Service service) {
        return service.protocol() == Protocol.TCP ? "TCP" : "UDP";
    }

    /**
     * The service's name as data, quoted always: a name like {@code -Confirm} is not an option then. Left out is what
     * the firewalls take for something else (a bar, a leading {@code @}, the name {@code all}).
     */
    private String display(Service service) {
        String plain = HiddenCharacters.replaced(service.name(), c -> " ").replace('|', ' ').replace('\\', '/').strip();
        if (plain.startsWith("@") || plain.toLowerCase(Locale.ROOT).equals("all") || plain.isEmpty()) {
            plain = "Service " + plain;
        }
        return shell.literal(Columns.start(plain, LONGEST_NAME));
    }
}
