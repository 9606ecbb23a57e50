package firewall.windows;

import firewall.Change;
import firewall.Decision;
import firewall.Firewall;
import firewall.Persistence;
import firewall.Policy;
import firewall.windows.policy.AdapterNetwork;
import firewall.windows.policy.WindowsPolicy;
import firewall.windows.policy.WindowsRule;
import host.Adapter;
import host.Profile;
import host.windows.WindowsSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import process.Fact;
import process.World;
import text.Message;

/** Windows Firewall, read with one call of PowerShell that needs no administrator. */
public final class WindowsFirewall implements Firewall {
    /** So many rules are named as examples. */
    private static final int SOME = 5;

    private final World world;
    private final WindowsSnapshot reading;
    private final List<Adapter> adapters;
    private final AtomicBoolean asked = new AtomicBoolean();

    /** The last reading, so that a plan for many services takes no more than one. */
    private final AtomicReference<WindowsPolicy> last = new AtomicReference<>();

    /** What the network of an adapter would take to be private, by the adapter's GUID: asked once for all services. */
    private final Map<String, Fact<SetPrivate>> toPrivate = new ConcurrentHashMap<>();

    /** @param adapters named by their aliases; their addresses are what LocalSubnet means */
    public WindowsFirewall(World world, List<Adapter> adapters) {
        this(world, new WindowsSnapshot(world), adapters, Fact.unknown(Message.of("firewall-windows.unreadable")));
    }

    /**
     * @param reading what was read of this machine for other questions; the first look takes its answer
     * @param seen    what is known of this firewall already; a proposal is worked out on it
     */
    public WindowsFirewall(World world, WindowsSnapshot reading, List<Adapter> adapters, Fact<Policy> seen) {
        this.last.set(seen.toOptional().filter(WindowsPolicy.class::isInstance).map(WindowsPolicy.class::cast)
                .orElse(null));
        this.world = world;
        this.reading = reading;
        this.adapters = List.copyOf(adapters);
    }

    @Override
    public Fact<Policy> read() {
        return policy().map(policy -> policy);
    }

    /** The same as {@link #read}, with all that only Windows has; read anew each time but the first. */
    public Fact<WindowsPolicy> policy() {
        Fact<WindowsPolicy> policy = (asked.getAndSet(true) ? reading.afresh() : reading.answer())
                .then(answer -> PolicyReader.policy(answer, adapters));
        last.set(policy.toOptional().orElse(null));
        return policy;
    }

    /** Windows keeps every rule that it is given here (PersistentStore). */
    @Override
    public Persistence persistence(List<Change> changes, String run) {
        return new Persistence.Lasting(Message.of("firewall-windows.lasts-already"));
    }

    /** Worked out on the last reading of this object, or on one of its own. */
    @Override
    public Proposal propose(Wanted wanted, Decision decision, String run, Firewall.Permissions may) {
        WindowsPolicy seen = last.get();
        return decision instanceof Decision.Allowed ? new Proposal.Nothing()
                : switch (seen == null ? policy() : Fact.known(seen)) {
                    case Fact.Known<WindowsPolicy>(WindowsPolicy policy) -> may.setPrivate()
                            && policy.network(wanted.flow().adapter()).category() == Profile.PUBLIC
                            ? whenPrivate(wanted, policy, run, may) : against(wanted, decision, policy, run, may);
                    case Fact.Unknown<WindowsPolicy>(Message cause) -> new Proposal.OutOfReach(cause);
                };
    }

    /** First the network is called private, on the rules as data; then what still blocks there is dealt with. */
    private Proposal whenPrivate(Wanted wanted, WindowsPolicy policy, String run, Firewall.Permissions may) {
        AdapterNetwork network = policy.network(wanted.flow().adapter());
        Fact<SetPrivate> change = network.guid()
                .map(guid -> toPrivate.computeIfAbsent(guid, key -> SetPrivate.of(world, key, network.alias())))
                .orElseGet(() -> Fact.unknown(Message.of("firewall-windows.no-network", network.alias())));
        return switch (change) {
            case Fact.Unknown<SetPrivate>(Message cause) -> new Proposal.OutOfReach(cause);
            case Fact.Known<SetPrivate>(SetPrivate first) -> {
                WindowsPolicy there = policy.withCategory(network.alias(), Profile.PRIVATE);
                Proposal then = against(wanted, there.decide(wanted.flow()), there, run, may);
                then = then instanceof Proposal.Nothing ? new Proposal.Changes(List.of()) : then;
                yield then instanceof Proposal.Changes(List<Change> changes, List<Message> notes)
                        ? new Proposal.Changes(Stream.concat(Stream.of(first), changes.stream()).toList(),
                                List.of(opens(policy))) : then;
            }
        };
    }

    /** What becomes reachable besides: every rule for private networks holds for this one then. */
    private static Message opens(WindowsPolicy policy) {
        List<WindowsRule> more = policy.opened(Profile.PRIVATE, Profile.PUBLIC);
        List<String> names = more.stream().map(WindowsRule::displayName).filter(name -> !name.startsWith("@"))
                .distinct().limit(SOME).toList();
        return names.isEmpty() ? Message.of("firewall-windows.private-opens", more.size())
                : Message.of("firewall-windows.private-opens-such-as", more.size(), names);
    }

    private static Proposal against(Wanted wanted, Decision decision, WindowsPolicy policy, String run,
            Firewall.Permissions may) {
        return switch (decision) {
            case Decision.Allowed allowed -> new Proposal.Nothing();
            case Decision.Blocked blocked -> against(wanted, blocked, policy, run, may);
            case Decision.Undecided undecided -> settling(wanted, undecided, policy, run);
        };
    }

    /** Where nobody can tell whether a rule of others lets it in, one of its own may settle the matter. */
    private static Proposal settling(Wanted wanted, Decision.Undecided undecided, WindowsPolicy policy, String run) {
        Profile category = policy.network(wanted.flow().adapter()).category();
        if (category != Profile.NONE) {
            AddRule ours = AddRule.of(run, wanted, category);
            if (policy.changed(Set.of(), List.of(ours.rule())).decide(wanted.flow()) instanceof Decision.Allowed) {
                return new Proposal.Changes(List.of(ours));
            }
        }
        return new Proposal.OutOfReach(undecided.why());
    }

    private static Proposal against(Wanted wanted, Decision.Blocked blocked, WindowsPolicy policy, String run,
            Firewall.Permissions may) {
        return switch (blocked.cause()) {
            case ALL_INBOUND -> new Proposal.OutOfReach(blocked.by().id().startsWith(blocked.by().where())
                    ? Message.of("firewall-windows.beyond-shields-up")
                    : Message.of("firewall-windows.beyond-policy-setting", blocked.by().name(), blocked.by().where()));
            case POLICY_MANAGED -> new Proposal.OutOfReach(Message.of("firewall-windows.beyond-policy"));
            case FORWARDING_OFF -> new Proposal.OutOfReach(Message.of("firewall-windows.beyond-forwarding"));
            case BLOCK_RULE -> !blocked.by().where().equals(WindowsRule.Store.LOCAL.title())
                    ? new Proposal.OutOfReach(Message.of("firewall-windows.beyond-policy-block", blocked.by().name(),
                            blocked.by().where()))
                    : may.overrideBlocks() ? changes(wanted, policy, run) : new Proposal.NeedsOverride(blocked.by());
            case DEFAULT, ALLOW_RULE_OTHER_PROFILE, ALLOW_RULE_DISABLED -> changes(wanted, policy, run);
        };
    }

    /** Tries each change on the rules as data first: what would not let the service in is not proposed. */
    private static Proposal changes(Wanted wanted, WindowsPolicy policy, String run) {
        Profile category = policy.network(wanted.flow().adapter()).category();
        if (category == Profile.NONE) {
            return new Proposal.OutOfReach(Message.of("firewall-windows.category-unknown", wanted.flow().adapter()));
        }
        var changes = new ArrayList<Change>();
        List<WindowsRule> blocking = policy.blocking(wanted.flow());
        blocking.forEach(rule -> changes.add(new DisableRule(rule.id(), rule.text())));
        var removed = blocking.stream().map(WindowsRule::id).collect(Collectors.toSet());
        WindowsPolicy next = policy.changed(removed, List.of());
        if (!(next.decide(wanted.flow()) instanceof Decision.Allowed)) {
            AddRule ours = AddRule.of(run, wanted, category);
            changes.add(ours);
            next = policy.changed(removed, List.of(ours.rule()));
        }
        return switch (next.decide(wanted.flow())) {
            case Decision.Allowed allowed -> new Proposal.Changes(changes);
            case Decision.Blocked still -> new Proposal.OutOfReach(Message.of("firewall-windows.beyond-still-blocked",
                    still.by().name()));
            case Decision.Undecided undecided -> new Proposal.OutOfReach(undecided.why());
        };
    }
}
