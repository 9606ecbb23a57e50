package phone.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import json.Id;
import net.Cidr;
import text.Message;

/**
 * The page that a phone opens, served on this machine's own addresses until it is closed. Thread-safe.
 *
 * <p>It is never served on all addresses at once, nor on loopback unless loopback is given: what listens there answers
 * the connections of {@link ReverseProxy} alone.
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
     * @param token     of {@link Token#fresh}; there will be others after it
     * @param phones    how many devices may have it open at a time
     */
    public record Settings(List<Cidr> addresses, int port, String title, String machine, List<Target> targets,
            Duration limit, String token, Mode mode, int phones) {
        public Settings {
            addresses = List.copyOf(addresses);
            targets = List.copyOf(targets);
            if (addresses.isEmpty() || port < 0 || port > 65535 || token.isBlank() || !limit.isPositive()
                    || phones < 1 || phones > MOST_PHONES) {
                throw new IllegalArgumentException("no page can be opened on " + addresses + ", port " + port);
            }
        }
    }

    /** How a line of the page stands with this machine. */
    public enum Standing implements Id {
        /** As the page itself sees it. */
        OPEN("open"),
        /** Well whatever the page could see, so that it is not tried again. */
        WELL("well"),
        /** Not well, although the page got answers: this machine knows more of it. */
        ILL("ill"),
        /** Not well, although the page says that it got answers: this machine saw no such connection. */
        UNSEEN("unseen");

        private final String id;

        Standing(String id) {
            this.id = id;
        }

        /** As the page's script knows it. */
        @Override
        public String id() {
            return id;
        }
    }

    /** So many may have the page open at a time, where somebody asks for it. */
    public static final int MOST_PHONES = 4;

    /** An address on which the page could not be opened, and why. */
    public record Closed(Cidr address, Message why) { }

    /**
     * How long pages are waited for that are to hear of the end. They ask every second; a phone that is busy lets some
     * of these go by, and would tell its user that this machine does not answer.
     */
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    /** What is said already takes milliseconds to arrive; who never ends a request holds up nobody for longer. */
    private static final Duration LAST_WORD = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(250);

    private final PageSockets sockets;
    private final EventQueue events;
    private final Tokens tokens;
    private final Visitors visitors;
    private final RequestExecutor executor;
    private final ReverseProxy reverseProxy;
    private final Thread clock;
    private boolean over;

    private PageServer(Settings settings, PageSockets sockets, EventQueue events, LongSupplier nanos) {
        this.sockets = sockets;
        this.events = events;
        tokens = new Tokens(settings.token(), nanos);
        visitors = new Visitors(settings, tokens, events, nanos);
        executor = new RequestExecutor(nanos);
        reverseProxy = new ReverseProxy(visitors::knows, nanos);
        clock = Thread.ofVirtual().name("phone-page-clock").unstarted(this::tick);
    }

    /**
     * Opens the page. What is heard is told to {@code listener} one after another, on a thread of the server's
     * own: it may take its time.
     *
     * @throws IOException where it could be opened on none of the addresses
     */
    public static PageServer open(Settings settings, Consumer<PageEvent> listener) throws IOException {
        return open(settings, listener, System::nanoTime);
    }

    static PageServer open(Settings settings, Consumer<PageEvent> listener, LongSupplier nanos) throws IOException {
        PageSockets sockets = PageSockets.bind(settings.addresses(), settings.port());
        // What four devices may have said of every endpoint, twice over, before the listener came round to it.
        var events = EventQueue.open(listener, 100 + 8 * (settings.targets().size() + 2));
        var server = new PageServer(settings, sockets, events, nanos);
        sockets.start(new PageHandler(settings, sockets, server.reverseProxy, server.tokens, server.visitors,
                new RateLimit(nanos), new PageContent(settings)), server.executor, server.reverseProxy);
        server.clock.start();
        return server;
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK);
                executor.sweep();
                reverseProxy.sweep();
                visitors.sweep();
            }
        } catch (InterruptedException e) {
            // That is how it ends.
        }
    }

    /** The same port on every address. */
    public int port() {
        return sockets.port();
    }

    /** The addresses on which the page is open, best first. */
    public List<InetAddress> addresses() {
        return sockets.addresses();
    }

    /** What answers on loopback, behind the proxy. */
    InetSocketAddress behind() {
        return sockets.behind();
    }

    /** Those on which it is not. */
    public List<Closed> closed() {
        return sockets.closed();
    }

    /** What a phone is to open now; all of it may be written in capitals. {@link PageEvent.Renewed} ends it. */
    public URI url(InetAddress address) {
        return URI.create("http://" + PageSockets.inUrl(address) + ":" + port() + "/" + tokens.current());
    }

    /**
     * What this machine makes of an endpoint, shown on that phone's page in its language; a later one replaces it.
     *
     * @param why  for the person who holds the phone; empty where there is nothing to explain
     * @param word the same in a word or two, where what the page saw is called so whatever the browser told it
     */
    public void judge(Target target, InetAddress phone, Optional<Message> why, Optional<Message> word,
            Standing standing) {
        visitors.judge(target, phone, new Visitor.Verdict(why, word, standing));
    }

    /** It is over: all pages show this sentence and ask no more; what they still say is not told. */
    public void end(Message summary) {
        visitors.end(summary);
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        long since = System.nanoTime();
        while (!done.getAsBoolean() && System.nanoTime() - since < LAST_WORD.toNanos()) {
            Thread.sleep(5);
        }
    }

    /**
     * After an {@link #end}, waits a moment until the pages have heard of it. Then neither port nor thread is left.
     * Rethrows what the listener threw.
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
            reverseProxy.takeNoMore();
            await(executor::isIdle);
            sockets.close();
            // What the server has said is still on its way.
            await(reverseProxy::isIdle);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reverseProxy.close();
        sockets.close();
        executor.close();
        clock.interrupt();
        events.close();
    }
}
