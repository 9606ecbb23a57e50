package firewall.linux;

import java.util.Optional;
import net.Cidr;
import net.Protocol;
import text.Message;

/**
 * A rule of firewalld before all others of its zone, because one of these denies.
 *
 * @param zone      of the adapter that the LAN is behind, or that has the LAN as a source
 * @param permanent true for the configuration that it begins with
 * @param source    the network that is let in
 */
public record FirewalldFirstRule(String zone, boolean permanent, Protocol protocol, Cidr source, int port)
        implements RichRule {

    /** The earliest (firewalld.richlanguage(5)). */
    static final int PRIORITY = -32_768;

    public FirewalldFirstRule {
        RichRule.require(zone, protocol, source, port);
    }

    @Override
    public String kind() {
        return "firewalld-first-rule";
    }

    @Override
    public Message what() {
        return Message.of(permanent ? "firewall-linux.add-firewalld-permanent-first"
                : "firewall-linux.add-firewalld-first", protocol.id(), port, source, zone);
    }

    @Override
    public Optional<Integer> priority() {
        return Optional.of(PRIORITY);
    }

    @Override
    public FirewalldFirstRule lasting() {
        return new FirewalldFirstRule(zone, true, protocol, source, port);
    }
}
