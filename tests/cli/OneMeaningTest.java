package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import console.Look;
import firewall.Decision;
import firewall.Rule;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import monitor.EndpointState;
import monitor.RoundLoop;
import monitor.StateTracker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import path.Diagnosis;
import path.FakeMachine;
import path.Hop;
import path.HopResult;
import path.check.Checklist;
import probe.Reply;
import report.JUnitReport;
import report.JsonReport;
import report.NagiosReport;
import report.TextReport;
import report.Thresholds;
import text.Language;
import text.Message;
import text.Words;

/** The same facts mean the same in every form: diagnose, the monitor's rounds, and what programs read. */
class OneMeaningTest {
    private static final Words WORDS = new Words(Language.ENGLISH);
    private static final Set<Hop> ALL = EnumSet.allOf(Hop.class);
    private static final Message UNREADABLE = Message.of("firewall-linux.needs-root", "iptables-save");

    /** What is true of a machine, and what each form has to say of it. */
    private enum Case {
        WELL("ok", 0, "OK", "ok", "", EndpointState.State.UP, "as far as this machine can tell."),
        BLOCKED("fail", 20, "CRITICAL", "fail", "failure", EndpointState.State.DOWN, "cannot be reached from a phone."),
        UNREAD("unknown", 30, "UNKNOWN", "unknown", "error", EndpointState.State.UNKNOWN,
                "not known whether the firewall lets a phone in."),
        UNREAD_AND_LEFT_OUT("ok", 0, "OK", "skipped", "skipped", EndpointState.State.UP,
                "as far as this machine can tell. Not checked: firewall (--skip)."),
        BLOCKED_AND_LEFT_OUT("ok", 0, "OK", "skipped", "skipped", EndpointState.State.UP,
                "Not checked: firewall (--skip).");

        private final String verdict;
        private final int code;
        private final String nagios;
        private final String hop;
        private final String element;
        private final EndpointState.State state;
        private final String sentence;

        Case(String verdict, int code, String nagios, String hop, String element, EndpointState.State state,
                String sentence) {
            this.verdict = verdict;
            this.code = code;
            this.nagios = nagios;
            this.hop = hop;
            this.element = element;
            this.state = state;
            this.sentence = sentence;
        }

        Diagnosis diagnosis() {
            var machine = new FakeMachine();
            switch (this) {
                case WELL -> { }
                case BLOCKED, BLOCKED_AND_LEFT_OUT -> machine.firewall = flow -> blocked();
                case UNREAD, UNREAD_AND_LEFT_OUT -> machine.firewallUnreadable = Optional.of(UNREADABLE);
            }
            Set<Hop> leftOut = this == UNREAD_AND_LEFT_OUT || this == BLOCKED_AND_LEFT_OUT ? Set.of(Hop.FIREWALL)
                    : Set.of();
            return Checklist.diagnose(machine.facts(), ALL, leftOut, Duration.ofMillis(10));
        }
    }

    private static Decision blocked() {
        return new Decision.Blocked(new Rule("id", "drop all", "filter INPUT", "-j DROP", false), false,
                Decision.Cause.DEFAULT, List.of());
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void everyFormSaysTheSame(Case one) {
        Diagnosis diagnosis = one.diagnosis();
        assertEquals(one.verdict, diagnosis.verdict().id());
        assertEquals(one.code, DiagnosisOutput.code(diagnosis.verdict()).code());
        assertEquals(one.nagios, new NagiosReport("diagnose", WORDS, false,
                new Thresholds(Optional.empty(), Optional.empty()))
                .of(diagnosis).getFirst().split(" ")[1]);
        String json = new JsonReport("diagnose", "1", WORDS).of(diagnosis, ALL, one.code).toString();
        assertTrue(json.contains("\"hop\":\"firewall\",\"result\":\"" + one.hop + "\""), json);
        String junit = new JUnitReport("diagnose", WORDS).of(diagnosis, ALL).split("name=\"firewall\"")[1]
                .split("<testcase")[0];
        assertEquals(!one.element.isEmpty(), junit.contains("<" + one.element + " message="), junit);
        String text = String.join(" ", new TextReport(WORDS, new Look(200, false, true), false).diagnosis(diagnosis));
        assertTrue(text.endsWith(one.sentence), text);
        var tracker = new StateTracker();
        for (int i = 0; i < StateTracker.FAILURES_TO_ALARM; i++) {
            tracker.round(new RoundLoop.Round(diagnosis, List.of()));
        }
        assertEquals(Set.of(one.state), Set.copyOf(tracker.healths().values().stream().map(EndpointState::state)
                .toList()));
    }

    /** Whatever else is broken stays so: what does not answer, and what the firewall blocks. */
    @ParameterizedTest
    @EnumSource(Hop.class)
    void leavingOneOutHidesNoOther(Hop leftOut) {
        var machine = new FakeMachine();
        machine.firewall = flow -> blocked();
        machine.answers(Reply.State.WRONG_ANSWER, Reply.State.WRONG_ANSWER);
        Diagnosis diagnosis = Checklist.diagnose(machine.facts(), ALL, Set.of(leftOut), Duration.ofMillis(10));
        assertEquals(Diagnosis.Verdict.FAIL, diagnosis.verdict());
        assertEquals(Optional.of(leftOut == Hop.LOOPBACK ? Hop.ADDRESS : Hop.LOOPBACK),
                diagnosis.paths().getFirst().broken().map(HopResult::hop));
        assertEquals(List.of(leftOut), diagnosis.leftOut());
    }
}
