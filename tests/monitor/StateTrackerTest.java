package monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import monitor.EndpointState.State;
import org.junit.jupiter.api.Test;
import path.Diagnosis;
import path.FindingId;
import path.Hop;
import path.ServicePath;

/** When something is told, and when it is not. */
class StateTrackerTest {
    private final StateTracker watch = new StateTracker();
    private final List<MonitorEvent> told = new ArrayList<>();
    private int rounds;

    @Test
    void theFirstPassIsTold() {
        passes(1);
        assertEquals(List.of(new MonitorEvent.Up(FakeRounds.at(0), FakeRounds.API)), told);
        passes(5);
        assertEquals(1, told.size(), "and then there is nothing new");
        assertFalse(watch.alarmed());
    }

    @Test
    void threeFailuresMakeAnAlarm() {
        passes(1);
        told.clear();
        fails(2);
        assertEquals(List.of(), told);
        assertFalse(watch.alarmed());
        fails(1);
        var down = assertInstanceOf(MonitorEvent.Down.class, told.getFirst());
        assertEquals(FakeRounds.at(3), down.at());
        assertEquals(FindingId.NOTHING_LISTENING, down.cause().id());
        assertEquals(Hop.LISTENING, down.broken().hop());
        assertTrue(watch.alarmed());
        fails(20);
        assertEquals(1, told.size(), "an alarm is told once");
    }

    @Test
    void oneThatNeverPassedNeedsThreeFailuresToo() {
        fails(2);
        assertEquals(List.of(), told);
        fails(1);
        assertInstanceOf(MonitorEvent.Down.class, told.getFirst());
    }

    @Test
    void aPassInBetweenStartsTheCountAnew() {
        passes(1);
        told.clear();
        for (int i = 0; i < 10; i++) {
            fails(2);
            passes(1);
        }
        assertEquals(List.of(), told);
    }

    /** One look cannot tell a frozen process from one that speaks another language; who saw it answer before can. */
    @Test
    void aPortThatAnsweredBeforeAndFallsSilentIsDown() {
        for (int i = 0; i < 5; i++) {
            round(FakeRounds.unproven(FakeRounds.TTS), FakeRounds.answering(FakeRounds.API));
        }
        told.clear();
        for (int i = 0; i < 3; i++) {
            round(FakeRounds.unproven(FakeRounds.TTS), FakeRounds.unproven(FakeRounds.API));
        }
        var down = assertInstanceOf(MonitorEvent.Down.class, told.getFirst());
        assertEquals(FakeRounds.API, down.endpoint());
        assertEquals(FindingId.NO_ANSWER, down.cause().id());
        assertEquals(1, told.size(), told.toString());
        round(FakeRounds.answering(FakeRounds.API));
        round(FakeRounds.answering(FakeRounds.API));
        assertInstanceOf(MonitorEvent.Cleared.class, told.getLast());
    }

    @Test
    void twoPassesClearAnAlarm() {
        fails(3);
        told.clear();
        passes(1);
        assertEquals(List.of(), told);
        assertTrue(watch.alarmed());
        passes(1);
        assertEquals(List.of(new MonitorEvent.Cleared(FakeRounds.at(4), FakeRounds.API, Duration.ofSeconds(60))), told);
        assertFalse(watch.alarmed());
    }

    @Test
    void aFlappingServiceStaysDown() {
        fails(3);
        told.clear();
        for (int i = 0; i < 10; i++) {
            passes(1);
            fails(1);
        }
        assertEquals(List.of(), told);
        assertTrue(watch.alarmed());
    }

    @Test
    void anotherCauseIsTold() {
        fails(3);
        told.clear();
        round(FakeRounds.broken(FakeRounds.API, Hop.FIREWALL, FindingId.FIREWALL_BLOCK_RULE));
        var other = assertInstanceOf(MonitorEvent.OtherCause.class, told.getFirst());
        assertEquals(FindingId.FIREWALL_BLOCK_RULE, other.cause().id());
        round(FakeRounds.broken(FakeRounds.API, Hop.FIREWALL, FindingId.FIREWALL_BLOCK_RULE));
        assertEquals(1, told.size(), "once");
    }

    @Test
    void anAlarmNamesTheLatestCause() {
        fails(2);
        round(FakeRounds.broken(FakeRounds.API, Hop.FIREWALL, FindingId.FIREWALL_BLOCK_RULE));
        assertEquals(FindingId.FIREWALL_BLOCK_RULE, ((MonitorEvent.Down) told.getFirst()).cause().id());
    }

    @Test
    void withoutANetworkNothingIsJudged() {
        passes(1);
        fails(2);
        told.clear();
        for (int i = 0; i < 5; i++) {
            offline();
        }
        assertEquals(List.of(new MonitorEvent.Offline(FakeRounds.at(3))), told, "told once");
        assertTrue(watch.offline());
        assertFalse(watch.alarmed());
        assertEquals(2, watch.healths().get(FakeRounds.API).against(), "rounds without a network count for nothing");
        told.clear();
        fails(1);
        assertEquals(List.of(MonitorEvent.Online.class, MonitorEvent.Down.class),
                told.stream().<Class<?>>map(Object::getClass).toList());
        assertEquals(Duration.ofSeconds(150), ((MonitorEvent.Online) told.getFirst()).wasOffline());
        assertFalse(watch.offline());
    }

    @Test
    void anAppThatAsksTheWrongMachineIsNoLostNetwork() {
        for (FindingId id : List.of(FindingId.ADDRESS_NOT_HERE, FindingId.ADDRESS_IS_LOOPBACK)) {
            var another = new StateTracker();
            var happenings = new ArrayList<MonitorEvent>();
            for (int i = 0; i < 3; i++) {
                happenings.addAll(another.round(
                        FakeRounds.withoutAddress(i, id, FakeRounds.broken(FakeRounds.API, Hop.ADDRESS, id))));
            }
            assertFalse(another.offline());
            assertEquals(id, ((MonitorEvent.Down) happenings.getFirst()).cause().id());
        }
    }

    @Test
    void eachEndpointIsCountedByItself() {
        round(FakeRounds.well(FakeRounds.API), FakeRounds.broken(FakeRounds.TTS, Hop.CONTAINER,
                FindingId.CONTAINER_STOPPED));
        round(FakeRounds.broken(FakeRounds.API, Hop.CONTAINER, FindingId.CONTAINER_STOPPED),
                FakeRounds.broken(FakeRounds.TTS, Hop.CONTAINER, FindingId.CONTAINER_STOPPED));
        round(FakeRounds.well(FakeRounds.API), FakeRounds.broken(FakeRounds.TTS, Hop.CONTAINER,
                FindingId.CONTAINER_STOPPED));
        assertEquals(State.UP, watch.healths().get(FakeRounds.API).state());
        assertEquals(State.DOWN, watch.healths().get(FakeRounds.TTS).state());
    }

    /** {@code --discover}: a container that comes up while we watch. */
    @Test
    void anEndpointThatIsNewIsWelcome() {
        passes(2);
        told.clear();
        round(FakeRounds.well(FakeRounds.API), FakeRounds.well(FakeRounds.TTS));
        assertEquals(List.of(new MonitorEvent.Up(FakeRounds.at(2), FakeRounds.TTS)), told);
    }

    private void passes(int times) {
        for (int i = 0; i < times; i++) {
            round(FakeRounds.well(FakeRounds.API));
        }
    }

    private void fails(int times) {
        for (int i = 0; i < times; i++) {
            round(FakeRounds.broken(FakeRounds.API, Hop.LISTENING, FindingId.NOTHING_LISTENING));
        }
    }

    private void offline() {
        see(FakeRounds.withoutAddress(rounds, FindingId.NO_LAN_ADDRESS,
                FakeRounds.broken(FakeRounds.API, Hop.ADDRESS, FindingId.NO_LAN_ADDRESS)));
    }

    private void round(ServicePath... paths) {
        see(FakeRounds.round(rounds, paths));
    }

    private void see(Diagnosis diagnosis) {
        told.addAll(watch.round(diagnosis));
        rounds++;
    }
}
