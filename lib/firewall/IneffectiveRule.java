package firewall;

import java.util.List;
import net.PortRange;
import text.Message;

/**
 * A rule that would let a packet in, were it not for one of its conditions, or for two where it was clearly made for
 * that very packet.
 *
 * @param why        a sentence with the rule's name, what it asks for and what it would have to ask for
 * @param otherPorts the ports that it opens where these are what differs: they may well be of another service
 */
public record IneffectiveRule(Rule rule, Message why, List<PortRange> otherPorts) {

    public IneffectiveRule {
        otherPorts = List.copyOf(otherPorts);
    }
}
