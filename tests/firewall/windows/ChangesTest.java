package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import firewall.Change;
import firewall.Change.State;
import firewall.windows.policy.FakeWindows;
import firewall.windows.policy.WindowsRule;
import host.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import process.Ran;
import text.Message;

/** Changes made, looked for and taken back on a Windows of maps; and what happens when it does not let us. */
class ChangesTest {
    private static final String POPUP = "TCP Query User{A}C:\\docker\\[x]\\docker.exe";
    private static final String BLOCK = "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|"
            + "App=C:\\docker\\[x]\\docker.exe|Name=Docker Desktop Backend|Defer=User|";
    private static final String HAND = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Private|"
            + "LPort=8000|RA4=LocalSubnet|RA6=LocalSubnet|Name=Eloquence API Service|";
    private static final AddRule ADD = new AddRule("runbook-r1-tcp-8000-public", "Eloquence API Service",
            Protocol.TCP, List.of(7880, 7881), Profile.PUBLIC);
    private static final DisableRule DISABLE = new DisableRule(POPUP, BLOCK);
    private static final RemoveRule REMOVE = new RemoveRule("{B0A1}", HAND);

    private static final SetPrivate PRIVATE = new SetPrivate(FakeWindows.CARD, FakeWindows.WIFI, "Livebox-1234");

    private static FakeWindows windows() {
        return new FakeWindows().rule(POPUP, BLOCK).rule("{B0A1}", HAND);
    }

    static Stream<Change> all() {
        return Stream.of(ADD, DISABLE, REMOVE, PRIVATE);
    }

    static Stream<Change> undoable() {
        return all().filter(change -> !(change instanceof RemoveRule));
    }

    @ParameterizedTest
    @MethodSource("undoable")
    void madeTwiceAndTakenBackTwiceTheRulesAreWhatTheyWere(Change change) {
        FakeWindows windows = windows();
        Map<String, String> before = new TreeMap<>(windows.rules.get("local"));
        assertEquals(Fact.known(State.ABSENT), change.state(windows));
        assertEquals(Fact.known(State.PRESENT), change.apply(windows));
        Map<String, String> after = new TreeMap<>(windows.rules.get("local"));
        assertEquals(change instanceof SetPrivate, before.equals(after));
        assertEquals(Fact.known(State.PRESENT), change.apply(windows));
        assertEquals(after, new TreeMap<>(windows.rules.get("local")));
        assertEquals(Fact.known(State.PRESENT), change.state(windows));
        assertEquals(Fact.known(State.ABSENT), change.undo(windows, false));
        assertEquals(Fact.known(State.ABSENT), change.undo(windows, false));
        assertEquals(0, ((Map<?, ?>) windows.networks.getFirst()).get("category"));
        assertEquals(before.keySet(), windows.rules.get("local").keySet());
        windows.rules.get("local").forEach((id, text) -> assertTrue(WindowsRule.of(id, WindowsRule.Store.LOCAL, text)
                .orElseThrow().sameEffect(WindowsRule.of(id, WindowsRule.Store.LOCAL, before.get(id)).orElseThrow())));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theJournalGivesBackTheSameChange(Change change) {
        var gson = new Gson();
        assertEquals(change, gson.fromJson(gson.toJson(change), change.getClass()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void withoutAnAdministratorNothingChangesAndThatIsSaid(Change change) {
        FakeWindows windows = windows();
        windows.elevated = false;
        assertEquals(Fact.unknown(Message.of("firewall-windows.needs-administrator")), change.apply(windows));
        assertEquals(windows().rules, windows.rules);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aDeadlineMissedIsNotARefusalAndNotARuleThatIsMissing(Change change) {
        FakeWindows windows = windows();
        windows.end = new Ran.TimedOut();
        assertEquals(Fact.unknown(Message.of("host.powershell-slow", RuleScripts.PATIENCE)), change.apply(windows));
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatSomebodyEditedStaysUnlessForced(Change change) {
        FakeWindows windows = windows();
        change.apply(windows);
        windows.rules.get("local").replaceAll((id, text) -> text.replace("Protocol=6", "Protocol=17"));
        windows.category(2);
        windows.rules.get("local").putIfAbsent("{B0A1}", HAND.replace("8000", "9000"));
        Map<String, String> edited = Map.copyOf(windows.rules.get("local"));
        assertEquals(Fact.known(State.EDITED), change.state(windows));
        assertEquals(Fact.known(State.EDITED), change.apply(windows));
        assertEquals(edited, windows.rules.get("local"));
        if (!(change instanceof RemoveRule)) {
            assertEquals(Fact.known(State.EDITED), change.undo(windows, false));
            assertEquals(edited, windows.rules.get("local"));
        }
    }

    /** The category belongs to the network: on another one there is nothing to take back, and nothing to say either. */
    @Test
    void elsewhereTheCategoryOfTheNetworkIsNeitherKnownNorChanged() {
        FakeWindows windows = windows();
        PRIVATE.apply(windows);
        windows.network = "Caf\u00e9";
        assertEquals(Fact.unknown(Message.of("firewall-windows.other-network", "Livebox-1234", "Wi-Fi", "Caf\u00e9")),
                PRIVATE.undo(windows, true));
        assertFalse(windows.asked.subList(3, windows.asked.size()).contains("set-network-category.ps1"));
        windows.network = "Livebox-1234";
        assertEquals(Fact.known(State.ABSENT), PRIVATE.undo(windows, false));
    }

    @Test
    void aNetworkThatJoinedADomainStaysInIt() {
        FakeWindows windows = windows().category(2);
        assertEquals(Fact.known(State.EDITED), PRIVATE.apply(windows));
        assertEquals(Fact.known(State.EDITED), PRIVATE.undo(windows, true));
        assertEquals(Fact.known(List.of("Livebox-1234: domain")), PRIVATE.found(windows));
        assertEquals(List.of("read-network.ps1"), windows.asked.stream().distinct().toList());
    }

    @Test
    void rulesOfOneServiceAreJoinedAndOthersAreNot() {
        var one = new AddRule("runbook-r1-tcp-7880-public", "LiveKit", Protocol.TCP, List.of(7880), Profile.PUBLIC);
        var two = new AddRule("runbook-r1-tcp-7881-public", "LiveKit", Protocol.TCP, List.of(7881), Profile.PUBLIC);
        var both = new AddRule("runbook-r1-tcp-7880-7881-public", "LiveKit", Protocol.TCP, List.of(7880, 7881),
                Profile.PUBLIC);
        assertEquals(Optional.of(both), one.joined(two));
        assertTrue(both.covers(one) && both.covers(both) && !one.covers(both));
        for (Change other : List.of(DISABLE, PRIVATE, ADD,
                new AddRule("runbook-r1-udp-7881-public", "LiveKit", Protocol.UDP, List.of(7881), Profile.PUBLIC),
                new AddRule("runbook-r1-tcp-7881-private", "LiveKit", Protocol.TCP, List.of(7881), Profile.PRIVATE),
                new AddRule("runbook-r2-tcp-7881-public", "LiveKit", Protocol.TCP, List.of(7881), Profile.PUBLIC),
                new AddRule("runbook-r1-tcp-7881-public", "Other", Protocol.TCP, List.of(7881), Profile.PUBLIC))) {
            assertEquals(Optional.empty(), one.joined(other), other.toString());
            assertFalse(both.covers(other), other.toString());
        }
    }

    @Test
    void aServiceWithManyPortsStillHasANameThatCmdletsTake() {
        Change rule = new AddRule("runbook-r1-tcp-30000-public", "Range", Protocol.TCP, List.of(30000), Profile.PUBLIC);
        for (int port = 30001; port < 30200; port++) {
            rule = rule.joined(new AddRule("runbook-r1-tcp-" + port + "-public", "Range", Protocol.TCP, List.of(port),
                    Profile.PUBLIC)).orElseThrow();
        }
        assertEquals("runbook-r1-tcp-30000-and-199-public", ((AddRule) rule).name());
        assertEquals(200, ((AddRule) rule).ports().size());
        assertEquals(Fact.known(State.PRESENT), rule.apply(windows()));
    }

    @Test
    void forceRemovesAnEditedRuleOfOurs() {
        FakeWindows windows = windows();
        ADD.apply(windows);
        windows.rules.get("local").computeIfPresent(ADD.name(), (id, text) -> text.replace("LPort=7881|", ""));
        assertEquals(Fact.known(State.EDITED), ADD.undo(windows, false));
        assertEquals(Fact.known(State.ABSENT), ADD.undo(windows, true));
        assertEquals(windows().rules, windows.rules);
    }

    @Test
    void aBlockRuleThatIsGoneIsNeitherMadeAgainNorForgotten() {
        FakeWindows windows = windows();
        DISABLE.apply(windows);
        windows.rules.get("local").remove(POPUP);
        assertEquals(Fact.known(State.EDITED), DISABLE.undo(windows, true));
        assertFalse(windows.rules.get("local").containsKey(POPUP));
    }

    /** A line in a journal that names any rule as one that was removed would otherwise open whatever it says. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takingBackMakesNoRule(boolean force) {
        String any = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=1-65535|Name=Eloquence API Service|";
        for (String text : List.of(HAND, any, HAND + "Security=Authenticate|")) {
            FakeWindows windows = windows().rule("{B0A1}", text);
            var change = new RemoveRule("{B0A1}", text);
            assertEquals(Fact.known(State.PRESENT), change.apply(windows));
            assertEquals(Fact.unknown(Message.of("firewall-windows.cannot-remake", "Eloquence API Service", text)),
                    change.undo(windows, force));
            assertFalse(windows.rules.get("local").containsKey("{B0A1}"));
            assertFalse(change.undoOnlyCloses());
        }
        assertEquals(List.of(), new RemoveRule("{B0A1}", HAND + "Security=Authenticate|").pasteUndo());
    }

    /** What was a rule that blocks when we switched it off may have been made one that lets in since. */
    @Test
    void noRuleThatLetsInIsSwitchedOn() {
        FakeWindows windows = windows();
        DISABLE.apply(windows);
        windows.rules.get("local").computeIfPresent(POPUP, (id, text) -> text.replace("Block", "Allow"));
        assertEquals(Fact.known(State.EDITED), DISABLE.undo(windows, true));
        assertTrue(windows.rules.get("local").get(POPUP).contains("Active=FALSE"), windows.rules::toString);
    }

    @Test
    void aStateIsReadFromTheRegistryAloneAndTheRuleCmdletsAreCalledOnlyToChange() {
        FakeWindows windows = windows();
        ADD.state(windows);
        DISABLE.state(windows);
        REMOVE.state(windows);
        assertEquals(List.of("read-rule.ps1", "read-rule.ps1", "read-rule.ps1"), windows.asked);
        windows.asked.clear();
        ADD.apply(windows);
        assertEquals(List.of("read-rule.ps1", "add-rule.ps1", "read-rule.ps1"), windows.asked);
    }

    @Test
    void aRangeAndItsPortsOneByOneAreTheSameRule() {
        FakeWindows windows = windows().rule(ADD.name(), "v2.32|Action=Allow|Active=TRUE|Dir=In|Protocol=6|"
                + "Profile=Public|LPort2_10=7880-7881|RA4=LocalSubnet|RA6=LocalSubnet|Name=another name|Edge=FALSE|");
        assertEquals(Fact.known(State.PRESENT), ADD.state(windows));
    }

    @Test
    void recordsFromAJournalThatSomebodyWroteAreRefused() {
        var gson = new Gson();
        for (String name : List.of("", "*", "runbook-*", "other-1", "runbook-1' ; x")) {
            var json = gson.toJsonTree(ADD).getAsJsonObject();
            json.addProperty("name", name);
            assertThrows(RuntimeException.class, () -> gson.fromJson(json, AddRule.class), name);
        }
        assertThrows(IllegalArgumentException.class, () -> new AddRule("runbook-1", "a|b", Protocol.TCP,
                List.of(80), Profile.PUBLIC));
        assertThrows(IllegalArgumentException.class, () -> new AddRule("runbook-1", "a", Protocol.TCP, List.of(),
                Profile.PUBLIC));
        assertThrows(IllegalArgumentException.class, () -> new AddRule("runbook-1", "a", Protocol.TCP, List.of(0),
                Profile.PUBLIC));
        assertThrows(IllegalArgumentException.class, () -> new AddRule("runbook-1", "a", Protocol.TCP, List.of(80),
                Profile.NONE));
        assertThrows(IllegalArgumentException.class, () -> new DisableRule(POPUP, HAND));
        assertThrows(IllegalArgumentException.class, () -> new DisableRule(" ", BLOCK));
        assertThrows(IllegalArgumentException.class, () -> new RemoveRule("*", HAND));
        assertThrows(IllegalArgumentException.class, () -> new RemoveRule("", HAND));
        assertThrows(IllegalArgumentException.class, () -> new RemoveRule("{A}", "no rule"));
    }
}
