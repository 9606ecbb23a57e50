package host;

import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import net.Cidr;
import net.IpAddresses;
import process.Fact;
import text.Message;

/** The adapters as the JDK lists them, which is what a recording keeps of them. */
public record Adapters(List<Listed> list) {

    /**
     * One of them.
     *
     * @param up     switched on, and something comes through
     * @param tunnel a point-to-point link
     */
    public record Listed(String name, String label, List<Cidr> addresses, boolean up, boolean loopback,
            boolean tunnel) {

        public Listed {
            addresses = List.copyOf(addresses);
        }
    }

    public static Fact<Adapters> ofThisMachine() {
        try {
            return Fact.known(new Adapters(NetworkInterface.networkInterfaces().map(Adapters::listed).toList()));
        } catch (SocketException | IllegalStateException e) {
            return Fact.unknown(Message.of("host.no-adapters", String.valueOf(e.getMessage())));
        }
    }

    private static Listed listed(NetworkInterface one) {
        try {
            List<Cidr> addresses = one.getInterfaceAddresses().stream().map(Adapters::cidr).toList();
            return new Listed(one.getName(), one.getDisplayName(), addresses, one.isUp(), one.isLoopback(),
                    one.isPointToPoint());
        } catch (SocketException e) {
            // The adapter went away between the list and the question.
            return new Listed(one.getName(), one.getDisplayName(), List.of(), false, false, false);
        }
    }

    private static Cidr cidr(InterfaceAddress address) {
        return new Cidr(IpAddresses.plain(address.getAddress()), address.getNetworkPrefixLength());
    }
}
