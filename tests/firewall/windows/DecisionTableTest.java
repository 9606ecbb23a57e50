package firewall.windows;

import static firewall.windows.policy.FakeWindows.DOCKER;
import static firewall.windows.policy.FakeWindows.flow;
import static firewall.windows.policy.FakeWindows.phone;
import static net.Protocol.TCP;
import static net.Protocol.UDP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import firewall.Decision;
import firewall.Flow;
import firewall.Rule;
import firewall.windows.policy.FakeWindows;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Flows and what Windows does with them, each with the document that says so. A Wi-Fi of category Public with the
 * address 192.168.1.44/24 unless a case says otherwise; the phone is 192.168.1.23.
 */
class DecisionTableTest {
    private static final String ALLOW = "v2.30|Action=Allow|Active=TRUE|Dir=In|";
    private static final String BLOCK = "v2.30|Action=Block|Active=TRUE|Dir=In|";
    private static final String POPUP = "TCP Query User{C1E71886-6D5D-432D-8B1D-E0BA9659D98A}"
            + "C:\\program files\\docker\\docker\\resources\\com.docker.backend.exe";
    private static final String POPUP_RULE = "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|"
            + "App=C:\\program files\\docker\\docker\\resources\\com.docker.backend.exe|Name=Docker Desktop Backend|"
            + "Desc=Docker Desktop Backend|Defer=User|";

    private static final String RULES = "Microsoft, Windows Firewall rules: ";
    private static final String ABSENT = "MS-GPFAS 2.2.2.19: ";
    private static final String CONFIG = "MS-FASP 2.2.38: ";
    private static final String ORDER = "MS-FASP 2.2.34: ";

    private static DynamicTest of(String why, FakeWindows windows, Flow flow, String expected) {
        return DynamicTest.dynamicTest(why + " -> " + expected,
                () -> assertEquals(expected, words(windows.policy().decide(flow))));
    }

    private static DynamicTest of(String why, String rule, Flow flow, String expected) {
        return of(why, new FakeWindows().rule("r", rule), flow, expected);
    }

    private static String words(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> "allowed by " + allowed.by().id();
            case Decision.Blocked blocked -> blocked.cause() + " by " + blocked.by().id();
            case Decision.Undecided undecided -> "undecided " + undecided.rules().stream().map(Rule::id)
                    .collect(Collectors.joining(" "));
        };
    }

    private static final String DEFAULT = "DEFAULT by PublicProfile\\DefaultInboundAction";

    @TestFactory
    Stream<DynamicTest> profilesAndDefaults() {
        return Stream.of(
                of(RULES + "what no rule allows is blocked", new FakeWindows(), phone(8000), DEFAULT),
                of(CONFIG + "DEFAULT_INBOUND_ACTION 0 allows",
                        new FakeWindows().set("local", "PublicProfile", "DefaultInboundAction", 0), phone(8000),
                        "allowed by PublicProfile\\DefaultInboundAction"),
                of(CONFIG + "ENABLE_FW off: nothing is blocked",
                        new FakeWindows().set("local", "PublicProfile", "EnableFirewall", 0).rule("r", BLOCK),
                        phone(8000), "allowed by PublicProfile\\EnableFirewall"),
                of(CONFIG + "the policy's value of ENABLE_FW wins", new FakeWindows()
                        .set("local", "PublicProfile", "EnableFirewall", 0)
                        .set("policy", "PublicProfile", "EnableFirewall", 1), phone(8000), DEFAULT),
                of(CONFIG + "off in another profile changes nothing",
                        new FakeWindows().set("local", "StandardProfile", "EnableFirewall", 0), phone(8000), DEFAULT),
                of(CONFIG + "SHIELDED blocks whatever rules say",
                        new FakeWindows().set("local", "PublicProfile", "DoNotAllowExceptions", 1)
                                .rule("r", ALLOW + "Protocol=6|LPort=8000|"), phone(8000),
                        "ALL_INBOUND by PublicProfile\\DoNotAllowExceptions"),
                of(CONFIG + "a firewall that is off shields nothing",
                        new FakeWindows().set("local", "PublicProfile", "DoNotAllowExceptions", 1)
                                .set("local", "PublicProfile", "EnableFirewall", 0), phone(8000),
                        "allowed by PublicProfile\\EnableFirewall"),
                of("MS-GPFAS 2.2.3: without private and public profile a policy's StandardProfile is for both",
                        new FakeWindows().set("policy", "StandardProfile", "EnableFirewall", 0), phone(8000),
                        "allowed by PublicProfile\\EnableFirewall"),
                of("MS-GPFAS 2.2.3: with a private profile, a policy's StandardProfile is for none",
                        new FakeWindows().set("policy", "StandardProfile", "EnableFirewall", 0)
                                .set("policy", "PrivateProfile", "EnableFirewall", 1), phone(8000), DEFAULT),
                of("captures: the local store calls the private profile StandardProfile",
                        new FakeWindows().category(1).set("local", "StandardProfile", "EnableFirewall", 0),
                        phone(8000), "allowed by PrivateProfile\\EnableFirewall"),
                of("MS-GPFAS 2.2.3.13: without merge a local rule is void",
                        new FakeWindows().set("policy", "PublicProfile", "AllowLocalPolicyMerge", 0)
                                .rule("r", ALLOW + "Protocol=6|LPort=8000|"), phone(8000),
                        "POLICY_MANAGED by PublicProfile\\DefaultInboundAction"),
                of("MS-GPFAS 2.2.3.13: without merge a local block is void too", policyAllows()
                        .set("policy", "PublicProfile", "AllowLocalPolicyMerge", 0).rule("r", BLOCK), phone(8000),
                        "allowed by gp"),
                of("MS-GPFAS 2.2.3.13: the setting is the policy's, a local value says nothing",
                        new FakeWindows().set("local", "PublicProfile", "AllowLocalPolicyMerge", 0)
                                .rule("r", ALLOW + "Protocol=6|LPort=8000|"), phone(8000), "allowed by r"),
                of(RULES + "a policy's rules count beside local ones", policyAllows(), phone(8000), "allowed by gp"),
                of("INetFwPolicy2.CurrentProfileTypes: several profiles at once, one for each adapter",
                        new FakeWindows().network("Ethernet", 1, "{0}", 6)
                                .rule("r", ALLOW + "Profile=Private|Protocol=6|LPort=8000|"), phone(8000),
                        "ALLOW_RULE_OTHER_PROFILE by PublicProfile\\DefaultInboundAction"),
                of("Get-NetConnectionProfile: no category read, and all would block the same", withoutCategory(),
                        phone(8000), DEFAULT),
                of("Get-NetConnectionProfile: no category read, and it matters",
                        withoutCategory().rule("r", ALLOW + "Profile=Private|Protocol=6|LPort=8000|"), phone(8000),
                        "undecided "),
                of("report PS2-Servers: with mpssvc stopped nothing can be told", stopped(), phone(8000),
                        "undecided "),
                of("WSL#41284: a machine's own packets do not meet the inbound filter", new FakeWindows(),
                        flow(TCP, "192.168.1.44", 8000, DOCKER), "allowed by loopback"),
                of("WSL#41284: neither does loopback", new FakeWindows(), flow(TCP, "127.0.0.1", 8000, DOCKER),
                        "allowed by loopback"));
    }

    private static FakeWindows policyAllows() {
        var windows = new FakeWindows();
        windows.rules.get("policy").put("gp", ALLOW + "Protocol=6|LPort=8000|Name=From above|");
        return windows;
    }

    private static FakeWindows withoutCategory() {
        var windows = new FakeWindows();
        windows.networks.clear();
        return windows;
    }

    private static FakeWindows stopped() {
        var windows = new FakeWindows();
        windows.running = false;
        return windows;
    }

    @TestFactory
    Stream<DynamicTest> orderOfRules() {
        return Stream.of(
                of(RULES + "an explicit allow beats the default block", ALLOW + "Protocol=6|LPort=8000|", phone(8000),
                        "allowed by r"),
                of(RULES + "an explicit block beats any allow, the more specific too",
                        new FakeWindows().rule("a", ALLOW + "Protocol=6|LPort=8000|RA4=192.168.1.23|"
                                + "App=" + DOCKER + "|")
                                .rule("b", BLOCK), phone(8000), "BLOCK_RULE by b"),
                of(RULES + "a block beats an open default", new FakeWindows()
                        .rule("b", BLOCK + "Protocol=6|LPort=8000|")
                        .set("local", "PublicProfile", "DefaultInboundAction", 0), phone(8000), "BLOCK_RULE by b"),
                of("filter-origin: the rule of the pop-up blocks the program on any port",
                        new FakeWindows().rule(POPUP, POPUP_RULE).rule("a", ALLOW + "Protocol=6|LPort=8000|"),
                        phone(8000), "BLOCK_RULE by " + POPUP),
                of("captures: a pop-up rule is for one protocol", new FakeWindows().rule(POPUP, POPUP_RULE),
                        flow(UDP, "192.168.1.23", 8000, DOCKER), DEFAULT),
                of("captures: a pop-up rule is for one profile", new FakeWindows().rule(POPUP, POPUP_RULE).category(1),
                        phone(8000), "DEFAULT by PrivateProfile\\DefaultInboundAction"),
                of(RULES + "a rule of another program does not block Docker",
                        BLOCK + "Protocol=6|App=C:\\node\\node.exe|", phone(8000), DEFAULT),
                of(ORDER + "a bypass beats a block, but who is authenticated cannot be told",
                        new FakeWindows().rule("y", "v2.30|Action=ByPass|Active=TRUE|Dir=In|Security=Authenticate|"
                                + "RMAuth=O:LSD:(A;;CC;;;S-1-5-21-1-2-3-4)|").rule("b", BLOCK), phone(8000),
                        "undecided y"),
                of("MS-FASP 2.2.37: a bypass has to authenticate; what becomes of one that does not, nobody says",
                        new FakeWindows().rule("y", "v2.30|Action=ByPass|Active=TRUE|Dir=In|").rule("b", BLOCK),
                        phone(8000), "undecided y"),
                of("a block that cannot be judged leaves an allow open",
                        new FakeWindows().rule("a", ALLOW + "Protocol=6|LPort=8000|")
                                .rule("b", BLOCK + "RUAuth=O:LSD:(A;;CC;;;S-1-5-21-1-2-3-4)|"), phone(8000),
                        "undecided b"),
                of("a block that cannot be judged changes nothing where the default blocks",
                        BLOCK + "RUAuth=O:LSD:(A;;CC;;;S-1-5-21-1-2-3-4)|", phone(8000), DEFAULT),
                of("an allow that cannot be judged changes nothing where a block is certain",
                        new FakeWindows().rule("a", ALLOW + "Security=Authenticate|").rule("b", BLOCK), phone(8000),
                        "BLOCK_RULE by b"),
                of("an allow that cannot be judged leaves the default open", ALLOW + "Security=Authenticate|",
                        phone(8000), "undecided r"),
                of("a key of a newer Windows may narrow the rule", ALLOW + "Protocol=6|LPort=8000|Brand9=New|",
                        phone(8000), "undecided r"),
                of("the newer key does not matter on another port", ALLOW + "Protocol=6|LPort=80|Brand9=New|",
                        phone(8000), DEFAULT));
    }

    @TestFactory
    Stream<DynamicTest> whatIsAbsent() {
        return Stream.of(
                of(ABSENT + "no Profile is every profile", ALLOW + "Protocol=6|LPort=8000|", phone(8000),
                        "allowed by r"),
                of(ABSENT + "no Protocol is every protocol", ALLOW, flow(UDP, "192.168.1.23", 7882, DOCKER),
                        "allowed by r"),
                of(ABSENT + "no Active is switched off", "v2.30|Action=Allow|Dir=In|Protocol=6|LPort=8000|",
                        phone(8000), "ALLOW_RULE_DISABLED by PublicProfile\\DefaultInboundAction"),
                of(ABSENT + "no Active: a block without it blocks nothing", "v2.30|Action=Block|Dir=In|", phone(8000),
                        DEFAULT),
                of(ABSENT + "Active=FALSE", "v2.30|Action=Allow|Active=FALSE|Dir=In|Protocol=6|LPort=8000|",
                        phone(8000), "ALLOW_RULE_DISABLED by PublicProfile\\DefaultInboundAction"),
                of(ABSENT + "Dir=Out is not about what comes in",
                        "v2.30|Action=Allow|Active=TRUE|Dir=Out|Protocol=6|LPort=8000|", phone(8000), DEFAULT),
                of(ABSENT + "Profile may be there more than once",
                        ALLOW + "Protocol=6|Profile=Private|Profile=Public|LPort=8000|", phone(8000), "allowed by r"),
                of(RULES + "a rule for Private does nothing on Public",
                        ALLOW + "Protocol=6|Profile=Domain|Profile=Private|LPort=8000|", phone(8000),
                        "ALLOW_RULE_OTHER_PROFILE by PublicProfile\\DefaultInboundAction"),
                of("captures: case varies in keys and values",
                        "V2.0|action=allow|ACTIVE=true|DIR=in|protocol=TCP|profile=PUBLIC|LPORT=8000|", phone(8000),
                        "allowed by r"),
                of(ABSENT + "Edge and Defer widen, they do not narrow",
                        ALLOW + "Protocol=6|LPort=8000|Edge=TRUE|Defer=App|", phone(8000), "allowed by r"));
    }
}
