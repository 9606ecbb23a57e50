package change.journal;

import change.plan.Plan;
import change.plan.PortAnswer;
import change.plan.PortAssessment;
import com.google.gson.JsonObject;
import firewall.Change;
import firewall.Decision;
import firewall.Rule;
import inventory.Endpoint;
import inventory.Service;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.Cidr;
import net.Protocol;
import state.StateException;
import state.StateFolder;
import testing.RunbookSchema;
import text.Message;

/** The pieces that the tests of this package are made of. */
public final class Fixtures {
    public static final RunId RUN = new RunId("20261122-101500-3f9a");
    public static final RunId LATER = new RunId("20261122-111500-0001");
    public static final JournalCodec KINDS = new JournalCodec(Map.of(WordRule.KIND, WordRule.class));
    public static final Rule DROP = new Rule("filter INPUT policy", "INPUT", "-P INPUT DROP", "filter INPUT", true);
    public static final Decision.Blocked BLOCKED =
            new Decision.Blocked(DROP, false, Decision.Cause.DEFAULT, List.of());
    public static final Cidr LAN = Cidr.parse("192.168.1.0/24");

    private Fixtures() { }

    /** One that could have been printed, had the kind of change of these tests been a real one. */
    public static JsonObject document(String text) {
        return RunbookSchema.document(text.replace("\"kind\": \"" + WordRule.KIND + "\"",
                "\"kind\": \"ufw-rule\""));
    }

    public static Service service(String name, Integer... ports) {
        return new Service(name, List.of(ports), Protocol.TCP, Optional.empty(), Optional.empty());
    }

    public static PortAssessment blocked(Service service, int port, Change... changes) {
        return new PortAssessment(new Endpoint(service, port), new PortAnswer.Fixable(BLOCKED, List.of(changes)));
    }

    /** Two services, three ports, four changes. */
    public static Plan plan(RunId run, String prefix) {
        Service api = service("API", 8000);
        Service live = service("LiveKit", 7880, 7881);
        return Plan.of(run, Optional.of(LAN), List.of(
                blocked(api, 8000, new WordRule(prefix + " api", 8000), new WordRule(prefix + " api6", 8000)),
                blocked(live, 7880, new WordRule(prefix + " live", 7880)),
                blocked(live, 7881, new WordRule(prefix + " live1", 7881, Optional.of("second")))));
    }

    public static Journal open(Path folder, String script, Instant now) throws StateException {
        return Journal.open(new StateFolder(folder), KINDS, script, now, Duration.ZERO, message -> { });
    }

    public static Journal open(Path folder, String script, Instant now, Disk disk, List<Message> said)
            throws StateException {
        return Journal.open(new StateFolder(folder), KINDS, script, now, Duration.ZERO, said::add, disk);
    }

    /** A disk on which the fuse burns before, in the middle of and after each write. */
    public static Disk burning(KillSwitch fuse) {
        return new Disk() {
            @Override
            public void append(FileChannel file, byte[] bytes) throws IOException {
                fuse.tick();
                int half = bytes.length / 2;
                Disk.REAL.append(file, Arrays.copyOf(bytes, half));
                fuse.tick();
                Disk.REAL.append(file, Arrays.copyOfRange(bytes, half, bytes.length));
                fuse.tick();
            }

            @Override
            public void replace(Path fresh, Path file) throws IOException {
                fuse.tick();
                Disk.REAL.replace(fresh, file);
                fuse.tick();
            }
        };
    }

    /** A disk that is trusted with what it has taken: faster by far, for a test that kills nobody. */
    static Disk fast() {
        return (file, bytes) -> file.write(ByteBuffer.wrap(bytes));
    }
}
