package phone;

import host.Cidr;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import text.Message;

/**
 * The page that a phone opens, served on this machine's own addresses until it is closed. Thread-safe.
 *
 * <p>It is never served on all addresses at once, nor on loopback unless loopback is given.
 */
public final class PageServer implements AutoCloseable {

    /** How long the page goes on. */
    public enum Mode {
        /** Every endpoint is tried once. */
        ONCE,
        /** What fails is tried again and again, until all is well or the server is closed. */
        UNTIL_WELL
    }

    /**
     * @param addresses of this machine with their networks, best first: the first is the one that the app uses
     * @param port      0 for any; where the wished one is taken, the next that is free
     * @param title     what the page is about, as the inventory says it
     * @param machine   what the person in front of the phone calls this machine
     * @param limit     how long one try may take
     * @param token     of {@link Token#fresh}
     */
    public record Settings(List<Cidr> addresses, int port, String title, String machine, List<Target> targets,
            Duration limit, String token, Mode mode) {
        public Settings {
            addresses = List.copyOf(addresses);
            targets = List.copyOf(targets);
            if (addresses.isEmpty() || port < 0 || port > 65535 || token.isBlank() || !limit.isPositive()) {
                throw new IllegalArgumentException("no page can be opened on " + addresses + ", port " + port);
            }
        }
    }

    /** An address on which the page could not be opened, and why. */
    public record Closed(Cidr address, Message why) { }

    /** How long pages are waited for that are to hear of the end: they ask every second. */
    private static final Duration FAREWELL = Duration.ofMillis(2500);
    private static final Duration TICK = Duration.ofMillis(250);

    private final Settings settings;
    private final Doors doors;
    private final Ear ear;
    private final Visitors visitors;
    private final Turns turns;
    private final Thread clock;
    private boolean over;

    private PageServer(Settings settings, Doors doors, Consumer<Heard> listener, LongSupplier nanos) {
        this.settings = settings;
        this.doors = doors;
        // What four devices may have said of every endpoint, twice over, before the listener came round to it.
        ear = new Ear(listener, 100 + 8 * (settings.targets().size() + 2));
        visitors = new Visitors(settings, ear, nanos);
        turns = new Turns(nanos);
        doors.start(new PageHandler(settings, doors, visitors, new Budget(nanos), new PageText(settings)), turns);
        clock = Thread.ofVirtual().name("phone-page-clock").start(this::tick);
    }

    /**
     * Opens the page. What is heard is told to {@code ear} one after another, on a thread of the server's own: it may
     * take its time.
     *
     * @throws IOException where it could be opened on none of the addresses
     */
    public static PageServer open(Settings settings, Consumer<Heard> ear) throws IOException {
        return open(settings, ear, System::nanoTime);
    }

    static PageServer open(Settings settings, Consumer<Heard> ear, LongSupplier nanos) throws IOException {
        return new PageServer(settings, Doors.bind(settings.addresses(), settings.port()), ear, nanos);
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK);
                turns.sweep();
                visitors.sweep();
            }
        } catch (InterruptedException e) {
            // That is how it ends.
        }
    }

    /** The same port on every address. */
    public int port() {
        return doors.port();
    }

    /** The addresses on which the page is open, best first. */
    public List<InetAddress> addresses() {
        return doors.addresses();
    }

    /** Those on which it is not. */
    public List<Closed> closed() {
        return doors.closed();
    }

    /** What a phone is to open; all of it may be written in capitals. */
    public URI url(InetAddress address) {
        return URI.create("http://" + Doors.inUrl(address) + ":" + port() + "/" + settings.token());
    }

    /**
     * What this machine makes of an endpoint, shown on that phone's page in its language; a later one replaces it.
     *
     * @param well the line counts as well whatever the phone itself could see, and is not tried again
     */
    public void judge(Target target, InetAddress phone, Message verdict, boolean well) {
        visitors.judge(target, phone, new Guest.Verdict(verdict, well));
    }

    /** It is over: all pages show this sentence and ask no more; what they still say is not told. */
    public void end(Message summary) {
        visitors.end(summary);
    }

    /**
     * After an {@link #end}, waits a moment until the pages have heard of it. Then neither port nor thread is left.
     * Rethrows what the ear threw.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        try {
            long since = System.nanoTime();
            while (visitors.waitForTheEnd() && System.nanoTime() - since < FAREWELL.toNanos()) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        doors.close();
        turns.close();
        clock.interrupt();
        ear.close();
    }
}
