package phone;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;
import path.Tried;
import text.Message;

/** Who has the page open, and what became of what they said. Thread-safe. */
final class Visitors {
    private static final int MOST_DEVICES = 4;
    /** A page asks every second; a browser in the background may let a few of these go by. */
    static final Duration GONE_AFTER = Duration.ofSeconds(10);
    private static final int MOST_TURNED_AWAY = 32;

    /** What a page is told. @param end the last sentence, once there is one */
    record News(Map<Integer, Guest.Verdict> verdicts, Optional<Message> end) { }

    private final PageServer.Settings settings;
    private final Ear ear;
    private final LongSupplier nanos;
    private final Map<InetAddress, Guest> guests = new LinkedHashMap<>();
    private final Set<Heard.TurnedAway> turnedAway = new HashSet<>();
    private int pages;
    private Optional<Message> end = Optional.empty();

    Visitors(PageServer.Settings settings, Ear ear, LongSupplier nanos) {
        this.settings = settings;
        this.ear = ear;
        this.nanos = nanos;
    }

    synchronized boolean knows(InetAddress from) {
        return guests.containsKey(from);
    }

    /** @return whether the page may be opened from there: there are few devices, and this is one or may become one */
    synchronized boolean hasRoomFor(InetAddress from) {
        return guests.containsKey(from) || guests.size() < MOST_DEVICES;
    }

    /**
     * A page is handed out.
     *
     * @param at the address of this machine by which it was asked for
     * @return its number; none where the ear has not caught up, or a fifth device came in between
     */
    synchronized OptionalInt open(InetAddress from, InetAddress at) {
        if (!hasRoomFor(from) || !ear.hasRoom(settings.targets().size() + 1)) {
            return OptionalInt.empty();
        }
        Guest guest = guests.computeIfAbsent(from,
                any -> new Guest(new Heard.Device(guests.size() + 1, from), settings.mode()));
        boolean atWork = guest.isAtWork();
        guest.open(++pages, nanos.getAsLong());
        if (!atWork && end.isEmpty()) {
            ear.tell(new Heard.Opened(guest.device(), at));
            settings.targets().forEach(target -> untriable(target).ifPresent(why -> notTried(guest, target, why)));
        }
        return OptionalInt.of(pages);
    }

    private static Optional<Message> untriable(Target target) {
        return switch (target.kind()) {
            case HTTP, RAW -> Optional.empty();
            case FORBIDDEN -> Optional.of(Message.of("phone.not-tried-forbidden", target.endpoint().port()));
            case UDP -> Optional.of(Message.of("phone.not-tried-udp"));
        };
    }

    private void notTried(Guest guest, Target target, Message why) {
        guest.tried(target.number());
        ear.tell(new Heard.Result(guest.device(), target, settings.addresses().getFirst().inet(),
                new Tried.NotTried(why)));
    }

    /** What came of a page's words: taken, refused, put off as the ear has not caught up, or said by a page that is closed. */
    enum Heed { TAKEN, REFUSED, LATER, TOO_LATE }

    /** @param at the address of this machine by which it was said */
    synchronized Heed hear(InetAddress from, InetAddress at, Said said) {
        Guest guest = guests.get(from);
        if (guest == null) {
            return Heed.REFUSED;
        }
        if (!ear.hasRoom(settings.targets().size() + 2)) {
            return Heed.LATER;
        }
        boolean atWork = guest.isAtWork();
        if (said instanceof Said.Left(int page, var language)) {
            guest.leave(page);
            tellIfLeft(guest, atWork);
            return Heed.TAKEN;
        }
        if (!guest.hear(said.page(), nanos.getAsLong())) {
            return guest.mayHaveHad(said.page()) ? Heed.TOO_LATE : Heed.REFUSED;
        }
        if (!atWork && guest.isAtWork() && end.isEmpty()) {
            ear.tell(new Heard.Opened(guest.device(), at));
        }
        return switch (said) {
            case Said.Here here -> Heed.TAKEN;
            case Said.Left left -> Heed.TAKEN;
            case Said.Result result -> hearResult(guest, result);
            case Said.Finished(int page, var language, int round) -> {
                if (guest.finish(page, round) && end.isEmpty()) {
                    ear.tell(new Heard.Finished(guest.device()));
                }
                yield Heed.TAKEN;
            }
        };
    }

    private Heed hearResult(Guest guest, Said.Result result) {
        if (result.target() >= settings.targets().size() || result.address() >= settings.addresses().size()) {
            return Heed.REFUSED;
        }
        Target target = settings.targets().get(result.target());
        if (untriable(target).isPresent()) {
            return Heed.REFUSED;
        }
        guest.tried(target.number());
        if (end.isEmpty()) {
            ear.tell(new Heard.Result(guest.device(), target, settings.addresses().get(result.address()).inet(),
                    result.tried()));
        }
        return Heed.TAKEN;
    }

    private void tellIfLeft(Guest guest, boolean wasAtWork) {
        if (!wasAtWork || guest.isAtWork() || end.isPresent()) {
            return;
        }
        settings.targets().stream().filter(target -> !guest.hasTried(target.number()))
                .forEach(target -> notTried(guest, target, Message.of("phone.not-tried-left")));
        ear.tell(new Heard.Left(guest.device()));
    }

    /** Looks who has not been heard of for too long. */
    synchronized void sweep() {
        if (!ear.hasRoom(MOST_DEVICES * (settings.targets().size() + 1))) {
            return;
        }
        long then = nanos.getAsLong() - GONE_AFTER.toNanos();
        guests.values().forEach(guest -> {
            boolean atWork = guest.isAtWork();
            guest.loseBefore(then);
            tellIfLeft(guest, atWork);
        });
    }

    /** Tells of somebody once for each reason, and of so many in all: a flood of strangers is a few lines. */
    synchronized void turnAway(InetAddress from, Heard.Why why) {
        var caller = new Heard.TurnedAway(from, why);
        if (turnedAway.size() < MOST_TURNED_AWAY && !turnedAway.contains(caller) && ear.tell(caller)) {
            turnedAway.add(caller);
        }
    }

    synchronized void judge(Target target, InetAddress phone, Guest.Verdict verdict) {
        Guest guest = guests.get(phone);
        if (guest != null) {
            guest.judge(target.number(), verdict);
        }
    }

    synchronized void end(Message summary) {
        end = Optional.of(summary);
    }

    /** What there is to say to that page. */
    synchronized News news(InetAddress from, int page) {
        Guest guest = guests.get(from);
        if (end.isPresent()) {
            guest.toldTheEnd(page);
        }
        return new News(Map.copyOf(guest.verdicts()), end);
    }

    /** Whether a page that is still open does not know yet that it is over. */
    synchronized boolean waitForTheEnd() {
        return end.isPresent() && guests.values().stream().anyMatch(Guest::waitsForTheEnd);
    }
}
