package phone;

import host.Cidr;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
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

    private PageServer() { }

    /**
     * Opens the page. What is heard is told to {@code ear} one after another, on a thread of the server's own: it may
     * take its time.
     *
     * @throws IOException where it could be opened on none of the addresses
     */
    public static PageServer open(Settings settings, Consumer<Heard> ear) throws IOException {
        throw new IOException("not yet");
    }

    /** The same port on every address. */
    public int port() {
        return 0;
    }

    /** The addresses on which the page is open, best first. */
    public List<InetAddress> addresses() {
        return List.of();
    }

    /** Those on which it is not. */
    public List<Closed> closed() {
        return List.of();
    }

    /** What a phone is to open; the path may be written in capitals. */
    public URI url(InetAddress address) {
        return URI.create("http://" + address.getHostAddress() + ":" + port() + "/");
    }

    /**
     * What this machine makes of an endpoint, shown on that phone's page in its language; a later one replaces it.
     *
     * @param well the line counts as well whatever the phone itself could see, and is not tried again
     */
    public void judge(Target target, InetAddress phone, Message verdict, boolean well) { }

    /** It is over: all pages show this sentence and ask no more. */
    public void end(Message summary) { }

    /** Waits a moment until the pages have heard of the end, then leaves neither port nor thread. */
    @Override
    public void close() { }
}
