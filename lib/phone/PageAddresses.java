package phone;

import host.LanAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.Cidr;
import path.Facts;

/** Where on this machine a page for phones can be opened. */
public final class PageAddresses {

    /** How often to look for an address where there is none: each look starts programs. */
    static final Duration AGAIN = Duration.ofSeconds(5);

    /** A Wi-Fi that dropped is back in less; whoever waits for longer wants to know. */
    private static final Duration BACK_LIMIT = Duration.ofSeconds(30);

    private PageAddresses() { }

    /** First the address that the app uses, then the others that a phone might reach. */
    public static List<Cidr> of(Facts facts) {
        return switch (facts.address()) {
            case LanAddress.Chosen chosen -> Stream.concat(
                    Stream.of(chosen).filter(LanAddress.Chosen::open).map(LanAddress.Chosen::address),
                    chosen.others().stream().map(LanAddress.Candidate::address)).filter(Cidr::isV4).distinct().toList();
            case LanAddress.NotHere here -> here.candidates().stream().map(LanAddress.Candidate::address)
                    .filter(Cidr::isV4)
                    .distinct().toList();
            case LanAddress.Loopback none -> List.of();
            case LanAddress.Unresolved none -> List.of();
            case LanAddress.None none -> List.of();
        };
    }

    /** Waits a moment where no address is there: between two Wi-Fis, or when one look at the machine failed. */
    static Facts awaited(Facts facts, PageCourse course) throws InterruptedException {
        Surroundings around = course.around();
        long begin = around.nanos();
        Facts now = facts;
        while (of(now).stream().noneMatch(address -> around.has(address.inet())) && !course.stopped()
                && around.nanos() - begin < BACK_LIMIT.toNanos()) {
            around.rest(AGAIN);
            now = around.facts();
        }
        return now;
    }
}
