package phone.applog;

import java.util.List;
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
    private static final List<String> MAY = List.of("probe_http", "isportal", "captive portal");
    private static final Pattern PORTAL = Pattern.compile("probe_https? \\S{1,200} time=\\d{1,9}ms ret=30[12378]\\b"
            + "|isportal(?:\\(\\))?=true|captive portal detected");

    @Override
    public boolean begins(String lower) {
        return Dialect.has(MAY, lower) && PORTAL.matcher(lower).find();
    }

    @Override
    public Optional<Meaning> meaning(String text, String lower) {
        return begins(lower) ? Optional.of(new Meaning(AppFailure.Kind.PORTAL, Optional.empty(), Needs.NOTHING))
                : Optional.empty();
    }
}
