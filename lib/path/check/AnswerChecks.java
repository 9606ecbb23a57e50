package path.check;

import docker.Container;
import host.LanAddress;
import host.Listener;
import inventory.HealthCheck;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
import process.Os;
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

    /** RFC 9110, 15.6: from here on, the server is aware that it has erred. */
    private static final int SERVER_ERROR = 500;

    private static final String DOCKER_DESKTOP = "com.docker";

    private AnswerChecks() { }

    static HopResult checkLoopback(Checklist checklist) {
        Fact<Reply> reply = checklist.facts.loopback().get(checklist.endpoint);
        if (reply == null) {
            return HopResult.of(Hop.LOOPBACK, notAsked(checklist));
        }
        Optional<Message> beside = SelfTestLimits.besideLoopback(checklist, reply);
        if (beside.isPresent()) {
            return HopResult.of(Hop.LOOPBACK, new Outcome.Skipped(beside.get()));
        }
        HopResult result = SelfTestLimits.unrouted(checklist, judge(checklist, Hop.LOOPBACK, reply, LOOPBACK));
        // A phone never asks 127.0.0.1. It is a hop because it tells a dead service from one that is kept from the
        // LAN; where the LAN address answers well, or is forwarded elsewhere, there is nothing to tell apart.
        return result.outcome() instanceof Outcome.Problem(Message text, Cause cause)
                && (checklist.facts.wellAnsweredOnLan(checklist.endpoint) || PortProxyCheck.anotherOnLan(checklist))
                ? new HopResult(Hop.LOOPBACK, new Outcome.Skipped(Message.of("path.hop.loopback-not-needed", text)),
                        result.reply())
                : result;
    }

    static HopResult checkAddress(Checklist checklist) {
        return switch (checklist.facts.address()) {
            case LanAddress.NotHere notHere -> HopResult.of(Hop.ADDRESS, notHere(checklist, notHere));
            case LanAddress.Loopback loopback -> HopResult.of(Hop.ADDRESS,
                    problem(FindingId.ADDRESS_IS_LOOPBACK, loopback.wanted(), Remedies.useLanAddress()));
            case LanAddress.Unresolved unresolved -> HopResult.of(Hop.ADDRESS, new Outcome.Unknown(unresolved.why()));
            // Without the whole list of adapters nobody can say that there is none.
            case LanAddress.None(Message why, var reasons) when !checklist.facts.adaptersRead() ->
                HopResult.of(Hop.ADDRESS, new Outcome.Unknown(why));
            case LanAddress.None none -> HopResult.of(Hop.ADDRESS, new Outcome.Problem(
                    Message.of("path.hop.no-lan-address"), Cause.observed(FindingId.NO_LAN_ADDRESS, Severity.FAIL, "")
                            .seen(none.reasons()).fixedBy(Remedies.joinNetwork(checklist.facts))));
            case LanAddress.Chosen chosen -> {
                Fact<Reply> reply = checklist.facts.lan().get(checklist.endpoint);
                yield PhoneSideCheck.judged(checklist, chosen, reply == null
                        ? HopResult.of(Hop.ADDRESS, notAsked(checklist))
                        : SelfTestLimits.unrouted(checklist, judge(checklist, Hop.ADDRESS, reply,
                                chosen.address().inet())));
            }
        };
    }

    private static Outcome notAsked(Checklist checklist) {
        return new Outcome.Skipped(checklist.endpoint.service().protocol() == Protocol.UDP
                ? Message.of("path.hop.udp") : Message.of("path.hop.not-asked"));
    }

    private static Outcome notHere(Checklist checklist, LanAddress.NotHere notHere) {
        Message text = Message.of("path.hop.address-not-here", notHere.wanted());
        Optional<Cause> moved = MovedAddressCheck.cause(checklist.facts, notHere);
        if (moved.isPresent()) {
            return new Outcome.Problem(text, moved.get());
        }
        List<String> mine = notHere.candidates().stream().map(candidate -> candidate.address().address()).toList();
        return new Outcome.Problem(text,
                Cause.observed(FindingId.ADDRESS_NOT_HERE, Severity.FAIL, notHere.wanted(), notHere.wanted(), mine)
                        .fixedBy(Remedies.useLanAddress()));
    }

    private static Outcome problem(FindingId id, String subject, List<Remedy> remedies) {
        return new Outcome.Problem(Message.of("path.hop." + id.id(), subject),
                Cause.observed(id, Severity.FAIL, subject, subject).fixedBy(remedies));
    }

    private static HopResult judge(Checklist checklist, Hop hop, Fact<Reply> reply, InetAddress address) {
        return switch (reply) {
            case Fact.Unknown<Reply>(Message cause) -> HopResult.of(hop, new Outcome.Unknown(cause));
            case Fact.Known<Reply>(Reply seen) ->
                new HopResult(hop, judge(checklist, hop, seen, address), Optional.of(seen));
        };
    }

    static Outcome judge(Checklist checklist, Hop hop, Reply seen, InetAddress address) {
        return ContainerAnswer.instead(checklist, hop, seen, address)
                .orElseGet(() -> ofService(checklist, hop, seen, address));
    }

    private static Outcome ofService(Checklist checklist, Hop hop, Reply seen, InetAddress address) {
        return switch (seen.state()) {
            case ANSWERED, TLS -> answered(checklist, seen);
            case HUNG_UP -> cannotGoOn(checklist, seen, address, Message.of("path.hop.hung-up-somewhere"))
                    .orElseGet(() -> hungUp(checklist, address));
            case HELD -> cannotGoOn(checklist, seen, address, Message.of("path.hop.held"))
                    .orElseGet(() -> held(checklist, hop, seen, address));
            case REDIRECTED -> RedirectCheck.outcome(checklist, hop, seen,
                    AnswerTexts.host(checklist, address));
            case WRONG_ANSWER -> broken(checklist, hop, seen, address, FindingId.UNHEALTHY_ANSWER,
                    AnswerTexts.wrong(checklist.endpoint, seen));
            case UNFINISHED -> broken(checklist, hop, seen, address, seen.part().orElseThrow().cut()
                    ? FindingId.UNHEALTHY_ANSWER : FindingId.NO_ANSWER, AnswerTexts.unfinished(seen));
            case WANTS_TLS -> wantsTls(checklist, hop, seen, address);
            case WANTS_PLAIN -> broken(checklist, hop, seen, address, FindingId.PORT_SPEAKS_PLAIN_HTTP,
                    Message.of("path.hop.speaks-plain-http"));
            case UNTRUSTED -> broken(checklist, hop, seen, address, FindingId.CERTIFICATE_NOT_TRUSTED,
                    AnswerTexts.untrusted(seen.refused().orElseThrow(), address));
            case CLOSED -> accepted(checklist, hop, seen, address, FindingId.CLOSED_WITHOUT_ANSWER,
                    Message.of("path.hop.closed"));
            case SILENT -> accepted(checklist, hop, seen, address, FindingId.NO_ANSWER,
                    Message.of("path.hop.silent", seen.total()));
            case REFUSED -> SelfTestLimits.untestable(checklist, hop, address)
                    .orElseGet(() -> broken(checklist, hop, seen, address,
                    hop == Hop.LOOPBACK ? FindingId.NOTHING_LISTENING : FindingId.ADDRESS_UNREACHABLE,
                    Message.of("path.hop.refused")));
            case TIMED_OUT -> SelfTestLimits.untestable(checklist, hop, address)
                    .orElseGet(() -> broken(checklist, hop, seen, address,
                    hop == Hop.LOOPBACK ? FindingId.NO_ANSWER : FindingId.ADDRESS_UNREACHABLE,
                    Message.of("path.hop.timed-out", seen.total())));
            case UNREACHABLE -> SelfTestLimits.untestable(checklist, hop, address)
                    .orElseGet(() -> broken(checklist, hop, seen, address,
                    FindingId.ADDRESS_UNREACHABLE, Message.of("path.hop.unreachable")));
        };
    }

    private static Outcome answered(Checklist checklist, Reply seen) {
        if (seen.count().isPresent()) {
            Reply.Count count = seen.count().get();
            return new Outcome.Problem(Message.of("path.hop.intermittent-here", count.answered(), count.asked()),
                    Cause.observed(FindingId.INTERMITTENT_ANSWERS, Severity.FAIL,
                            count.answered() + "/" + count.asked(), count.answered(), count.asked())
                            .fixedBy(Remedies.logs(checklist.container().map(Container::name))));
        }
        Duration took = seen.total();
        Message text = answer(checklist, seen, took);
        if (checklist.endpoint.health().isEmpty() && seen.status() >= SERVER_ERROR) {
            // It answers; but the server says itself that something is wrong with it, and nobody named another path.
            return new Outcome.Warning(text, Cause.observed(FindingId.UNHEALTHY_ANSWER, Severity.WARN, "",
                    Message.of("path.hop.status", seen.status()))
                    .fixedBy(Remedies.logs(checklist.container().map(Container::name))));
        }
        return took.compareTo(checklist.facts.slowAfter()) <= 0 ? new Outcome.Ok(text)
                : new Outcome.Warning(text, Cause
                        .observed(FindingId.SLOW_ANSWER, Severity.WARN, "", took, checklist.facts.slowAfter())
                        .fixedBy(Remedies.logs(checklist.container().map(Container::name))));
    }

    /** What a port speaks is said where the inventory does not. */
    private static Message answer(Checklist checklist, Reply seen, Duration took) {
        if (seen.state() == Reply.State.TLS) {
            return Message.of("path.hop.answered-tls", took);
        }
        return checklist.endpoint.health().isEmpty() && seen.status() > 0
                ? Message.of("path.hop.answered-http", took, seen.status()) : Message.of("path.hop.answered", took);
    }

    /**
     * On Linux, Docker's proxy connects to the container before anybody has said a word, so it was the service that
     * read the request. Elsewhere Docker stands in a virtual machine, and what forwards to it (com.docker.backend,
     * wslrelay) may well begin only when there is something to forward, and close when it finds nobody.
     */
    private static Outcome hungUp(Checklist checklist, InetAddress address) {
        boolean direct = checklist.facts.os() == Os.LINUX && checklist.facts.programOf(checklist.endpoint)
                .filter(program -> program.contains(DOCKER_DESKTOP)).isEmpty();
        return direct ? new Outcome.Ok(Message.of("path.hop.hung-up"))
                : notProven(checklist, address, Message.of("path.hop.hung-up-somewhere"));
    }

    /** The kernel holds a connection for a process that is frozen too, so by itself that is no answer. */
    private static Outcome held(Checklist checklist, Hop hop, Reply seen, InetAddress address) {
        boolean enough = checklist.endpoint.health().filter(HealthCheck.TcpConnection.class::isInstance).isPresent();
        if (enough) {
            return new Outcome.Ok(Message.of("path.hop.held"));
        }
        Fact<Reply> elsewhere = (hop == Hop.LOOPBACK ? checklist.facts.lan() : checklist.facts.loopback())
                .get(checklist.endpoint);
        boolean silentHereAlone = elsewhere != null
                && elsewhere.toOptional().filter(Reply::answersRequests).isPresent();
        return silentHereAlone ? accepted(checklist, hop, seen, address, FindingId.NO_ANSWER,
                Message.of("path.hop.silent", seen.total()))
                : notProven(checklist, address, Message.of("path.hop.not-proven"));
    }

    private static Outcome notProven(Checklist checklist, InetAddress address, Message text) {
        Cause cause = Cause.observed(FindingId.ANSWER_NOT_PROVEN, Severity.WARN, "").fixedBy(Remedies.proveAnswer());
        return new Outcome.Warning(text, PortProxyCheck.onTheWay(checklist, address, cause));
    }

    /** Somebody accepts, and no byte comes: the service itself, or a forwarding of Windows on its way to it. */
    private static Outcome accepted(Checklist checklist, Hop hop, Reply seen, InetAddress address, FindingId id,
            Message text) {
        return PortProxyCheck.leadsNowhere(checklist, address, text, AnswerTexts.tried(checklist, seen, address, text))
                .orElseGet(() -> broken(checklist, hop, seen, address, id, text));
    }

    private static Optional<Outcome> cannotGoOn(Checklist checklist, Reply seen, InetAddress address, Message text) {
        return PortProxyCheck.cannotGoOn(checklist, address, text, AnswerTexts.tried(checklist, seen, address, text));
    }

    private static Outcome broken(Checklist checklist, Hop hop, Reply seen, InetAddress address, FindingId id,
            Message text) {
        boolean began = seen.state() == Reply.State.UNFINISHED;
        // How far each of several answers came is evidence, and no reason to tell of each by itself.
        Cause cause = id == FindingId.NO_ANSWER ? Cause.observed(id, Severity.FAIL, began ? "part" : "",
                Message.of(began ? "path.said.part" : "path.said.nothing"))
                : Cause.observed(id, Severity.FAIL, "", text);
        return new Outcome.Problem(text, cause
                .seen(Stream.concat(Stream.of(AnswerTexts.tried(checklist, seen, address, text)),
                        AnswerTexts.certificate(seen, address).stream()).toList())
                .fixedBy(AnswerRemedies.of(id, checklist, seen, address).orElseGet(() -> Remedies.answer(id,
                        checklist.endpoint, servingContainer(checklist), checklist.facts.os(), hop))));
    }

    /** An app that asks by TLS gets an answer, as a phone's browser did that asked so. */
    private static Outcome wantsTls(Checklist checklist, Hop hop, Reply seen, InetAddress address) {
        Message text = Message.of("path.hop.speaks-tls");
        return !BrowserReports.of(checklist).gotThrough()
                ? broken(checklist, hop, seen, address, FindingId.PORT_SPEAKS_TLS, text)
                : new Outcome.Warning(text, Cause.observed(FindingId.PORT_SPEAKS_TLS, Severity.WARN, "", text)
                        .seen(AnswerTexts.tried(checklist, seen, address, text),
                                Message.of("path.evidence.through-by-tls"))
                        .fixedBy(AnswerRemedies.of(FindingId.PORT_SPEAKS_TLS, checklist, seen, address)
                                .orElseThrow()));
    }

    /** The container, unless somebody else has its port: then neither its log nor its settings tell anything. */
    private static Optional<Container> servingContainer(Checklist checklist) {
        List<Listener> here = checklist.facts.listenersOf(checklist.endpoint).orElse(List.of());
        boolean foreign = checklist.containerHasOwnPorts() && !here.isEmpty() && here.stream()
                .map(listener -> PortHolder.of(checklist.facts, checklist.endpoint, listener))
                .allMatch(PortHolder::isProgram);
        return checklist.container().filter(container -> !foreign);
    }
}
