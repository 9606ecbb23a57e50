package firewall.linux.netfilter;

import firewall.Flow;
import firewall.linux.LinuxPolicy;
import firewall.linux.iptables.IptablesSave;
import firewall.linux.iptables.IptablesTables;
import firewall.linux.nft.NftRuleset;
import firewall.linux.nft.NftText;
import host.Adapter;
import host.AdapterKind;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import json.JsonShapeException;
import net.Cidr;
import net.Protocol;
import testing.Project;

/** Policies of captured rules on a machine at 192.168.1.44 with Docker's two bridges. */
public final class Rules {
    public static final List<String> FIXTURES = List.of("docker-iptables-nft-save.txt",
            "ufw-docker-iptables-nft-save.txt",
            "ufw-ip6tables-nft-save.txt", "catch-all-iptables-nft-save.txt", "many-iptables-legacy-save.txt",
            "firewalld-nft.json", "statements-nft.json");

    public static final List<Adapter> ADAPTERS = List.of(
            adapter("lo", "127.0.0.1/8", AdapterKind.LOOPBACK),
            new Adapter("eth0", "eth0", List.of(Cidr.parse("192.168.1.44/24"), Cidr.parse("fe80::2/64")),
                    Adapter.Link.UP, AdapterKind.ETHERNET),
            adapter("docker0", "172.17.0.1/16", AdapterKind.CONTAINERS),
            adapter("br-8f62d13de215", "172.18.0.1/16", AdapterKind.CONTAINERS));

    private Rules() { }

    private static Adapter adapter(String name, String address, AdapterKind kind) {
        return new Adapter(name, name, List.of(Cidr.parse(address)), Adapter.Link.UP, kind);
    }

    public static String text(String fixture) {
        return new String(Project.fixture("firewall-linux/" + fixture), StandardCharsets.UTF_8);
    }

    public static LinuxPolicy policy(String fixture) {
        try {
            return policy(fixture, text(fixture));
        } catch (JsonShapeException e) {
            throw new AssertionError(fixture, e);
        }
    }

    /** @param text in place of what the fixture holds */
    public static LinuxPolicy policy(String fixture, String text) throws JsonShapeException {
        List<Table> tables = fixture.endsWith(".json")
                ? NftRuleset.parse(text, NftText.parse(text(fixture.replace(".json", ".txt"))), (family, name) -> false)
                : IptablesTables.of(IptablesSave.parse(text),
                        fixture.contains("legacy") ? Store.IPTABLES_LEGACY : Store.IPTABLES_NFT,
                        fixture.contains("ip6tables") ? Family.V6 : Family.V4);
        return new LinuxPolicy(tables, site(true), fixture.startsWith("ufw"), List.of(), Optional.empty());
    }

    public static LinuxPolicy of(String iptables) {
        return new LinuxPolicy(IptablesTables.of(IptablesSave.parse(iptables), Store.IPTABLES_NFT, Family.V4),
                site(true), false, List.of(), Optional.empty());
    }

    static HostNetwork site(boolean forwarding) {
        return new HostNetwork(ADAPTERS, Map.of(HostNetwork.ALL_V4, forwarding, HostNetwork.ALL_V6, forwarding));
    }

    /** {@code tcp 192.168.1.23 eth0 192.168.1.44 8000}. */
    public static Flow flow(String words) {
        String[] word = words.strip().split(" +");
        return new Flow(Protocol.valueOf(word[0].toUpperCase(Locale.ROOT)), InetAddress.ofLiteral(word[1]),
                word[2], InetAddress.ofLiteral(word[3]), Integer.parseInt(word[4]), Optional.empty());
    }

    /** Flows that between them meet most rules of the fixtures. */
    public static List<Flow> flows() {
        List<Flow> flows = new ArrayList<>();
        for (int port : List.of(22, 8000, 8002, 8003)) {
            for (String from : List.of("192.168.1.23", "192.168.1.77", "10.1.2.3")) {
                flows.add(flow("tcp " + from + " eth0 192.168.1.44 " + port));
            }
            flows.add(flow("udp 192.168.1.23 eth0 192.168.1.44 " + port));
            flows.add(flow("tcp 192.168.1.44 lo 192.168.1.44 " + port));
            flows.add(flow("tcp fe80::1 eth0 fe80::2 " + port));
        }
        return flows;
    }
}
