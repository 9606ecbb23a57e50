package firewall.windows.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import firewall.Decision;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which rules count in front of WSL in mirrored mode too: those of ports, addresses and protocol alone. A rule for a
 * program does not (AllowHostPolicyMerge; WSL issue 10597).
 */
class MirroredWslTest {
    private static final String ALLOW = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|";

    /** @param here what Windows Firewall says, and {@code carried} what its rules come to in front of WSL */
    record Case(List<String> rules, String here, String carried) { }

    static Stream<Case> rules() {
        return Stream.of(
                new Case(List.of(), "DEFAULT", "DEFAULT"),
                new Case(List.of("LPort=8000|Name=API|"), "allowed", "allowed"),
                new Case(List.of("Profile=Public|LPort2_10=7880-8001|RA4=LocalSubnet|RA6=LocalSubnet|Name=API|"
                        + "Desc=x|EmbedCtxt=runbook|Edge=FALSE|"), "allowed", "allowed"),
                new Case(List.of("App=" + FakeWindows.DOCKER + "|Name=Docker|"), "allowed", "DEFAULT"),
                new Case(List.of("LPort=8000|IFType=Wireless|Name=Wi-Fi|"), "allowed", "DEFAULT"),
                new Case(List.of("App=" + FakeWindows.DOCKER + "|Name=Docker|", "LPort=8000|Name=API|"), "allowed",
                        "allowed"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void onlyPlainRulesAre(Case one) {
        var windows = new FakeWindows();
        for (int i = 0; i < one.rules().size(); i++) {
            windows.rule(String.valueOf(i), ALLOW + one.rules().get(i));
        }
        WindowsPolicy policy = windows.policy();
        assertEquals(one.here(), word(policy.decide(FakeWindows.phone(8000))));
        assertEquals(one.carried(), word(policy.decideForMirrored(FakeWindows.phone(8000))));
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> "allowed";
            case Decision.Blocked blocked -> blocked.cause().name();
            case Decision.Undecided undecided -> undecided.why().key();
        };
    }
}
