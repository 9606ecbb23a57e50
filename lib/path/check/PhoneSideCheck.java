package path.check;

import host.AdapterKind;
import host.LanAddress;
import host.Neighbour;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import net.Cidr;
import path.Cause;
import path.Facts;
import path.FindingId;
import path.HopResult;
import path.Outcome;
import path.Severity;
import text.Message;

/** What is wrong with the address for a phone alone: this machine's own test of it cannot notice. */
final class PhoneSideCheck {

    private PhoneSideCheck() { }

    /** @param tested what this machine's own test came to */
    static HopResult judged(Checklist checklist, LanAddress.Chosen chosen, HopResult tested) {
        Optional<Outcome> worse = withoutPhones(checklist.facts, chosen)
                .or(() -> tested.outcome() instanceof Outcome.Problem && !WayBack.explains(checklist)
                        ? Optional.empty() : WayBack.outcome(checklist, chosen));
        return worse.map(outcome -> new HopResult(tested.hop(), outcome, tested.reply())).orElse(tested);
    }

    /** An address of a network that stays inside this machine, or of an adapter by which nothing comes in. */
    private static Optional<Outcome> withoutPhones(Facts facts, LanAddress.Chosen chosen) {
        if (chosen.open()) {
            return Optional.empty();
        }
        Message text = Message.of("path.hop.address-without-phones", chosen.adapter().name());
        // Who is heard behind a switch or a bridge may be a virtual machine, or the LAN after all.
        boolean maybe = chosen.adapter().kind().phones() == AdapterKind.Phones.ROUTED && somebodyThere(facts, chosen);
        Cause cause = Cause.observed(FindingId.ADDRESS_WITHOUT_PHONES, maybe ? Severity.WARN : Severity.FAIL,
                        chosen.address().address(), chosen.address().address(), chosen.adapter().name(),
                        chosen.against().orElseThrow())
                .fixedBy(Remedies.useAddressOf(chosen.others()));
        return Optional.of(maybe ? new Outcome.Warning(text, cause) : new Outcome.Problem(text, cause));
    }

    private static boolean somebodyThere(Facts facts, LanAddress.Chosen chosen) {
        Cidr network = chosen.address().network();
        List<Neighbour> heard = facts.neighbours().toOptional().orElse(List.of());
        return heard.stream().anyMatch(neighbour -> neighbour.reachable()
                && neighbour.adapter().equals(chosen.adapter().name())
                && network.contains(InetAddress.ofLiteral(neighbour.address())));
    }
}
