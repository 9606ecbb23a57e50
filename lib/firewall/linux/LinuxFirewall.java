package firewall.linux;

import fact.Fact;
import firewall.Decision;
import firewall.Firewall;
import firewall.Policy;
import host.Adapter;
import java.util.List;
import process.World;
import text.Message;

/** iptables of both kinds, ufw and nft on a Linux machine. Reading them needs root. */
public final class LinuxFirewall implements Firewall {
    private final World world;
    private final Fact<List<Adapter>> adapters;

    /** @param adapters every adapter of the machine, bridges included: a container is behind one of them */
    public LinuxFirewall(World world, Fact<List<Adapter>> adapters) {
        this.world = world;
        this.adapters = adapters;
    }

    @Override
    public Fact<Policy> read() {
        return rules().map(policy -> policy);
    }

    private Fact<LinuxPolicy> rules() {
        return adapters.then(known -> new RuleReading(world).read(known));
    }

    @Override
    public Proposal propose(Wanted wanted, Decision decision, String run, boolean overrideBlocks) {
        return decision instanceof Decision.Allowed ? new Proposal.Nothing()
                : new Proposal.Beyond(Message.of("firewall-linux.by-hand"));
    }
}
