package lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What may be the matter with a service, or not, as a phone meets it; each is served by {@link StateServer}. */
enum ServiceState {
    HEALTHY("healthy", "health: /health"),
    NO_CONTENT("204", "health: /health"),
    HIDDEN("200, hidden from pages", "health: /health"),
    LARGE("large body", "health: /health"),
    REDIRECTS_HERE("302 to itself", "health: /health"),
    SLOW("slow, 5 s", "health: /health"),
    UNAVAILABLE("503", "health: /health"),
    UNAUTHORIZED("401", "health: /health"),
    NOT_FOUND("404", "health: /health"),
    REDIRECTS_TO_DEAD_PORT("302 to a dead port", "health: /health"),
    REDIRECTS_TO_LOCALHOST("302 to localhost", "health: /health"),
    REDIRECTS_TO_NOBODY("302 to another host", "health: /health"),
    HALF_A_BODY("half a body, then silence", "health: /health"),
    CLOSES("accepts, closes", "health: /health"),
    SILENT("accepts, silence", "health: /health"),
    EMPTY("closes after the request", "health: /health"),
    RESETS("resets after the request", "health: /health"),
    ONE_IN_SIX("one answer in six", "health: /health"),
    DIES("dies after two answers", "health: /health"),
    REFUSED("nobody listens", "health: /health"),
    DROPPED("dropped by INPUT", "health: /health"),
    REJECTED("rejected by INPUT, icmp", "health: /health"),
    RESET_BY_RULE("rejected by INPUT, tcp-reset", "health: /health"),
    HTTPS_ASKED_HTTP("https only, asked http", "health: /health"),
    HTTPS_THAT_SAYS_SO("https only, 400 to http", "health: /health"),
    HTTPS("https, self-signed", "health: {path: /health, https: true}"),
    HTTP_ASKED_HTTPS("http only, asked https", "health: {path: /health, https: true}"),
    FORBIDDEN("a port that browsers refuse", "health: /health"),
    WEBSOCKET("WebSocket only", "health: ws:/"),
    RAW_WEB("raw: http", ""),
    RAW_WEBSOCKET("raw: WebSocket only", ""),
    RAW_GREETS("raw: talks first", "health: tcp"),
    RAW_WAITS("raw: waits", "health: tcp"),
    RAW_CLOSES("raw: accepts, closes", "health: tcp"),
    RAW_REFUSED("raw: nobody listens", "health: tcp"),
    RAW_DROPPED("raw: dropped by INPUT", "health: tcp");

    /** Of these no browser uses any (Fetch Standard, "port blocking"): one for each series. */
    private static final int FIRST_FORBIDDEN = 6665;

    private static final int FIRST_PORT = 21_000;
    private static final int SERIES = 100;

    private final String title;
    private final String health;

    ServiceState(String title, String health) {
        this.title = title;
        this.health = health;
    }

    String title() {
        return title;
    }

    /** @param series of ports, one for each that asks: 0 to 4, below those that a system gives out by itself */
    int port(int series) {
        return this == FORBIDDEN ? FIRST_FORBIDDEN + series : FIRST_PORT + series * SERIES + ordinal();
    }

    /** False where the browser or the kernel is to find nobody. */
    boolean listens() {
        return this != REFUSED && this != RAW_REFUSED;
    }

    /** What the app would ask. */
    String url(String address, int series) {
        String scheme = health.contains("https: true") ? "https" : health.equals("health: tcp") ? "telnet" : "http";
        return scheme + "://" + address + ":" + port(series) + (scheme.equals("telnet") ? "" : "/health");
    }

    /** The rule that stands in front of it, as one types it. */
    Optional<String> rule(int series) {
        return Optional.ofNullable(switch (this) {
            case DROPPED, RAW_DROPPED -> "DROP";
            case REJECTED -> "REJECT";
            case RESET_BY_RULE -> "REJECT --reject-with tcp-reset";
            default -> null;
        }).map(target -> "iptables -I INPUT -p tcp --dport " + port(series) + " -j " + target);
    }

    /** These services in a file. */
    static List<String> inventory(List<ServiceState> states, int series) {
        var lines = new ArrayList<>(List.of("host: auto", "services:"));
        for (ServiceState state : states) {
            lines.add("  - name: '" + state.title + "'");
            if (state.health.equals("health: tcp")) {
                lines.add("    ports: [{port: " + state.port(series) + ", health: tcp}]");
            } else {
                lines.add("    port: " + state.port(series));
                if (!state.health.isEmpty()) {
                    lines.add("    " + state.health);
                }
            }
        }
        return lines;
    }
}
