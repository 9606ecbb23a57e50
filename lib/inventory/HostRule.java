package inventory;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import text.Message;

/** What {@code host} may be: an address or a host name, nothing around it. No name is looked up here. */
final class HostRule {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");
    private static final Pattern WITH_PORT = Pattern.compile("[^:]+:\\d+");
    private static final Pattern NUMBERS = Pattern.compile("[\\d.]+");
    private static final Pattern V4 = Pattern.compile(
            "(?:(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])(?:\\.(?!$)|$)){4}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]+(?:%[A-Za-z0-9_.-]+)?");
    /** RFC 1123 2.1, and the underscore that home routers hand out all the same. */
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
            + "(?:\\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?");

    private HostRule() { }

    static Optional<Message> refused(String host) {
        if (SCHEME.matcher(host).matches() || host.contains("/")) {
            return Optional.of(Message.of("inventory.host-url", host));
        }
        if (WITH_PORT.matcher(host).matches()) {
            return Optional.of(Message.of("inventory.host-port", host, host.substring(0, host.indexOf(':'))));
        }
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return Optional.of(Message.of("inventory.host-any", host));
        }
        boolean good = NUMBERS.matcher(host).matches() ? V4.matcher(host).matches()
                : host.contains(":") ? isV6(host) : NAME.matcher(host).matches();
        return good ? Optional.empty() : Optional.of(Message.of("inventory.host-wrong", host));
    }

    private static boolean isV6(String host) {
        if (!V6.matcher(host).matches()) {
            return false;
        }
        try {
            InetAddress.ofLiteral(host.replaceFirst("%.*", ""));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
