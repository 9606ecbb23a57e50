package path.check;

import host.LanAddress;
import inventory.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.Cidr;
import path.Cause;
import path.Facts;
import path.FindingId;
import path.Severity;
import text.Message;

/** The app's address, where a router may since have given this machine another one of the same network. */
final class MovedAddressCheck {

    private MovedAddressCheck() { }

    /** Why the app asks in vain; nothing where the address could as well be another machine's. */
    static Optional<Cause> cause(Facts facts, LanAddress.NotHere notHere) {
        return movedTo(facts, notHere).map(candidate -> {
            String now = candidate.address().address();
            return Cause.observed(FindingId.ADDRESS_MOVED, Severity.FAIL, notHere.wanted(), notHere.wanted(), now)
                    .inferred()
                    .seen(Message.of("path.evidence.dhcp", now, candidate.adapter().name()))
                    .fixedBy(WindowsRemedies.followAddress(now, taken(facts, notHere.wanted()), livekit(facts)));
        });
    }

    private static boolean taken(Facts facts, String address) {
        return facts.neighbours().toOptional().stream().flatMap(List::stream)
                .anyMatch(neighbour -> neighbour.reachable() && neighbour.address().equals(address));
    }

    private static boolean livekit(Facts facts) {
        return facts.inventory().endpoints().stream().map(Endpoint::service)
                .anyMatch(service -> (service.name() + service.container().orElse("")).toLowerCase(Locale.ROOT)
                        .contains("livekit"));
    }

    private static Optional<LanAddress.Candidate> movedTo(Facts facts, LanAddress.NotHere notHere) {
        Set<String> byRouter = facts.windows().dhcp().toOptional().orElse(Set.of());
        return wanted(notHere).flatMap(wanted -> notHere.candidates().stream()
                .filter(candidate -> byRouter.contains(candidate.adapter().name())
                        && candidate.address().contains(wanted.inet()))
                .findFirst());
    }

    /** A name is none of ours to judge: whoever keeps it decides where it leads. */
    private static Optional<Cidr> wanted(LanAddress.NotHere notHere) {
        try {
            return Optional.of(Cidr.parse(notHere.wanted()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
