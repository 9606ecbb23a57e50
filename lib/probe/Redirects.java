package probe;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Response;
import probe.Reply.Redirect;
import probe.Reply.State;

/** Where answers lead (RFC 9110, 15.4). */
final class Redirects {

    private Redirects() { }

    /** The whole URL that a client would ask next; empty where the answer is not a redirect. */
    static Optional<String> of(Response response) {
        String to = response.header("Location");
        if (to == null || to.isBlank()) {
            return Optional.empty();
        }
        return switch (response.code()) {
            case 301, 302, 303, 307, 308 -> {
                HttpUrl url = response.request().url().resolve(to.strip());
                // Of a scheme that is not HTTP's, such as an app's own, it is the whole URL already.
                yield Optional.of(url == null ? to.strip() : url.newBuilder().fragment(null).build().toString());
            }
            default -> Optional.empty();
        };
    }

    static Redirect leading(String url, Optional<State> there) {
        return new Redirect(url, host(url), there);
    }

    /** True where another host, port or scheme comes next than the one that was asked. */
    static boolean leavesFrom(InetSocketAddress target, HttpUrl asked, String to) {
        HttpUrl url = HttpUrl.parse(to);
        if (url == null || !url.scheme().equals(asked.scheme()) || url.port() != asked.port()) {
            return true;
        }
        // On this machine, localhost and 127.0.0.1 are one; on a phone they are the phone.
        boolean own = target.getAddress().isLoopbackAddress() && leading(to, Optional.empty()).toLoopback();
        return !own && !url.host().equals(asked.host())
                && !url.host().equals(HttpExchange.host(target.getAddress()));
    }

    private static String host(String url) {
        HttpUrl http = HttpUrl.parse(url);
        if (http != null) {
            return http.host();
        }
        try {
            String host = new URI(url).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
