package firewall.linux.iptables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.linux.netfilter.Rules;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IptablesSaveTest {

    @Test
    void quotesAndBackslashes() {
        List<String> words = IptablesSave.words("--comment \"a \\\"quoted\\\" \\\\ it\\'s é\" -j DROP").stream()
                .map(IptablesSave.Word::text).toList();
        assertEquals(List.of("--comment", "a \"quoted\" \\ it's é", "-j", "DROP"), words);
    }

    @Test
    void aCommentIsNeverAnOption() {
        var words = IptablesArgs.of(IptablesSave.words(
                "-p tcp -m comment --comment -j -m tcp ! --dport 80 -j ACCEPT"));
        assertEquals(Optional.of("-j"), words.comment());
        assertEquals(Optional.of("ACCEPT"), words.target());
        assertTrue(words.modules().getLast().options().getFirst().negated());
    }

    @Test
    void countersAreNotPartOfARule() {
        var save = IptablesSave.parse("*filter\n:INPUT DROP [12:34]\n[5:6] -A INPUT -i lo -j ACCEPT\nCOMMIT\n");
        IptablesSave.Rules input = save.tables().getFirst().chains().get("INPUT");
        assertEquals(Optional.of("DROP"), input.policy());
        assertEquals("-A INPUT -i lo -j ACCEPT", input.lines().getFirst().text());
    }

    @Test
    void everyRuleOfACaptureIsKept() {
        String text = Rules.text("ufw-docker-iptables-nft-save.txt");
        long rules = text.lines().filter(line -> line.startsWith("-A ")).count();
        long kept = IptablesSave.parse(text).tables().stream().flatMap(table -> table.chains().values().stream())
                .mapToLong(chain -> chain.lines().size()).sum();
        assertEquals(rules, kept);
    }
}
