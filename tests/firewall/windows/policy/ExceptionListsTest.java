package firewall.windows.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of exceptions of Windows XP, in the policy store and elsewhere; the phone is in a domain's network. */
class ExceptionListsTest {
    private static final String PORTS = "DomainProfile\\GloballyOpenPorts";
    private static final String PROGRAMS = "DomainProfile\\AuthorizedApplications";
    private static final int DOMAIN = 2;

    private static FakeWindows with(String store, String key, String enabled, String... entries) {
        var windows = new FakeWindows().category(DOMAIN);
        if (!enabled.isEmpty()) {
            windows.profiles.get(store).put(key, Map.of("Enabled", enabled));
        }
        var list = new LinkedHashMap<String, String>();
        List.of(entries).forEach(entry -> list.put("value " + list.size(), entry));
        windows.profiles.get(store).put(key + "\\List", list);
        return windows;
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> "allowed";
            case Decision.Blocked blocked -> "blocked";
            case Decision.Undecided undecided -> "open";
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "8000:TCP:*:Enabled:API; allowed", "8000:tcp:LocalSubnet:enabled:API; allowed",
        "8000:TCP:10.0.0.0/8,localsubnet:Enabled:API; allowed",
        "8000:TCP:192.168.1.0/255.255.255.0:Enabled:API; allowed",
        "8000:TCP:10.0.0.7, 192.168.1.23:Enabled:a:b; allowed", "8000:TCP:10.0.0.0/8:Enabled:API; blocked",
        "8001:TCP:*:Enabled:API; blocked", "8000:UDP:*:Enabled:API; blocked", "8000:TCP:*:Disabled:API; blocked",
        "8000:TCP:*:Enabled; allowed", "8000:TCP:*:Enabled :@xpsp2res.dll,-22009; allowed",
        "8000:TCP:*:On:API; open", "8000:TCP:everybody:Enabled:API; open", "8000:TCP::Enabled:API; open",
        "8000:TCP; open", "8001:TCP:nonsense; blocked"})
    void anOpenPort(String entry, String decision) {
        assertEquals(decision, word(with("policy", PORTS, "1", entry).policy().decide(FakeWindows.phone(8000))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "C:\\Program Files\\Docker\\Docker\\resources\\com.docker.backend.exe:*:Enabled:Docker; allowed",
        "%ProgramFiles%\\Docker\\Docker\\resources\\com.docker.backend.exe:LocalSubnet:enabled:Docker; allowed",
        "C:\\Program Files\\Docker\\Docker\\resources\\com.docker.backend.exe:*:Disabled:Docker; blocked",
        "C:\\Program Files\\Docker\\Docker\\resources\\com.docker.backend.exe; open",
        "C:\\tools\\server.exe:*:Enabled:Server; blocked"})
    void aProgram(String entry, String decision) {
        WindowsPolicy policy = with("policy", PROGRAMS, "1", entry).policy();
        assertEquals(decision, word(policy.decide(FakeWindows.phone(8000))));
        assertEquals(decision, word(policy.decide(FakeWindows.flow(Protocol.UDP, "192.168.1.23", 9000,
                FakeWindows.DOCKER))));
    }

    /** Of several entries for one port a disabled one voids the others; it blocks nothing that a rule lets in. */
    @Test
    void aDisabledEntryVoidsTheOthersOfItsPort() {
        FakeWindows windows = with("policy", PORTS, "1", "8000:TCP:*:Enabled:a", "8000:TCP:10.0.0.1:Disabled:b",
                "8001:TCP:*:Enabled:c");
        assertEquals("blocked", word(windows.policy().decide(FakeWindows.phone(8000))));
        assertEquals("allowed", word(windows.policy().decide(FakeWindows.phone(8001))));
        windows.rule("a", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=8000|Name=a|");
        assertEquals("allowed", word(windows.policy().decide(FakeWindows.phone(8000))));
    }

    @Test
    void scopesOfSeveralEntriesAreTakenTogether() {
        FakeWindows windows = with("policy", PORTS, "1", "8000:TCP:10.0.0.1:Enabled:a",
                "8000:TCP:LocalSubnet:Enabled:b");
        assertEquals("allowed", word(windows.policy().decide(FakeWindows.phone(8000))));
    }

    /** Without its switch, and in a store that is no policy, nobody has written whether a list counts. */
    @ParameterizedTest
    @CsvSource({"policy, 1, allowed", "policy, 0, blocked", "policy, '', open", "local, 1, open", "local, '', open",
        "mdm, 1, open", "local, 0, blocked"})
    void whetherAListCounts(String store, String enabled, String decision) {
        assertEquals(decision, word(with(store, PORTS, enabled, "8000:TCP:*:Enabled:API").policy()
                .decide(FakeWindows.phone(8000))));
    }

    @Test
    void aPolicyThatForbidsLocalExceptionsVoidsTheLocalList() {
        FakeWindows windows = with("local", PORTS, "", "8000:TCP:*:Enabled:API");
        windows.profiles.get("policy").put(PORTS, Map.of("AllowUserPrefMerge", "0"));
        assertEquals("blocked", word(windows.policy().decide(FakeWindows.phone(8000))));
    }

    /** StandardProfile is for public and private networks where a policy has neither. */
    @ParameterizedTest
    @CsvSource({"0, false, allowed", "1, false, allowed", "2, false, blocked", "0, true, open", "2, true, blocked"})
    void theStandardProfile(int category, boolean own, String decision) {
        FakeWindows windows = with("policy", "StandardProfile\\GloballyOpenPorts", "1", "8000:TCP:*:Enabled:API")
                .category(category);
        if (own) {
            windows.set("policy", "PublicProfile", "EnableFirewall", 1);
        }
        assertEquals(decision, word(windows.policy().decide(FakeWindows.phone(8000))));
    }

    @Test
    void theRuleIsNamedAsTheRegistryHasIt() {
        var allowed = (Decision.Allowed) with("policy", PORTS, "1", "8000:TCP:*:Enabled:My API").policy()
                .decide(FakeWindows.phone(8000));
        assertEquals("8000:TCP:*:Enabled:My API", allowed.by().text());
        assertEquals("My API", allowed.by().name());
        assertTrue(WindowsPolicy.isOfPolicy(allowed.by()));
    }

    /** What names neither a port nor a program is counted and told, never passed over in silence. */
    @ParameterizedTest
    @ValueSource(strings = {"", "API", "99999999:TCP:*:Enabled:a", "8000:SCTP:*:Enabled:a"})
    void whatNobodyUnderstandsIsCounted(String entry) {
        assertEquals(1, with("policy", PORTS, "1", entry).policy().unreadable());
    }
}
