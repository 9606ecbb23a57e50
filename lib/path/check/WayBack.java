package path.check;

import host.LanAddress;
import inventory.Endpoint;
import java.util.Optional;
import net.Cidr;
import path.Facts;
import path.Hop;
import path.Outcome;
import path.Phone;
import process.Os;

/** Whether what phones send gets to the service, and the answers to the phones, by the routes of this machine. */
public final class WayBack {

    private WayBack() { }

    /** Why no firewall rule is enough for this port: routes lead its packets or its answers astray. */
    public static Optional<Outcome.Problem> problem(Facts facts, Endpoint endpoint) {
        return facts.chosen().filter(LanAddress.Chosen::open)
                .flatMap(chosen -> outcome(Checklist.over(facts, endpoint), chosen))
                .filter(Outcome.Problem.class::isInstance).map(Outcome.Problem.class::cast);
    }

    static Optional<Outcome> outcome(Checklist checklist, LanAddress.Chosen chosen) {
        if (checklist.facts.os() == Os.WINDOWS) {
            return WindowsWayBack.outcome(checklist.facts, chosen);
        }
        return routing(checklist, chosen).flatMap(way -> RouteCauses.outcome(way, asked(checklist.facts, chosen)));
    }

    /** The phone, where it is known, else every device of its network. */
    static Cidr asked(Facts facts, LanAddress.Chosen chosen) {
        return facts.phone().map(Phone::address).map(phone -> Cidr.parse(phone.getHostAddress()))
                .orElse(chosen.address().network());
    }

    private static Optional<LinuxWayBack> routing(Checklist checklist, LanAddress.Chosen chosen) {
        boolean v4 = chosen.address().isV4() && checklist.facts.phone().filter(phone ->
                phone.address().getAddress().length != 4).isEmpty();
        return checklist.facts.linux().routing().toOptional().filter(policy -> v4)
                .map(policy -> LinuxWayBack.of(checklist, chosen, policy));
    }

    /** Whether a test from here fails for the same reason as a phone: what is passed on to a container is routed alike. */
    static boolean explains(Checklist checklist) {
        return checklist.facts.chosen().flatMap(chosen -> routing(checklist, chosen))
                .filter(way -> way.target().bridge().isPresent()).isPresent();
    }

    /** Where this machine's own packets to the container go instead, so that its tests of it tell nothing. */
    static Optional<String> ofSelfTest(Checklist checklist, Hop hop) {
        return checklist.facts.chosen().flatMap(chosen -> routing(checklist, chosen))
                .flatMap(way -> way.selfTestGoesTo(hop));
    }

    static String text(Cidr devices) {
        return devices.prefix() == 32 ? devices.address() : devices.toString();
    }
}
