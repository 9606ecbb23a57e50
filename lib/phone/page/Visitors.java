package phone.page;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;
import path.PhoneAttempt;
import path.PhoneSystem;
import text.Message;

/** Who has the page open, and what became of what they said. Thread-safe. */
final class Visitors {
    /** In all; of these, as many as the settings say are here at a time. */
    private static final int MOST_DEVICES = 16;
    /** A page that is loaded anew is gone for a moment. */
    static final Duration FREE_AFTER = Duration.ofSeconds(3);
    /** A page asks every second; a browser in the background may let a few of these go by. */
    static final Duration GONE_AFTER = Duration.ofSeconds(10);
    private static final int MOST_TURNED_AWAY = 32;

    /** What a page is told. @param end the last sentence, once there is one */
    record News(Map<Integer, Visitor.Verdict> verdicts, Optional<Message> end) { }

    private final PageServer.Settings settings;
    private final Tokens tokens;
    private final EventQueue events;
    private final LongSupplier nanos;
    private final Map<InetAddress, Visitor> visitors = new LinkedHashMap<>();
    private final Set<PageEvent.TurnedAway> turnedAway = new HashSet<>();
    private int pages;
    /** The last moment at which as many were here as may be; empty where none is waited for to leave. */
    private Optional<Long> fullAt = Optional.empty();
    private Optional<Message> end = Optional.empty();

    Visitors(PageServer.Settings settings, Tokens tokens, EventQueue events, LongSupplier nanos) {
        this.settings = settings;
        this.tokens = tokens;
        this.events = events;
        this.nanos = nanos;
    }

    synchronized boolean knows(InetAddress from) {
        return visitors.containsKey(from);
    }

    /** @return whether the page may be opened from there: it is here, or one more may be */
    synchronized boolean hasRoomFor(InetAddress from) {
        Visitor known = visitors.get(from);
        return known != null && known.isHere()
                || !isFull() && (known != null || visitors.size() < MOST_DEVICES);
    }

    private boolean isFull() {
        return visitors.values().stream().filter(Visitor::isHere).count() >= settings.phones();
    }

    /**
     * A page is handed out.
     *
     * @param at     the address of this machine by which it was asked for
     * @param system of the phone
     * @return its number; none where the queue has not caught up, or another device came in between
     */
    synchronized OptionalInt open(InetAddress from, InetAddress at, PhoneSystem system) {
        if (!hasRoomFor(from) || !events.hasRoom(settings.targets().size() + 1)) {
            return OptionalInt.empty();
        }
        Visitor visitor = visitors.computeIfAbsent(from,
                any -> new Visitor(new PageEvent.Device(visitors.size() + 1, from, system), settings.mode()));
        boolean atWork = visitor.isAtWork();
        visitor.open(++pages, nanos.getAsLong());
        if (isFull()) {
            fullAt = Optional.of(nanos.getAsLong());
        }
        if (!atWork && end.isEmpty()) {
            events.tell(new PageEvent.Opened(visitor.device(), at));
            settings.targets().forEach(target -> untriable(target).ifPresent(why -> notTried(visitor, target, why)));
        }
        return OptionalInt.of(pages);
    }

    private static Optional<Message> untriable(Target target) {
        return switch (target.kind()) {
            case HTTP, WEB_SOCKET, RAW -> Optional.empty();
            case FORBIDDEN -> Optional.of(Message.of("phone.not-tried-forbidden", target.endpoint().port()));
            case UDP -> Optional.of(Message.of("phone.not-tried-udp"));
        };
    }

    private void notTried(Visitor visitor, Target target, Message why) {
        visitor.tried(target.number());
        events.tell(new PageEvent.Result(visitor.device(), target, settings.addresses().getFirst().inet(),
                new PhoneAttempt.NotTried(why)));
    }

    /** What came of a page's words: taken, refused, put off as the queue is full, or said by a page that is closed. */
    enum Heed { TAKEN, REFUSED, LATER, TOO_LATE }

    /** @param at the address of this machine by which it was said */
    synchronized Heed hear(InetAddress from, InetAddress at, PageMessage said) {
        Visitor visitor = visitors.get(from);
        if (visitor == null) {
            return Heed.REFUSED;
        }
        if (!events.hasRoom(settings.targets().size() + 2)) {
            return Heed.LATER;
        }
        if (!hasRoomFor(from)) {
            // It slept, and another one took its place.
            return Heed.TOO_LATE;
        }
        boolean atWork = visitor.isAtWork();
        if (said instanceof PageMessage.Left(int page, var language)) {
            visitor.leave(page);
            tellIfLeft(visitor, atWork);
            return Heed.TAKEN;
        }
        if (!visitor.hear(said.page(), nanos.getAsLong())) {
            return visitor.mayHaveHad(said.page()) ? Heed.TOO_LATE : Heed.REFUSED;
        }
        if (!atWork && visitor.isAtWork() && end.isEmpty()) {
            events.tell(new PageEvent.Opened(visitor.device(), at));
        }
        return switch (said) {
            case PageMessage.Here here -> Heed.TAKEN;
            case PageMessage.Left left -> Heed.TAKEN;
            case PageMessage.Result result -> hearResult(visitor, result);
            case PageMessage.Finished(int page, var language, int round) -> {
                if (visitor.finish(page, round) && end.isEmpty()) {
                    events.tell(new PageEvent.Finished(visitor.device()));
                }
                yield Heed.TAKEN;
            }
        };
    }

    private Heed hearResult(Visitor visitor, PageMessage.Result result) {
        if (result.target() >= settings.targets().size() || result.address() >= settings.addresses().size()) {
            return Heed.REFUSED;
        }
        Target target = settings.targets().get(result.target());
        if (untriable(target).isPresent()) {
            return Heed.REFUSED;
        }
        visitor.tried(target.number());
        if (end.isEmpty()) {
            events.tell(new PageEvent.Result(visitor.device(), target, settings.addresses().get(result.address())
                    .inet(), result.attempt()));
        }
        return Heed.TAKEN;
    }

    private void tellIfLeft(Visitor visitor, boolean wasAtWork) {
        if (!wasAtWork || visitor.isAtWork() || end.isPresent()) {
            return;
        }
        settings.targets().stream().filter(target -> !visitor.hasTried(target.number()))
                .forEach(target -> notTried(visitor, target, Message.of("phone.not-tried-left")));
        events.tell(new PageEvent.Left(visitor.device()));
    }

    /** Looks who has not been heard of for too long. */
    synchronized void sweep() {
        if (!events.hasRoom(settings.phones() * (settings.targets().size() + 1) + 1)) {
            return;
        }
        long then = nanos.getAsLong() - GONE_AFTER.toNanos();
        visitors.values().forEach(visitor -> {
            boolean atWork = visitor.isAtWork();
            visitor.loseBefore(then);
            tellIfLeft(visitor, atWork);
        });
        renew();
    }

    /** Whoever comes when a place is free again has seen the screen since; and nobody comes by what was on it long ago. */
    private void renew() {
        long now = nanos.getAsLong();
        if (isFull()) {
            fullAt = Optional.of(now);
        } else if (end.isEmpty() && (fullAt.filter(then -> now - then > FREE_AFTER.toNanos()).isPresent()
                || fullAt.isEmpty() && tokens.expired())) {
            fullAt = Optional.empty();
            tokens.renew();
            events.tell(new PageEvent.Renewed());
        }
    }

    /** Tells of somebody once for each reason, and of so many in all: a flood of strangers is a few lines. */
    synchronized void turnAway(InetAddress from, PageEvent.Why why) {
        var caller = new PageEvent.TurnedAway(from, why);
        if (turnedAway.size() < MOST_TURNED_AWAY && !turnedAway.contains(caller) && events.tell(caller)) {
            turnedAway.add(caller);
        }
    }

    synchronized void judge(Target target, InetAddress phone, Visitor.Verdict verdict) {
        Visitor visitor = visitors.get(phone);
        if (visitor != null) {
            visitor.judge(target.number(), verdict);
        }
    }

    synchronized void end(Message summary) {
        end = Optional.of(summary);
    }

    /** What there is to say to that page. */
    synchronized News news(InetAddress from, int page) {
        Visitor visitor = visitors.get(from);
        if (end.isPresent()) {
            visitor.toldTheEnd(page);
        }
        return new News(Map.copyOf(visitor.verdicts()), end);
    }

    /** Whether a page that is still open does not know yet that it is over. */
    synchronized boolean waitForTheEnd() {
        return end.isPresent() && visitors.values().stream().anyMatch(Visitor::waitsForTheEnd);
    }
}
