package phone.evidence;

import java.net.InetAddress;
import java.util.Set;
import net.Protocol;
import path.PacketFate;
import process.Fact;

/**
 * Looks on while phones try, from when it is begun until it is closed. It never answers, delays or changes a packet.
 * Thread-safe.
 */
public interface PacketWatch extends AutoCloseable {

    /**
     * What became of this phone's packets to one port. Asked once the phone has its result: a connection that is over
     * is remembered here, and what the firewall writes down may take a moment.
     *
     * @return unknown where this machine cannot tell, with the reason and what would help
     */
    Fact<PacketFate> seen(InetAddress phone, Protocol protocol, int port);

    /** Who sent anything to this port, whatever became of it; unknown where arrivals as such cannot be seen. */
    Fact<Set<InetAddress>> arrivedAt(Protocol protocol, int port);

    /** Puts back whatever was switched on for the watch. */
    @Override
    void close();
}
