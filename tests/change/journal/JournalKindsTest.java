package change.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A line of the journal of each kind, letter by letter: what an earlier version wrote has to be taken back by a later
 * one, whatever the records and their constants are called by then.
 */
class JournalKindsTest {
    private static final String HEAD = "{\"journal\":1,\"at\":\"2026-11-22T10:15:00Z\","
            + "\"run\":\"20261122-101500-3f9a\",\"step\":\"1.1\",\"event\":\"done\",\"script\":\"fix-firewall\",\"kind\":";
    private static final String LEASE = "{\"journal\":2,\"at\":\"2026-11-22T10:15:00Z\","
            + "\"run\":\"20261122-101500-3f9a\",\"script\":\"fix-firewall\",";

    private static final String RULE = "{\"store\":\"IPTABLES_NFT\",\"chain\":\"INPUT\",\"above\":\"\",\"position\":0,"
            + "\"original\":false,\"protocol\":\"TCP\",\"source\":{\"address\":\"10.0.0.0\",\"prefix\":8},"
            + "\"port\":1,\"comment\":\"runbook r tcp/1 A\"}";

    private static final List<String> CHANGES = List.of(
            "\"adb-reverse\",\"change\":{\"adb\":\"/opt/platform-tools/adb\",\"serial\":\"R5CT10ABCDE\","
                    + "\"phone\":\"Pixel 7 (R5\u2026CDE)\",\"port\":8000}",
            "\"firewalld-rule\",\"change\":{\"zone\":\"public\",\"permanent\":true,\"protocol\":\"TCP\","
                    + "\"source\":{\"address\":\"10.0.0.0\",\"prefix\":8},\"port\":1}",
            "\"firewalld-first-rule\",\"change\":{\"zone\":\"public\",\"permanent\":false,\"protocol\":\"UDP\","
                    + "\"source\":{\"address\":\"10.0.0.0\",\"prefix\":8},\"port\":1}",
            "\"iptables-rules-file\",\"change\":{\"rules\":[" + RULE + "]}",
            "\"nft-rule\",\"change\":{\"table\":\"inet filter\",\"chain\":\"input\",\"above\":\"counter drop\","
                    + "\"handle\":7,\"match\":\"ARRIVING\",\"protocol\":\"TCP\","
                    + "\"source\":{\"address\":\"192.168.1.0\",\"prefix\":24},\"port\":8000,"
                    + "\"comment\":\"runbook r tcp/8000 API\"}",
            "\"nft-rule\",\"change\":{\"table\":\"ip f\",\"chain\":\"forward\",\"above\":\"\",\"handle\":0,"
                    + "\"match\":\"TRANSLATED\",\"protocol\":\"UDP\","
                    + "\"source\":{\"address\":\"192.168.1.0\",\"prefix\":24},\"port\":53,"
                    + "\"comment\":\"runbook r udp/53 DNS\"}",
            "\"nft-rule\",\"change\":{\"table\":\"ip f\",\"chain\":\"output\",\"above\":\"\",\"handle\":0,"
                    + "\"match\":\"ANSWERS\",\"protocol\":\"TCP\","
                    + "\"source\":{\"address\":\"192.168.1.0\",\"prefix\":24},\"port\":53,"
                    + "\"comment\":\"runbook r tcp/53 DNS\"}",
            "\"nftables-file\",\"change\":{\"run\":\"r-1\",\"rules\":[" + RULE
            + "],\"text\":\"add table ip filter\\n\"}",
            "\"nftables-include\",\"change\":{\"run\":\"r-1\"}",
            "\"systemd-unit\",\"change\":{\"run\":\"r-1\",\"rules\":[" + RULE + "],\"text\":\"[Unit]\\n\"}",
            "\"systemd-unit-enabled\",\"change\":{\"run\":\"r-1\"}",
            "\"iptables-rule\",\"change\":{\"store\":\"IPTABLES_NFT\",\"chain\":\"INPUT\","
                    + "\"above\":\"-A INPUT -j DROP\",\"position\":3,\"original\":false,\"protocol\":\"TCP\","
                    + "\"source\":{\"address\":\"192.168.1.0\",\"prefix\":24},\"port\":8000,"
                    + "\"comment\":\"runbook r tcp/8000 API\"}",
            "\"iptables-rule\",\"change\":{\"store\":\"IPTABLES_LEGACY\",\"chain\":\"DOCKER-USER\",\"above\":\"\","
                    + "\"position\":0,\"original\":true,\"protocol\":\"UDP\","
                    + "\"source\":{\"address\":\"192.168.1.0\",\"prefix\":24},\"port\":53,"
                    + "\"comment\":\"runbook r udp/53 DNS\"}",
            "\"iptables-rule\",\"change\":{\"store\":\"IPTABLES\",\"chain\":\"INPUT\",\"above\":\"\",\"position\":0,"
                    + "\"original\":false,\"protocol\":\"TCP\",\"source\":{\"address\":\"10.0.0.0\",\"prefix\":8},"
                    + "\"port\":1,\"comment\":\"runbook r tcp/1 A\"}",
            "\"linux-watch\",\"change\":{\"tcp\":[5002,8000],\"udp\":[53]}",
            "\"ufw-rule\",\"change\":{\"first\":true,\"protocol\":\"UDP\","
                    + "\"source\":{\"address\":\"192.168.1.0\",\"prefix\":24},\"port\":53,"
                    + "\"comment\":\"runbook r udp/53 DNS\"}",
            "\"windows-add-rule\",\"change\":{\"name\":\"runbook-x-tcp-8000-public\",\"display\":\"API\","
                    + "\"protocol\":\"TCP\",\"ports\":[8000],\"profile\":\"PUBLIC\"}",
            "\"windows-add-rule\",\"change\":{\"name\":\"runbook-x-udp-53-private\",\"display\":\"DNS\","
                    + "\"protocol\":\"UDP\",\"ports\":[53],\"profile\":\"PRIVATE\"}",
            "\"windows-add-rule\",\"change\":{\"name\":\"runbook-x-tcp-8000-domain\",\"display\":\"API\","
                    + "\"protocol\":\"TCP\",\"ports\":[8000,8001],\"profile\":\"DOMAIN\"}",
            "\"windows-audit\",\"change\":{\"packets\":0,\"connections\":1}",
            "\"windows-disable-rule\",\"change\":{\"id\":\"{B0A1}\",\"text\":\"v2.10|Action=Block|Active=TRUE|Dir=In|"
                    + "Protocol=6|Profile=Public|Name=Docker|\"}",
            "\"windows-remove-rule\",\"change\":{\"id\":\"{B0A2}\",\"text\":\"v2.30|Action=Allow|Active=TRUE|Dir=In|"
                    + "Protocol=6|Profile=Private|LPort=8000|RA4=LocalSubnet|RA6=LocalSubnet|Name=API|\"}",
            "\"windows-set-private\",\"change\":{\"guid\":\"{11111111-2222-3333-4444-555555555555}\","
                    + "\"adapter\":\"Wi-Fi\",\"network\":\"Livebox-1234\"}");

    private final JournalCodec codec = ChangeKinds.all();

    @Test
    void aChangeOfEachKind() {
        for (String change : CHANGES) {
            String line = HEAD + change + "}";
            assertEquals(line, codec.line(codec.read(line)));
        }
        assertEquals(new TreeSet<>(codec.names()), CHANGES.stream().map(change -> change.split("\"")[1])
                .collect(Collectors.toCollection(TreeSet::new)), "every kind is here");
    }

    @Test
    void aLeaseForEachPurposeAndEachWayToKeepIt() {
        for (String purpose : List.of("confirm", "until", "page", "watch")) {
            String line = LEASE + "\"lease\":\"" + purpose + "\",\"until\":\"2026-11-22T10:17:00Z\"}";
            assertEquals(line, codec.line(codec.read(line)));
        }
        String sinceStart = LEASE + "\"lease\":\"until\",\"until\":\"2026-11-22T10:17:00Z\","
                + "\"boot\":\"3ec6c0b8-1b1f-4b6e-9d5c-0a1b2c3d4e5f\",\"up\":\"PT5H12.4S\"}";
        assertEquals(sinceStart, codec.line(codec.read(sinceStart)));
        for (String kept : List.of("\"kept\":\"confirm\",\"by\":\"person\"}", "\"kept\":\"until\",\"by\":\"phone\"}")) {
            assertEquals(LEASE + kept, codec.line(codec.read(LEASE + kept)));
        }
    }

    @Test
    void whatFailedSaysWhy() {
        String line = (HEAD + CHANGES.getFirst() + "}").replace("\"event\":\"done\",\"script\":\"fix-firewall\"",
                "\"event\":\"failed\",\"script\":\"fix-firewall\",\"cause\":\"it \u00ab could \u00bb not\"");
        assertTrue(line.contains("cause"));
        assertEquals(line, codec.line(codec.read(line)));
    }
}
