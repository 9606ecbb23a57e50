package change.script;

import inventory.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.Protocol;
import process.Shell;
import text.Columns;

/**
 * Commands for a machine of which nothing is known but its kind: the services' own ports, from the local subnet only.
 * What depends on the machine (its network, its profile) is asked there, by the script itself.
 */
final class GenericRules {
    private static final int LONGEST_NAME = 200;

    private final Shell shell;

    GenericRules(Shell shell) {
        this.shell = shell;
    }

    List<String> start() {
        return switch (shell) {
            case BASH -> List.of(
                    "dev=$(ip -4 route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -n 1)",
                    "lan=$(ip -4 route show scope link dev \"$dev\" | sed -n 's/^\\([0-9.]*\\/[0-9]*\\).*/\\1/p'"
                            + " | head -n 1)",
                    "test -n \"$dev\" && test -n \"$lan\" || { echo 'no default route' >&2; exit 1; }");
            // A network without traffic (IPv4Connectivity 1, as a virtual switch has it) is not the one phones are on.
            case POWERSHELL -> List.of("$profiles = @(Get-NetConnectionProfile | Where-Object { "
                    + "[int]$_.IPv4Connectivity -gt 1 -or [int]$_.IPv6Connectivity -gt 1 } | ForEach-Object { "
                    + "if ([int]$_.NetworkCategory -eq 2) { 'Domain' } else { [string]$_.NetworkCategory } } | "
                    + "Sort-Object -Unique)",
                    "if ($profiles.Count -eq 0 -and -not $Undo) { throw 'no network' }");
            case CMD -> List.of();
        };
    }

    List<String> add(Service service) {
        return switch (shell) {
            case BASH -> iptables(service, "-I", " 1");
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
            case BASH -> iptables(service, "-D", "");
            case POWERSHELL -> List.of("Remove-NetFirewallRule -Name '" + id(service) + "'");
            case CMD -> List.of(shell.system("netsh") + " advfirewall firewall delete rule name=" + display(service)
                    + " dir=in protocol=" + protocol(service) + " localport=" + ports(service));
        };
    }

    /** A command of PowerShell that prints something where the rule is there. */
    String test(Service service) {
        return "Get-NetFirewallRule -Name '" + id(service) + "' -ErrorAction SilentlyContinue";
    }

    /** A process of the machine is reached through INPUT, a container's published port through DOCKER-USER. */
    private List<String> iptables(Service service, String action, String position) {
        var lines = new ArrayList<String>();
        String protocol = service.protocol().id();
        for (int port : service.ports()) {
            String from = " -i \"$dev\" -s \"$lan\" -p " + protocol;
            String then = " -m comment --comment " + display(service) + " -j ACCEPT";
            lines.add("sudo iptables -w " + action + " INPUT" + position + from + " --dport " + port + then);
            lines.add("if sudo iptables -w -n -L DOCKER-USER >/dev/null 2>&1; then sudo iptables -w " + action
                    + " DOCKER-USER" + position + from + " -m conntrack --ctorigdstport " + port
                    + " --ctdir ORIGINAL" + then + "; fi");
        }
        return lines;
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
        String plain = service.name().replaceAll("[|\\p{Cntrl}]", " ").replace('\\', '/').strip();
        if (plain.startsWith("@") || plain.toLowerCase(Locale.ROOT).equals("all") || plain.isEmpty()) {
            plain = "Service " + plain;
        }
        return shell.literal(Columns.start(plain, LONGEST_NAME));
    }
}
