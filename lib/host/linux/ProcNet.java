package host.linux;

import host.Neighbour;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import net.IpAddresses;
import process.Fact;
import text.Message;

/** Small tables that Linux keeps under /proc (proc_net(5), proc_pid_status(5)). */
public final class ProcNet {
    /** RTF_UP and RTF_REJECT of linux/route.h. */
    private static final int UP = 0x1;
    private static final int REJECT = 0x200;
    /** ATF_COM of linux/if_arp.h: the hardware address is known. */
    private static final int COMPLETE = 0x2;

    private ProcNet() { }

    /**
     * The adapters that have a default route, the lowest metric first, from {@code /proc/net/route}:
     * <pre>eth0  00000000  0101A8C0  0003  0  0  100  00000000  0  0  0</pre>
     */
    public static Fact<List<String>> defaultRoutes(String text) {
        record Route(String adapter, long metric) { }
        List<Route> routes = new ArrayList<>();
        for (String line : text.lines().skip(1).filter(line -> !line.isBlank()).toList()) {
            String[] columns = line.strip().split("\\s+");
            try {
                int flags = Integer.parseInt(columns[3], 16);
                boolean all = columns[1].matches("0{8}") && columns[7].matches("0{8}");
                if (all && (flags & UP) != 0 && (flags & REJECT) == 0) {
                    routes.add(new Route(columns[0], Long.parseLong(columns[6])));
                }
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                return Fact.unknown(Message.of("host.unclear-row", line.strip()));
            }
        }
        return Fact.known(routes.stream().sorted(Comparator.comparingLong(Route::metric)).map(Route::adapter)
                .distinct().toList());
    }

    /** From {@code /proc/net/arp}: <pre>192.168.1.23  0x1  0x2  5a:4c:11:03:9e:72  *  eth0</pre> */
    public static Fact<List<Neighbour>> neighbours(String text) {
        List<Neighbour> neighbours = new ArrayList<>();
        for (String line : text.lines().skip(1).filter(line -> !line.isBlank()).toList()) {
            String[] columns = line.strip().split("\\s+");
            try {
                boolean reachable = (Integer.decode(columns[2]) & COMPLETE) != 0;
                neighbours.add(new Neighbour(IpAddresses.plain(columns[0]), columns[5], reachable));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                return Fact.unknown(Message.of("host.unclear-row", line.strip()));
            }
        }
        return Fact.known(neighbours);
    }

    /** Whether the effective user is root, from {@code /proc/self/status}: <pre>Uid:  1000  1000  1000  1000</pre> */
    public static Fact<Boolean> root(String text) {
        for (String line : text.lines().toList()) {
            String[] columns = line.strip().split("\\s+");
            if (columns[0].equals("Uid:") && columns.length > 2) {
                return Fact.known(columns[2].equals("0"));
            }
        }
        return Fact.unknown(Message.of("host.unclear-row", "/proc/self/status"));
    }

    /** {@code 0100007F} is 127.0.0.1 (all systems that we meet are little-endian). */
    public static String address(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] ordered = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ordered[i] = bytes[(i & ~3) + 3 - (i & 3)];
        }
        try {
            return IpAddresses.plain(InetAddress.getByAddress(ordered));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + hex, e);
        }
    }
}
