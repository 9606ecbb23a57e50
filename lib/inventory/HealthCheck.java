package inventory;

import java.util.Optional;

/** How one port shows that its service is well: what stands behind {@code health} in the services file. */
public sealed interface HealthCheck {

    /** {@code health: /path}: a GET that is answered with a status of 200 to 399. */
    record HttpGet(String url) implements HealthCheck { }

    /**
     * {@code health: ws:/path}: the opening handshake of a WebSocket (RFC 6455, 4.1) that is answered with 101, or
     * refused for want of a token or of parameters.
     */
    record WebSocketUpgrade(String url) implements HealthCheck { }

    /** {@code health: tcp}: a connection that stays open is all that this port gives to a stranger. */
    record TcpConnection() implements HealthCheck { }

    String TCP = "tcp";
    String WEB_SOCKET = "ws:";

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
                : new HttpGet(text);
    }

    /** As it stands in a services file. */
    default String text() {
        return switch (this) {
            case HttpGet(String url) -> url;
            case WebSocketUpgrade(String url) -> WEB_SOCKET + url;
            case TcpConnection() -> TCP;
        };
    }

    /** The path of the URL that is asked, with its query; empty where the port speaks no HTTP. */
    default Optional<String> path() {
        return switch (this) {
            case HttpGet(String url) -> Optional.of(url);
            case WebSocketUpgrade(String url) -> Optional.of(url);
            case TcpConnection() -> Optional.empty();
        };
    }
}
