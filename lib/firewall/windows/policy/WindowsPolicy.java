package firewall.windows.policy;

import firewall.Decision;
import firewall.Decision.Allowed;
import firewall.Decision.Blocked;
import firewall.Decision.Cause;
import firewall.Decision.Undecided;
import firewall.Flow;
import firewall.IneffectiveRule;
import firewall.Policy;
import firewall.Receiver;
import firewall.Rule;
import firewall.Ternary;
import host.Profile;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.Cidr;
import net.Protocol;
import text.Message;

/**
 * Windows Firewall as pure data. An adapter's network category says which profile counts; in it, an authenticated
 * bypass beats a block, a block beats an allow, an allow beats the default (MS-FASP 2.2.34; Microsoft's page on
 * rules). A rule that cannot be judged leaves the decision open only where it could turn it.
 *
 * <p>Rules of the key {@code RestrictedServices} are not among them: those of {@code AppIso} are for app containers,
 * the others hold back services of Windows, and neither kind is about a program such as Docker's.
 *
 * @param running    whether the firewall's service runs, where that is known
 * @param profiles   settings in force for the three profiles
 * @param rules      of every store, in any direction
 * @param unreadable how many values of the registry are no rules in any grammar we know
 * @param elevated   whether this process may change rules, where that is known
 */
public record WindowsPolicy(Optional<Boolean> running, Map<Profile, ProfileSettings> profiles,
        List<WindowsRule> rules, int unreadable, List<AdapterNetwork> networks, RuleContext machine,
        Optional<Boolean> elevated) implements Policy {
    private static final String SERVICE_HOST = "%SystemRoot%\\System32\\svchost.exe";
    /** IANA ifType of a tunnel's end. */
    private static final int TUNNEL = 131;

    public WindowsPolicy {
        profiles = Map.copyOf(profiles);
        if (!profiles.keySet().containsAll(Profile.KINDS)) {
            throw new IllegalArgumentException("settings of a profile are missing: " + profiles.keySet());
        }
        // Rules of a policy first: nobody here can change them, so where two decide alike they are the ones to name.
        rules = rules.stream()
                .sorted(Comparator.comparing((WindowsRule rule) -> rule.store() == WindowsRule.Store.LOCAL)
                        .thenComparing(WindowsRule::id))
                .toList();
        networks = List.copyOf(networks);
    }

    @Override
    public Decision decide(Flow flow) {
        return flow.receiver() instanceof Receiver.Guest ? decideForMirrored(flow) : decideHere(flow);
    }

    private Decision decideHere(Flow flow) {
        AdapterNetwork network = network(flow.adapter());
        if (flow.from().isLoopbackAddress() || ours(flow)) {
            // What a machine sends to itself never meets the inbound filter of an adapter.
            return new Allowed(new Rule("loopback", "loopback", "", "", true), List.of());
        }
        if (running.isPresent() && !running.get()) {
            return new Undecided(Message.of("firewall-windows.service-stopped"), List.of());
        }
        if (network.category() != Profile.NONE) {
            return new ProfileDecision(this, Traffic.of(flow), network, network.category()).decision();
        }
        List<Decision> all = Profile.KINDS.stream()
                .map(profile -> new ProfileDecision(this, Traffic.of(flow), network, profile).decision()).toList();
        if (all.stream().allMatch(decision -> decision instanceof Allowed)) {
            return all.getFirst();
        }
        if (all.stream().allMatch(decision -> decision instanceof Blocked blocked
                && all.getFirst() instanceof Blocked first && first.cause() == blocked.cause()
                && blocked.cause() != Cause.ALLOW_RULE_OTHER_PROFILE)) {
            return all.getFirst();
        }
        return new Undecided(Message.of("firewall-windows.category-unknown", flow.adapter()), List.of());
    }

    /** Where the kind of network is not known, it has to be so on each. */
    @Override
    public Optional<Rule> switchedOff(String adapter) {
        AdapterNetwork network = network(adapter);
        List<Profile> possible = network.category().possible();
        List<Rule> off = possible.stream().flatMap(profile -> profiles.get(profile).off(network).stream()).toList();
        return off.size() == possible.size() ? Optional.of(off.getFirst()) : Optional.empty();
    }

    @Override
    public List<IneffectiveRule> ineffective(Flow flow) {
        AdapterNetwork network = network(flow.adapter());
        return network.category() == Profile.NONE ? List.of() : new ClosestRules(this, flow, network).closest();
    }

    /**
     * What becomes of a connection that this machine makes for {@code netsh interface portproxy}: the service iphlpsvc
     * makes it, in its own name, and the rules for what goes out are for it. One decision for each kind of network; none
     * where nothing is filtered or nobody knows whether it is.
     *
     * @param adapter  on the way
     * @param possible the kinds of network that it may be on
     */
    public Map<Profile, Decision> forwarded(InetAddress to, int port, String adapter, List<Profile> possible) {
        boolean own = to.isLoopbackAddress() || networks.stream().flatMap(network -> network.addresses().stream())
                .anyMatch(address -> address.inet().equals(to));
        if (own || running.isPresent() && !running.get()) {
            return Map.of();
        }
        AdapterNetwork network = network(adapter);
        InetAddress from = network.addresses().stream().map(Cidr::inet)
                .filter(address -> address.getAddress().length == to.getAddress().length)
                .reduce((first, last) -> last).orElse(to);
        var traffic = new Traffic(false, Protocol.TCP, from, to, port, new Receiver.Program(ProgramConditions.expand(
                SERVICE_HOST, machine.environment()), Optional.of("iphlpsvc")));
        var decisions = new EnumMap<Profile, Decision>(Profile.class);
        possible.forEach(profile ->
                decisions.put(profile, new ProfileDecision(this, traffic, network, profile).decision()));
        return decisions;
    }

    @Override
    public Decision decideForMirrored(Flow flow) {
        List<WindowsRule> carried = rules.stream().filter(WindowsRule::carriesOver).toList();
        return new WindowsPolicy(running, profiles, carried, unreadable, networks, machine, elevated).decideHere(flow);
    }

    /** True for a rule or a setting that comes from a policy: nobody on this machine can change it for long. */
    public static boolean isOfPolicy(Rule rule) {
        return Stream.of(WindowsRule.Store.GROUP_POLICY, WindowsRule.Store.MDM)
                .anyMatch(store -> rule.where().equals(store.title()) || rule.where().startsWith(store.title() + " "));
    }

    RuleMatcher matcher(Traffic traffic, AdapterNetwork network) {
        return new RuleMatcher(traffic, network, machine, networks.isEmpty()
                || networks.stream().anyMatch(each -> each.type().filter(type -> type != TUNNEL).isEmpty()));
    }

    private boolean ours(Flow flow) {
        return networks.stream().flatMap(network -> network.addresses().stream())
                .anyMatch(address -> address.inet().equals(flow.from()));
    }

    /** The adapter of that name; one that nothing is known about where there is none. */
    public AdapterNetwork network(String alias) {
        return networks.stream().filter(network -> network.alias().equalsIgnoreCase(alias)).findFirst()
                .orElse(new AdapterNetwork(alias, Profile.NONE, Optional.empty(), Optional.empty(), List.of()));
    }

    /** Switched on, and not void in this profile; a rule for a profile that does not exist may be for any. */
    boolean inForce(WindowsRule rule, Profile profile) {
        return rule.active()
                && (rule.profiles().contains(profile) || rule.profiles().contains(Profile.NONE))
                && profiles.get(profile).counts(rule);
    }

    /** The block rules in force that speak for this flow: all of them have to go before an allow rule helps. */
    public List<WindowsRule> blocking(Flow flow) {
        AdapterNetwork network = network(flow.adapter());
        var conditions = matcher(Traffic.of(flow), network);
        return network.category() == Profile.NONE ? List.of() : rules.stream()
                .filter(rule -> rule.inbound() && rule.action() == WindowsRule.Action.BLOCK
                        && inForce(rule, network.category())
                        && conditions.match(rule) == Ternary.YES)
                .toList();
    }

    /** The same without these local rules, and with those: what a change would make of it. */
    public WindowsPolicy changed(Set<String> removed, List<WindowsRule> added) {
        var changed = new ArrayList<WindowsRule>(added);
        rules.stream().filter(rule -> rule.store() != WindowsRule.Store.LOCAL || !removed.contains(rule.id()))
                .forEach(changed::add);
        return new WindowsPolicy(running, profiles, changed, unreadable, networks, machine, elevated);
    }

    /** The same with another category for the network of one adapter. */
    public WindowsPolicy withCategory(String alias, Profile category) {
        List<AdapterNetwork> changed = networks.stream().map(network -> network.alias().equalsIgnoreCase(alias)
                ? new AdapterNetwork(network.alias(), category, network.guid(), network.type(), network.addresses())
                : network).toList();
        return new WindowsPolicy(running, profiles, rules, unreadable, changed, machine, elevated);
    }

    /** The allow rules in force that count on one kind of network and not on another. */
    public List<WindowsRule> opened(Profile there, Profile here) {
        return rules.stream().filter(rule -> rule.inbound() && inForce(rule, there)
                && rule.action() == WindowsRule.Action.ALLOW
                && rule.profiles().contains(there) && !rule.profiles().contains(here)).toList();
    }

    @Override
    public boolean madeByPrompt(Rule rule) {
        return WindowsRule.askedUser(rule.id());
    }

    @Override
    public List<Cidr> exceptionsWithin(Cidr lan) {
        return rules.stream().filter(rule -> rule.inbound() && !rule.head().remotes().isEmpty())
                .filter(rule -> Profile.KINDS.stream().anyMatch(profile -> inForce(rule, profile)))
                .flatMap(rule -> AddressConditions.within(rule.head().remotes(), lan).stream()).distinct()
                .toList();
    }
}
