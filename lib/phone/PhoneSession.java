package phone;

import firewall.TemporaryChanges;
import inventory.Endpoint;
import inventory.Service;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.Cidr;
import net.Protocol;
import path.Diagnosis;
import path.Facts;
import path.ServicePath;
import path.check.Checklist;
import phone.evidence.PacketWatch;
import phone.evidence.ServicePort;
import phone.page.PageEvent;
import phone.page.PageServer;
import phone.page.Target;
import phone.page.Token;
import process.CloseOnExit;
import process.Os;
import process.StopSignal;
import process.World;
import state.StateException;
import text.Message;

/**
 * Lets phones try: opens the page, shows where it is, listens until they have said what they got or the time is over,
 * and tells each of them what this machine makes of it.
 *
 * @param liveView  where a person follows it
 * @param letIn  true where the page's port was let in through the firewall in this run
 * @param tracer makes what has to be switched on to see single packets; empty to change nothing
 * @param limit  how long one try of a phone may take
 * @param phones how many are to try; so many may at a time
 */
public record PhoneSession(World world, LiveView liveView, boolean letIn, Optional<TemporaryChanges> tracer,
        Duration limit, int phones) {

    /** What a rule for the page's port is called. */
    private static final String NAME = "runbook phone page";

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
     * A connection that a phone speaks of was made before; who tells of it here may be slower. The slowest is a table
     * of Windows that is read twice.
     */
    private static final Duration SETTLE = Duration.ofSeconds(3);

    /** How often it is looked for meanwhile. */
    private static final Duration LOOK = Duration.ofMillis(500);

    /** What became of it. */
    public sealed interface Ending { }

    /**
     * @param facts   with what phones said, if any came
     * @param stopped true where somebody ended it before its time
     */
    public record Heard(Facts facts, boolean stopped) implements Ending { }

    /** The page could be opened nowhere, or not where a phone is let in. */
    public record NotOpened(Message why) implements Ending { }

    /** Nobody needed it any more when it was open. */
    public record CalledOff() implements Ending { }

    /** What became of it at one place. */
    private sealed interface Stay { }

    private record Over(Ending ending) implements Stay { }

    /** The machine has another address now, at which the page is yet to be opened. */
    private record Moved(Facts facts) implements Stay { }

    /** Told when the page is open, and its code about to be on the screen: the time begins now. */
    @FunctionalInterface
    public interface Ready {
        /**
         * @return false where nobody needs it any more
         * @throws StateException where a file of ours that it takes cannot be used
         */
        boolean ready() throws StateException;
    }

    /**
     * Returns when it is over: what phones said is then part of the facts.
     *
     * @param facts   of this machine, as they are now
     * @param again   the same, looked at anew: an address may go away, and another one come
     * @param port    as {@link phone.page.FreePort} finds one
     * @param matters the endpoints that a phone has to reach, for {@link Until#WELL}
     * @param atMost  how long the page stays open
     * @param ready   told when that time begins
     * @param stop    from then on, whoever stops it is told what was heard until then
     */
    public Ending ask(Facts facts, Supplier<Facts> again, int port, Until until, Predicate<Endpoint> matters,
            Duration atMost, Ready ready, StopSignal stop) throws InterruptedException, StateException {
        return ask(facts, port, until, matters, atMost, ready, Surroundings.real(again, stop));
    }

    Ending ask(Facts facts, int port, Until until, Predicate<Endpoint> matters, Duration atMost, Ready ready,
            Surroundings around) throws InterruptedException, StateException {
        return ask(facts, port, new PageCourse(until, matters, atMost, ready, around));
    }

    private Ending ask(Facts facts, int port, PageCourse course) throws InterruptedException, StateException {
        try {
            Facts now = PageAddresses.awaited(facts, course);
            while (!PageAddresses.of(now).isEmpty()) {
                switch (open(now, port, course)) {
                    case Over(Ending ending) -> {
                        return ending;
                    }
                    case Moved(Facts elsewhere) -> now = elsewhere;
                }
            }
            return new NotOpened(Message.of("phone.no-address"));
        } catch (IOException e) {
            return new NotOpened(Message.of("phone.not-opened", String.valueOf(e.getMessage())));
        }
    }

    private Stay open(Facts facts, int port, PageCourse course)
            throws IOException, InterruptedException, StateException {
        var ear = new LinkedBlockingQueue<PageEvent>();
        List<Target> targets = Target.of(facts.inventory().endpoints()).stream()
                .map(target -> facts.speaksTls(target.endpoint()) ? target.byTls() : target).toList();
        List<Cidr> addresses = PageAddresses.of(facts);
        var page = new PageServer.Settings(addresses, port, "", addresses.getFirst().address(), targets, limit,
                Token.fresh(new SecureRandom()), course.until() == Until.SAID ? PageServer.Mode.ONCE
                        : PageServer.Mode.UNTIL_WELL, phones);
        try (PageServer server = PageServer.open(page, ear::add);
                PacketWatch watch = PacketWatch.begin(world.inBackground(), facts,
                        ServicePort.of(facts.inventory().endpoints(), server.port()), tracer);
                CloseOnExit _ = CloseOnExit.atExit(watch::close)) {
            if (letIn && server.port() != port) {
                // The firewall lets phones come to the other one: somebody took it in the moment between.
                throw new IOException(port + " -> " + server.port());
            }
            var open = new OpenPage(facts, targets, server, watch, new PhoneResults(watch));
            try (liveView) {
                if (!course.ready()) {
                    return new Over(new CalledOff());
                }
                liveView.invite(open.urls(), asks(facts), course.left());
                course.begin(liveView::stopping);
                Optional<Facts> elsewhere = listen(open, ear, course);
                if (elsewhere.isPresent()) {
                    return new Moved(elsewhere.get());
                }
                settle(open, course.around());
                liveView.end();
            }
            Facts proven = facts.with(open.results().words()).with(open.visit(course.since(), letIn));
            boolean stopped = course.stopped();
            server.end(summary(Checklist.diagnose(proven, LiveView.HOPS, Duration.ZERO), stopped));
            return new Over(new Heard(proven, stopped));
        }
    }

    /** Waits until this machine has seen what it may, so that no verdict rests on who was faster. */
    private void settle(OpenPage open, Surroundings around) throws InterruptedException {
        long begin = around.nanos();
        while ((open.results().doubted() || open.results().unsettled(world.now()))
                && around.nanos() - begin < SETTLE.toNanos()) {
            around.rest(LOOK);
            open.results().confirmed();
            open.results().seenLate(world.now());
        }
        open.results().lookAgain();
        // What a phone was told before may have been too early.
        open.results().words().forEach(word -> open.answer(word.phone(), word.endpoint()));
    }

    /** @return where the machine is now, if it is elsewhere */
    private Optional<Facts> listen(OpenPage open, BlockingQueue<PageEvent> ear, PageCourse course)
            throws InterruptedException {
        boolean over = false;
        Optional<Long> looked = Optional.empty();
        for (Duration left = course.left(); left.isPositive() && !over; left = course.left()) {
            PageEvent event = ear.poll(Math.min(left.toMillis() + 1, TICK.toMillis()), TimeUnit.MILLISECONDS);
            if (event == null) {
                boolean here = course.around().has(open.server().addresses().getFirst());
                liveView.at(here);
                if (!here && looked.filter(then -> course.around().nanos() - then < PageAddresses.AGAIN.toNanos())
                        .isEmpty()) {
                    Facts now = course.around().facts();
                    looked = Optional.of(course.around().nanos());
                    if (!PageAddresses.of(now).stream().allMatch(open::offeredAt)) {
                        return Optional.of(now);
                    }
                }
                open.results().confirmed().forEach(word -> open.answer(word.phone(), word.endpoint()));
                open.results().seenLate(world.now()).forEach(word -> open.answer(word.phone(), word.endpoint()));
                liveView.pass(open::judged, open.results(), open.triable(), course.since(), course.left());
            } else {
                open.results().hear(event, world.now());
                if (event instanceof PageEvent.Opened opened) {
                    open.greet(opened.device().address());
                }
                if (event instanceof PageEvent.Result result) {
                    open.answer(result.device().address(), result.target().endpoint());
                }
                if (event instanceof PageEvent.Renewed) {
                    liveView.renewed(open.urls());
                }
                liveView.follow(event, open::judged, open.results(), open.triable(), left);
            }
            over = over(open, course);
        }
        return Optional.empty();
    }

    /** Who is in the middle of it may yet contradict the others. */
    private boolean over(OpenPage open, PageCourse course) {
        return switch (course.until()) {
            case SAID -> open.results().complete(phones);
            case WELL -> !open.results().underWay() && open.results().visitors().size() >= phones
                    && open.judged().paths().stream().filter(path -> course.matters().test(path.endpoint()))
                            .allMatch(PhoneSession::letIn);
        };
    }

    /** The page's own port as something that can be let in. */
    public static Endpoint page(int port) {
        return new Endpoint(new Service(NAME, List.of(port), Protocol.TCP, Optional.empty(), Optional.empty()), port);
    }

    /**
     * True where a phone got through to this endpoint in this run. That it answers only sometimes is the service's
     * fault: waiting would be for the luck that all requests of a round are answered.
     */
    static boolean letIn(Facts proven, Endpoint endpoint) {
        return letIn(Checklist.of(proven, endpoint, LiveView.HOPS));
    }

    private static boolean letIn(ServicePath path) {
        return path.provenByPhone() || path.intermittentFromPhone();
    }

    /** True where it answered some requests, and others not. */
    static boolean intermittent(Facts proven, Endpoint endpoint) {
        return Checklist.of(proven, endpoint, LiveView.HOPS).intermittentFromPhone();
    }

    /** True where that was seen, and is not the phone's word alone. */
    static boolean seen(Facts proven, Endpoint endpoint) {
        return Checklist.of(proven, endpoint, LiveView.HOPS).connectedFromPhone();
    }

    /** True where phones contradict each other, or what this machine saw. */
    static boolean contradicted(Facts proven, Endpoint endpoint) {
        return Checklist.of(proven, endpoint, LiveView.HOPS).contradicted();
    }

    /** Windows asks when a program begins to listen, and keeps a no as a rule that blocks. */
    private Optional<Message> asks(Facts facts) {
        return facts.os() == Os.WINDOWS && !letIn ? Optional.of(Message.of("phone.live.windows-asks"))
                : Optional.empty();
    }

    /** Posted below what the page itself counted: every phone knows best what it reached. */
    private static Message summary(Diagnosis diagnosis, boolean stopped) {
        boolean well = diagnosis.paths().stream().allMatch(ServicePath::provenByPhone);
        return Message.of(well ? "phone.over-well" : stopped ? "phone.over-stopped" : "phone.over");
    }
}
