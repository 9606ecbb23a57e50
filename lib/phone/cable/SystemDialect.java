package phone.cable;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the phone's system writes of its network itself: the Wi-Fi wants somebody to sign in.
 *
 * <pre>
 * NetworkMonitor/105: PROBE_HTTP http://connectivitycheck.gstatic.com/generate_204 time=45ms ret=302 request={…
 * </pre>
 */
record SystemDialect() implements Dialect {
    private static final Pattern PORTAL = Pattern.compile("PROBE_HTTP(?:S)? \\S{1,200} time=\\d{1,9}ms ret=30[12378]\\b"
            + "|isPortal(?:\\(\\))?=true|[Cc]aptive portal detected");

    @Override
    public boolean begins(String line) {
        return PORTAL.matcher(line).find();
    }

    @Override
    public Optional<Meaning> meaning(String text) {
        return begins(text) ? Optional.of(new Meaning(AppFailure.Kind.PORTAL, Optional.empty(), true))
                : Optional.empty();
    }
}
