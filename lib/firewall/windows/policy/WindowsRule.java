package firewall.windows.policy;

import firewall.Rule;
import host.Profile;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.AddressRange;

/**
 * One rule of Windows Firewall with what it says and where it is kept; what its keys leave out has the defaults of
 * MS-GPFAS: no Profile is every profile, no Protocol is every protocol, no Active is switched off.
 *
 * @param id     the name of its value in the registry, which is its {@code -Name}; unique in its store
 * @param text   the rule as the registry holds it
 * @param string the same, taken apart
 * @param head   what most packets are told apart by, ready to be compared
 */
public record WindowsRule(String id, Store store, String text, RuleString string, Head head) {
    /** Keys that say nothing about which packets a rule speaks for, nor what becomes of them. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("name", "desc", "embedctxt", "defer", "active");

    /** The keys of rules that the Hyper-V firewall takes over, besides those without effect (AllowHostPolicyMerge). */
    private static final Pattern PLAIN = Pattern.compile("action|dir|profile|protocol|[lr]port.*|[lr]a[46].*|edge");

    static final int ANY_PROTOCOL = 256;

    /** {@code Microsoft.WindowsCalculator} of {@code @{Microsoft.WindowsCalculator_11.2409.0.0_x64__8wek?ms-...}}. */
    private static final Pattern PACKAGE = Pattern.compile("@\\{([^_?}]+)[_?}].*");

    /** Where a rule is kept. Only local rules are ours to change. */
    public enum Store {
        LOCAL("PersistentStore"), GROUP_POLICY("GroupPolicy"), MDM("MDM");

        private final String title;

        Store(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** What a rule does; a bypass lets authenticated traffic through, even past a block (MS-FASP 2.2.34). */
    public enum Action { ALLOW, BLOCK, BYPASS }

    /**
     * The keys that nearly every rule has, with their defaults.
     *
     * @param protocol number of the IP protocol; 256 for any, -1 for a word that is no protocol we know
     * @param remotes  the remote addresses that it spells out
     */
    record Head(Action action, boolean inbound, boolean active, Set<Profile> profiles, int protocol,
            PortConditions.Local ports, List<AddressRange> remotes) {

        boolean overTcpOrUdp() {
            return protocol == 6 || protocol == 17;
        }
    }

    /** Nothing where the text is not a rule: not the grammar, or no action or direction that exists. */
    public static Optional<WindowsRule> of(String id, Store store, String text) {
        return RuleString.parse(text).flatMap(string -> of(id, store, text, string));
    }

    /** @param text what the registry holds, where that is not the rule's own form */
    static Optional<WindowsRule> of(String id, Store store, String text, RuleString string) {
        return head(string).map(head -> new WindowsRule(id, store, text, string, head));
    }

    private static Optional<Head> head(RuleString string) {
        String direction = string.first("Dir").orElse("");
        boolean inbound = direction.equalsIgnoreCase("In");
        if (!inbound && !direction.equalsIgnoreCase("Out")) {
            return Optional.empty();
        }
        boolean active = string.first("Active").orElse("").equalsIgnoreCase("TRUE");
        return actionOf(string).map(action -> new Head(action, inbound, active, profilesOf(string),
                protocolOf(string), PortConditions.Local.of(string), AddressConditions.remotes(string)));
    }

    private static int protocolOf(RuleString string) {
        String protocol = string.first("Protocol").orElse("256").toLowerCase(Locale.ROOT);
        return switch (protocol) {
            case "*", "any" -> ANY_PROTOCOL;
            // Static rules of services spell them out.
            case "tcp" -> 6;
            case "udp" -> 17;
            default -> protocol.matches("\\d{1,3}") ? Integer.parseInt(protocol) : -1;
        };
    }

    private static Optional<Action> actionOf(RuleString string) {
        return string.first("Action").flatMap(action -> switch (action.toLowerCase(Locale.ROOT)) {
            case "allow" -> Optional.of(Action.ALLOW);
            case "block" -> Optional.of(Action.BLOCK);
            case "bypass" -> Optional.of(Action.BYPASS);
            default -> Optional.empty();
        });
    }

    private static Set<Profile> profilesOf(RuleString string) {
        var named = EnumSet.noneOf(Profile.class);
        for (String profile : string.all("Profile")) {
            switch (profile.toLowerCase(Locale.ROOT)) {
                case "domain" -> named.add(Profile.DOMAIN);
                case "private" -> named.add(Profile.PRIVATE);
                case "public" -> named.add(Profile.PUBLIC);
                default -> named.add(Profile.NONE);
            }
        }
        return Collections.unmodifiableSet(named.isEmpty()
                ? EnumSet.of(Profile.DOMAIN, Profile.PRIVATE, Profile.PUBLIC) : named);
    }

    public Action action() {
        return head.action();
    }

    public boolean inbound() {
        return head.inbound();
    }

    public boolean active() {
        return head.active();
    }

    /** The profiles it speaks for; all of them where it names none. */
    public Set<Profile> profiles() {
        return head.profiles();
    }

    /**
     * The name people see. Windows looks up a name such as {@code @FirewallAPI.dll,-28502} in a file of resources that
     * is not read here: then it is the app package, or the program with the rule's own name, by which it can be found.
     */
    public String displayName() {
        String name = string.first("Name").orElse("");
        if (!name.startsWith("@")) {
            return name.isBlank() ? id : name;
        }
        Matcher app = PACKAGE.matcher(name);
        if (app.matches()) {
            return app.group(1);
        }
        return program().map(path -> path.substring(path.lastIndexOf('\\') + 1) + " (" + id + ")").orElse(id);
    }

    /** True where Windows brought it along: its name is one of Windows' resources, or an app's. */
    boolean ofWindows() {
        return string.first("Name").filter(name -> name.startsWith("@")).isPresent();
    }

    /** True where it is for an app of the Store, which has rules of its own only. */
    boolean forPackage() {
        return string.has("AppPkgId") || string.has("PFN");
    }

    /** True when Windows made it after asking "allow access?": {@code TCP Query User{GUID}C:\tools\x.exe}. */
    public boolean askedUser() {
        return askedUser(id);
    }

    static boolean askedUser(String id) {
        return id.toLowerCase(Locale.ROOT).contains("query user{");
    }

    /**
     * For a program, whatever its port: what MS-FASP 2.2.38 calls an authorized application firewall rule. The rules
     * that Windows makes after asking are of this kind.
     */
    boolean authorizesProgram() {
        return program().isPresent() && !string.has("Svc") && head.overTcpOrUdp() && head.ports().any();
    }

    /** For one port or one range, whatever the program: what MS-FASP 2.2.38 calls a global port firewall rule. */
    boolean opensPort() {
        return program().isEmpty() && !string.has("Svc") && head.overTcpOrUdp()
                && head.ports().ranges().size() == 1 && head.ports().words().isEmpty();
    }

    /** Made by Windows for a part of itself or for an app package. */
    boolean cameWithWindows() {
        return string.has("AppPkgId") || string.has("PFN") || string.first("Name").orElse("").startsWith("@");
    }

    /** The program it is limited to, as written. */
    public Optional<String> program() {
        return string.first("App").filter(app -> !app.isBlank());
    }

    /** True where it speaks of addresses, ports and protocol alone: a rule for a program counts on the host only. */
    boolean carriesOver() {
        return string.entries().stream().map(entry -> entry.key().toLowerCase(Locale.ROOT))
                .allMatch(key -> WITHOUT_EFFECT.contains(key) || PLAIN.matcher(key).matches());
    }

    public Rule asRule() {
        return new Rule(id, displayName(), text, store.title(), false);
    }

    /** The same packets with the same outcome, whatever either is called and whether either is switched on. */
    public boolean sameEffect(WindowsRule other) {
        return effect().equals(other.effect());
    }

    /** What {@link #sameEffect} goes by, as the registry writes it. */
    public String effectText() {
        return string.entries().stream()
                .filter(entry -> !WITHOUT_EFFECT.contains(entry.key().toLowerCase(Locale.ROOT)))
                .map(entry -> entry.key() + "=" + entry.value() + "|").collect(Collectors.joining());
    }

    private Set<String> effect() {
        var effect = new TreeSet<String>();
        for (RuleString.Entry entry : string.entries()) {
            String key = entry.key().toLowerCase(Locale.ROOT);
            String value = entry.value().toLowerCase(Locale.ROOT);
            if (WITHOUT_EFFECT.contains(key) || key.equals("profile") || key.startsWith("lport")
                    || key.equals("edge") && value.equals("false")) {
                continue;
            }
            // Windows writes a keyword such as LocalSubnet once for each IP version.
            effect.add(key.startsWith("ra") ? "ra " + value : key + " " + value);
        }
        profiles().forEach(profile -> effect.add("profile " + profile));
        PortConditions.canonical(head.ports()).forEach(port -> effect.add("lport " + port));
        return effect;
    }
}
