package firewall.linux.netfilter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line for each kind of packet that a captured rule set decides about, and the words of the rule that does. */
class DecisionTableTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        // Docker: published, published on loopback, another network, not published, the host's own processes.
        "docker | tcp 192.168.1.23 eth0 192.168.1.44 8000 | allowed | -A DOCKER -d 172.17.0.2/32",
        "docker | tcp 192.168.1.23 eth0 192.168.1.44 8001 | allowed | -P INPUT ACCEPT",
        "docker | tcp 192.168.1.23 eth0 192.168.1.44 8002 | allowed | -A DOCKER -d 172.18.0.2/32",
        "docker | udp 192.168.1.23 eth0 192.168.1.44 7881 | allowed | -p udp -m udp --dport 7881",
        "docker | tcp 192.168.1.23 eth0 192.168.1.44 7881 | allowed | -P INPUT ACCEPT",
        "docker | tcp 192.168.1.23 eth0 192.168.1.44 22   | allowed | -P INPUT ACCEPT",
        "docker | tcp 192.168.1.23 eth0 172.17.0.2 81     | default | -P FORWARD DROP",
        "docker | tcp 192.168.1.44 lo 192.168.1.44 8000   | allowed | -",
        "docker | tcp 127.0.0.1 lo 127.0.0.1 8000         | allowed | -P INPUT ACCEPT",
        "docker | tcp fe80::1 eth0 fe80::2 8000           | allowed | -",
        // ufw beside Docker: containers bypass it, processes do not.
        "ufw-docker | tcp 192.168.1.23 eth0 192.168.1.44 8000 | allowed | -A DOCKER -d 172.17.0.2/32",
        "ufw-docker | tcp 192.168.1.23 eth0 192.168.1.44 8002 | allowed | -A DOCKER -d 172.18.0.2/32",
        "ufw-docker | udp 192.168.1.23 eth0 192.168.1.44 8002 | default | -P INPUT DROP",
        "ufw-docker | tcp 192.168.1.23 eth0 192.168.1.44 22   | allowed | --dport 22 -j ACCEPT",
        "ufw-docker | tcp 192.168.1.23 eth0 192.168.1.44 8003 | allowed | -A ufw-user-limit-accept",
        "ufw-docker | tcp 192.168.1.23 eth0 192.168.1.44 8004 | allowed | --dport 8004 -j ACCEPT",
        "ufw-docker | tcp 10.1.2.3 eth0 192.168.1.44 8004     | default | -P INPUT DROP",
        "ufw-docker | tcp 192.168.1.23 eth0 192.168.1.44 8001 | default | -P INPUT DROP",
        "ufw-docker | tcp 192.168.1.23 eth0 192.168.1.44 445  | default | -A ufw-skip-to-policy-input",
        "ufw-docker | tcp 127.0.0.1 lo 127.0.0.1 9            | allowed | -A ufw-before-input -i lo",
        "ufw-docker | tcp 192.168.1.44 lo 192.168.1.44 9      | allowed | -A ufw-before-input -i lo",
        "ufw-v6     | tcp fe80::1 eth0 fe80::2 22             | allowed | --dport 22 -j ACCEPT",
        "ufw-v6     | tcp fe80::1 eth0 fe80::2 8000           | default | -P INPUT DROP",
        "ufw-v6     | tcp fe80::1 eth0 fe80::2 8002           | block   | --dport 8002 -j DROP",
        "ufw-v6     | tcp 192.168.1.23 eth0 192.168.1.44 8000 | allowed | -",
        // A catch-all at the end, as Red Hat's iptables service ships it.
        "catch-all | tcp 192.168.1.23 eth0 192.168.1.44 8000 | default-rejected | icmp-host-prohibited",
        "catch-all | tcp 192.168.1.77 eth0 192.168.1.44 8000 | allowed          | -s 192.168.1.77/32",
        "catch-all | tcp 192.168.1.23 eth0 192.168.1.44 22   | allowed          | --dport 22",
        "catch-all | udp 192.168.1.23 eth0 192.168.1.44 22   | default-rejected | -A INPUT -j REJECT",
        "catch-all | tcp 192.168.1.23 eth0 192.168.1.44 8001 | default-rejected | -A INPUT -j REJECT",
        "catch-all | tcp 192.168.1.23 eth0 172.17.0.2 80     | default-rejected | -A FORWARD -j REJECT",
        "catch-all | tcp 192.168.1.44 lo 192.168.1.44 8000   | allowed          | -A INPUT -i lo",
        // Many rules of the older iptables, most of them harmless to what is asked.
        "many | tcp 192.168.1.23 eth0 192.168.1.44 8000 | allowed | -j DROP\\\" words",
        "many | tcp 10.1.2.3 eth0 192.168.1.44 8000     | block   | -s 10.1.2.0/24",
        "many | tcp 192.168.1.23 wlan9 192.168.1.44 8000 | block  | -i wlan9 -p tcp",
        "many | udp 192.168.1.23 eth0 192.168.1.44 8000 | block   | -p udp -m udp --dport 8000",
        "many | udp 192.168.1.23 eth0 192.168.1.44 8001 | allowed | -P INPUT ACCEPT",
        "many | tcp 192.168.1.23 eth0 192.168.1.44 3306 | block   | --dport 3306",
        "many | tcp 192.168.1.80 eth0 192.168.1.44 8000 | block   | -m mark --mark 0x77",
        "many | tcp 192.168.1.95 eth0 192.168.1.44 8000 | block   | --src-range 192.168.1.90",
        "many | tcp 192.168.1.89 eth0 192.168.1.44 8000 | allowed | -j ACCEPT",
        "many | tcp 192.168.1.23 eth0 192.168.1.44 7999 | block   | -A LOGDROP -j DROP",
        "many | tcp 192.168.1.23 eth0 192.168.1.44 8002 | block   | -A LOGDROP -j DROP",
        "many | tcp 192.168.1.23 eth0 192.168.1.44 8001 | allowed | -P INPUT ACCEPT",
        "many | tcp 192.168.1.23 eth0 192.168.1.44 8003 | unknown | --string",
        "many | tcp 192.168.1.23 eth0 192.168.1.44 8004 | block   | --dport 8004 -j DROP",
        "many | tcp 192.168.1.23 eth0 192.168.1.44 8005 | block   | -A PREROUTING -p tcp",
        "many | tcp 192.168.1.23 eth0 192.168.1.44 8006 | allowed | -m limit",
        "many | tcp 192.168.1.23 eth0 192.168.1.44 8007 | allowed | -P INPUT ACCEPT",
        "many | tcp 192.168.1.23 eth0 192.168.1.44 8008 | block   | --sport 8008",
        "many | tcp 192.168.1.44 lo 192.168.1.44 8008   | allowed | -P INPUT ACCEPT",
        "many | tcp 192.168.1.44 lo 192.168.1.44 8000   | block   | -A OUTPUT -p tcp",
        // firewalld, through nft.
        "firewalld | tcp 192.168.1.23 eth0 192.168.1.44 8000 | default-rejected | reject with icmpx admin-prohibited",
        "firewalld | tcp 192.168.1.23 eth0 192.168.1.44 8001 | allowed        | tcp dport 8001 accept",
        "firewalld | tcp 192.168.1.23 eth0 192.168.1.44 22   | allowed        | tcp dport 22 accept",
        "firewalld | udp 192.168.1.23 eth0 192.168.1.44 22   | default-rejected | reject with icmpx",
        "firewalld | tcp 127.0.0.1 lo 127.0.0.1 8000         | allowed        | iifname \"lo\" accept",
        "firewalld | tcp fe80::1 eth0 fe80::2 8001           | allowed        | tcp dport 8001",
        "firewalld | tcp 192.168.1.23 eth0 172.17.0.2 80     | default-rejected | reject with icmpx",
        // A bit of everything that nft can say.
        "statements | tcp 127.0.0.1 lo 127.0.0.1 9           | allowed | iifname \"lo\" accept",
        "statements | tcp 192.168.1.6 eth0 192.168.1.44 22   | allowed | ip saddr @lan",
        "statements | tcp 192.168.1.6 eth0 192.168.1.44 85   | allowed | ip saddr @lan",
        "statements | tcp 10.9.9.9 eth0 192.168.1.44 22      | allowed | ip saddr @lan",
        "statements | tcp 172.16.1.1 eth0 192.168.1.44 22    | block   | ip saddr != 192.168.1.0/24",
        "statements | tcp 192.168.1.23 eth0 192.168.1.44 443 | allowed | meta l4proto . th dport @pp",
        "statements | tcp 192.168.1.23 eth0 192.168.1.44 22  | allowed | tcp dport vmap @vm",
        "statements | tcp 192.168.1.23 eth0 192.168.1.44 23  | block   | tcp dport vmap @vm",
    })
    void decides(String fixture, String flow, String expected, String words) {
        String file = Rules.FIXTURES.stream().filter(each -> each.startsWith(fixture.replace("-v6", "-ip6")))
                .findFirst().orElseThrow();
        Decision decision = Rules.policy(file).decide(Rules.flow(flow));
        String found = switch (decision) {
            case Decision.Allowed allowed -> "allowed";
            case Decision.Blocked blocked -> (blocked.cause() == Decision.Cause.DEFAULT ? "default" : "block")
                    + (blocked.rejected() ? "-rejected" : "");
            case Decision.Undecided undecided -> "unknown";
        };
        assertEquals(expected, found, decision::toString);
        String text = switch (decision) {
            case Decision.Allowed allowed -> allowed.by().text();
            case Decision.Blocked blocked -> blocked.by().text();
            case Decision.Undecided undecided -> undecided.rules().getFirst().text();
        };
        assertTrue(text.contains(words), decision::toString);
    }
}
