package firewall.windows.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import firewall.Decision;
import firewall.windows.PolicyReader;
import host.windows.WindowsSnapshot;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Fact;

/** One part of the reading that is missing, or is something else, takes nothing along that does not ask for it. */
class PartialReadingTest {
    private static final String ALLOW = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=8000|Name=any network|";

    record Case(String part, JsonElement instead) { }

    static Stream<Case> parts() {
        return Stream.of("networks", "adapters", "processes", "services", "environment", "version", "running",
                "elevated").flatMap(part -> Stream.of(new Case(part, JsonNull.INSTANCE),
                        new Case(part, new JsonPrimitive("nonsense")), new Case(part, new JsonObject())));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void aRuleOfPortsIsStillJudged(Case given) {
        WindowsPolicy policy = without(given);
        assertInstanceOf(Decision.Allowed.class, policy.decide(FakeWindows.phone(8000)));
        assertEquals(given.part().equals("elevated") ? Optional.empty() : Optional.of(true), policy.elevated());
    }

    /** Neither true nor false is no "stopped". */
    @ParameterizedTest
    @MethodSource("parts")
    void nothingIsSaidOfTheServiceThatWindowsDidNotSay(Case given) {
        assertEquals(given.part().equals("running") ? Optional.empty() : Optional.of(true), without(given).running());
    }

    private static WindowsPolicy without(Case given) {
        JsonObject answer = new WindowsSnapshot(new FakeWindows().rule("a", ALLOW)).answer().toOptional().orElseThrow()
                .getAsJsonObject();
        answer.add(given.part(), given.instead());
        Fact<WindowsPolicy> policy = PolicyReader.policy(answer, FakeWindows.lan());
        return policy.toOptional().orElseThrow(() -> new AssertionError(policy));
    }
}
