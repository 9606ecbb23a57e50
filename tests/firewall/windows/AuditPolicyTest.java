package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Change.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import process.Command;
import process.Fact;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import testing.ForwardingWorld;

/** In the form of MS-GPAC 2.2; no capture of a saved policy was at hand. */
class AuditPolicyTest {

    /** A Windows that has an audit policy, and switches it as auditpol.exe is documented to. */
    static final class Windows extends ForwardingWorld {
        private final List<Command> asked = new ArrayList<>();
        private int packets;
        private int connections;
        private int exit;

        Windows(int packets, int connections) {
            super(new FakeWorld(Os.WINDOWS));
            this.packets = packets;
            this.connections = connections;
        }

        @Override
        public Ran run(Command command) {
            asked.add(command);
            assertTrue(command.program().endsWith("\\System32\\auditpol.exe"), command.program());
            if (exit == 0 && command.args().getFirst().equals("/set")) {
                int before = command.args().get(1).contains("9225") ? packets : connections;
                int after = before;
                for (String word : command.args().subList(2, command.args().size())) {
                    int bit = word.startsWith("/success:") ? 1 : 2;
                    after = word.endsWith(":enable") ? after | bit : after & ~bit;
                }
                if (command.args().get(1).contains("9225")) {
                    packets = after;
                } else {
                    connections = after;
                }
            }
            return new Ran(command, new Ran.Exited(exit), new byte[0], new byte[0], Duration.ZERO);
        }

        @Override
        public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
            return Fact.known(shape.cast(new AuditPolicy(packets, connections)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "1, 2", "2, 0", "1, 1"})
    void whatWasSetIsSetAgain(int packets, int connections) {
        var windows = new Windows(packets, connections);
        var change = new AuditPolicy(packets, connections);
        assertFalse(change.enough());
        assertEquals(Fact.known(State.ABSENT), change.state(windows));
        assertEquals(Fact.known(State.PRESENT), change.apply(windows));
        assertEquals(packets | 2, windows.packets);
        assertEquals(connections | 2, windows.connections);
        assertEquals(Fact.known(State.PRESENT), change.apply(windows));
        assertEquals(Fact.known(State.ABSENT), change.undo(windows, false));
        assertEquals(List.of(packets, connections), List.of(windows.packets, windows.connections));
        assertEquals(Fact.known(State.ABSENT), change.undo(windows, false));
    }

    @Test
    void whatSomebodySetSinceStaysUnlessForced() {
        var windows = new Windows(0, 3);
        var change = new AuditPolicy(0, 0);
        assertEquals(Fact.known(State.EDITED), change.undo(windows, false));
        assertEquals(List.of(0, 3), List.of(windows.packets, windows.connections));
        assertEquals(Fact.known(State.ABSENT), change.undo(windows, true));
    }

    @Test
    void withoutTheRightItSaysSo() {
        var windows = new Windows(0, 0);
        windows.exit = 1314;
        Fact<State> made = new AuditPolicy(0, 0).apply(windows);
        assertEquals("firewall-windows.needs-administrator",
                assertInstanceOf(Fact.Unknown.class, made).cause().key());
    }

    @Test
    void theSavedPolicyIsReadByNumber() {
        String csv = """
                Machine Name,Policy Target,Subcategory,Subcategory GUID,Inclusion Setting,\
                Exclusion Setting,Setting Value\r
                PC,System,Kernel,{0cce921f-69ae-11d9-bed3-505054503030},Kein \u00dcberwachen,,0\r
                PC,System,Filterplattform,{0cce9225-69ae-11d9-bed3-505054503030},Fehler,,2\r
                PC,System,Filterplattformverbindung,{0CCE9226-69AE-11D9-BED3-505054503030},Erfolg,,1\r
                """;
        assertEquals(Fact.known(new AuditPolicy(2, 1)), AuditPolicy.parse(csv));
        assertEquals(Fact.known(new AuditPolicy(0, 1)), AuditPolicy.parse(csv.replace(",,2", ",,4")));
        assertInstanceOf(Fact.Unknown.class, AuditPolicy.parse(""));
        assertInstanceOf(Fact.Unknown.class, AuditPolicy.parse(csv + csv));
        assertInstanceOf(Fact.Unknown.class, AuditPolicy.parse(csv.replace(",,2", ",,")));
        // Two rows of the one are not one of each.
        assertInstanceOf(Fact.Unknown.class, AuditPolicy.parse(csv.replace("0cce9225", "0cce9226")));
    }

    @Test
    void onlyWhatAuditpolKnowsIsTaken() {
        assertThrows(IllegalArgumentException.class, () -> new AuditPolicy(4, 0));
        assertThrows(IllegalArgumentException.class, () -> new AuditPolicy(0, -1));
    }
}
