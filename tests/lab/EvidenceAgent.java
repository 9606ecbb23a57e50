package lab;

import firewall.Change;
import firewall.TemporaryChanges;
import inventory.Inventory;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.Protocol;
import path.Facts;
import path.PacketFate;
import path.gather.FactsReader;
import phone.evidence.PacketWatch;
import phone.evidence.ServicePort;
import probe.Limits;
import process.Fact;
import process.LiveWorld;
import testing.Wait;
import text.Message;

/**
 * A watch on the lab's machine. It reads lines from its standard input: {@code passive} or {@code trace} to begin, which
 * it has when all that it looks at was looked at once, as it has long before a person has taken the phone;
 * {@code seen PORT}, {@code arrived PORT} and {@code close}. It answers each in one line.
 */
public final class EvidenceAgent {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Begins the names of threads that look on. */
    private static final String WATCH = "watch: ";

    private EvidenceAgent() {
    }

    /** What is looked at again and again waits for its next turn; connections are followed, or cannot be. */
    private static boolean looks() {
        Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
        boolean followed = threads.keySet().stream().noneMatch(thread -> isCalled("connection tracking", thread))
                || ProcessHandle.current().descendants().anyMatch(process ->
                        process.info().command().orElse("").endsWith("/conntrack"));
        return followed && Stream.of("counters", "connections").allMatch(what -> threads.entrySet().stream()
                .anyMatch(thread -> isCalled(what, thread.getKey()) && sleeps(List.of(thread.getValue()))));
    }

    private static boolean isCalled(String what, Thread thread) {
        return thread.getName().equals(WATCH + what);
    }

    /** Called by the very loop that looks, and by nothing that is looked at. */
    private static boolean sleeps(List<StackTraceElement> stack) {
        return stack.stream().dropWhile(frame -> frame.getClassName().equals("java.lang.Thread")).findFirst()
                .filter(frame -> frame.getClassName().equals("phone.evidence.BackgroundTasks")).isPresent()
                && stack.stream().anyMatch(frame -> frame.getMethodName().equals("sleep"));
    }

    public static void main(String[] args) throws Exception {
        var world = new LiveWorld();
        var nothing = new Inventory(Optional.empty(), List.of(), "lab");
        List<ServicePort> ports = LabService.allPorts().stream().map(port -> new ServicePort(Protocol.TCP, port))
                .toList();
        PacketWatch watch = null;
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            System.out.println(switch (words[0]) {
                case "passive", "trace" -> {
                    Facts facts = FactsReader.facts(world, nothing,
                            new Limits(Duration.ofSeconds(1), Duration.ofSeconds(1)));
                    watch = PacketWatch.begin(world, facts, ports,
                            words[0].equals("trace") ? Optional.of(new Made(world)) : Optional.empty());
                    Wait.until("the watch to have looked once", LIMIT, EvidenceAgent::looks);
                    yield "begun";
                }
                case "seen" -> seen(watch.seen(InetAddress.ofLiteral(Lab.PHONE), Protocol.TCP,
                        Integer.parseInt(words[1])));
                case "arrived" -> switch (watch.arrivedAt(Protocol.TCP, Integer.parseInt(words[1]))) {
                    case Fact.Known(var devices) -> {
                        var names = new TreeSet<String>();
                        devices.forEach(device -> names.add(device.getHostAddress()));
                        yield String.join(" ", names);
                    }
                    case Fact.Unknown(Message cause) -> "unknown " + cause.key();
                };
                case "close" -> {
                    watch.close();
                    yield "closed " + Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith(WATCH)).count();
                }
                default -> throw new IllegalArgumentException(line);
            });
        }
        System.exit(0);
    }

    /** Makes and takes back at once; who writes it down is tested elsewhere. */
    private record Made(LiveWorld world) implements TemporaryChanges {

        @Override
        public Fact<Change.State> make(Change change) {
            return change.apply(world);
        }

        @Override
        public Fact<Change.State> takeBack(Change change) {
            return change.undo(world, false);
        }
    }

    private static String seen(Fact<PacketFate> sighting) {
        return switch (sighting) {
            case Fact.Known(PacketFate.Dropped(String by, String where, var how)) ->
                    "dropped " + how.id() + " | " + by + " | " + where;
            case Fact.Known(PacketFate known) -> known.getClass().getSimpleName().toLowerCase();
            case Fact.Unknown(Message cause) -> "unknown " + cause.key();
        };
    }
}
