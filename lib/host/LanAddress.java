package host;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.Cidr;
import process.Fact;
import text.Message;

/** Which address of this machine a phone should use, or why none can be named. */
public sealed interface LanAddress {

    /**
     * @param others    the other candidates, best first
     * @param ambiguous another candidate on another adapter is as good, and no default route tells them apart
     * @param against   why no phone seems to be behind this adapter: it was chosen because the app has its address
     */
    record Chosen(Adapter adapter, Cidr address, List<Candidate> others, boolean ambiguous, Optional<Message> against)
            implements LanAddress {
        public Chosen {
            others = List.copyOf(others);
        }

        public Chosen(Adapter adapter, Cidr address, List<Candidate> others, boolean ambiguous) {
            this(adapter, address, others, ambiguous, Optional.empty());
        }

        /** True where phones may be behind it, be it as members of a tunnel or guests that are still to come. */
        public boolean open() {
            return against.isEmpty() || adapter.up() && switch (adapter.kind().phones()) {
                case VISITED, MEMBERS -> true;
                case LAN, ROUTED, NEVER -> false;
            };
        }
    }

    /** The app's address is not one of this machine's. */
    record NotHere(String wanted, List<Candidate> candidates) implements LanAddress {
        public NotHere {
            candidates = List.copyOf(candidates);
        }
    }

    /** The app has localhost built in, which on a phone is the phone itself. */
    record Loopback(String wanted) implements LanAddress { }

    /** The app's host name could not be looked up from here. */
    record Unresolved(String wanted, Message why) implements LanAddress { }

    /**
     * No adapter that is up has an address a phone could use.
     *
     * @param reasons what is against each adapter
     */
    record None(Message why, List<Message> reasons) implements LanAddress {
        public None {
            reasons = List.copyOf(reasons);
        }

        public None(Message why) {
            this(why, List.of());
        }
    }

    /** As below, for a wanted address that is a literal; a name counts as unresolved. */
    static LanAddress choose(List<Adapter> adapters, List<String> defaultRoutes, List<Neighbour> neighbours,
            Optional<String> wanted) {
        return choose(adapters, defaultRoutes, neighbours, wanted,
                name -> Fact.unknown(Message.of("host.not-an-address", name)));
    }

    /** The same for any phone. */
    static LanAddress choose(List<Adapter> adapters, List<String> defaultRoutes, List<Neighbour> neighbours,
            Optional<String> wanted, Function<String, Fact<List<String>>> resolve) {
        return choose(adapters, defaultRoutes, neighbours, Optional.empty(), wanted, resolve);
    }

    /**
     * @param defaultRoutes names of the adapters that have a default route, best first
     * @param neighbours    those who were heard: a hotspot is of use only while somebody is in it
     * @param phone         the one phone that it is about: this machine's address is the one in its network
     * @param wanted        the address or the host name that the app has built in; empty to choose freely
     * @param resolve       finds the addresses of a host name
     */
    static LanAddress choose(List<Adapter> adapters, List<String> defaultRoutes, List<Neighbour> neighbours,
            Optional<InetAddress> phone, Optional<String> wanted, Function<String, Fact<List<String>>> resolve) {
        var choice = new Choice(adapters, defaultRoutes, neighbours, phone);
        return wanted.map(name -> choice.wanted(name, resolve)).orElseGet(choice::best);
    }

    /** An address that this machine might have on the LAN. */
    record Candidate(Adapter adapter, Cidr address) {

        /** True for a device that is a neighbour there, and not this machine itself. */
        public boolean isBeside(InetAddress device) {
            return address.contains(device) && !address.inet().equals(device);
        }
    }
}
