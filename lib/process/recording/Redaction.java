package process.recording;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
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
    /** The folder of somebody's own on Windows, also as JSON writes it; rules of the firewall name programs in it. */
    private static final Pattern PROFILE = Pattern.compile("(?i)(?<=[a-z0-9:])((\\\\{1,2})Users\\2)"
            + "((?:[^\\\\/:*?\"<>|]++|\\\\u[0-9a-f]{4}){1,64})(?=\\\\)");
    /** The same on other systems. */
    private static final Pattern HOME = Pattern.compile("((?<![\\w.])/(?:home|Users)/)([^/\\s:\"'\\\\]+)");
    /** Who an account of Windows is: the numbers of its machine, domain or tenant (MS-DTYP 2.4.2). */
    private static final Pattern ACCOUNT =
            Pattern.compile("S-1-(?:5-21(?:-\\d{1,10}){3}|12-1(?:-\\d{1,10}){4})(?![\\d])");
    private static final List<String> SHARED_PROFILES = List.of("public", "default", "all users", "user");

    private final Map<Pattern, String> names = new LinkedHashMap<>();
    private final Pseudonyms pseudonyms = new Pseudonyms();
    private final Addresses addresses = new Addresses();
    private final Hosts hosts = new Hosts(pseudonyms);
    private final NetworkNames networks = new NetworkNames(pseudonyms);
    private final Kept kept = new Kept(new RuleTexts(pseudonyms), addresses, hosts);
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
        byte[] printed = ComposeConfig.isIn(command) ? ComposeConfig.withoutSecrets(bytes) : bytes;
        return none ? printed : errors(command, kept.output(command, printed));
    }

    /** What it wrote on standard error. */
    byte[] errors(Command command, byte[] bytes) {
        return none ? bytes : bytes(networks.hidden(command, bytes));
    }

    /** What was seen by a look. */
    JsonElement value(String what, JsonElement seen) {
        return none ? seen : hidden(what, kept.look(what, seen));
    }

    /** Text by text: in JSON, an escape would hang on the word behind it. */
    private JsonElement hidden(String what, JsonElement element) {
        return switch (element) {
            case JsonPrimitive text when text.isString() -> new JsonPrimitive(hidden(what, text.getAsString()));
            case JsonArray array -> {
                var hidden = new JsonArray();
                array.forEach(one -> hidden.add(hidden(what, one)));
                yield hidden;
            }
            case JsonObject object -> {
                var hidden = new JsonObject();
                object.entrySet().forEach(one -> hidden.add(hidden(what, one.getKey()), hidden(what, one.getValue())));
                yield hidden;
            }
            default -> element;
        };
    }

    private String hidden(String what, String text) {
        return text(what.startsWith("probe ") ? hosts.withoutQueries(text) : text);
    }

    /** What a recording knows a look by. */
    String look(String what) {
        return none ? what : hidden(what, what);
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
        shown = HOME.matcher(shown).replaceAll(found ->
                Matcher.quoteReplacement(found.group(1) + person(found.group(2))));
        shown = ACCOUNT.matcher(shown).replaceAll(found ->
                "S-1-5-21-1-1-" + pseudonyms.of("account", found.group()).replaceAll("\\D", ""));
        return addresses.hidden(hosts.hidden(shown));
    }

    private String person(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SHARED_PROFILES.contains(lower) ? name : pseudonyms.of("user", lower, 2);
    }
}
