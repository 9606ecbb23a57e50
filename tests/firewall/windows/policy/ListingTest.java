package firewall.windows.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import firewall.Rule;
import firewall.windows.Listing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captured listings of rules, read whole: what real machines have, and what can be decided from a listing. */
class ListingTest {
    private static final List<Listing> DEV =
            Listing.netsh(Listing.read("firewall-netsh/win-en-show-rule-all-dev-machine.txt"));

    private static Map<String, Long> count(List<Listing> rules, Function<Listing, String> what) {
        return rules.stream().collect(Collectors.groupingBy(what, TreeMap::new, Collectors.counting()));
    }

    @Test
    void theDevelopersMachineHas566Rules() {
        assertEquals(566, DEV.size());
        assertEquals(Map.of("In", 315L, "Out", 251L), count(DEV, rule -> rule.field("Direction", "")));
        assertEquals(Map.of("Allow", 564L, "Block", 2L), count(DEV, rule -> rule.field("Action", "")));
        assertEquals(Map.of("Yes", 326L, "No", 240L), count(DEV, rule -> rule.field("Enabled", "")));
        assertEquals(Map.of("Domain,Private,Public", 245L, "Domain", 86L, "Public", 73L, "Private,Public", 67L,
                "Private", 51L, "Domain,Private", 34L, "Domain,Public", 10L),
                count(DEV, rule -> rule.field("Profiles", "")));
        assertEquals(Map.of("TCP", 241L, "UDP", 168L, "Any", 105L, "ICMPv6", 34L, "ICMPv4", 12L, "2", 2L, "41", 2L,
                "47", 2L), count(DEV, rule -> rule.field("Protocol", "")));
    }

    @Test
    void aDisplayNameIsNoIdentity() {
        Map<String, Long> names = count(DEV, Listing::name);
        assertEquals(359, names.size());
        assertEquals(135, names.values().stream().filter(times -> times > 1).count());
        assertEquals(64, DEV.stream().filter(rule -> rule.name().startsWith("@{")).count());
    }

    /** What Windows makes after asking: one program, TCP and UDP, no ports, no group, the profile of that day. */
    @Test
    void thePopUpsRulesComeInPairs() {
        List<Listing> asked = DEV.stream()
                .filter(rule -> rule.field("Edge traversal", "").equals("Defer to user")).toList();
        assertEquals(Set.of("java.exe", "IntelliJ IDEA 2025.2.3", "Node.js JavaScript Runtime", "Riot Client",
                "Visual Studio Code"), asked.stream().map(Listing::name).collect(Collectors.toSet()));
        asked.stream().collect(Collectors.groupingBy(Listing::name)).forEach((name, pair) ->
                assertEquals(List.of("TCP", "UDP"), pair.stream().map(rule -> rule.field("Protocol", "")).sorted()
                        .toList(), name));
        for (Listing rule : asked) {
            assertEquals("In Public Any Any Any  Allow", String.join(" ", rule.field("Direction", ""),
                    rule.field("Profiles", ""), rule.field("LocalPort", ""), rule.field("RemotePort", ""),
                    rule.field("RemoteIP", ""), rule.field("Grouping", ""), rule.field("Action", "")));
        }
    }

    @Test
    void everyRuleOfTheListingIsARuleOfTheRegistrysGrammar() {
        for (Listing listed : DEV) {
            WindowsRule rule = WindowsRule.of("x", WindowsRule.Store.LOCAL, listed.rule()).orElseThrow();
            assertEquals(listed.field("Enabled", "").equals("Yes"), rule.active(), listed.rule());
            assertEquals(listed.field("Direction", "").equals("In"), rule.inbound(), listed.rule());
            assertEquals(listed.field("Profiles", "").split(",").length, rule.profiles().size(), listed.rule());
            assertEquals(listed.field("LocalPort", "Any").equals("Any"), rule.head().ports().any(), listed.rule());
        }
    }

    private static FakeWindows developersMachine(int category) {
        var windows = new FakeWindows().category(category);
        for (int i = 0; i < DEV.size(); i++) {
            windows.rule("%03d".formatted(i + 1), DEV.get(i).rule() + Listing.UNSEEN);
        }
        return windows;
    }

    private static Set<String> whatMatters(Decision decision) {
        return assertInstanceOf(Decision.Undecided.class, decision).rules().stream().map(Rule::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without the programs, a listing says which rules would matter, and not what becomes of the phone. */
    @Test
    void whatAListingDoesNotShowLeavesTheAnswerOpenAndNamesTheRules() {
        Set<String> onPublic = whatMatters(developersMachine(0).policy().decide(FakeWindows.phone(8000)));
        assertTrue(onPublic.containsAll(Set.of("java.exe", "Node.js JavaScript Runtime", "Visual Studio Code")),
                onPublic.toString());
        Set<String> onPrivate = whatMatters(developersMachine(1).policy().decide(FakeWindows.phone(8000)));
        assertTrue(onPrivate.contains("Steam") && !onPrivate.contains("java.exe"), onPrivate.toString());
    }

    /** The two block rules as they stand, of a person who closed Windows' file sharing by number. */
    @Test
    void theTwoBlockRulesBlockTheirPortsAndNoOther() {
        var windows = new FakeWindows();
        DEV.stream().filter(rule -> rule.field("Action", "").equals("Block"))
                .forEach(rule -> windows.rule(rule.name(), rule.rule()));
        Map.of(445, "1", 135, "2", 139, "2").forEach((port, id) -> assertTrue(windows.policy()
                .decide(FakeWindows.flow(Protocol.TCP, "192.168.1.23", port, "System"))
                instanceof Decision.Blocked blocked && blocked.by().id().equals(id)));
        for (int port : List.of(134, 140, 446, 8000)) {
            assertTrue(windows.policy().decide(FakeWindows.phone(port)) instanceof Decision.Blocked blocked
                    && blocked.by().byDefault());
        }
    }

    /** Every value of these is a word of some language: only the dashes tell one rule from the next. */
    @ParameterizedTest
    @CsvSource({"win-es-show-rule-by-name-3-duplicates.txt,3,Bloquear HTTP de entrada",
            "win-de-show-rule-winnfsd.txt,2,VagrantWinNFSd-1.4.0", "win-de-show-rule-dayz-edited.txt,1,DayZ",
            "win-fr-show-rule-all-fr-labels-reconstructed.txt,4,AnyDesk",
            "synthetic-de-fr-labels-from-tests.txt,2,StonkAgents Agent",
            "win-en-add-rule-not-elevated-stdout-exit1.txt,0,", "win-es-delete-rule-3-deleted.txt,0,"})
    void otherLanguagesAreCountedAndNotUnderstood(String file, int rules, String first) {
        List<Listing> read = Listing.netsh(Listing.read("firewall-netsh/" + file));
        assertEquals(rules, read.size());
        assertEquals(first, read.isEmpty() ? null : read.getFirst().name());
    }

    @Test
    void theSpanishListingShowsThreeRulesOfOneName() {
        List<Listing> rules = Listing.netsh(Listing.read("firewall-netsh/win-es-show-rule-by-name-3-duplicates.txt"));
        assertEquals(List.of("Fuera Cualquiera 80", "Dentro Cualquiera 80", "Dentro 80 Cualquiera"), rules.stream()
                .map(rule -> rule.field("Dirección", "") + " " + rule.field("LocalPort", "") + " "
                        + rule.field("RemotePort", "")).toList());
        assertTrue(rules.stream().allMatch(rule -> rule.field("Acción", "").equals("Bloquear")));
    }

    /** UTF-16LE with a byte order mark: what {@code >} writes in Windows PowerShell 5.1. */
    @Test
    void aRedirectedListingOf522RulesIsRead() {
        List<Listing> rules = Listing.formatList(
                Listing.read("firewall-ps/win-en-Get-NetFirewallRule-select.utf16le.txt"));
        assertEquals(522, rules.size());
        assertTrue(rules.stream().allMatch(rule -> rule.fields().keySet().equals(
                Set.of("DisplayName", "Direction", "Action", "Enabled", "Profile"))));
        assertEquals(Map.of("Inbound", 282L, "Outbound", 240L), count(rules, rule -> rule.field("Direction", "")));
        assertEquals(Map.of("Allow", 521L, "Block", 1L), count(rules, rule -> rule.field("Action", "")));
        assertEquals(Map.of("True", 280L, "False", 242L), count(rules, rule -> rule.field("Enabled", "")));
        assertEquals(Map.of("Any", 162L, "Domain", 90L, "Domain, Private, Public", 84L, "Private, Public", 67L,
                "Public", 40L, "Domain, Private", 38L, "Private", 31L, "Domain, Public", 10L),
                count(rules, rule -> rule.field("Profile", "")));
        assertEquals(334, count(rules, Listing::name).size());
    }

    /** Properties keep their English names and enumerations their English words on a French Windows. */
    @Test
    void singleRulesOfCmdletsSayWhatTheRegistryKeeps() {
        Listing upnp = Listing.formatList(Listing.read("firewall-ps/win-en-Get-NetFirewallRule-format-list.txt"))
                .getFirst();
        assertEquals("NETDIS-UPnPHost-In-TCP-Active", upnp.name());
        assertEquals("Network Discovery (UPnP-In)", upnp.field("DisplayName", ""));
        // The name that the registry holds, which nobody has seen in a window.
        assertEquals("@FirewallAPI.dll,-32761", upnp.field("ElementName", ""));
        Listing trap = Listing.formatList(Listing.read("firewall-ps/win-fr-Show-NetFirewallRule-excerpt.txt"))
                .getFirst();
        assertEquals("SNMPTRAP-In-UDP False Private, Public Inbound Allow PersistentStore",
                String.join(" ", trap.name(), trap.field("Enabled", ""), trap.field("Profile", ""),
                        trap.field("Direction", ""), trap.field("Action", ""), trap.field("PolicyStoreSource", "")));
        Listing cortana = Listing.formatList(
                Listing.read("firewall-ps/win10-14393-en-Get-NetFirewallRule-cortana-store-app.txt")).getFirst();
        assertEquals("{6.2+}", cortana.field("Platform", ""));
        assertTrue(cortana.field("Owner", "").startsWith("S-1-5-21-"));
    }
}
