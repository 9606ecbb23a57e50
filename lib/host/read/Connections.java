package host.read;

import host.Connection;
import host.linux.ProcNet;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.HostPort;
import net.IpAddresses;
import process.Command;
import process.Fact;
import process.World;
import text.Message;

/** The TCP connections that other machines have with this one. Everybody may read them. */
public final class Connections {

    /** Of linux/tcp_states.h: who asks for a connection, is closed, or listens, has none that came from outside. */
    private static final Set<Integer> NONE = Set.of(2, 7, 10);

    private static final int ESTABLISHED = 1;

    /** TCP_SYN_RECV; the table shows a request that waits for the last step of the handshake as this too. */
    private static final int BEGUN = 3;

    private Connections() { }

    /** Of a Linux machine, from proc_net_tcp(5); those of a container are its own, and not among them. */
    public static Fact<List<Connection>> ofLinux(World world) {
        return world.file("/proc/net/tcp").then(Connections::fromTable).then(fourth -> {
            // A kernel without IPv6 has no such table.
            var all = new ArrayList<>(fourth);
            world.file("/proc/net/tcp6").then(Connections::fromTable).toOptional().ifPresent(all::addAll);
            return Fact.known(List.copyOf(all));
        });
    }

    /** Of a Windows machine. */
    public static Fact<List<Connection>> ofWindows(World world) {
        return world.run(Command.of("netstat", "-ano")).text().then(Connections::fromNetstat);
    }

    /**
     * Output of {@code netstat -ano}, whose states are in the language of the system; the two of a handshake are called
     * SYN_SENT and SYN_RECEIVED, and keep their SYN in every language that was seen:
     * <pre>  TCP    192.168.1.44:8000      192.168.1.23:54712     HERGESTELLT     12345</pre>
     */
    static Fact<List<Connection>> fromNetstat(String text) {
        List<Connection> connections = new ArrayList<>();
        for (String line : text.lines().map(String::strip).filter(line -> line.startsWith("TCP ")).toList()) {
            try {
                String[] columns = line.split("\\s+");
                HostPort local = HostPort.parse(columns[1]);
                HostPort remote = HostPort.parse(columns[2]);
                if (remote.port() != 0) {
                    connections.add(new Connection(IpAddresses.address(local.address()),
                            IpAddresses.address(remote.address()), remote.port(), local.port(),
                            columns[3].contains("SYN") ? Connection.Phase.BEGUN : Connection.Phase.OPEN));
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                return Fact.unknown(Message.of("host.unclear-row", line));
            }
        }
        return Fact.known(connections);
    }

    /**
     * A table of proc_net_tcp(5), with numbers in hexadecimal:
     * <pre>   1: 2C01A8C0:1F40 1701A8C0:8B26 01 00000000:00000000 02:00000B5A 00000000     0 …</pre>
     */
    static Fact<List<Connection>> fromTable(String text) {
        List<Connection> connections = new ArrayList<>();
        for (String line : text.lines().skip(1).filter(line -> !line.isBlank()).toList()) {
            try {
                String[] columns = line.strip().split("\\s+", 5);
                int state = Integer.parseInt(columns[3], 16);
                if (!NONE.contains(state)) {
                    connections.add(new Connection(address(columns[1]), address(columns[2]), port(columns[2]),
                            port(columns[1]),
                            phase(state)));
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                return Fact.unknown(Message.of("host.unclear-row", line.strip()));
            }
        }
        return Fact.known(connections);
    }

    private static Connection.Phase phase(int state) {
        return state == BEGUN ? Connection.Phase.BEGUN
                : state == ESTABLISHED ? Connection.Phase.OPEN : Connection.Phase.OVER;
    }

    private static InetAddress address(String spot) {
        return IpAddresses.address(ProcNet.address(spot.substring(0, spot.indexOf(':'))));
    }

    private static int port(String spot) {
        return Integer.parseInt(spot.substring(spot.indexOf(':') + 1), 16);
    }
}
