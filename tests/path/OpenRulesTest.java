package path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import firewall.Decision;
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
