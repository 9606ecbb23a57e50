package inventory;

import java.util.Optional;

/** How one port shows that its service is well: what stands behind {@code health} in the services file. */
public sealed interface HealthCheck {

    /**
     * {@code health: /path}, or {@code health: https:/path}: a GET that is answered with a status of 200 to 299, and to
     * its end.
     */
    record HttpGet(String url, HttpTerms terms) implements HealthCheck {
        public HttpGet(String url) {
            this(url, HttpTerms.USUAL);
        }
    }

    /**
     * {@code health: ws:/path}: the opening handshake of a WebSocket (RFC 6455, 4.1) that is answered with 101, or
     * refused for want of a token or of parameters; {@code health: wss:/path} by TLS.
     */
    record WebSocketUpgrade(String url, Optional<HttpTerms.Tls> tls) implements HealthCheck {
        public WebSocketUpgrade(String url) {
            this(url, Optional.empty());
        }
    }

    /** {@code health: tcp}: a connection that stays open is all that this port gives to a stranger. */
    record TcpConnection() implements HealthCheck { }

    String TCP = "tcp";
    String WEB_SOCKET = "ws:";
    String WEB_SOCKET_BY_TLS = "wss:";
    String HTTPS = "https:";

    /**
     * @param text a form that the services file takes
     * @throws IllegalArgumentException for any other
     */
    static HealthCheck of(String text) {
        if (HealthRule.refused(text).isPresent()) {
            throw new IllegalArgumentException("not a health check: " + text);
        }
        return text.equals(TCP) ? new TcpConnection()
                : text.startsWith(WEB_SOCKET) ? new WebSocketUpgrade(text.substring(WEB_SOCKET.length()))
                : text.startsWith(WEB_SOCKET_BY_TLS) ? new WebSocketUpgrade(
                        text.substring(WEB_SOCKET_BY_TLS.length()), Optional.of(HttpTerms.Tls.USUAL))
                : text.startsWith(HTTPS) ? new HttpGet(text.substring(HTTPS.length()), HttpTerms.BY_TLS)
                : new HttpGet(text);
    }

    /** In one line, without the values of headers: for messages, and to tell one look from another. */
    default String text() {
        return switch (this) {
            case HttpGet(String url, HttpTerms terms) -> url + terms.text();
            case WebSocketUpgrade(String url, Optional<HttpTerms.Tls> tls) ->
                (tls.isPresent() ? WEB_SOCKET_BY_TLS : WEB_SOCKET) + url;
            case TcpConnection() -> TCP;
        };
    }

    /** The path of the URL that is asked, with its query; empty where the port speaks no HTTP. */
    default Optional<String> path() {
        return switch (this) {
            case HttpGet(String url, HttpTerms _) -> Optional.of(url);
            case WebSocketUpgrade(String url, Optional<HttpTerms.Tls> _) -> Optional.of(url);
            case TcpConnection() -> Optional.empty();
        };
    }

    /** What a URL of this port begins with; empty where the port speaks no HTTP. */
    default Optional<String> scheme() {
        return switch (this) {
            case HttpGet get -> Optional.of(tls().isPresent() ? "https" : "http");
            case WebSocketUpgrade upgrade -> Optional.of(tls().isPresent() ? "wss" : "ws");
            case TcpConnection() -> Optional.empty();
        };
    }

    /** Whom to trust, where it is asked by TLS. */
    default Optional<HttpTerms.Tls> tls() {
        return switch (this) {
            case HttpGet(String _, HttpTerms terms) -> terms.tls();
            case WebSocketUpgrade(String _, Optional<HttpTerms.Tls> tls) -> tls;
            case TcpConnection() -> Optional.empty();
        };
    }
}
