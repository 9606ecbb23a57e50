package firewall;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import net.Cidr;

/** A firewall's rules as pure data, with the question they exist to answer. */
public interface Policy {

    /** Which rule decides about this packet. Pure: the same flow always gets the same decision. */
    Decision decide(Flow flow);

    /**
     * Which rule decides in front of WSL in mirrored mode, where its firewall takes over rules of this one: those of
     * addresses, ports and protocols alone (AllowHostPolicyMerge, learn.microsoft.com/windows/wsl/networking).
     */
    default Decision decideForMirrored(Flow flow) {
        return decide(flow);
    }

    /** The setting by which this firewall looks at nothing that comes in on an adapter; empty where it does. */
    default Optional<Rule> switchedOff(String adapter) {
        return Optional.empty();
    }

    /** The allow rules that nearly let this packet in, the closest first; a firewall may not tell. */
    default List<IneffectiveRule> ineffective(Flow flow) {
        return List.of();
    }

    /**
     * Where a packet that is let in ends up: its own destination, unless rules translate it. A port of a container is
     * translated to the container's address; a rule of somebody else's may lead it astray.
     */
    default InetSocketAddress arrivesAt(Flow flow) {
        return new InetSocketAddress(flow.to(), flow.port());
    }

    /**
     * What would let a packet in that is kept out now, worked out on these rules alone; empty where a firewall has to
     * be asked for more than they tell.
     *
     * @param run identifies the run, as {@link Firewall#propose} has it
     */
    default Optional<Firewall.Proposal> proposal(Firewall.Wanted wanted, String run, Firewall.Permissions may) {
        return Optional.empty();
    }

    /** The rules by which a packet that is let in ends up elsewhere than where it was sent; a firewall may not tell. */
    default List<Redirection> redirections(Flow flow) {
        return List.of();
    }

    /** The marks by which rules of the routing may tell this connection's packets apart; only Linux has any. */
    default PacketMarks marks(Flow flow) {
        return PacketMarks.none();
    }

    /** Whether Windows made this rule when it asked somebody about a program; no other system does. */
    default boolean madeByPrompt(Rule rule) {
        return false;
    }

    /**
     * Single addresses and smaller networks inside {@code lan} that rules treat on their own, so that a device there
     * may fare otherwise than its neighbours; empty where every device of the LAN is treated alike.
     */
    List<Cidr> exceptionsWithin(Cidr lan);
}
