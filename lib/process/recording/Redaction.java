package process.recording;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import process.Command;

/**
 * Takes names, hardware addresses and public addresses out of a recording. The same name or address always becomes
 * the same other one, so that a reader can still see that two lines speak of one machine. Private and loopback
 * addresses stay: they say nothing about who it is, and the diagnosis needs them. Thread-safe.
 */
public final class Redaction {
    private static final Pattern V4 =
            Pattern.compile("(?<![\\d.])(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.])");
    /** Global unicast addresses begin with 2 or 3 (RFC 4291 2.4); at least two more groups make it an address. */
    private static final Pattern V6 =
            Pattern.compile("(?i)(?<![0-9a-f:])[23][0-9a-f]{3}(?::[0-9a-f]{0,4}){2,7}(?![0-9a-f:])");

    /** A hardware address, as Linux (colons) and Windows (dashes) write it. */
    private static final Pattern MAC =
            Pattern.compile("(?i)(?<![0-9a-f:-])[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\\1){4}[0-9a-f]{2}(?![0-9a-f:-])");

    /** The folder of somebody's own on Windows, also as JSON writes it; rules of the firewall name programs in it. */
    private static final Pattern PROFILE = Pattern.compile("(?i)(?<![a-z0-9])([a-z]:(\\\\{1,2})Users\\2)"
            + "((?:[^\\\\/:*?\"<>|]|\\\\u[0-9a-f]{4})+)(?=\\\\)");
    private static final List<String> SHARED_PROFILES = List.of("public", "default", "all users", "user");

    private final Map<Pattern, String> names = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Map<String, String> people = new LinkedHashMap<>();
    private final NetworkNames networks = new NetworkNames();
    private final boolean none;

    private Redaction(List<Name> names, boolean none) {
        this.none = none;
        names.forEach(name -> this.names.put(Pattern.compile("(?i)(?<![A-Za-z0-9])(?:"
                + forms(name.real()).map(Pattern::quote).collect(Collectors.joining("|")) + ")(?![A-Za-z0-9])"),
                name.shown()));
    }

    /** As it is, as JSON in ASCII writes it, and as its UTF-8 looks where bytes are read as Latin-1. */
    private static Stream<String> forms(String real) {
        String escaped = real.chars().mapToObj(c -> c < 128 ? String.valueOf((char) c) : "\\u%04x".formatted(c))
                .collect(Collectors.joining());
        return Stream.of(real, escaped,
                new String(real.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)).distinct();
    }

    private record Name(String real, String shown) { }

    /** Leaves everything as it is: {@code --raw}. */
    public static Redaction off() {
        return new Redaction(List.of(), true);
    }

    /** Hides names of users, of this machine and of wireless networks, and public addresses. */
    public static Redaction ofThisMachine() {
        var names = new ArrayList<Name>();
        add(names, System.getProperty("user.name"), "user");
        add(names, System.getenv("COMPUTERNAME"), "host");
        add(names, System.getenv("HOSTNAME"), "host");
        add(names, hostName(), "host");
        return new Redaction(names, false);
    }

    public static Redaction of(String user, String host) {
        var names = new ArrayList<Name>();
        add(names, user, "user");
        add(names, host, "host");
        return new Redaction(names, false);
    }

    private static void add(List<Name> names, String real, String shown) {
        // "root" and the like are no secret, and a two-letter name would tear words of the system apart.
        if (real != null && real.length() > 2 && !List.of("root", "user", "host", "localhost", "vm").contains(real)) {
            names.add(new Name(real, shown));
        }
    }

    private static String hostName() {
        try {
            // The JDK asks the system for its own name; the kernel's file is cheaper and never waits for DNS.
            var file = Path.of("/proc/sys/kernel/hostname");
            return Files.exists(file) ? Files.readString(file).strip() : null;
        } catch (IOException e) {
            return null;
        }
    }

    boolean none() {
        return none;
    }

    /** What a command wrote on standard output. Passwords of others are left out even of a raw recording. */
    byte[] output(Command command, byte[] bytes) {
        return errors(command, ComposeConfig.isIn(command) ? ComposeConfig.withoutSecrets(bytes) : bytes);
    }

    /** What it wrote on standard error. */
    byte[] errors(Command command, byte[] bytes) {
        return none ? bytes : bytes(networks.hidden(command, bytes));
    }

    /** What a recording knows a command by. */
    String line(Command command) {
        return none ? command.line() : text(networks.hidden(command, command.line()));
    }

    /** Works on bytes of any encoding: names and addresses are looked for as Latin-1, every other byte stays. */
    byte[] bytes(byte[] bytes) {
        if (none) {
            return bytes;
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return text(new String(bytes, StandardCharsets.UTF_16LE)).getBytes(StandardCharsets.UTF_16LE);
        }
        return text(new String(bytes, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    synchronized String text(String text) {
        if (none) {
            return text;
        }
        String shown = text;
        for (var name : names.entrySet()) {
            shown = name.getKey().matcher(shown).replaceAll(name.getValue());
        }
        shown = PROFILE.matcher(shown).replaceAll(found ->
                Matcher.quoteReplacement(found.group(1) + person(found.group(3))));
        shown = MAC.matcher(shown).replaceAll(found -> hardware(found.group(), found.group(1)));
        shown = V4.matcher(shown).replaceAll(found -> address(found.group(), "203.0.113."));
        return V6.matcher(shown).replaceAll(found -> address(found.group(), "2001:db8::"));
    }

    private String person(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SHARED_PROFILES.contains(lower) ? name
                : people.computeIfAbsent(lower, one -> "user-" + (people.size() + 2));
    }

    /** Locally administered addresses (IEEE 802: second lowest bit of the first byte) belong to no maker. */
    private String hardware(String real, String separator) {
        boolean nobody = real.matches("(?i)(?:00[:-]){5}00|(?:ff[:-]){5}ff");
        return nobody ? real : addresses.computeIfAbsent(real.toLowerCase(Locale.ROOT).replace('-', ':'),
                mac -> "02:00:00:00:00:%02x".formatted(addresses.size() + 1 & 255)).replace(":", separator);
    }

    private String address(String real, String prefix) {
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(real);
        } catch (IllegalArgumentException e) {
            return real;
        }
        byte[] b = address.getAddress();
        boolean stays = address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress()
                || address.isAnyLocalAddress() || address.isMulticastAddress()
                || b[0] == (byte) 255 || b.length == 4 && isDocumentationOrShared(b) || real.startsWith("2001:db8:")
                || isHead(b);
        return stays ? real : addresses.computeIfAbsent(real, a -> prefix + (addresses.size() + 1));
    }

    /** Where routes to much of the world begin, such as 128.0.0.0/1 and 2000::/3: the address of nobody. */
    private static boolean isHead(byte[] b) {
        for (int i = b.length == 4 ? 1 : 2; i < b.length; i++) {
            if (b[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** 192.0.2.0/24, 198.51.100.0/24 and 203.0.113.0/24 (RFC 5737), and 100.64.0.0/10 (RFC 6598). */
    private static boolean isDocumentationOrShared(byte[] b) {
        int first = b[0] & 255;
        int second = b[1] & 255;
        int third = b[2] & 255;
        return first == 192 && second == 0 && third == 2 || first == 198 && second == 51 && third == 100
                || first == 203 && second == 0 && third == 113 || first == 100 && second >= 64 && second < 128;
    }
}
