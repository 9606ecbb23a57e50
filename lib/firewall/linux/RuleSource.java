package firewall.linux;

import net.Cidr;

/** What may stand as the source of a rule of ours. */
final class RuleSource {

    private RuleSource() { }

    /** @throws IllegalArgumentException for "everybody", and for what is not a network */
    static void require(Cidr source) {
        var address = source.inet();
        if (source.prefix() < 8 || !source.equals(source.network()) || address.isAnyLocalAddress()
                || address.isLoopbackAddress() || address.isMulticastAddress()) {
            throw new IllegalArgumentException("not a local network: " + source);
        }
    }
}
