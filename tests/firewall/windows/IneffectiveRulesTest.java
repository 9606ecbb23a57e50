package firewall.windows;

import static firewall.windows.policy.FakeWindows.DOCKER;
import static firewall.windows.policy.FakeWindows.flow;
import static net.Protocol.TCP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import firewall.Decision;
import firewall.IneffectiveRule;
import firewall.windows.policy.FakeWindows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import text.Language;
import text.Words;

/** Allow rules that nearly let a phone in: which are named, what is said of them, and that changing that is enough. */
class IneffectiveRulesTest {
    private static final String WSL = "{22222222-2222-3333-4444-555555555555}";
    private static final String NODE = "C:\\Users\\u\\nvm\\v20\\node.exe";
    private static final String RULE = "v2.30|Action=Allow|Active=TRUE|Dir=In|";

    private static FakeWindows windows() {
        return new FakeWindows().network("vEthernet (WSL)", 1, WSL, 6);
    }

    private static List<String> named(FakeWindows windows, String program, int port) {
        List<IneffectiveRule> named = windows.policy().ineffective(flow(TCP, "192.168.1.23", port, program));
        named.forEach(rule -> new Words(Language.FRENCH).say(rule.why()));
        return named.stream().map(IneffectiveRule::why).map(new Words(Language.ENGLISH)::say).toList();
    }

    private static Decision decision(String rule, String program) {
        return windows().rule("r", rule).policy().decide(flow(TCP, "192.168.1.23", 3000, program));
    }

    /** The rule, the same with what the sentence says changed, and the sentence. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Protocol=6|LPort=3000|IF=" + WSL + "; Protocol=6|LPort=3000|IF=" + FakeWindows.CARD
                + "; for port 3000 does not count here: it is for the adapter vEthernet (WSL), and would have to be for Wi-Fi",
        "IF=" + WSL + "; IF=" + FakeWindows.CARD
                + "; does not count here: it is for the adapter vEthernet (WSL), and would have to be for Wi-Fi",
        "Protocol=6|LPort=3000|IF={9}; Protocol=6|LPort=3000; for port 3000 does not count here: it is for an adapter"
                + " that this machine does not have now ({9}), and would have to be for Wi-Fi",
        "Protocol=6|LPort=3000|IFType=Lan; Protocol=6|LPort=3000|IFType=Wireless; for port 3000 does not count here:"
                + " it is for wired adapters, and would have to be for Wi-Fi",
        "Protocol=6|LPort=3000|RA4=10.0.0.0/255.0.0.0; Protocol=6|LPort=3000|RA4=192.168.1.0/24; for port 3000 does not"
                + " count here: it lets in 10.0.0.0/8 only, and would have to let in 192.168.1.0/24",
        "Protocol=6|LPort=3000|LA4=192.168.7.7; Protocol=6|LPort=3000|LA4=192.168.1.44; for port 3000 does not count"
                + " here: it is for connections to 192.168.7.7, and would have to be for 192.168.1.44",
        "Protocol=17|LPort=3000; Protocol=6|LPort=3000; for port 3000 does not count here: it is for UDP, and would have"
                + " to be for TCP",
        "Protocol=6|LPort=3000|Svc=sshd; Protocol=6|LPort=3000; for port 3000 does not count here: it is for the Windows"
                + " service sshd alone",
        "Protocol=6|LPort2_10=2990-2999; Protocol=6|LPort2_10=2990-3000; does not count here: it is for port 2990-2999,"
                + " and would have to be for 3000",
        "Protocol=6|LPort=3001; Protocol=6|LPort=3000; does not count here: it is for port 3001, and would have to be for"
                + " 3000",
        "Protocol=6|LPort=80|App=" + NODE + "; Protocol=6|LPort=3000|App=" + NODE + "; does not count here: it is for"
                + " port 80, and would have to be for 3000",
        "Protocol=6|App=%ProgramFiles%\\nodejs\\node.exe; App=" + NODE + "; does not count here: it is for the program"
                + " C:\\Program Files\\nodejs\\node.exe, and would have to be for " + NODE + ", which listens here",
        "Protocol=6|LPort=3000|App=C:\\a\\b.exe; Protocol=6|LPort=3000|App=" + NODE + "; for port 3000 does not count"
                + " here: it is for the program C:\\a\\b.exe, and would have to be for " + NODE + ", which listens here",
        "Protocol=6|LPort=3000|Profile=Domain|IF=" + WSL + "; Protocol=6|LPort=3000|Profile=Public|IF="
                + FakeWindows.CARD + "; 'for port 3000 does not count here: it is for another kind of network (domain),"
                + " and this one is public; it is for the adapter vEthernet (WSL), and would have to be for Wi-Fi'"})
    void isNamedWithWhatWouldHaveToChange(String rule, String changed, String expected) {
        FakeWindows windows = windows().rule("r", RULE + rule + "|Name=Mine|");
        windows.services.put("sshd", "C:\\Windows\\System32\\OpenSSH\\sshd.exe");
        assertInstanceOf(Decision.Blocked.class, windows.policy().decide(flow(TCP, "192.168.1.23", 3000, NODE)));
        assertEquals(List.of("The allow rule \"Mine\" " + expected), named(windows, NODE, 3000));
        assertInstanceOf(Decision.Allowed.class, decision(RULE + changed + "|Name=Mine|", NODE));
    }

    /** Of a port that no phone sends from; of any other, nobody knows. */
    @Test
    void aRuleThatTakesThePortForTheSendersIsNamed() {
        assertEquals(List.of("The allow rule \"Mine\" does not count here: it names 80 as the port of the sender, and would"
                + " have to name it as the local port"),
                named(windows().rule("r", RULE + "Protocol=6|RPort=80|Name=Mine|"), NODE, 80));
    }

    @Test
    void anOutboundRuleForThePortIsNamed() {
        assertEquals(List.of("The allow rule \"Mine\" for port 3000 does not count here: it is for outbound connections,"
                + " and would have to be for inbound ones"), named(windows().rule("r",
                "v2.30|Action=Allow|Active=TRUE|Dir=Out|Protocol=6|LPort=3000|Name=Mine|"), NODE, 3000));
    }

    /** What most rules of a machine are: for other programs, ports and protocols; or nobody knows. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Protocol=6|App=C:\\Program Files\\Game\\game.exe|Name=Game", "Protocol=6|LPort=22|Name=SSH",
        "Protocol=6|LPort=1433|Name=SQL", "Protocol=1|Name=Ping", "Protocol=17|Name=All of UDP",
        "Protocol=6|LPort=3000|AppPkgId=S-1-15-2-1|Name=App", "Protocol=6|LPort=3000|Platform=2:11:0|Name=Later",
        "Protocol=17|LPort=3000|Security=Authenticate|Name=IPsec", "Protocol=17|LPort=3000|RA4=DNS|Name=Unknown",
        "Protocol=6|App=C:\\nodejs\\node.exe|Name=@node.dll,-1", "Protocol=17|RPort=53|Name=Answers",
        "Protocol=6|LPort=22|Profile=Private|App=C:\\a\\sshd.exe|Name=Three",
        "Protocol=17|LPort=3000|App=C:\\a\\mail.exe|Name=Another's", "Protocol=6|LPort=3000|Svc=dosvc|Name=@w.dll,-1",
        "Protocol=17|LPort=3000|Name=@w.dll,-1",
        "Protocol=6|LPort2_10=1024-65535|App=C:\\a\\b.exe|Name=Nearly all"})
    void isNotNamed(String rule) {
        assertEquals(List.of(), named(windows().rule("r", RULE + rule + "|"), NODE, 3000));
    }

    @Test
    void neitherAreRulesThatBlockNorThoseThatAPolicyMakesVoid() {
        assertEquals(List.of(), named(windows().rule("r",
                "v2.30|Action=Block|Active=TRUE|Dir=In|Protocol=17|LPort=3000|Name=Block|"), NODE, 3000));
        assertEquals(List.of(), named(windows().rule("r", RULE + "Protocol=17|LPort=3000|Name=Void|")
                .set("policy", "PublicProfile", "AllowLocalPolicyMerge", 0), NODE, 3000));
    }

    @Test
    void aPersonsOwnComeFirstThenThoseForThePort() {
        FakeWindows windows = windows().rule("1", RULE + "Protocol=6|LPort=3000|IFType=Lan|Name=@w.dll,-1|")
                .rule("2", RULE + "IF=" + WSL + "|Name=Any port|")
                .rule("3", RULE + "Protocol=6|LPort=3000|App=C:\\a\\b.exe|Name=Program|")
                .rule("4", RULE + "Protocol=6|LPort=3000|IF=" + WSL + "|Name=Adapter|")
                .rule("5", RULE + "Protocol=6|LPort=3000|Profile=Private|IF=" + WSL + "|Name=Two conditions|");
        assertEquals(List.of("Adapter", "Program", "Any port", "1"), windows.policy()
                .ineffective(flow(TCP, "192.168.1.23", 3000, NODE)).stream().map(rule -> rule.rule().name()).toList());
    }

    @Test
    void aPortIsCalledAsTheRuleCallsIt() {
        assertEquals(List.of("The allow rule \"Mine\" for port mDNS, 5000 does not count here: it is for the adapter"
                + " vEthernet (WSL), and would have to be for Wi-Fi"), named(windows().rule("r", RULE
                + "Protocol=6|LPort=mDNS|LPort=5000|IF=" + WSL + "|Name=Mine|"), NODE, 5353));
    }

    @Test
    void whatIsSaidTwiceIsSaidOnce() {
        assertEquals(1, named(windows().rule("1", RULE + "Protocol=6|App=C:\\nodejs\\node.exe|Name=Node|")
                .rule("2", RULE + "Protocol=256|App=C:\\nodejs\\node.exe|Name=Node|"), NODE, 3000).size());
    }

    /** Another version, a program without a window, a part of the same product. */
    @ParameterizedTest
    @CsvSource({"C:\\Python311\\python.exe, C:\\Python313\\python.exe, 1", "C:\\j\\javaw.exe, D:\\k\\java.exe, 1",
        "C:\\p\\python3.11.exe, C:\\q\\pythonw.exe, 1", "C:\\a\\node.exe, C:\\a\\deno.exe, 0",
        "C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe, " + DOCKER + ", 1",
        "C:\\Windows\\System32\\lsass.exe, C:\\Windows\\System32\\spoolsv.exe, 0"})
    void programsOfOneFamily(String app, String listening, int expected) {
        assertEquals(expected, named(windows().rule("1", RULE + "Protocol=6|App=" + app + "|Name=Mine|"), listening,
                3000).size());
    }

    @Test
    void aProgramThatNobodyKnowsIsNotGuessedAt() {
        assertEquals(List.of(), named(windows().rule("1", RULE + "Protocol=6|LPort=3000|App=C:\\a\\b.exe|Name=Mine|"),
                null, 3000));
    }
}
