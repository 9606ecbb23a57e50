package path.check;

import docker.Container;
import firewall.Decision;
import firewall.Flow;
import firewall.Rule;
import host.Adapter;
import host.LanAddress;
import host.Listener;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.Cidr;
import net.Protocol;
import path.Cause;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.Remedy;
import path.Severity;
import probe.Reply;
import process.Fact;
import text.Message;

/**
 * Does it answer, with bytes, on 127.0.0.1 and on the address that the phone uses?
 *
 * <p>Both are asked by this machine of itself. Its own firewall can stand in the way of that without standing in the
 * phone's (a rule for INPUT meets Docker's proxy on 127.0.0.1, and never a packet that is forwarded to a container),
 * and the other way round. So a self-test that the firewall blocks proves nothing, and says so.
 */
final class AnswerChecks {

    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private AnswerChecks() { }

    static HopResult checkLoopback(Checklist walk) {
        Fact<Reply> reply = walk.facts.loopback().get(walk.endpoint);
        if (reply == null) {
            return HopResult.of(Hop.LOOPBACK, notAsked(walk));
        }
        if (listensOnLanOnly(walk)) {
            return HopResult.of(Hop.LOOPBACK, new Outcome.Skipped(Message.of("path.hop.not-on-loopback")));
        }
        HopResult result = judge(walk, Hop.LOOPBACK, reply, LOOPBACK);
        // A phone never asks 127.0.0.1. It is a hop because it tells a dead service from one that is kept from the
        // LAN; where the LAN address answers well there is nothing to tell apart.
        return result.outcome() instanceof Outcome.Problem(Message text, Cause cause) && wellOnLan(walk)
                ? new HopResult(Hop.LOOPBACK, new Outcome.Skipped(Message.of("path.hop.loopback-not-needed", text)),
                        result.reply())
                : result;
    }

    private static boolean wellOnLan(Checklist walk) {
        Fact<Reply> reply = walk.facts.lan().get(walk.endpoint);
        return reply != null && reply.toOptional().filter(Reply::wellAnswered).isPresent();
    }

    static HopResult checkAddress(Checklist walk) {
        return switch (walk.facts.address()) {
            case LanAddress.NotHere notHere -> HopResult.of(Hop.ADDRESS, notHere(walk, notHere));
            case LanAddress.Loopback loopback -> HopResult.of(Hop.ADDRESS,
                    problem(FindingId.ADDRESS_IS_LOOPBACK, loopback.wanted(), Remedies.useLanAddress()));
            case LanAddress.Unresolved unresolved -> HopResult.of(Hop.ADDRESS, new Outcome.Unknown(unresolved.why()));
            // Without a list of adapters nobody can say that there is none.
            case LanAddress.None(Message why) when walk.facts.adapters().toOptional().isEmpty() ->
                HopResult.of(Hop.ADDRESS, new Outcome.Unknown(why));
            case LanAddress.None none -> HopResult.of(Hop.ADDRESS, problem(FindingId.NO_LAN_ADDRESS, "",
                    Remedies.joinNetwork()));
            case LanAddress.Chosen chosen -> {
                Fact<Reply> reply = walk.facts.lan().get(walk.endpoint);
                yield reply == null ? HopResult.of(Hop.ADDRESS, notAsked(walk))
                        : judge(walk, Hop.ADDRESS, reply, chosen.address().inet());
            }
        };
    }

    private static Outcome notAsked(Checklist walk) {
        return new Outcome.Skipped(walk.endpoint.service().protocol() == Protocol.UDP
                ? Message.of("path.hop.udp") : Message.of("path.hop.not-asked"));
    }

    private static Outcome notHere(Checklist walk, LanAddress.NotHere notHere) {
        Message text = Message.of("path.hop.address-not-here", notHere.wanted());
        Optional<Cause> moved = MovedAddressCheck.cause(walk.facts, notHere);
        if (moved.isPresent()) {
            return new Outcome.Problem(text, moved.get());
        }
        List<String> mine = notHere.candidates().stream().map(candidate -> candidate.address().address()).toList();
        return new Outcome.Problem(text,
                Cause.observed(FindingId.ADDRESS_NOT_HERE, Severity.FAIL, notHere.wanted(), notHere.wanted(), mine)
                        .mendedBy(Remedies.useLanAddress()));
    }

    private static Outcome problem(FindingId id, String subject, List<Remedy> remedies) {
        return new Outcome.Problem(Message.of("path.hop." + id.id(), subject),
                Cause.observed(id, Severity.FAIL, subject, subject).mendedBy(remedies));
    }

    private static HopResult judge(Checklist walk, Hop hop, Fact<Reply> reply, InetAddress address) {
        return switch (reply) {
            case Fact.Unknown<Reply>(Message cause) -> HopResult.of(hop, new Outcome.Unknown(cause));
            case Fact.Known<Reply>(Reply seen) ->
                new HopResult(hop, judge(walk, hop, seen, address), Optional.of(seen));
        };
    }

    private static Outcome judge(Checklist walk, Hop hop, Reply seen, InetAddress address) {
        return switch (seen.state()) {
            case ANSWERED -> answered(walk, seen);
            case HELD -> new Outcome.Ok(Message.of("path.hop.held"));
            case WRONG_ANSWER -> broken(walk, hop, seen, address, FindingId.UNHEALTHY_ANSWER,
                    seen.status() > 0 ? Message.of("path.hop.status", seen.status())
                            : Message.of("path.hop.not-http"));
            case CLOSED -> accepted(walk, hop, seen, address, FindingId.CLOSED_WITHOUT_ANSWER,
                    Message.of("path.hop.closed"));
            case SILENT -> accepted(walk, hop, seen, address, FindingId.NO_ANSWER,
                    Message.of("path.hop.silent", seen.total()));
            case REFUSED -> untestable(walk, hop, address).orElseGet(() -> broken(walk, hop, seen, address,
                    hop == Hop.LOOPBACK ? FindingId.NOTHING_LISTENING : FindingId.ADDRESS_UNREACHABLE,
                    Message.of("path.hop.refused")));
            case TIMED_OUT -> untestable(walk, hop, address).orElseGet(() -> broken(walk, hop, seen, address,
                    hop == Hop.LOOPBACK ? FindingId.NO_ANSWER : FindingId.ADDRESS_UNREACHABLE,
                    Message.of("path.hop.timed-out", seen.total())));
            case UNREACHABLE -> untestable(walk, hop, address).orElseGet(() -> broken(walk, hop, seen, address,
                    FindingId.ADDRESS_UNREACHABLE, Message.of("path.hop.unreachable")));
        };
    }

    private static Outcome answered(Checklist walk, Reply seen) {
        Duration took = seen.total();
        Message text = Message.of("path.hop.answered", took);
        return took.compareTo(walk.facts.slowAfter()) <= 0 ? new Outcome.Ok(text)
                : new Outcome.Warning(text, Cause
                        .observed(FindingId.SLOW_ANSWER, Severity.WARN, "", took, walk.facts.slowAfter())
                        .mendedBy(Remedies.logs(walk.container().map(Container::name))));
    }

    /** Somebody accepts, and no byte comes: the service itself, or a forwarding of Windows on its way to it. */
    private static Outcome accepted(Checklist walk, Hop hop, Reply seen, InetAddress address, FindingId id, Message text) {
        return PortProxyCheck.leadsNowhere(walk, address, text, tried(walk, seen, address, text))
                .orElseGet(() -> broken(walk, hop, seen, address, id, text));
    }

    private static Outcome broken(Checklist walk, Hop hop, Reply seen, InetAddress address, FindingId id, Message text) {
        return new Outcome.Problem(text, Cause.observed(id, Severity.FAIL, "", text)
                .seen(tried(walk, seen, address, text))
                .mendedBy(Remedies.answer(id, walk.endpoint, walk.container(), walk.facts.os(), hop)));
    }

    private static Message tried(Checklist walk, Reply seen, InetAddress address, Message text) {
        String url = walk.endpoint.service().health()
                .map(path -> "http://" + literal(address) + ":" + walk.endpoint.port() + path)
                .orElse(literal(address) + ":" + walk.endpoint.port());
        // What the system says of a refused connection is that it was refused.
        boolean plain = seen.detail().isBlank() || seen.state() == Reply.State.REFUSED;
        return plain ? Message.of("path.evidence.tried", url, text)
                : Message.of("path.evidence.tried-said", url, text, seen.detail());
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }

    /**
     * With WSL in mirrored mode a machine may not reach its own LAN address while others do (WSL#41284): where the
     * service is well on 127.0.0.1, that says nothing.
     */
    private static Optional<Outcome> untestable(Checklist walk, Hop hop, InetAddress address) {
        boolean well = walk.facts.loopback().get(walk.endpoint) instanceof Fact.Known<Reply>(Reply reply)
                && reply.wellAnswered();
        return hop == Hop.ADDRESS && well && WslChecks.isMirrored(walk.facts)
                ? Optional.of(new Outcome.Skipped(Message.of("path.hop.mirrored")))
                : blockedSelfTest(walk, hop, address);
    }

    /**
     * A test that this machine's own firewall stopped says nothing of the service. On 127.0.0.1 that does not matter
     * yet, the LAN address is still to come; where neither could be tested, nobody knows whether it answers.
     */
    private static Optional<Outcome> blockedSelfTest(Checklist walk, Hop hop, InetAddress address) {
        return blockingSelfTest(walk, address).map(rule -> {
            Message text = Message.of("path.hop.self-test-blocked", rule.text());
            return hop == Hop.ADDRESS && !walk.facts.wellAnswered(walk.endpoint)
                    ? new Outcome.Unknown(text) : new Outcome.Skipped(text);
        });
    }

    /** The rule by which this machine's firewall stops the machine's own test, where one does. */
    static Optional<Rule> blockingSelfTest(Checklist walk, InetAddress address) {
        return walk.facts.firewall().toOptional().flatMap(policy -> {
            String lo = walk.facts.adapters().toOptional().stream().flatMap(List::stream)
                    .filter(Adapter::loopback).map(Adapter::name).findFirst().orElse("lo");
            var flow = new Flow(Protocol.TCP, address, lo, address, walk.endpoint.port(),
                    walk.facts.programOf(walk.endpoint));
            return switch (policy.decide(flow)) {
                case Decision.Allowed allowed -> Optional.empty();
                case Decision.Blocked blocked -> Optional.of(blocked.by());
                case Decision.Undecided undecided -> Optional.empty();
            };
        });
    }

    private static boolean listensOnLanOnly(Checklist walk) {
        Optional<InetAddress> own = walk.facts.chosen().map(LanAddress.Chosen::address).map(Cidr::inet);
        List<Listener> here = walk.facts.listenersOf(walk.endpoint).orElse(List.of());
        return own.isPresent() && !here.isEmpty()
                && here.stream().allMatch(listener -> listener.address().equals(own.get().getHostAddress()));
    }
}
