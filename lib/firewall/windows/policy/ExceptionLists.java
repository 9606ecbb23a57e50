package firewall.windows.policy;

import firewall.windows.policy.RuleString.Entry;
import firewall.windows.policy.WindowsRule.Store;
import host.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.AddressRange;

/**
 * The lists of exceptions that Windows XP had for a firewall, as rules. No rule cmdlet shows them; those of Group Policy
 * are still set by the administrative templates "Define inbound port exceptions" and "Define inbound program
 * exceptions" of Windows 11, whose help is what is followed here:
 * <pre>
 * GloballyOpenPorts\List       8080:TCP:LocalSubnet,10.0.0.0/8:Enabled:Intranet
 * AuthorizedApplications\List  C:\tools\server.exe:*:Enabled:Server
 * </pre>
 * A list counts where the template is enabled ({@code Enabled=1} in the key above it). Of several entries for one port
 * or program, a disabled one voids those that are enabled, and does nothing else: it blocks nothing. That the same keys
 * of the local store, where Windows XP kept its own lists, still count is documented nowhere.
 *
 * @param rules      what the lists let in; what cannot be told of an entry leaves its rule open
 * @param unreadable how many entries name neither a port nor a program
 */
public record ExceptionLists(List<WindowsRule> rules, int unreadable) {

    private static final Pattern STATUS = Pattern.compile("(.*?):\\s*(enabled|disabled)\\s*(?::(.*))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PORT = Pattern.compile("(\\d{1,5})\\s*:\\s*(TCP|UDP)\\b:?(.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PROGRAM = Pattern.compile("((?:[A-Za-z]:)?[^:*?\"<>|]+):?(.*)");

    /** No rule has such a key, so that a rule with it is judged by nobody: it may hold, and may not. */
    private static final Entry OPEN = new Entry("Undocumented", "");

    private enum Kind {
        PORTS("GloballyOpenPorts", PORT), PROGRAMS("AuthorizedApplications", PROGRAM);

        private final String key;
        private final Pattern subject;

        Kind(String key, Pattern subject) {
            this.key = key;
            this.subject = subject;
        }
    }

    /**
     * @param subject  the port or the program: entries of the same one belong together
     * @param enabled  empty where the entry does not say so in a known form
     * @param scope    {@code *}, or addresses with commas between them
     */
    private record Listed(String id, String text, List<Entry> subject, Optional<Boolean> enabled, String scope,
            String name) { }

    public ExceptionLists {
        rules = List.copyOf(rules);
    }

    /** @param keys the profile keys of one store: by their names, such as {@code DomainProfile}, the values in them */
    public static ExceptionLists of(Store store, Map<String, Map<String, String>> keys) {
        var rules = new ArrayList<WindowsRule>();
        int unreadable = 0;
        for (String profile : List.of("DomainProfile", "PrivateProfile", "PublicProfile", "StandardProfile")) {
            for (Kind kind : Kind.values()) {
                String list = profile + "\\" + kind.key + "\\List";
                var exceptions = new ArrayList<Listed>();
                for (var entry : keys.getOrDefault(list, Map.of()).entrySet()) {
                    Optional<Listed> exception = exception(kind, list, entry.getKey(), entry.getValue());
                    exception.ifPresent(exceptions::add);
                    unreadable += exception.isPresent() ? 0 : 1;
                }
                String set = keys.getOrDefault(profile + "\\" + kind.key, Map.of()).getOrDefault("Enabled", "");
                if (!set.equals("0")) {
                    boolean counts = store == Store.GROUP_POLICY && set.equals("1") && isInForce(profile, keys);
                    exceptions.stream().filter(one -> !isVoid(one, exceptions)).forEach(one ->
                            rules.addAll(rules(one, store, profile, counts)));
                }
            }
        }
        return new ExceptionLists(rules, unreadable);
    }

    /** StandardProfile is for both other profiles, where the policy has neither (MS-GPFAS 2.2.3). */
    private static boolean isInForce(String profile, Map<String, ?> keys) {
        return !profile.equals("StandardProfile") || keys.keySet().stream()
                .noneMatch(key -> key.startsWith("PrivateProfile") || key.startsWith("PublicProfile"));
    }

    private static boolean isVoid(Listed one, List<Listed> all) {
        return all.stream().anyMatch(other -> other.subject().equals(one.subject())
                && other.enabled().filter(enabled -> !enabled).isPresent());
    }

    private static Optional<Listed> exception(Kind kind, String list, String name, String text) {
        Matcher subject = kind.subject.matcher(text.strip());
        if (!subject.matches()) {
            return Optional.empty();
        }
        List<Entry> entries = switch (kind) {
            case PORTS -> List.of(new Entry("Protocol", subject.group(2).equalsIgnoreCase("TCP") ? "6" : "17"),
                    new Entry("LPort", String.valueOf(Integer.parseInt(subject.group(1)))));
            case PROGRAMS -> List.of(new Entry("App", subject.group(1).strip().toLowerCase(Locale.ROOT)));
        };
        Matcher rest = STATUS.matcher(subject.group(subject.groupCount()));
        boolean known = rest.matches();
        String title = known && rest.group(3) != null ? rest.group(3).strip() : "";
        return Optional.of(new Listed(list + "\\" + name, text, entries,
                known ? Optional.of(rest.group(2).equalsIgnoreCase("enabled")) : Optional.empty(),
                known ? rest.group(1).strip() : "", title.isEmpty() || title.startsWith("@") ? name : title));
    }

    /** One for each profile that the key is for: a program is let in over TCP and UDP, each a rule of its own. */
    private static List<WindowsRule> rules(Listed one, Store store, String profile, boolean counts) {
        List<Entry> scope = scope(one.scope());
        boolean open = !counts || one.enabled().isEmpty() || scope.contains(OPEN);
        Stream<List<Entry>> subjects = one.subject().stream().anyMatch(entry -> entry.key().equals("Protocol"))
                ? Stream.of(one.subject()) : Stream.of("6", "17").map(protocol ->
                        Stream.concat(Stream.of(new Entry("Protocol", protocol)), one.subject().stream()).toList());
        return subjects.flatMap(subject -> {
            var entries = new ArrayList<>(List.of(new Entry("Action", "Allow"), new Entry("Active", "TRUE"),
                    new Entry("Dir", "In"), new Entry("Name", one.name())));
            profiles(profile).forEach(each -> entries.add(new Entry("Profile", each)));
            entries.addAll(subject);
            scope.stream().filter(entry -> !entry.equals(OPEN)).forEach(entries::add);
            if (open) {
                entries.add(OPEN);
            }
            return WindowsRule.of(one.id(), store, one.text(), new RuleString("v2.0", entries)).stream();
        }).toList();
    }

    private static Set<String> profiles(String key) {
        return switch (key) {
            case "DomainProfile" -> Set.of("Domain");
            case "PrivateProfile" -> Set.of("Private");
            case "PublicProfile" -> Set.of("Public");
            default -> Set.of("Private", "Public");
        };
    }

    /** A part that is no address leaves it open whom the others leave out. */
    private static List<Entry> scope(String scope) {
        var entries = new ArrayList<Entry>();
        for (String part : scope.split(",", -1)) {
            String each = part.strip();
            if (each.equals("*")) {
                return List.of();
            }
            if (each.equalsIgnoreCase("LocalSubnet")) {
                entries.add(new Entry("RA4", "LocalSubnet"));
                entries.add(new Entry("RA6", "LocalSubnet"));
            } else if (AddressRange.parse(each).isPresent()) {
                entries.add(new Entry(each.indexOf(':') < 0 ? "RA4" : "RA6", each));
            } else {
                return List.of(OPEN);
            }
        }
        return entries;
    }
}
