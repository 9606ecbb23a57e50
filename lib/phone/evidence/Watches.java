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

/** Begins to watch, by what the kind of system has to offer. */
public final class Watches {

    private Watches() { }

    /**
     * Returns at once, or where something has to be switched on first, when that is done; what takes long goes on
     * beside, and ends with {@link PacketWatch#close}.
     *
     * @param facts  of this machine, as they are when the watch begins
     * @param ports  every port that a phone will try, and those of the page itself
     * @param tracer makes what has to be switched on to see more, and takes it back at the end; empty to change
     *               nothing
     */
    public static PacketWatch begin(World world, Facts facts, List<ServicePort> ports,
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
        public Fact<PacketFate> seen(InetAddress phone, Protocol protocol, int port) {
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
