package path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import firewall.Decision;
import firewall.Receiver;
import firewall.Rule;
import host.Listener;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import process.Fact;
import text.Language;
import text.Message;
import text.Words;

/** Where rules leave it open whether a phone gets in: whose program is not known, and what would settle it. */
class OpenRulesTest {
    private static final String TEXT = "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|App=C:\\x.exe|Name=X|";
    private static final List<Rule> RULES = List.of(new Rule("{1}", "X", TEXT, "PersistentStore", false));

    private static FakeMachine open(boolean byProgram, boolean administrator) {
        FakeMachine given = FakeMachine.windows();
        given.administrator = administrator;
        given.firewall = flow -> new Decision.Undecided(Message.verbatim("X may decide it"), RULES, byProgram);
        return given;
    }

    private static FakeMachine listens(FakeMachine given, Optional<Long> pid, Optional<String> program) {
        return given.listening(new Listener(Protocol.TCP, "0.0.0.0", 8000, pid, program));
    }

    private static Finding unknown(FakeMachine given) {
        return given.diagnosis().findings().stream().filter(found -> found.id() == FindingId.UNKNOWN).findFirst()
                .orElseThrow();
    }

    private static String said(Finding finding) {
        return String.join(" / ", finding.evidence().stream().map(new Words(Language.ENGLISH)::say).toList());
    }

    private static List<String> steps(Finding finding) {
        return finding.remedies().stream().map(step -> step.text().key().replace("path.remedy.", "")).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "4242 | -         | false | Windows does not name the program of process 4242: it has ended, or belongs to another user",
        "4242 | -         | true  | Windows does not name the program of process 4242: it has ended",
        "4242 | node.exe  | false | Of node.exe (process 4242), Windows tells the name alone: it belongs to another user",
        "4242 | node.exe  | true  | Of node.exe (process 4242), Windows tells the name alone: it has ended, or Windows protects it",
    })
    void theProcessIsNamedThatNobodyCanName(Long pid, String program, boolean administrator, String who) {
        Finding finding = unknown(listens(open(true, administrator), Optional.of(pid), Optional.ofNullable(program)));
        assertEquals(who + ". X may decide it", said(finding));
        assertEquals(RULES, finding.rules());
    }

    @Test
    void whatWouldTellTheProgramComesFirst() {
        assertEquals(List.of("name-programs", "start-again-and-look", "let-phone-tell"),
                steps(unknown(listens(open(true, false), Optional.of(4242L), Optional.empty()))));
        assertEquals(List.of("start-again-and-look", "let-phone-tell"),
                steps(unknown(listens(open(true, true), Optional.of(4242L), Optional.empty()))),
                "an administrator is told the programs of all users");
        assertEquals(List.of("name-programs", "let-phone-tell"),
                steps(unknown(listens(open(true, false), Optional.of(4242L), Optional.of("node.exe")))),
                "it runs, and would run in the same folder");
    }

    @Test
    void listenersThatWereNotReadAreNotCalledAProcess() {
        FakeMachine given = open(true, true);
        given.listeners = Fact.unknown(Message.verbatim("netstat is missing"));
        Finding finding = given.diagnosis().findings().stream()
                .filter(found -> found.id() == FindingId.UNKNOWN && !found.rules().isEmpty()).findFirst().orElseThrow();
        assertEquals("Who listens could not be read. X may decide it", said(finding));
    }

    @Test
    void whereTheProgramIsNotTheQuestionTheRulesAreShownAndAPhoneTells() {
        Finding finding = unknown(open(false, false));
        assertEquals("X may decide it", said(finding));
        assertEquals(List.of("see-rules", "let-phone-tell"), steps(finding));
    }

    /** A rule that may block beats one of ours: then none is offered. */
    @Test
    void whereRulesOfOthersCanOnlyLetItInARuleForThePortIsOffered() {
        FakeMachine given = listens(open(true, true), Optional.of(4242L), Optional.of("node.exe"));
        given.firewall = flow -> new Decision.Undecided(Message.verbatim("X may decide it"),
                List.of(allowing("X"), allowing("Y")), true);
        assertEquals(List.of("let-any-program-in", "let-phone-tell"), steps(unknown(given)));
        given.firewall = flow -> new Decision.Undecided(Message.verbatim("X may decide it"),
                List.of(allowing("X"), RULES.getFirst()), true);
        assertEquals(List.of("let-phone-tell"), steps(unknown(given)));
        given.firewall = flow -> new Decision.Undecided(Message.verbatim("X may decide it"),
                List.of(new Rule("X", "X", allowing("X").text(), "GroupPolicy", false)), true);
        assertEquals(List.of("let-phone-tell"), steps(unknown(given)), "rules of this machine may be void");
    }

    private static Rule allowing(String name) {
        return new Rule(name, name, TEXT.replace("Action=Block", "Action=Allow"), "PersistentStore", false);
    }

    /** @param others what becomes of a program that no rule is for */
    private static FakeMachine nobodyListens(Decision others, boolean byProgram) {
        FakeMachine given = open(byProgram, true).listening().containers();
        given.docker = new docker.Engine.NotInstalled();
        given.firewall = flow -> flow.receiver() instanceof Receiver.Other ? others
                : new Decision.Undecided(Message.verbatim("X may decide it"), List.of(allowing("X")), byProgram);
        return given;
    }

    private static Outcome firewall(FakeMachine given) {
        return given.diagnosis().paths().getFirst().at(Hop.FIREWALL).outcome();
    }

    @Test
    void beforeAnybodyListensItIsKnownWhomTheFirewallDrops() {
        var warning = assertInstanceOf(Outcome.Warning.class, firewall(nobodyListens(new Decision.Blocked(
                FakeMachine.DROP, false, Decision.Cause.DEFAULT, List.of(Message.verbatim("a note"))), true)));
        assertEquals(FindingId.FIREWALL_BLOCKS_OTHER_PROGRAMS, warning.cause().id());
        assertEquals(Confidence.INFERRED, warning.cause().confidence());
        assertEquals(Severity.WARN, warning.cause().severity());
        assertEquals("dropped for any program without a rule of its own, whichever will listen; rules for programs: X",
                new Words(Language.ENGLISH).say(warning.text()));
        assertEquals(Message.verbatim("a note"), warning.cause().evidence().getLast());
    }

    /** It answers without a listener: the kernel translates, or somebody was overlooked. */
    @Test
    void thatIsAFindingWhereNothingElseIsWrong() {
        FakeMachine given = nobodyListens(new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.DEFAULT,
                List.of()), true);
        assertEquals(List.of("start-and-look", "let-any-program-in"), steps(given.diagnosis().findings().getFirst()));
        assertEquals(FindingId.FIREWALL_BLOCKS_OTHER_PROGRAMS, given.diagnosis().findings().getFirst().id());
        assertEquals(List.of("start-and-look", "ask-administrator", "ways-around"), steps(nobodyListens(
                new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.POLICY_MANAGED, List.of()), true)
                .diagnosis().findings().getFirst()));
    }

    @Test
    void whereTheOthersGetInOrNoProgramIsAskedForNobodyIsSaidToBeDropped() {
        assertInstanceOf(Outcome.Unknown.class, firewall(nobodyListens(
                new Decision.Allowed(FakeMachine.DEFAULT_ALLOW, List.of()), true)));
        assertInstanceOf(Outcome.Unknown.class, firewall(nobodyListens(new Decision.Blocked(FakeMachine.DROP, false,
                Decision.Cause.DEFAULT, List.of()), false)));
        assertInstanceOf(Outcome.Unknown.class, firewall(listens(nobodyListens(new Decision.Blocked(FakeMachine.DROP,
                false, Decision.Cause.DEFAULT, List.of()), true), Optional.of(7L), Optional.empty())));
    }

    /** One process that serves five ports is one thing to know. */
    @Test
    void portsOfOneProcessAreOneFinding() {
        FakeMachine given = open(true, false);
        given.service = new inventory.Service("LiveKit", List.of(7880, 7881), Protocol.TCP, Optional.empty(),
                Optional.empty());
        given.docker = new docker.Engine.NotInstalled();
        given.listening(new Listener(Protocol.TCP, "0.0.0.0", 7880, Optional.of(7L), Optional.empty()),
                new Listener(Protocol.TCP, "0.0.0.0", 7881, Optional.of(7L), Optional.empty()));
        assertEquals(2, unknown(given).endpoints().size());
    }
}
