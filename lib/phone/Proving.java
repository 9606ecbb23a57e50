package phone;

import evidence.Watch;
import fact.Fact;
import host.Candidate;
import host.Cidr;
import host.LanAddress;
import inventory.Endpoint;
import inventory.Protocol;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import path.Diagnosis;
import path.Facts;
import path.Hop;
import path.Outcome;
import path.PageVisit;
import path.ServicePath;
import path.Sighting;
import path.Walk;

/**
 * Lets phones try: shows where the page is, listens until they have said what they got or the time is over, and tells
 * each of them what this machine makes of it.
 *
 * @param facts   of this machine, gathered before
 * @param watch   begun before the page was opened
 * @param ear     where the page's server puts what it hears
 * @param letIn   true where the page's port was let in through the firewall in this run
 * @param stage   where a person follows it
 */
public record Proving(Facts facts, Watch watch, PageServer server, BlockingQueue<Heard> ear, boolean letIn,
        Stage stage) {

    /** How often the time that is left is drawn anew. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /** When to stop before the time is over. */
    public enum Until {
        /** A phone has tried everything once. */
        SAID,
        /** Every endpoint that matters was reached from a phone. */
        WELL
    }

    /**
     * Returns when it is over: what phones said is then part of the facts.
     *
     * @param matters the endpoints that a phone has to reach, for {@link Until#WELL}
     * @param limit   how long at most
     */
    public Facts listen(Until until, Predicate<Endpoint> matters, Duration limit) throws InterruptedException {
        var conversation = new Conversation(watch);
        List<Target> targets = Targets.of(facts.inventory().endpoints());
        long begin = System.nanoTime();
        stage.invite(server.addresses().stream().map(server::url).toList());
        for (Duration left = limit; left.isPositive(); left = limit.minusNanos(System.nanoTime() - begin)) {
            Heard heard = ear.poll(Math.min(left.toMillis() + 1, TICK.toMillis()), TimeUnit.MILLISECONDS);
            if (heard == null) {
                stage.pass(() -> judged(conversation), conversation, targets.size(), left);
                continue;
            }
            conversation.hear(heard, Instant.now());
            if (heard instanceof Heard.Result result) {
                answer(result, conversation);
            }
            stage.follow(heard, () -> judged(conversation), conversation, targets.size(), left);
            boolean over = switch (until) {
                case SAID -> conversation.complete();
                case WELL -> judged(conversation).paths().stream().filter(path -> matters.test(path.endpoint()))
                        .allMatch(Proving::reached);
            };
            if (over) {
                break;
            }
        }
        conversation.lookAgain();
        stage.end();
        return facts.with(conversation.words())
                .with(visit(conversation, Duration.ofNanos(System.nanoTime() - begin)));
    }

    /** True where a phone got through to this endpoint in this run. */
    public static boolean reached(ServicePath path) {
        return path.at(Hop.PHONE).outcome() instanceof Outcome.Ok && path.at(Hop.PHONE).phone().isPresent();
    }

    /** Where a page can be opened: first the address that the app uses, then the others that a phone might reach. */
    public static List<Cidr> addresses(Facts facts) {
        return switch (facts.address()) {
            case LanAddress.Chosen chosen -> Stream.concat(Stream.of(chosen.address()),
                    chosen.others().stream().map(Candidate::address)).filter(Cidr::isV4).distinct().toList();
            case LanAddress.NotHere here -> here.candidates().stream().map(Candidate::address).filter(Cidr::isV4)
                    .distinct().toList();
            case LanAddress.Loopback none -> List.of();
            case LanAddress.Unresolved none -> List.of();
            case LanAddress.None none -> List.of();
        };
    }

    private Diagnosis judged(Conversation conversation) {
        return Diagnosis.of(facts.with(conversation.words()), Stage.HOPS, Duration.ZERO);
    }

    /** Tells that phone what this machine makes of what it got. */
    private void answer(Heard.Result result, Conversation conversation) {
        InetAddress phone = result.device().address();
        Endpoint endpoint = result.target().endpoint();
        ServicePath path = Walk.of(facts.with(conversation.words(phone, endpoint)), endpoint, EnumSet.of(Hop.PHONE));
        Outcome outcome = path.at(Hop.PHONE).outcome();
        server.judge(result.target(), phone, outcome.text(), outcome instanceof Outcome.Ok);
    }

    private PageVisit visit(Conversation conversation, Duration waited) {
        Fact<Set<InetAddress>> arrivals = watch.arrivedAt(Protocol.TCP, server.port());
        Map<InetAddress, Sighting> became = new HashMap<>();
        arrivals.toOptional().stream().flatMap(Set::stream)
                .forEach(from -> watch.seen(from, Protocol.TCP, server.port()).toOptional()
                        .ifPresent(sighting -> became.put(from, sighting)));
        Set<InetAddress> strangers = conversation.turnedAway().entrySet().stream()
                .filter(entry -> entry.getValue() == Heard.Why.OTHER_NETWORK).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new PageVisit(server.port(), server.addresses(), waited, Set.copyOf(conversation.visitors()), strangers,
                arrivals, became, ProcessHandle.current().info().command(), letIn);
    }
}
