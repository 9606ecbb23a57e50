package firewall.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import firewall.Firewall.Wanted;
import firewall.linux.netfilter.Rules;
import firewall.linux.netfilter.Store;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.ShellCommand;

/** What is read back from the journal as root is checked before it can become an argument. */
class ChangeRecordsTest {
    private static final Gson GSON = new Gson();
    private static final IptablesRule RULE = new IptablesRule(Store.IPTABLES_NFT, "INPUT", "-A INPUT -j DROP", 3, false,
            Protocol.TCP, Cidr.parse("192.168.1.0/24"), 8000, "runbook r tcp/8000 API");
    private static final UfwRule UFW = new UfwRule(false, Protocol.UDP, Cidr.parse("192.168.1.0/24"), 53,
            "runbook r udp/53 DNS");

    private static final NftRule NFT = new NftRule("inet filter", "input", "counter drop", 7, NftMatch.ARRIVING,
            Protocol.TCP, Cidr.parse("192.168.1.0/24"), 8000, "runbook r tcp/8000 API");

    @Test
    void thereAndBackThroughJson() {
        assertEquals(RULE, GSON.fromJson(GSON.toJson(RULE), IptablesRule.class));
        assertEquals(UFW, GSON.fromJson(GSON.toJson(UFW), UfwRule.class));
        assertEquals(NFT, GSON.fromJson(GSON.toJson(NFT), NftRule.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"INPUT\"          | \"-F\"",
        "\"INPUT\"          | \"IN PUT\"",
        "\"INPUT\"          | \"!\"",
        "\"INPUT\"          | \"INPUT; reboot\"",
        "-A INPUT -j DROP   | -F INPUT",
        "\"position\":3     | \"position\":-1",
        "\"position\":3     | \"position\":0",
        "\"port\":8000      | \"port\":0",
        "\"port\":8000      | \"port\":65536",
        "\"prefix\":24      | \"prefix\":0",
        "\"prefix\":24      | \"prefix\":23",
        "192.168.1.0        | 0.0.0.0",
        "192.168.1.0        | example.org",
        "\"TCP\"            | \"ICMP\"",
        "\"IPTABLES_NFT\"   | \"NFT\"",
        "\"IPTABLES_NFT\"   | \"rm\"",
        "runbook r          | r",
        "API\"              | API\\n\"",
        "API\"              | \\u202eAPI\"",
    })
    void aTamperedRuleIsRefused(String what, String by) {
        String json = GSON.toJson(RULE);
        assertTrue(json.contains(what), json);
        assertThrows(RuntimeException.class, () -> GSON.fromJson(json.replace(what, by), IptablesRule.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"port\":99999", "\"comment\":\"x\"", "\"protocol\":null", "\"source\":null"})
    void aTamperedUfwRuleIsRefused(String by) {
        String key = by.substring(0, by.indexOf(':'));
        String json = GSON.toJson(UFW).replaceFirst(key + ":(\\{[^}]*}|[^,}]*)", by);
        assertThrows(RuntimeException.class, () -> GSON.fromJson(json, UfwRule.class), json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"inet filter\"   | \"filter\"",
        "\"inet filter\"   | \"arp filter\"",
        "\"inet filter\"   | \"inet filter; flush ruleset\"",
        "\"input\"         | \"input; flush ruleset\"",
        "\"input\"         | \"-f\"",
        "\"input\"         | \"in{\"",
        "\"counter drop\"  | \"\"",
        "\"handle\":7      | \"handle\":0",
        "\"handle\":7      | \"handle\":-7",
        "\"ARRIVING\"      | \"ALL\"",
        "\"port\":8000     | \"port\":0",
        "\"prefix\":24     | \"prefix\":0",
        "runbook r          | r",
        "API\"              | \\\"; flush ruleset\"",
        "API\"              | \\\\\"",
    })
    void aTamperedRuleOfNftIsRefused(String what, String by) {
        String json = GSON.toJson(NFT);
        assertTrue(json.contains(what), json);
        assertThrows(RuntimeException.class, () -> GSON.fromJson(json.replace(what, by), NftRule.class));
    }

    @Test
    void aCommentHoldsAnyName() {
        var flow = Rules.flow("tcp 192.168.1.23 eth0 192.168.1.44 8000");
        for (String name : List.of("API", "it's", "\"; $(x) `y`", "a\nb\u0000\u001b[31m", "خدمة", "é".repeat(300),
                "😀".repeat(100), "\u202eevil", "\ud800", " ", "-j DROP")) {
            String comment = RuleComment.of("20261123-0450-1f3a", new Wanted(name, flow, Cidr.parse("192.168.1.0/24")));
            RuleComment.require(comment);
            assertTrue(comment.getBytes(StandardCharsets.UTF_8).length <= RuleComment.MOST_BYTES, comment);
            assertTrue(comment.startsWith("runbook 20261123-0450-1f3a tcp/8000"), comment);
            RuleComment.requireNft(RuleComment.ofNft("20261123-0450-1f3a", new Wanted(name, flow,
                    Cidr.parse("192.168.1.0/24"))));
        }
    }

    @Test
    void linesToPasteAreQuoted() {
        var rule = new IptablesRule(Store.IPTABLES_LEGACY, "DOCKER-USER", "", 0, true, Protocol.TCP,
                Cidr.parse("192.168.1.0/24"), 8000, "runbook r tcp/8000 $(reboot)");
        assertEquals(List.of("sudo iptables-legacy -w 5 -t filter -A DOCKER-USER -s 192.168.1.0/24 -p tcp -m conntrack "
                + "--ctstate DNAT --ctorigdstport 8000 --ctdir ORIGINAL -m comment --comment "
                + "'runbook r tcp/8000 $(reboot)' -j ACCEPT"), rule.paste().stream().map(ShellCommand::line).toList());
        assertEquals(List.of("sudo ufw --force delete allow proto udp from 192.168.1.0/24 to any port 53"),
                UFW.pasteUndo().stream().map(ShellCommand::line).toList());
        assertEquals(List.of("sudo nft insert rule inet filter input handle 7 ip saddr 192.168.1.0/24 tcp dport 8000 "
                + "accept comment '\"runbook r tcp/8000 API\"'"),
                NFT.paste().stream().map(ShellCommand::line).toList());
    }
}
