package report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import console.Look;
import inventory.Service;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import path.Diagnosis;
import path.FakeMachine;
import path.Hop;
import probe.Reply.State;
import text.Language;
import text.Words;

/** A wait that ended without a byte was this program's own, and no form of a report calls it a service's time. */
class WaitingTimeTest {
    private static final Words ENGLISH = new Words(Language.ENGLISH);
    private static final Duration WAITED = Duration.ofMillis(8123);
    private static final EnumSet<Hop> ALL = EnumSet.allOf(Hop.class);

    private static Diagnosis waited(State state) {
        var given = new FakeMachine();
        given.service = new Service("Whisper", List.of(8000), Protocol.TCP, Optional.empty(), Optional.empty());
        given.loopback = FakeMachine.reply(state, 0, Duration.ofMillis(1), WAITED);
        given.lan = given.loopback;
        return given.diagnosis();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"ANSWERED", "TLS", "REDIRECTED", "WRONG_ANSWER", "WANTS_TLS",
        "WANTS_PLAIN", "UNTRUSTED"})
    void programsAreToldNoTime(State state) {
        Diagnosis diagnosis = waited(state);
        JsonObject json = new JsonReport("diagnose", "0", ENGLISH).of(diagnosis, ALL, 0);
        Stream<JsonElement> hops = StreamSupport.stream(json.getAsJsonArray("services").get(0).getAsJsonObject()
                .getAsJsonArray("hops").spliterator(), false);
        assertTrue(hops.allMatch(hop -> hop.getAsJsonObject().get("durationMs").isJsonNull()), json::toString);

        String junit = new JUnitReport("diagnose", ENGLISH).of(diagnosis, ALL);
        assertFalse(junit.contains("time=\"8"), junit);
        var noLimits = new Thresholds(Optional.empty(), Optional.empty());
        String nagios = new NagiosReport("diagnose", ENGLISH, false, noLimits).of(diagnosis).getFirst();
        assertTrue(nagios.contains("'8000/tcp Whisper'=U"), nagios);
    }

    @Test
    void peopleAreToldNoTimeEither() {
        var text = new TextReport(ENGLISH, new Look(100, false, false), true);
        for (State state : List.of(State.HELD, State.HUNG_UP)) {
            Diagnosis diagnosis = waited(state);
            String all = String.join("\n", text.diagnosis(diagnosis)) + String.join("\n", text.answers(diagnosis));
            assertFalse(all.contains("8.1 s") || all.contains("8 s") || all.contains("8123"), all);
        }
    }

    @Test
    void aTimeWithBytesIsShown() {
        Diagnosis diagnosis = waited(State.TLS);
        assertEquals(8123, new JsonReport("diagnose", "0", ENGLISH).of(diagnosis, ALL, 0).getAsJsonArray("services")
                .get(0).getAsJsonObject().getAsJsonArray("hops").get(Hop.ADDRESS.ordinal()).getAsJsonObject()
                .get("durationMs").getAsInt());
    }
}
