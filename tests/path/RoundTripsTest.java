package path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inventory.Endpoint;
import inventory.Service;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import org.junit.jupiter.api.Test;
import path.PhoneReport.How;
import process.Fact;

/** Times of all ports and phones, and the time-out that they suggest. */
class RoundTripsTest {

    private static Diagnosis took(int[]... medianAndWorst) {
        return took(6, medianAndWorst);
    }

    /** @param answered of six requests to each port */
    private static Diagnosis took(int answered, int[]... medianAndWorst) {
        var given = new FakeMachine();
        var ports = new ArrayList<Integer>();
        for (int i = 0; i < medianAndWorst.length; i++) {
            ports.add(8000 + i);
        }
        given.service = new Service("Eloquence API Service", ports, Protocol.TCP, Optional.empty(), Optional.empty());
        var words = new ArrayList<PhoneReport>();
        for (int i = 0; i < medianAndWorst.length; i++) {
            words.add(new PhoneReport(FakeMachine.NOW, InetAddress.ofLiteral("192.168.1.23"),
                    new Endpoint(given.service, 8000 + i), InetAddress.ofLiteral("192.168.1.44"), How.BROWSER,
                    attempt(answered, Duration.ofMillis(medianAndWorst[i][0]),
                            Duration.ofMillis(medianAndWorst[i][1])), Fact.known(new PacketFate.Connected())));
        }
        given.phoneFacts = new PhoneFacts(words, Fact.known(List.of()), Optional.empty());
        return given.diagnosis();
    }

    private static PhoneAttempt attempt(int answered, Duration median, Duration worst) {
        return answered == 6 ? new PhoneAttempt.GotThrough(median, worst, 6)
                : answered == 0 ? new PhoneAttempt.TimedOut(worst)
                : new PhoneAttempt.Intermittent(answered, 6, median, worst);
    }

    /** The app waits for the requests that are lost, too; and a time-out of ours is no time of a service. */
    @Test
    void ofWhatIsNotAnsweredEachTimeNothingFollows() {
        assertEquals(Optional.empty(), RoundTrips.of(took(5, new int[] {12, 40})));
        assertEquals(Optional.empty(), RoundTrips.of(took(0, new int[] {12, 10_000})));
    }

    @Test
    void theMedianIsOfAllAndTheWorstIsTheWorst() {
        assertEquals(Optional.of(new RoundTrips(Duration.ofMillis(12), Duration.ofMillis(900))),
                RoundTrips.of(took(new int[] {12, 40}, new int[] {700, 900}, new int[] {5, 6})));
        assertEquals(Duration.ofMillis(356),
                RoundTrips.of(took(new int[] {12, 40}, new int[] {700, 900})).orElseThrow().median());
    }

    @Test
    void theTimeOutLeavesRoomForTwoLostPacketsAndIsAWholeSecond() {
        assertEquals(Duration.ofSeconds(4), timeout(1));
        assertEquals(Duration.ofSeconds(4), timeout(1000));
        assertEquals(Duration.ofSeconds(5), timeout(1001));
    }

    private static Duration timeout(int worst) {
        return RoundTrips.of(took(new int[] {1, worst})).orElseThrow().suggestedTimeout();
    }

    @Test
    void withoutATimeNothingIsSuggested() {
        assertEquals(Optional.empty(), RoundTrips.of(new FakeMachine().diagnosis()));
    }
}
