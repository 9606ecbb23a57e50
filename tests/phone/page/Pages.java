package phone.page;

import inventory.Endpoint;
import inventory.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.Cidr;
import net.Protocol;

/** A page on loopback, what was heard there, and a clock that goes on when it is told to. */
public final class Pages implements AutoCloseable {
    static final String TOKEN = "abcdefghjk";
    /** An HTTP service, a raw port, a port that no browser uses, and UDP. */
    static final List<Target> TARGETS = Target.of(List.of(
            endpoint("API", 8000, Protocol.TCP, "/health"),
            endpoint("LiveKit", 7881, Protocol.TCP, null),
            endpoint("X11", 6000, Protocol.TCP, "/"),
            endpoint("Media", 7882, Protocol.UDP, null)));
    static final Cidr MAIN = new Cidr("127.0.1.5", 24);
    static final Cidr OTHER = new Cidr("127.0.3.5", 24);

    final AtomicLong nanos = new AtomicLong();
    final BlockingQueue<PageEvent> heard = new LinkedBlockingQueue<>();
    final PageServer server;

    private Pages(PageServer.Settings settings) throws IOException {
        server = PageServer.open(settings, heard::add, nanos::get);
    }

    static Pages open() throws IOException {
        return open(settings(List.of(MAIN, OTHER), 0, PageServer.Mode.ONCE));
    }

    /** One phone at a time, as it is unless somebody says otherwise. */
    static Pages forOne() throws IOException {
        return open(new PageServer.Settings(List.of(MAIN), 0, "Eloquence", "192.168.1.44", TARGETS,
                Duration.ofSeconds(3), TOKEN, PageServer.Mode.UNTIL_WELL, 1));
    }

    static Pages open(PageServer.Settings settings) throws IOException {
        return new Pages(settings);
    }

    static PageServer.Settings settings(List<Cidr> addresses, int port, PageServer.Mode mode) {
        return new PageServer.Settings(addresses, port, "Eloquence", "192.168.1.44", TARGETS, Duration.ofSeconds(3),
                TOKEN, mode, PageServer.MOST_PHONES);
    }

    static Endpoint endpoint(String name, int port, Protocol protocol, String health) {
        return new Endpoint(new Service(name, List.of(port), protocol, Optional.ofNullable(health), Optional.empty()),
                port);
    }

    URI url() {
        return server.url(MAIN.inet());
    }

    /** Opens the page from there, and returns its number. */
    int visit(String from) throws IOException {
        Caller.Answer answer = Caller.get(from, url());
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
        return number(answer.body());
    }

    public static int number(String page) {
        return Integer.parseInt(page.replaceFirst("(?s).*\"page\":(\\d+),.*", "$1"));
    }

    Caller.Answer say(String from, String json) throws IOException {
        return Caller.say(from, url(), json);
    }

    /** The next thing that was heard. */
    PageEvent next() throws InterruptedException {
        PageEvent next = heard.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException("nothing more was heard");
        }
        return next;
    }

    /** The next of that kind; others before it are passed over. */
    <T extends PageEvent> T next(Class<T> kind) throws InterruptedException {
        PageEvent next = next();
        while (!kind.isInstance(next)) {
            next = next();
        }
        return kind.cast(next);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    public static InetAddress at(String address) {
        return InetAddress.ofLiteral(address);
    }

    @Override
    public void close() {
        server.close();
    }
}
