package firewall.windows.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import firewall.Decision;
import firewall.windows.PolicyReader;
import host.windows.WindowsSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import text.Message;

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

    /** A store, a key of a profile or a setting in it that nobody could read may be what decides. */
    @ParameterizedTest
    @ValueSource(strings = {"rules policy", "profiles mdm", "profiles local PublicProfile",
        "profiles local PublicProfile EnableFirewall"})
    void withoutAStoreOrASettingNothingIsDecidedAndWhyIsSaid(String path) {
        JsonObject answer = answer();
        String[] keys = path.split(" ");
        JsonObject at = answer;
        for (String key : List.of(keys).subList(0, keys.length - 1)) {
            at = at.getAsJsonObject(key);
        }
        at.add(keys[keys.length - 1], JsonNull.INSTANCE);
        answer.add("errors", JsonParser.parseString("{" + keys[0] + ": [{item: 'a', error: 'b', message: 'c'}]}"));
        assertEquals(Fact.unknown(Message.of("firewall-windows.unreadable-because",
                Message.of("host.not-told-because", keys[0], "b", "c"))),
                PolicyReader.policy(answer, FakeWindows.lan()));
    }

    /** One rule that cannot be read is told; all others are judged. */
    @Test
    void aRuleThatCannotBeReadTakesNoOtherWithIt() {
        JsonObject answer = answer();
        answer.getAsJsonObject("rules").getAsJsonObject("local").add("b", JsonNull.INSTANCE);
        WindowsPolicy policy = PolicyReader.policy(answer, FakeWindows.lan()).toOptional().orElseThrow();
        assertEquals(1, policy.unreadable());
        assertInstanceOf(Decision.Allowed.class, policy.decide(FakeWindows.phone(8000)));
    }

    private static JsonObject answer() {
        return new WindowsSnapshot(new FakeWindows().rule("a", ALLOW)).answer().toOptional().orElseThrow()
                .getAsJsonObject();
    }

    private static WindowsPolicy without(Case given) {
        JsonObject answer = answer();
        answer.add(given.part(), given.instead());
        Fact<WindowsPolicy> policy = PolicyReader.policy(answer, FakeWindows.lan());
        return policy.toOptional().orElseThrow(() -> new AssertionError(policy));
    }
}
