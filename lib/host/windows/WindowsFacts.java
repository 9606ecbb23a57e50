package host.windows;

import host.Listener;
import host.Route;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.Protocol;
import process.Fact;
import text.Message;

/**
 * What only a Windows can have in the way. Each part stands alone: what could not be read takes no other with it.
 *
 * @param reserved ports that Windows keeps back
 * @param proxies  forwardings of {@code netsh interface portproxy}
 * @param products security products beside Windows' own
 * @param dhcp     names of the adapters whose address a router gave
 * @param wireless the Wi-Fi this machine is in; empty where it is in none
 * @param networks the category of each adapter's network
 * @param routes   the routes of IPv4; none where they were not all recorded
 */
public record WindowsFacts(Fact<List<PortRange>> reserved, Fact<List<PortProxy>> proxies,
        Fact<List<SecurityProduct>> products, Fact<Wsl> wsl, Fact<Set<String>> dhcp,
        Fact<Optional<WirelessLink>> wireless, Fact<NetworkProfiles> networks, Fact<List<Route>> routes) {

    /** Of a system that is no Windows: there is none of it. */
    public static WindowsFacts none() {
        return new WindowsFacts(Fact.known(List.of()), Fact.known(List.of()), Fact.known(List.of()),
                Fact.known(new Wsl(false, Fact.unknown(Message.of("host.not-mirrored")))), Fact.known(Set.of()),
                Fact.known(Optional.empty()), Fact.known(NetworkProfiles.none()), Fact.known(List.of()));
    }

    /** Where nothing could be read, for one and the same reason. */
    public static WindowsFacts unknown(Message why) {
        return new WindowsFacts(Fact.unknown(why), Fact.unknown(why), Fact.unknown(why), Fact.unknown(why),
                Fact.unknown(why), Fact.unknown(why), Fact.unknown(why), Fact.unknown(why));
    }

    /**
     * A forwarding that {@code netsh interface portproxy} set up: the service iphlpsvc listens and connects onwards.
     *
     * @param listenAddress  address of this machine, {@code *} for all
     * @param connectAddress where to: often an address that WSL had before its last start
     * @param kind           what netsh calls its table: {@code v4tov4}, {@code v4tov6}, {@code v6tov4}, {@code v6tov6}
     */
    public record PortProxy(String listenAddress, int listenPort, String connectAddress, int connectPort,
            String kind) {

        /** By the form of its addresses: {@code *} and names are taken for IPv4. */
        public PortProxy(String listenAddress, int listenPort, String connectAddress, int connectPort) {
            this(listenAddress, listenPort, connectAddress, connectPort,
                    version(listenAddress) + "to" + version(connectAddress));
        }

        /** @param table that it stands in; null where netsh named none */
        PortProxy ofKind(String table) {
            return table == null ? this : new PortProxy(listenAddress, listenPort, connectAddress, connectPort, table);
        }

        private static String version(String address) {
            return address.contains(":") ? "v6" : "v4";
        }

        public boolean onAllAddresses() {
            return listenAddress.equals("*") || listenAddress.equals("0.0.0.0") || listenAddress.equals("::");
        }

        /** Whether the socket is bound where this accepts; a name stands for an address that nobody knows. */
        public boolean isOf(Listener socket) {
            if (socket.port() != listenPort || onAllAddresses()) {
                return socket.port() == listenPort && socket.onAllAddresses();
            }
            try {
                return InetAddress.ofLiteral(listenAddress).equals(InetAddress.ofLiteral(socket.address()));
            } catch (IllegalArgumentException e) {
                return true;
            }
        }
    }

    /**
     * Ports that Windows keeps back, so that no program may listen on them of its own accord.
     *
     * @param administered reserved on purpose ({@code *} in netsh's table); others are drawn anew at every start
     */
    public record PortRange(Protocol protocol, int from, int to, boolean administered) {

        public PortRange {
            if (from < 1 || to < from || to > 65535) {
                throw new IllegalArgumentException("not a range of ports: " + from + "-" + to);
            }
        }

        public boolean contains(int port) {
            return from <= port && port <= to;
        }
    }

    /**
     * A product that registered with the Windows Security Center. It may have been uninstalled since: registrations are
     * known to stay behind, so this is a hint and never proof.
     *
     * @param name as the product calls itself
     */
    public record SecurityProduct(String name, Kind kind) {

        /** Where it is registered. */
        public enum Kind { FIREWALL, ANTIVIRUS }
    }

    /**
     * The Wi-Fi that an adapter is in.
     *
     * @param adapter {@link host.Adapter#name()}
     * @param ssid    the network's name, as a phone lists it
     * @param signal  percent, where the driver tells
     */
    public record WirelessLink(String adapter, String ssid, Optional<Integer> signal) { }

    /**
     * How the Windows Subsystem for Linux is joined to the network.
     *
     * @param mirrored it shares this machine's addresses ({@code networkingMode=mirrored}); else it is behind NAT
     * @param firewall the one in front of it; asked only where it is mirrored
     */
    public record Wsl(boolean mirrored, Fact<HyperVFirewall> firewall) { }
}
