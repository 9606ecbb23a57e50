package lab;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import text.Words;

/** What may be the matter with a service, or not, as a phone meets it; each is served by {@link StateServer}. */
enum ServiceState {
    HEALTHY("healthy", "health: /health", "200",
            "well", "through", "ok"),
    NO_CONTENT("204", "health: /health", "204",
            "well", "through", "ok"),
    HIDDEN("200, hidden from pages", "health: /health", "200",
            "well", "reached", "ok"),
    LARGE("large body", "health: /health", "200",
            "well", "through", "ok"),
    REDIRECTS_HERE("302 to itself", "health: /health", "200",
            "well", "through", "ok"),
    SLOW("slow, 5 s", "health: /health", "200",
            "slow", "slow", "ok"),
    UNAVAILABLE("503", "health: /health", "503",
            "bad", "ill", "ok unhealthy-answer"),
    UNAUTHORIZED("401", "health: /health", "401",
            "bad", "ill", "ok unhealthy-answer"),
    NOT_FOUND("404", "health: /health", "404",
            "bad", "ill", "ok unhealthy-answer"),
    REDIRECTS_TO_DEAD_PORT("302 to a dead port", "health: /health", "302, no connection",
            "bad", "failed", "fail redirects-elsewhere"),
    REDIRECTS_TO_LOCALHOST("302 to localhost", "health: /health", "302, no connection",
            "bad", "failed", "fail redirects-to-localhost"),
    REDIRECTS_TO_NOBODY("302 to another host", "health: /health", "302, no connection",
            "bad", "failed", "fail redirects-elsewhere"),
    HALF_A_BODY("half a body, then silence", "health: /health", "200, not done in 8 s",
            "bad", "unfinished", "fail no-answer"),
    CLOSES("accepts, closes", "health: /health", "closed without a byte",
            "bad", "failed", "fail closed-without-answer"),
    SILENT("accepts, silence", "health: /health", "not done in 8 s",
            "bad", "nothing", "fail no-answer"),
    EMPTY("closes after the request", "health: /health", "closed without a byte",
            "bad", "failed", "fail closed-without-answer"),
    RESETS("resets after the request", "health: /health", "reset",
            "bad", "failed", "fail closed-without-answer"),
    ONE_IN_SIX("one answer in six", "health: /health", "200; reset; reset; reset; reset; reset",
            "bad", "some", "fail intermittent-answers"),
    DIES("dies after two answers", "health: /health", "200; 200; closed without a byte",
            "bad", "some", "fail intermittent-answers"),
    REFUSED("nobody listens", "health: /health", "no connection",
            "bad", "failed", "fail nothing-listening"),
    DROPPED("dropped by INPUT", "health: /health", "no connection in 8 s",
            "bad", "nothing", "fail firewall-block-rule"),
    REJECTED("rejected by INPUT, icmp", "health: /health", "no connection",
            "bad", "failed", "fail firewall-block-rule"),
    RESET_BY_RULE("rejected by INPUT, tcp-reset", "health: /health", "no connection",
            "bad", "failed", "fail firewall-block-rule"),
    HTTPS_ASKED_HTTP("https only, asked http", "health: /health", "closed without a byte",
            "bad", "failed", "fail port-speaks-tls"),
    HTTPS_THAT_SAYS_SO("https only, 400 to http", "health: /health", "400",
            "bad", "failed", "fail port-speaks-tls"),
    HTTPS("https, self-signed", "health: {path: /health, https: true}", "unknown certificate",
            "bad", "failed", "fail certificate-not-trusted"),
    HTTP_ASKED_HTTPS("http only, asked https", "health: {path: /health, https: true}", "no TLS",
            "bad", "failed", "fail port-speaks-plain-http"),
    FORBIDDEN("a port that browsers refuse", "health: /health", "200",
            "none", "untriable", "skipped"),
    WEBSOCKET("WebSocket only", "health: ws:/", "closed without a byte",
            "well", "through", "ok"),
    RAW_WEB("raw: http", "", "200",
            "well", "reached", "ok"),
    RAW_WEBSOCKET("raw: WebSocket only", "", "closed without a byte",
            "well", "reached", "ok"),
    RAW_GREETS("raw: talks first", "health: tcp", "no HTTP",
            "well", "reached", "ok"),
    RAW_WAITS("raw: waits", "health: tcp", "not done in 8 s",
            "well", "reached", "ok"),
    RAW_CLOSES("raw: accepts, closes", "health: tcp", "closed without a byte",
            "bad", "failed", "fail closed-without-answer"),
    RAW_REFUSED("raw: nobody listens", "health: tcp", "no connection",
            "bad", "failed", "fail nothing-listening"),
    RAW_DROPPED("raw: dropped by INPUT", "health: tcp", "no connection in 8 s",
            "bad", "nothing", "fail firewall-block-rule");

    /** Of these no browser uses any (Fetch Standard, "port blocking"): one for each series. */
    private static final int FIRST_FORBIDDEN = 6665;

    private static final int FIRST_PORT = 21_000;
    private static final int SERIES = 100;

    /** What may come out otherwise by chance, and is not to. */
    static final Set<ServiceState> BY_CHANCE = EnumSet.of(HEALTHY, HIDDEN, REDIRECTS_HERE, UNAVAILABLE,
            REDIRECTS_TO_DEAD_PORT, REDIRECTS_TO_LOCALHOST, REDIRECTS_TO_NOBODY, HALF_A_BODY, CLOSES, EMPTY, RESETS,
            ONE_IN_SIX, DIES, REJECTED, RESET_BY_RULE, HTTPS_ASKED_HTTP, HTTPS_THAT_SAYS_SO, HTTPS, WEBSOCKET,
            RAW_WEBSOCKET, RAW_GREETS, RAW_CLOSES);

    private final String title;
    private final String health;
    private final String curl;
    private final String colour;
    private final String word;
    private final String verdict;

    /**
     * @param health  as the services file has it
     * @param curl    what it gets
     * @param colour  of its line on the page
     * @param word    there, by the end of its key
     * @param verdict of the script: what the phone's hop is, and the cause of what is broken
     */
    ServiceState(String title, String health, String curl, String colour, String word, String verdict) {
        this.title = title;
        this.health = health;
        this.curl = curl;
        this.colour = colour;
        this.word = word;
        this.verdict = verdict;
    }

    String curl() {
        return curl;
    }

    String verdict() {
        return verdict;
    }

    /** What the page is to show: how many of how many may differ, since some browsers repeat by themselves. */
    String page(Words in) {
        return colour + " " + uncounted(in.say("phone.page." + word, 0, 0));
    }

    static String uncounted(String word) {
        return word.replaceAll("\\d+", "n");
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
        String scheme = health.contains("https: true") ? "https" : "http";
        return scheme + "://" + address + ":" + port(series) + "/health";
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
