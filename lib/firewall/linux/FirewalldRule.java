package firewall.linux;

import java.util.Optional;
import net.Cidr;
import net.Protocol;
import text.Message;

/**
 * A rule of firewalld among those of its zone that allow: they are asked after those that deny.
 *
 * @param zone      of the adapter that the LAN is behind, or that has the LAN as a source
 * @param permanent true for the configuration that it begins with
 * @param source    the network that is let in
 */
public record FirewalldRule(String zone, boolean permanent, Protocol protocol, Cidr source, int port)
        implements RichRule {

    public FirewalldRule {
        RichRule.require(zone, protocol, source, port);
    }

    @Override
    public String kind() {
        return "firewalld-rule";
    }

    @Override
    public Message what() {
        return Message.of(permanent ? "firewall-linux.add-firewalld-permanent" : "firewall-linux.add-firewalld",
                protocol.id(), port, source, zone);
    }

    @Override
    public Optional<Integer> priority() {
        return Optional.empty();
    }

    @Override
    public FirewalldRule lasting() {
        return new FirewalldRule(zone, true, protocol, source, port);
    }
}
