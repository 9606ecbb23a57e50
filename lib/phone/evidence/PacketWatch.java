package phone.evidence;

import firewall.TemporaryChanges;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.Protocol;
import path.Facts;
import path.PacketFate;
import process.Fact;
import process.World;
import text.Message;

/**
 * Looks on while phones try, from when it is begun until it is closed. It never answers, delays or changes a packet.
 * Thread-safe.
 */
public interface PacketWatch extends AutoCloseable {

    /**
     * What became of this phone's packets to one port. Asked once the phone has its result: a connection that is over
     * is remembered here, and what the firewall writes down may take a moment.
     *
     * @param asked the address of this machine that it tried: what went to another one at the same time says nothing
     * @return unknown where this machine cannot tell, with the reason and what would help
     */
    Fact<PacketFate> seen(InetAddress phone, Optional<InetAddress> asked, Protocol protocol, int port);

    /** The same at any address of this machine. */
    default Fact<PacketFate> seen(InetAddress phone, Protocol protocol, int port) {
        return seen(phone, Optional.empty(), protocol, port);
    }

    /**
     * What became of the connection by which this phone says that it got through. It counts only at the address that
     * the phone says it asked: a port may be open at one and closed at another.
     *
     * @param asked the address of this machine
     * @return that it was made, or what says that it was not; unknown where this machine could not have seen it
     */
    Fact<PacketFate> through(InetAddress phone, InetAddress asked, Protocol protocol, int port);

    /** Who sent anything to this port, whatever became of it; unknown where arrivals as such cannot be seen. */
    Fact<Set<InetAddress>> arrivedAt(Protocol protocol, int port);

    /** Puts back whatever was switched on for the watch. */
    @Override
    void close();

    /**
     * Returns when the connections that are there already were looked at, so that none of a phone's is taken for one of
     * them, and when what has to be switched on first is on; what takes long goes on beside, and ends with
     * {@link PacketWatch#close}.
     *
     * @param facts  of this machine, as they are when the watch begins
     * @param ports  every port that a phone will try, and those of the page itself
     * @param tracer makes what has to be switched on to see more, and takes it back at the end; empty to change
     *               nothing
     */
    static PacketWatch begin(World world, Facts facts, List<ServicePort> ports,
            Optional<TemporaryChanges> tracer) {
        return switch (world.os()) {
            case LINUX -> LinuxPacketWatch.begin(world, facts, ports, tracer);
            case WINDOWS -> WindowsPacketWatch.begin(world, facts, ports, tracer);
            case MAC, OTHER -> new Blind(Message.of("evidence.no-watch", world.os().id()));
        };
    }

    /** Sees nothing, and says why. */
    record Blind(Message why) implements PacketWatch {

        @Override
        public Fact<PacketFate> seen(InetAddress phone, Optional<InetAddress> asked, Protocol protocol, int port) {
            return Fact.unknown(why);
        }

        @Override
        public Fact<PacketFate> through(InetAddress phone, InetAddress asked, Protocol protocol, int port) {
            return Fact.unknown(why);
        }

        @Override
        public Fact<Set<InetAddress>> arrivedAt(Protocol protocol, int port) {
            return Fact.unknown(why);
        }

        @Override
        public void close() { }
    }
}
