package firewall.windows;

import fact.Fact;
import firewall.Change;
import firewall.Decision;
import firewall.Decision.Cause;
import firewall.Firewall;
import firewall.Policy;
import host.Adapter;
import host.Profile;
import host.windows.PowerShell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import process.World;
import text.Message;

/** Windows Firewall, read with one call of PowerShell that needs no administrator. */
public final class WindowsFirewall implements Firewall {
    private static final String READ = "firewall/windows/read-firewall.ps1";

    private final World world;
    private final List<Adapter> adapters;

    /** The last reading, so that a plan for many services takes no more than one. */
    private final AtomicReference<WindowsPolicy> last = new AtomicReference<>();

    /** @param adapters named by their aliases; their addresses are what LocalSubnet means */
    public WindowsFirewall(World world, List<Adapter> adapters) {
        this.world = world;
        this.adapters = List.copyOf(adapters);
    }

    @Override
    public Fact<Policy> read() {
        return policy().map(policy -> policy);
    }

    /** The same as {@link #read}, with all that only Windows has. */
    public Fact<WindowsPolicy> policy() {
        Fact<WindowsPolicy> policy = new PowerShell(world).json(READ, Map.of())
                .then(answer -> Reading.policy(answer, adapters));
        last.set(policy.toOptional().orElse(null));
        return policy;
    }

    /** Worked out on the last reading of this object, or on one of its own. */
    @Override
    public Proposal propose(Wanted wanted, Decision decision, String run, boolean overrideBlocks) {
        return switch (decision) {
            case Decision.Allowed allowed -> new Proposal.Nothing();
            case Decision.Undecided undecided -> new Proposal.Beyond(undecided.why());
            case Decision.Blocked blocked -> against(wanted, blocked, run, overrideBlocks);
        };
    }

    private Proposal against(Wanted wanted, Decision.Blocked blocked, String run, boolean overrideBlocks) {
        return switch (blocked.cause()) {
            case ALL_INBOUND -> new Proposal.Beyond(Message.of("firewall-windows.beyond-shields-up"));
            case POLICY_MANAGED -> new Proposal.Beyond(Message.of("firewall-windows.beyond-policy"));
            case FORWARDING_OFF -> new Proposal.Beyond(Message.of("firewall-windows.beyond-forwarding"));
            case BLOCK_RULE, DEFAULT, ALLOW_RULE_OTHER_PROFILE, ALLOW_RULE_DISABLED -> {
                if (blocked.cause() == Cause.BLOCK_RULE
                        && !blocked.by().where().equals(WindowsRule.Store.LOCAL.title())) {
                    yield new Proposal.Beyond(Message.of("firewall-windows.beyond-policy-block",
                            blocked.by().name(), blocked.by().where()));
                }
                if (blocked.cause() == Cause.BLOCK_RULE && !overrideBlocks) {
                    yield new Proposal.NeedsOverride(blocked.by());
                }
                WindowsPolicy seen = last.get();
                yield switch (seen == null ? policy() : Fact.known(seen)) {
                    case Fact.Known<WindowsPolicy>(WindowsPolicy policy) -> changes(wanted, policy, run);
                    case Fact.Unknown<WindowsPolicy>(Message cause) -> new Proposal.Beyond(cause);
                };
            }
        };
    }

    /** Tries each change on the rules as data first: what would not let the service in is not proposed. */
    private static Proposal changes(Wanted wanted, WindowsPolicy policy, String run) {
        Profile category = policy.network(wanted.flow().adapter()).category();
        if (category == Profile.NONE) {
            return new Proposal.Beyond(Message.of("firewall-windows.category-unknown", wanted.flow().adapter()));
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
            case Decision.Blocked still -> new Proposal.Beyond(Message.of("firewall-windows.beyond-still-blocked",
                    still.by().name()));
            case Decision.Undecided undecided -> new Proposal.Beyond(undecided.why());
        };
    }
}
