package path.check;

import java.util.EnumSet;
import java.util.Set;
import path.Cause;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.PhoneAttempt;
import path.PhoneReport;
import path.ServicePath;
import probe.Reply;
import text.Message;

/**
 * A phone that was seen to get through in this run knows better than what was read here; its word alone does not. What it proves wrong is not held against
 * the service: the hop is said to be overruled, with what was read. What a phone cannot see stays, such as a service
 * that answers with an error: a browser gets to know that there was an answer, and not which.
 */
final class PhoneOverrides {

    /** Wrong where a connection of a phone's was made. */
    private static final Set<FindingId> BY_CONNECTION = EnumSet.of(FindingId.PORT_NOT_PUBLISHED,
            FindingId.PUBLICATIONS_CANCELLED, FindingId.CONTAINER_WITHOUT_NETWORK, FindingId.NETWORK_INTERNAL,
            FindingId.NETWORK_PUBLISHES_NOTHING, FindingId.BRIDGE_MISSING, FindingId.PORT_PUBLISHED_ON_LOOPBACK,
            FindingId.DESKTOP_BINDS_LOCALHOST, FindingId.HOST_NETWORK_IN_VM, FindingId.PORT_PUBLISHED_ON_OTHER_ADDRESS,
            FindingId.NOTHING_LISTENING, FindingId.NOTHING_LISTENING_INSIDE, FindingId.PORT_RESERVED,
            FindingId.LISTENING_ON_LOOPBACK, FindingId.WSL_RELAY_ONLY, FindingId.LISTENING_ON_OTHER_ADDRESS,
            FindingId.ADDRESS_UNREACHABLE, FindingId.ADDRESS_WITHOUT_PHONES,
            FindingId.ANSWERS_LEAVE_ELSEWHERE, FindingId.ANSWERS_NOT_ROUTED,
            FindingId.REQUESTS_NOT_ROUTED, FindingId.REVERSE_PATH_FILTER,
            FindingId.FIREWALL_BLOCKS_BY_DEFAULT, FindingId.FIREWALL_BLOCK_RULE,
            FindingId.FIREWALL_BLOCKS_ALL_INBOUND, FindingId.FIREWALL_POLICY_MANAGED,
            FindingId.FIREWALL_ALLOW_RULE_OTHER_PROFILE, FindingId.FIREWALL_ALLOW_RULE_DISABLED,
            FindingId.HYPERV_FIREWALL_BLOCKS, FindingId.FORWARDING_OFF);

    /** Wrong only where there was an answer, since Docker's proxy takes connections for services that are dead. */
    private static final Set<FindingId> BY_ANSWER = EnumSet.of(FindingId.DOCKER_NOT_INSTALLED,
            FindingId.DOCKER_NOT_RUNNING, FindingId.CONTAINER_MISSING, FindingId.CONTAINER_STOPPED,
            FindingId.NETWORK_MISSING, FindingId.NAT_RULES_MISSING, FindingId.CONTAINER_PAUSED, FindingId.PORT_PUBLISHED_ELSEWHERE, FindingId.NO_ANSWER,
            FindingId.CLOSED_WITHOUT_ANSWER, FindingId.PORTPROXY_STALE,
            FindingId.PORTPROXY_OUTBOUND_BLOCKED);

    private PhoneOverrides() { }

    static ServicePath of(ServicePath path) {
        if (path.intermittentFromPhone() && path.connectedFromPhone()) {
            return new ServicePath(path.endpoint(), path.hops().stream().map(PhoneOverrides::metToo).toList());
        }
        if (!path.provenByPhone() && !path.seenFromPhone()) {
            return path;
        }
        if (!path.seenFromPhone()) {
            return new ServicePath(path.endpoint(), path.hops().stream().map(PhoneOverrides::unseenHere).toList());
        }
        boolean answered = path.at(Hop.PHONE).phone().stream().flatMap(reports -> reports.words().stream())
                .anyMatch(PhoneOverrides::answered);
        return new ServicePath(path.endpoint(), path.hops().stream().map(result -> overruled(result, answered))
                .toList());
    }

    /** Where answers come by chance, what this machine met is one of those that fail, and no cause of its own. */
    private static HopResult metToo(HopResult result) {
        return result.outcome() instanceof Outcome.Problem(Message text, Cause cause) && BY_ANSWER.contains(cause.id())
                ? new HopResult(result.hop(), new Outcome.Skipped(Message.of("path.hop.intermittent-met", text)),
                        result.reply(), result.phone())
                : overruled(result, false);
    }

    /** What was read of this hop and overruled; the argument of its text. */
    static boolean is(HopResult result) {
        return result.outcome() instanceof Outcome.Skipped skipped
                && skipped.reason() == Outcome.Skipped.Reason.OVERRULED;
    }

    private static HopResult overruled(HopResult result, boolean answered) {
        if (answered && result.outcome() instanceof Outcome.Warning(Message text, Cause cause)
                && cause.id() == FindingId.ANSWER_NOT_PROVEN) {
            // Nothing was claimed here that could be wrong: the phone had the proof that was missing.
            return new HopResult(result.hop(), new Outcome.Ok(Message.of("path.hop.proven-by-phone")), result.reply(),
                    result.phone());
        }
        return unseenHere(result).outcome() instanceof Outcome.Problem(Message text, Cause cause)
                && (BY_CONNECTION.contains(cause.id())
                || answered && BY_ANSWER.contains(cause.id()) && !unfinished(result))
                ? new HopResult(result.hop(), new Outcome.Skipped(Outcome.Skipped.Reason.OVERRULED,
                        Message.of("path.hop.overruled", text)),
                        result.reply(), result.phone())
                : unseenHere(result);
    }

    /** A browser waits for the head of an answer alone: that its end did not come here, no phone proves wrong. */
    private static boolean unfinished(HopResult result) {
        return result.reply().filter(reply -> reply.state() == Reply.State.UNFINISHED).isPresent();
    }

    /** What this machine may neither see nor reach, a phone alone can tell of. */
    private static HopResult unseenHere(HopResult result) {
        return result.outcome() instanceof Outcome.Unknown unknown && unknown.reason() == Outcome.Unknown.Reason.IN_WSL
                ? new HopResult(result.hop(), new Outcome.Ok(Message.of("path.hop.in-wsl")), result.reply(),
                        result.phone())
                : result;
    }

    /** More than a connection: bytes came back. */
    private static boolean answered(PhoneReport word) {
        return word.attempt() instanceof PhoneAttempt.GotThrough && !word.contradicted() && !word.wordAlone()
                && (word.how() == PhoneReport.How.BROWSER || word.endpoint().healthPath().isPresent());
    }
}
