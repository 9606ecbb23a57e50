package phone.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may have the page and who may say something, and what they get. Everything else gets nothing worth having. */
final class PageHandler implements HttpHandler {
    private static final int LONGEST_POST = 2048;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int GONE = 410;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    private static final int LATER = 503;

    private final PageServer.Settings settings;
    private final ReverseProxy reverseProxy;
    private final Tokens tokens;
    private final Visitors visitors;
    private final RateLimit rateLimit;
    private final PageContent text;
    private final Set<String> hosts;
    private final SecureRandom random = new SecureRandom();

    PageHandler(PageServer.Settings settings, PageSockets sockets, ReverseProxy reverseProxy, Tokens tokens,
            Visitors visitors, RateLimit rateLimit, PageContent text) {
        this.settings = settings;
        this.reverseProxy = reverseProxy;
        this.tokens = tokens;
        this.visitors = visitors;
        this.rateLimit = rateLimit;
        this.text = text;
        // A page of another site whose name was made to lead here (DNS rebinding) comes with that site's name.
        this.hosts = sockets.addresses().stream().map(PageSockets::inUrl)
                .map(address -> sockets.port() == 80 ? address : address + ":" + sockets.port())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A request, and the device that it comes from. */
    private record Call(HttpExchange exchange, InetAddress from, InetAddress at) { }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<ReverseProxy.Origin> origin = reverseProxy.of(exchange.getRemoteAddress());
            if (origin.isEmpty()) {
                // Another program of this machine, or a phone that is gone.
                answer(exchange, NOT_FOUND, "text/plain", "");
            } else {
                handle(new Call(exchange, origin.get().from(), origin.get().at()));
            }
        }
    }

    private void handle(Call call) throws IOException {
        boolean known = visitors.knows(call.from);
        if (!rateLimit.allows(call.from, known)) {
            turnAway(call, TOO_MANY, PageEvent.Why.TOO_MANY_REQUESTS);
            return;
        }
        String[] path = call.exchange.getRequestURI().getRawPath().split("/", -1);
        Tokens.Standing token = path.length > 1 ? tokens.of(path[1]) : Tokens.Standing.WRONG;
        if (token == Tokens.Standing.WRONG || !isForUs(call.exchange)) {
            // Browsers ask for icons and the like by themselves.
            if (known) {
                answer(call.exchange, NOT_FOUND, "text/plain", "");
            } else {
                turnAway(call, NOT_FOUND, token == Tokens.Standing.WRONG ? PageEvent.Why.WRONG_TOKEN
                        : PageEvent.Why.NOT_UNDERSTOOD);
            }
        } else if (isThisMachine(call)) {
            turnAway(call, FORBIDDEN, PageEvent.Why.THIS_MACHINE, "this-machine");
        } else if (settings.addresses().stream().noneMatch(address -> address.contains(call.from))) {
            turnAway(call, FORBIDDEN, PageEvent.Why.OTHER_NETWORK, "other-network");
        } else if (token == Tokens.Standing.OLD && !known) {
            turnAway(call, GONE, PageEvent.Why.OLD_CODE, "old-code");
        } else {
            route(call, path.length > 2 ? path[2] : "", path.length);
        }
    }

    private void route(Call call, String place, int depth) throws IOException {
        String method = call.exchange.getRequestMethod();
        if (depth <= 3 && place.isEmpty() && method.equals("GET")) {
            page(call);
        } else if (depth == 3 && place.equals("say") && method.equals("POST")) {
            say(call);
        } else {
            answer(call.exchange, NOT_FOUND, "text/plain", "");
        }
    }

    private boolean isForUs(HttpExchange exchange) {
        return one(exchange, "Host").map(PageHandler::lower).filter(hosts::contains).isPresent();
    }

    /** A browser of this machine reaches all that a phone may not. */
    private boolean isThisMachine(Call call) {
        return call.from.equals(call.at)
                || settings.addresses().stream().anyMatch(address -> address.inet().equals(call.from));
    }

    private void page(Call call) throws IOException {
        if (!visitors.hasRoomFor(call.from)) {
            turnAway(call, LATER, PageEvent.Why.TOO_MANY_DEVICES, "too-many-devices");
            return;
        }
        OptionalInt page = visitors.open(call.from, call.at,
                UserAgent.system(one(call.exchange, "User-Agent")));
        if (page.isEmpty()) {
            answer(call.exchange, LATER, "text/html", text.notice("busy"));
            return;
        }
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        call.exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; script-src 'nonce-"
                + nonce + "'; style-src 'nonce-" + nonce + "'; connect-src http: ws:; img-src data:; base-uri 'none'; "
                + "form-action 'none'; frame-ancestors 'none'");
        answer(call.exchange, OK, "text/html", text.page(page.getAsInt(), nonce));
    }

    private void say(Call call) throws IOException {
        HttpExchange exchange = call.exchange;
        String host = one(exchange, "Host").map(PageHandler::lower).orElse("");
        boolean ours = one(exchange, "Origin").map(PageHandler::lower).equals(Optional.of("http://" + host));
        boolean json = one(exchange, "Content-Type").map(PageHandler::lower)
                .filter(type -> type.replace(" ", "").matches("application/json(;charset=utf-8)?")).isPresent();
        if (!ours || !json) {
            turnAway(call, BAD_REQUEST, PageEvent.Why.NOT_UNDERSTOOD);
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_POST + 1);
        if (body.length > LONGEST_POST) {
            turnAway(call, TOO_LARGE, PageEvent.Why.TOO_LARGE);
            return;
        }
        Optional<PageMessage> said = MessageParser.read(body);
        Visitors.Heed heed = said.map(words -> visitors.hear(call.from, call.at, words))
                .orElse(Visitors.Heed.REFUSED);
        switch (heed) {
            case TAKEN -> answer(exchange, OK, "application/json",
                    text.news(visitors.news(call.from, said.orElseThrow().page()), said.orElseThrow().language()));
            case LATER -> answer(exchange, LATER, "text/plain", "");
            case TOO_LATE -> answer(exchange, GONE, "text/plain", "");
            case REFUSED -> turnAway(call, BAD_REQUEST, PageEvent.Why.NOT_UNDERSTOOD);
        }
    }

    private void turnAway(Call call, int status, PageEvent.Why why) throws IOException {
        visitors.turnAway(call.from, why);
        answer(call.exchange, status, "text/plain", "");
    }

    /** With a sentence for the person who holds the phone. */
    private void turnAway(Call call, int status, PageEvent.Why why, String notice) throws IOException {
        visitors.turnAway(call.from, why);
        answer(call.exchange, status, "text/html", text.notice(notice));
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        if (status != OK) {
            // One who is turned away keeps no connection.
            headers.set("Connection", "close");
        }
        if (!headers.containsKey("Content-Security-Policy")) {
            headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The header, where it was sent exactly once. */
    private static Optional<String> one(HttpExchange exchange, String name) {
        List<String> all = exchange.getRequestHeaders().getOrDefault(name, List.of());
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
