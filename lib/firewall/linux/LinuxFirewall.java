package firewall.linux;

import firewall.Change;
import firewall.Decision;
import firewall.Firewall;
import firewall.Persistence;
import firewall.Policy;
import host.Adapter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import process.Fact;
import process.World;
import text.Message;

/** iptables of both kinds, ufw and nft on a Linux machine. Reading them needs root. Thread-safe. */
public final class LinuxFirewall implements Firewall {
    private final World world;
    private final Fact<List<Adapter>> adapters;
    private final AtomicReference<Fact<LinuxPolicy>> last = new AtomicReference<>();

    /** @param adapters every adapter of the machine, bridges included: a container is behind one of them */
    public LinuxFirewall(World world, Fact<List<Adapter>> adapters) {
        this.world = world;
        this.adapters = adapters;
    }

    /** @param seen what is known of this firewall already: a proposal is worked out on it, as the decision was */
    public LinuxFirewall(World world, Fact<List<Adapter>> adapters, Fact<Policy> seen) {
        this(world, adapters);
        seen.toOptional().filter(LinuxPolicy.class::isInstance).map(LinuxPolicy.class::cast)
                .ifPresent(policy -> last.set(Fact.known(policy)));
    }

    @Override
    public Fact<Policy> read() {
        return rules().map(policy -> policy);
    }

    private Fact<LinuxPolicy> rules() {
        Fact<LinuxPolicy> now = adapters.then(known -> new RulesReader(world).read(known));
        last.set(now);
        return now;
    }

    /** What {@link #read} found last: a plan is made for the rules that the decision was made by. */
    private Fact<LinuxPolicy> known() {
        Fact<LinuxPolicy> before = last.get();
        return before == null ? rules() : before;
    }

    @Override
    public Persistence persistence(List<Change> changes, String run) {
        return RulePersistence.of(world, changes, run);
    }

    @Override
    public Proposal propose(Wanted wanted, Decision decision, String run, Firewall.Permissions may) {
        return switch (decision) {
            case Decision.Allowed allowed -> new Proposal.Nothing();
            case Decision.Undecided undecided -> new Proposal.OutOfReach(undecided.why());
            case Decision.Blocked blocked -> switch (known()) {
                case Fact.Known<LinuxPolicy>(LinuxPolicy policy) ->
                    policy.proposal(wanted, run, may).orElseThrow();
                case Fact.Unknown<LinuxPolicy>(Message cause) -> new Proposal.OutOfReach(cause);
            };
        };
    }
}
