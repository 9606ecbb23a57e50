package firewall.windows.policy;

import firewall.Decision;
import firewall.Decision.Allowed;
import firewall.Decision.Blocked;
import firewall.Decision.Cause;
import firewall.Decision.Undecided;
import firewall.Rule;
import firewall.Ternary;
import firewall.windows.policy.WindowsRule.Action;
import host.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import text.Message;

/** The decision about one packet in one profile, with the rules that bear on it. */
public final class ProfileDecision {
    /** Rules that are named: where a hundred may decide, nobody reads them all. */
    private static final int AT_MOST = 5;

    private final WindowsPolicy policy;
    private final Traffic traffic;
    private final AdapterNetwork network;
    private final ProfileSettings settings;
    private final RuleMatcher conditions;

    /** Rules in force for this profile that speak for the packet, and those of which that cannot be told. */
    private final Map<Action, List<WindowsRule>> certain = new EnumMap<>(Action.class);
    private final Map<Action, List<WindowsRule>> possible = new EnumMap<>(Action.class);

    ProfileDecision(WindowsPolicy policy, Traffic traffic, AdapterNetwork network, Profile profile) {
        this.policy = policy;
        this.traffic = traffic;
        this.network = network;
        this.settings = policy.profiles().get(profile);
        this.conditions = policy.matcher(traffic, network);
    }

    Decision decision() {
        if (settings.firewall().is("0")) {
            return new Allowed(settings.firewall().asRule(), List.of());
        }
        Ternary exempt = settings.exempts(network);
        boolean shielded = traffic.inbound() && settings.shield().is("1");
        // "Regardless of other policy settings" says MS-FASP of the shield. The pages on INetFwPolicy2 and on
        // Set-NetFirewallProfile say otherwise where the adapter is exempt or the default is to allow.
        if (exempt == Ternary.UNKNOWN || exempt == Ternary.YES && shielded) {
            return exempt == Ternary.UNKNOWN ? undecided("adapter-exempt", settings.exempt())
                    : undecided("settings-disagree", settings.exempt(), settings.shield());
        }
        if (exempt == Ternary.YES) {
            return new Allowed(settings.exempt().asRule(), List.of());
        }
        if (shielded) {
            return settings.inbound().is("0")
                    ? undecided("settings-disagree", settings.shield(), settings.inbound())
                    : new Blocked(settings.shield().asRule(), false, Cause.ALL_INBOUND, List.of());
        }
        sort();
        return byRules();
    }

    private Decision undecided(String key, ProfileSettings.Setting... settings) {
        List<Rule> rules = Stream.of(settings).map(ProfileSettings.Setting::asRule).toList();
        return new Undecided(Message.of("firewall-windows." + key,
                Stream.of(settings).<Object>map(ProfileSettings.Setting::name).toList(), network.alias()), rules);
    }

    private void sort() {
        for (Action action : Action.values()) {
            certain.put(action, new ArrayList<>());
            possible.put(action, new ArrayList<>());
        }
        for (WindowsRule rule : policy.rules()) {
            boolean asked = rule.inbound() == traffic.inbound() && policy.inForce(rule, settings.profile());
            Ternary match = asked ? conditions.match(rule) : Ternary.NO;
            if (match != Ternary.NO) {
                (match == Ternary.YES ? certain : possible).get(rule.action()).add(rule);
            }
        }
    }

    /** The setting that decides where no rule does. */
    private ProfileSettings.Setting otherwise() {
        return traffic.inbound() ? settings.inbound() : settings.outbound();
    }

    /** No bypass is ever certain: whom it lets past a block has to be authenticated, which cannot be seen here. */
    private Decision byRules() {
        List<WindowsRule> blocks = certain.get(Action.BLOCK);
        List<WindowsRule> allows = certain.get(Action.ALLOW);
        if (!blocks.isEmpty()) {
            return possible.get(Action.BYPASS).isEmpty() ? blockedByRule(blocks, allows)
                    : undecided(Action.BYPASS);
        }
        boolean open = otherwise().is("0") || !allows.isEmpty();
        if (open && !possible.get(Action.BLOCK).isEmpty()) {
            return undecided(Action.BLOCK);
        }
        if (open) {
            return new Allowed(allows.isEmpty() ? otherwise().asRule() : allows.getFirst().asRule(), notes());
        }
        if (!possible.get(Action.ALLOW).isEmpty() || !possible.get(Action.BYPASS).isEmpty()) {
            return undecided(possible.get(Action.ALLOW).isEmpty() ? Action.BYPASS : Action.ALLOW);
        }
        return blockedByDefault();
    }

    private Decision undecided(Action action) {
        // What somebody made for a program of their own says more than what came with Windows.
        List<WindowsRule> open = possible.get(action).stream()
                .sorted(Comparator.comparing(WindowsRule::cameWithWindows)).toList();
        List<Rule> rules = open.stream().map(WindowsRule::asRule).toList();
        Message names = Message.few(open.stream().map(WindowsRule::displayName).distinct().toList());
        boolean byProgram = open.stream().anyMatch(conditions::asksProgram);
        if (!byProgram) {
            return new Undecided(Message.of("firewall-windows.cannot-judge", names), rules);
        }
        return new Undecided(conditions.program().map(name -> Message.of("firewall-windows.folder-decides", names, name))
                .orElseGet(() -> Message.of("firewall-windows.program-decides", names)), rules, true);
    }

    private Decision blockedByRule(List<WindowsRule> blocks, List<WindowsRule> allows) {
        var notes = new ArrayList<Message>();
        WindowsRule by = blocks.getFirst();
        if (by.askedUser()) {
            notes.add(Message.of("firewall-windows.asked-user", by.program().orElse(by.displayName())));
        }
        if (blocks.size() > 1) {
            notes.add(Message.of("firewall-windows.blocks-too", names(blocks.subList(1, blocks.size()))));
        }
        if (!allows.isEmpty()) {
            notes.add(Message.of("firewall-windows.beats-allow", names(allows)));
        }
        notes.addAll(notes());
        return new Blocked(by.asRule(), false, Cause.BLOCK_RULE, notes);
    }

    private Decision blockedByDefault() {
        var notes = new ArrayList<Message>();
        Cause cause = Cause.DEFAULT;
        Map<Useless, WindowsRule> useless = uselessAllows();
        WindowsRule elsewhere = useless.get(Useless.OTHER_PROFILE);
        if (useless.containsKey(Useless.VOID) || !settings.voiding().isEmpty()) {
            // A new local rule would be void too, so this is what has to be known, whether or not there is one now.
            cause = Cause.POLICY_MANAGED;
            Optional.ofNullable(useless.get(Useless.VOID)).ifPresent(rule ->
                    notes.add(Message.of("firewall-windows.void-allow", rule.displayName())));
            settings.voiding().forEach(setting -> notes.add(Message.of("firewall-windows.void-by",
                    setting.asRule().text(), setting.asRule().where())));
        } else if (elsewhere != null) {
            cause = Cause.ALLOW_RULE_OTHER_PROFILE;
            notes.add(UnmetText.elsewhere(elsewhere, settings.profile()));
        } else if (useless.containsKey(Useless.DISABLED)) {
            cause = Cause.ALLOW_RULE_DISABLED;
            notes.add(UnmetText.disabled(useless.get(Useless.DISABLED)));
        }
        if (!possible.get(Action.BLOCK).isEmpty()) {
            notes.add(Message.of("firewall-windows.may-block-too", names(possible.get(Action.BLOCK))));
        }
        notes.addAll(notes());
        return new Blocked(otherwise().asRule(), false, cause, notes);
    }

    /** Why an allow rule does not help. */
    private enum Useless { VOID, OTHER_PROFILE, DISABLED }

    private Optional<Useless> useless(WindowsRule rule) {
        if (!rule.profiles().contains(settings.profile())) {
            return rule.active() ? Optional.of(Useless.OTHER_PROFILE) : Optional.empty();
        }
        if (!rule.active()) {
            return Optional.of(Useless.DISABLED);
        }
        return settings.counts(rule) ? Optional.empty() : Optional.of(Useless.VOID);
    }

    /** Of each kind an allow rule that would speak for the packet, a person's own rather than one of Windows. */
    private Map<Useless, WindowsRule> uselessAllows() {
        var first = new EnumMap<Useless, WindowsRule>(Useless.class);
        for (WindowsRule rule : policy.rules()) {
            Optional<Useless> why = rule.inbound() == traffic.inbound() && rule.action() == Action.ALLOW
                    ? useless(rule) : Optional.empty();
            boolean closer = why.map(first::get).filter(known -> !known.ofWindows() || rule.ofWindows()).isEmpty();
            if (why.isPresent() && closer && conditions.match(rule) == Ternary.YES) {
                first.put(why.get(), rule);
            }
        }
        return first;
    }

    private List<Message> notes() {
        return policy.unreadable() == 0 ? List.of()
                : List.of(Message.of("firewall-windows.unreadable-rules", policy.unreadable()));
    }

    /** The kind of network, in words. */
    public static Message called(Profile profile) {
        return Message.of("firewall-windows.network." + profile.id());
    }

    private static List<Object> names(List<WindowsRule> rules) {
        return rules.stream().map(WindowsRule::displayName).distinct().limit(AT_MOST).<Object>map(name -> name)
                .toList();
    }
}
