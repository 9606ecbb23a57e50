package firewall.windows.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import firewall.Decision;
import host.Profile;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the connection that the service iphlpsvc makes for a forwarding. */
class ForwardedTest {
    private static final String SVCHOST = "C:\\Windows\\System32\\svchost.exe -k ";
    private static final String TARGET = "192.168.1.50";

    private static String decided(FakeWindows windows, String to) {
        Map<Profile, String> kinds = new EnumMap<>(Profile.class);
        WindowsPolicy policy = windows.policy();
        policy.forwarded(InetAddress.ofLiteral(to), 8000, FakeWindows.WIFI,
                policy.network(FakeWindows.WIFI).category().possible()).forEach((profile, decision) -> kinds.put(profile, switch (decision) {
                    case Decision.Allowed allowed -> "allowed";
                    case Decision.Blocked blocked -> "blocked by " + blocked.by().name();
                    case Decision.Undecided undecided -> "perhaps";
                }));
        return String.join(", ", kinds.values());
    }

    private static FakeWindows windows() {
        var windows = new FakeWindows();
        windows.services.put("iphlpsvc", SVCHOST + "NetSvcs -p");
        windows.services.put("Dnscache", SVCHOST + "NetworkService -p");
        windows.services.put("winmgmt", SVCHOST + "netsvcs -p");
        return windows;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', value = {
        "''> blocked by no", "Protocol=6|> blocked by no", "Protocol=17|> allowed",
        "Protocol=6|RPort=8000|> blocked by no", "Protocol=6|RPort2_10=7000-9000|> blocked by no",
        "Protocol=6|RPort=443|> allowed", "Protocol=6|LPort=8000|> allowed",
        "Protocol=6|LPort2_10=49152-65535|> blocked by no", "Protocol=6|LPort=50000|> perhaps",
        "RA4=192.168.1.50|> blocked by no", "RA4=LocalSubnet|> blocked by no", "RA4=10.0.0.0/255.0.0.0|> allowed",
        "RA42=IntErnet|> perhaps", "LA4=192.168.1.44|> blocked by no", "LA4=192.168.1.9|> allowed",
        "App=%SystemRoot%\\system32\\svchost.exe|> blocked by no", "App=C:\\tools\\socat.exe|> allowed",
        "App=System|> allowed", "AppPkgId=S-1-15-2-1|> allowed",
        "Svc=*|> blocked by no", "Svc=iphlpsvc|> blocked by no", "Svc=IPHLPSVC|> blocked by no",
        "Svc=Dnscache|> allowed", "Svc=winmgmt|> perhaps", "Svc=nobodyknows|> perhaps",
        "Profile=Public|> blocked by no", "Profile=Private|> allowed", "IFType=Lan|> allowed",
        "IFType=Wireless|> blocked by no", "LUAuth=O:LSD:(A;;CC;;;S-1-5-84)|> perhaps"})
    void aRuleBlocksItWhereItsConditionsHold(String conditions, String expected) {
        assertEquals(expected, decided(windows().rule("{1}", "v2.30|Action=Block|Active=TRUE|Dir=Out|" + conditions
                + "Name=no|"), TARGET));
    }

    @Test
    void whatComesInIsNoMatterOfOutboundRulesAndTheOtherWayRound() {
        FakeWindows windows = windows().rule("{1}", "v2.30|Action=Block|Active=TRUE|Dir=In|Name=no|")
                .set("local", "PublicProfile", "DoNotAllowExceptions", 1);
        assertEquals("allowed", decided(windows, TARGET));
        FakeWindows out = windows().rule("{1}", "v2.30|Action=Block|Active=TRUE|Dir=Out|Name=no|")
                .rule("{2}", "v2.30|Action=Allow|Active=TRUE|Dir=In|Name=yes|");
        assertEquals(Decision.Allowed.class, out.policy().decide(FakeWindows.phone(8000)).getClass());
    }

    @Test
    void whatNoRuleSpeaksForGoesByTheDefault() {
        assertEquals("allowed", decided(windows(), TARGET));
        FakeWindows managed = windows().set("policy", "PublicProfile", "DefaultOutboundAction", 1);
        assertEquals("blocked by DefaultOutboundAction=1", decided(managed, TARGET));
        managed.rule("{1}", "v2.30|Action=Allow|Active=TRUE|Dir=Out|Svc=iphlpsvc|Name=yes|");
        assertEquals("allowed", decided(managed, TARGET));
        managed.set("policy", "PublicProfile", "AllowLocalPolicyMerge", 0);
        assertEquals("blocked by DefaultOutboundAction=1", decided(managed, TARGET));
        managed.set("policy", "PublicProfile", "EnableFirewall", 0);
        assertEquals("allowed", decided(managed, TARGET));
    }

    /** An adapter without a category may be on any kind of network; nothing filters what stays in the machine. */
    @Test
    void theAdapterOnTheWayDecides() {
        FakeWindows windows = windows().set("local", "PublicProfile", "DefaultOutboundAction", 1);
        windows.networks.clear();
        assertEquals("blocked by DefaultOutboundAction=1, allowed, allowed", decided(windows, TARGET));
        assertEquals("", decided(windows, "127.0.0.1"));
        assertEquals("", decided(windows, "::1"));
        assertEquals("", decided(windows, "192.168.1.44"));
        windows.running = false;
        assertEquals("", decided(windows, TARGET));
    }
}
