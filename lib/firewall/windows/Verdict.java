package firewall.windows;

import firewall.Decision;
import firewall.Decision.Allowed;
import firewall.Decision.Blocked;
import firewall.Decision.Cause;
import firewall.Decision.Undecided;
import firewall.Flow;
import firewall.Rule;
import firewall.windows.WindowsRule.Action;
import host.Profile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import text.Message;

/** The decision about one packet in one profile, with the rules that bear on it. */
final class Verdict {
    private final WindowsPolicy policy;
    private final Network network;
    private final ProfileSettings settings;
    private final Conditions conditions;

    /** Rules in force for this profile that speak for the packet, and those of which that cannot be told. */
    private final Map<Action, List<WindowsRule>> certain = new EnumMap<>(Action.class);
    private final Map<Action, List<WindowsRule>> possible = new EnumMap<>(Action.class);

    Verdict(WindowsPolicy policy, Flow flow, Network network, Profile profile) {
        this.policy = policy;
        this.network = network;
        this.settings = policy.profiles().get(profile);
        this.conditions = new Conditions(flow, network, policy.machine());
    }

    Decision decision() {
        if (settings.firewall().is(0)) {
            return new Allowed(settings.firewall().asRule(), List.of());
        }
        Match exempt = settings.exempts(network);
        boolean shielded = settings.shield().is(1);
        // "Regardless of other policy settings" says MS-FASP of the shield. The pages on INetFwPolicy2 and on
        // Set-NetFirewallProfile say otherwise where the adapter is exempt or the default is to allow.
        if (exempt == Match.UNKNOWN || exempt == Match.YES && shielded) {
            return undecided(shielded ? List.of(settings.exempt(), settings.shield()) : List.of(settings.exempt()));
        }
        if (exempt == Match.YES) {
            return new Allowed(settings.exempt().asRule(), List.of());
        }
        if (shielded) {
            return settings.inbound().is(0) ? undecided(List.of(settings.shield(), settings.inbound()))
                    : new Blocked(settings.shield().asRule(), false, Cause.ALL_INBOUND, List.of());
        }
        sort();
        return byRules();
    }

    private static Decision undecided(List<ProfileSettings.Setting> settings) {
        List<Rule> rules = settings.stream().map(ProfileSettings.Setting::asRule).toList();
        return new Undecided(Message.of("firewall-windows.cannot-judge", rules.stream().map(Rule::text).toList()),
                rules);
    }

    private void sort() {
        for (Action action : Action.values()) {
            certain.put(action, new ArrayList<>());
            possible.put(action, new ArrayList<>());
        }
        policy.inForce(settings.profile()).forEach(rule -> {
            Match match = conditions.match(rule);
            if (match != Match.NO) {
                (match == Match.YES ? certain : possible).get(rule.action()).add(rule);
            }
        });
    }

    /** No bypass is ever certain: whom it lets past a block has to be authenticated, which cannot be seen here. */
    private Decision byRules() {
        List<WindowsRule> blocks = certain.get(Action.BLOCK);
        List<WindowsRule> allows = certain.get(Action.ALLOW);
        if (!blocks.isEmpty()) {
            return possible.get(Action.BYPASS).isEmpty() ? blockedByRule(blocks, allows)
                    : undecided(Action.BYPASS);
        }
        boolean open = settings.inbound().is(0) || !allows.isEmpty();
        if (open && !possible.get(Action.BLOCK).isEmpty()) {
            return undecided(Action.BLOCK);
        }
        if (open) {
            return new Allowed(allows.isEmpty() ? settings.inbound().asRule() : allows.getFirst().asRule(), notes());
        }
        if (!possible.get(Action.ALLOW).isEmpty() || !possible.get(Action.BYPASS).isEmpty()) {
            return undecided(possible.get(Action.ALLOW).isEmpty() ? Action.BYPASS : Action.ALLOW);
        }
        return blockedByDefault();
    }

    private Decision undecided(Action action) {
        List<Rule> rules = possible.get(action).stream().map(WindowsRule::asRule).toList();
        return new Undecided(Message.of("firewall-windows.cannot-judge", names(possible.get(action))), rules);
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
        Predicate<WindowsRule> here = rule -> rule.profiles().contains(settings.profile());
        Optional<WindowsRule> voided = firstAllow(here.and(rule -> rule.active() && !settings.counts(rule)));
        Optional<WindowsRule> elsewhere = firstAllow(here.negate().and(WindowsRule::active));
        Optional<WindowsRule> disabled = firstAllow(here.and(rule -> !rule.active()));
        if (voided.isPresent() || !settings.voiding().isEmpty()) {
            // A new local rule would be void too, so this is what has to be known, whether or not there is one now.
            cause = Cause.POLICY_MANAGED;
            voided.ifPresent(rule -> notes.add(Message.of("firewall-windows.void-allow", rule.displayName())));
            settings.voiding().forEach(setting -> notes.add(Message.of("firewall-windows.void-by",
                    setting.asRule().text(), setting.asRule().where())));
        } else if (elsewhere.isPresent()) {
            cause = Cause.ALLOW_RULE_OTHER_PROFILE;
            notes.add(Message.of("firewall-windows.allow-elsewhere", elsewhere.get().displayName(),
                    elsewhere.get().profiles().stream().map(Profile::id).toList(), settings.profile().id()));
        } else if (disabled.isPresent()) {
            cause = Cause.ALLOW_RULE_DISABLED;
            notes.add(Message.of("firewall-windows.allow-disabled", disabled.get().displayName()));
        }
        if (!possible.get(Action.BLOCK).isEmpty()) {
            notes.add(Message.of("firewall-windows.may-block-too", names(possible.get(Action.BLOCK))));
        }
        notes.addAll(notes());
        return new Blocked(settings.inbound().asRule(), false, cause, notes);
    }

    /** An allow rule that would speak for the packet, but for what the caller asks about. */
    private Optional<WindowsRule> firstAllow(Predicate<WindowsRule> which) {
        return policy.rules().stream()
                .filter(rule -> rule.inbound() && rule.action() == Action.ALLOW && which.test(rule))
                .filter(rule -> conditions.match(rule) == Match.YES)
                .findFirst();
    }

    private List<Message> notes() {
        return policy.unreadable() == 0 ? List.of()
                : List.of(Message.of("firewall-windows.unreadable-rules", policy.unreadable()));
    }

    private static List<Object> names(List<WindowsRule> rules) {
        return rules.stream().map(WindowsRule::displayName).distinct().limit(5).<Object>map(name -> name).toList();
    }
}
