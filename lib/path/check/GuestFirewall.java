package path.check;

import firewall.Receiver;
import host.LanAddress;
import host.Profile;
import host.windows.HyperVFirewall;
import host.windows.WindowsFacts;
import inventory.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import path.Cause;
import path.Facts;
import path.Outcome;
import path.Outcome.Unknown.Reason;
import path.check.HyperVRules.Verdict;
import process.Fact;
import text.Message;

/**
 * A service in WSL in mirrored mode that no rule of Windows Firewall lets in. Microsoft's page has rules of the Hyper-V
 * firewall as enough by themselves (learn.microsoft.com/windows/wsl/networking); people were let in only by one of
 * Windows Firewall (WSL issues 10769, 11693). Where only the latter is missing, nobody here can tell.
 */
public final class GuestFirewall {

    private GuestFirewall() { }

    /** What is to be said in place of a block by Windows Firewall; nothing where that is so. */
    static Optional<Outcome> lettingIn(Facts facts, Endpoint endpoint, LanAddress.Chosen chosen) {
        return firewall(facts, endpoint).flatMap(known -> switch (known) {
            case Fact.Unknown<HyperVFirewall>(Message cause) -> Optional.of(new Outcome.Unknown(cause));
            case Fact.Known<HyperVFirewall>(HyperVFirewall firewall) -> categories(facts)
                    .filter(firewall::enabledIn)
                    .anyMatch(category -> verdict(firewall, endpoint, chosen, category) instanceof Verdict.Passes)
                    ? Optional.of(new Outcome.Unknown(Reason.RULES_UNCLEAR, Message.of("path.hyperv-alone")))
                    : Optional.empty();
        });
    }

    /** The same block with what a rule has to be so that it counts in front of WSL. */
    static Outcome blocked(Checklist checklist, LanAddress.Chosen chosen, Outcome.Problem problem) {
        Facts facts = checklist.facts;
        Endpoint endpoint = checklist.endpoint;
        if (!(facts.receiverOf(endpoint) instanceof Receiver.Guest)) {
            return problem;
        }
        boolean alone = staysShut(facts, endpoint, chosen);
        Cause cause = problem.cause().seen(Stream.concat(Stream.of(
                        Message.of("path.evidence.in-wsl", List.of(endpoint.port())),
                        Message.of(alone ? "path.evidence.hyperv-decides" : "path.evidence.only-ports-carry")),
                problem.cause().evidence().stream()).toList());
        return new Outcome.Problem(problem.text(), alone ? cause.fixedBy(WindowsRemedies.allowInHyperV(
                endpoint.service(), chosen.address().network())) : cause);
    }

    /** Whether a rule of Windows Firewall for the port alone would not be enough. */
    public static boolean staysShut(Facts facts, Endpoint endpoint, LanAddress.Chosen chosen) {
        return firewall(facts, endpoint).flatMap(Fact::toOptional)
                .filter(firewall -> categories(facts).anyMatch(category -> staysShut(firewall, endpoint, chosen,
                        category))).isPresent();
    }

    private static boolean staysShut(HyperVFirewall firewall, Endpoint endpoint, LanAddress.Chosen chosen,
            Profile category) {
        return switch (verdict(firewall, endpoint, chosen, category)) {
            case Verdict.Passes passes -> false;
            case Verdict.BlockedBy blocked -> true;
            case Verdict.DependsOn open -> true;
            case Verdict.BlockedByDefault byDefault -> !firewall.mergesHostRules();
        };
    }

    private static Optional<Fact<HyperVFirewall>> firewall(Facts facts, Endpoint endpoint) {
        return facts.receiverOf(endpoint) instanceof Receiver.Guest
                ? facts.windows().wsl().toOptional().map(WindowsFacts.Wsl::firewall) : Optional.empty();
    }

    private static Verdict verdict(HyperVFirewall firewall, Endpoint endpoint, LanAddress.Chosen chosen,
            Profile category) {
        return new HyperVRules(firewall, chosen.address().network(), chosen.address().inet(),
                endpoint.service().protocol(), endpoint.port(), category).verdict();
    }

    /** The kind of network, or each where that is not known. */
    private static Stream<Profile> categories(Facts facts) {
        return facts.profile().toOptional().orElse(Profile.NONE).possible().stream();
    }
}
