package path.check;

import docker.Container;
import host.LanAddress;
import host.Listener;
import host.windows.WindowsFacts;
import inventory.Endpoint;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import path.Cause;
import path.Facts;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.PortListeners;
import path.Severity;
import probe.Reply;
import process.Fact;
import text.Message;

/** Does a process listen on the port, on an address of the LAN, and is it the right one? */
final class ListeningCheck {

    private ListeningCheck() { }

    static HopResult check(Checklist checklist) {
        return HopResult.of(Hop.LISTENING, switch (checklist.facts.listeners()) {
            case Fact.Unknown<List<Listener>>(Message cause) -> new Outcome.Unknown(cause);
            case Fact.Known<List<Listener>> known -> judge(checklist, checklist.facts.listenersOf(checklist.endpoint)
                    .orElseThrow());
        });
    }

    private static Outcome judge(Checklist checklist, List<Listener> here) {
        Optional<Listener> stranger = checklist.stranger();
        if (stranger.isPresent()) {
            return wrongProcess(checklist, stranger.get());
        }
        if (here.isEmpty()) {
            return nobody(checklist);
        }
        Message text = text(checklist, here);
        if (WslChecks.onlyRelayed(checklist.facts, checklist.endpoint)) {
            return relayed(here, text);
        }
        Optional<Outcome> amiss = SharedPort.taken(checklist, text);
        if (amiss.isPresent()) {
            return amiss.get();
        }
        if (refusesIpv4(checklist, here)) {
            return onOtherAddress(checklist, here, text, Message.of("path.ipv6-only", addresses(here)));
        }
        if (here.stream().anyMatch(listener -> reaches(listener, checklist.facts))
                || accepted(checklist.facts.lan(), checklist)) {
            return SharedPort.selfTest(checklist).<Outcome>map(cause -> new Outcome.Warning(text, cause))
                    .orElse(new Outcome.Ok(text));
        }
        Optional<Outcome> onLoopback = DockerDesktop.opensOnLoopback(checklist, here, text);
        if (onLoopback.isPresent()) {
            return onLoopback.get();
        }
        // Where Docker translates the address in the kernel, a process on 127.0.0.1 is not what the LAN meets.
        if (!DockerDesktop.inVirtualMachine(checklist.facts) && checklist.containerHasOwnPorts()
                && PublishedCheck.check(checklist).outcome() instanceof Outcome.Ok) {
            return new Outcome.Ok(text);
        }
        return onOtherAddress(checklist, here, text, addresses(here));
    }

    private static Outcome relayed(List<Listener> here, Message text) {
        return new Outcome.Problem(text, Cause
                .observed(FindingId.WSL_RELAY_ONLY, Severity.FAIL, "", program(here.getFirst()), addresses(here))
                .seen(Message.of("path.evidence.relayed",
                        here.stream().<Object>map(ListeningCheck::spot).distinct().toList(), program(here.getFirst()),
                        here.getFirst().pid().<Object>map(pid -> pid).orElse("?")))
                .fixedBy(WindowsRemedies.leaveWslBehindRelay()));
    }

    private static Outcome onOtherAddress(Checklist checklist, List<Listener> here, Message text,
            Object where) {
        boolean loopback = here.stream().allMatch(Listener::onLoopback);
        FindingId id = loopback ? FindingId.LISTENING_ON_LOOPBACK : FindingId.LISTENING_ON_OTHER_ADDRESS;
        return new Outcome.Problem(text, Cause
                .observed(id, Severity.FAIL, "", program(here.getFirst()), where)
                .seen(here.stream().map(ListeningCheck::asSeen).toList())
                .fixedBy(PortHolder.of(checklist.facts, checklist.endpoint, here.getFirst()).onLan()
                        .orElseGet(() -> DockerDesktop.inVirtualMachine(checklist.facts) && checklist.onHostNetwork()
                                ? DockerDesktop.publishInstead(checklist) : LanBinding.listen(checklist.facts))));
    }

    /** A socket on [::] takes IPv4 too, unless it was told not to (IPV6_V6ONLY): then IPv4 is refused everywhere. */
    private static boolean refusesIpv4(Checklist checklist, List<Listener> here) {
        boolean six = here.stream().allMatch(listener -> listener.address().contains(":") && !listener.onLoopback());
        boolean four = checklist.facts.chosen().filter(chosen -> chosen.address().isV4()).isPresent();
        return six && four && refused(checklist.facts.lan(), checklist)
                && refused(checklist.facts.loopback(), checklist)
                && SelfTestLimits.blocking(checklist, AnswerChecks.LOOPBACK).isEmpty();
    }

    static boolean refused(Map<Endpoint, Fact<Reply>> replies, Checklist checklist) {
        Fact<Reply> reply = replies.get(checklist.endpoint);
        return reply != null && reply.toOptional().filter(seen -> seen.state() == Reply.State.REFUSED).isPresent();
    }

    private static Outcome nobody(Checklist checklist) {
        if (accepted(checklist)) {
            // Docker without its userland proxy: the kernel translates, and no process holds the port.
            return new Outcome.Ok(Message.of(checklist.facts.mirroredWsl() ? "path.hop.in-wsl"
                    : DockerDesktop.inVirtualMachine(checklist.facts) ? "path.hop.no-process"
                    : "path.hop.translated"));
        }
        if (WslChecks.hides(checklist.facts, checklist.endpoint)) {
            return new Outcome.Unknown(Outcome.Unknown.Reason.IN_WSL, Message.of("path.hop.maybe-in-wsl"));
        }
        Optional<WindowsFacts.PortRange> reserved = ReservedPorts.range(checklist);
        if (reserved.isPresent()) {
            return ReservedPorts.problem(checklist, reserved.get());
        }
        List<WindowsFacts.PortProxy> idle = PortProxyCheck.of(checklist.facts,
                checklist.endpoint.service().protocol(), checklist.endpoint.port());
        Cause cause = Cause.observed(FindingId.NOTHING_LISTENING, Severity.FAIL, "")
                .seen(Stream.concat(Stream.of(Message.of("path.evidence.no-listener", checklist.endpoint.portText())),
                        idle.stream().map(PortProxyCheck::seen)).toList())
                .fixedBy(idle.isEmpty() ? Remedies.startService(checklist.container().map(Container::name))
                        : List.of(ForwardingRemedies.bringBack(checklist.facts, idle)));
        return new Outcome.Problem(Message.of("path.hop.nothing-listening"),
                DockerDesktop.notOpened(checklist, cause).orElseGet(() -> mayBeElsewhere(checklist, cause)));
    }

    private static Cause mayBeElsewhere(Checklist checklist, Cause cause) {
        List<Message> elsewhere = checklist.match.isPresent() ? List.of()
                : DockerDesktop.onHostNetwork(checklist.facts);
        return elsewhere.isEmpty() ? cause
                : cause.seen(Stream.concat(cause.evidence().stream(), elsewhere.stream()).toList())
                        .fixedBy(Stream.concat(cause.remedies().stream(),
                                Stream.of(Remedies.byHand("publish-instead-of-host"))).toList());
    }

    private static Outcome wrongProcess(Checklist checklist, Listener stranger) {
        // Somebody may have started the service by hand on purpose. Where the inventory does not insist on a
        // container and the health URL answers well, that is worth a word, but it is not broken.
        boolean onPurpose = checklist.endpoint.service().container().isEmpty()
                && checklist.endpoint.healthPath().isPresent()
                && checklist.facts.wellAnswered(checklist.endpoint);
        Severity severity = onPurpose ? Severity.WARN : Severity.FAIL;
        String container = checklist.container().map(Container::name)
                .or(() -> checklist.endpoint.service().container()).orElse("");
        PortHolder holder = PortHolder.of(checklist.facts, checklist.endpoint, stranger);
        Message text = Message.of("path.hop.wrong-process", holder.called());
        Cause cause = Cause.observed(FindingId.WRONG_PROCESS_LISTENING, severity, "", holder.called(), container)
                .seen(holder.told())
                .fixedBy(Stream.concat(onPurpose ? Stream.of(Remedies.byHand("leave-on-purpose")) : Stream.of(),
                        holder.freeFor(container).stream()).toList());
        return onPurpose ? new Outcome.Warning(text, cause) : new Outcome.Problem(text, cause);
    }

    private static boolean reaches(Listener listener, Facts facts) {
        if (listener.onAllAddresses()) {
            return true;
        }
        Optional<InetAddress> lan = facts.chosen().map(LanAddress.Chosen::address).map(Cidr::inet);
        return lan.map(address -> address.equals(InetAddress.ofLiteral(listener.address())))
                .orElse(!listener.onLoopback());
    }

    /** Somebody takes connections to the port, on either of the addresses that were tried. */
    static boolean accepted(Checklist checklist) {
        return accepted(checklist.facts.lan(), checklist) || accepted(checklist.facts.loopback(), checklist);
    }

    private static boolean accepted(Map<Endpoint, Fact<Reply>> replies, Checklist checklist) {
        Fact<Reply> reply = replies.get(checklist.endpoint);
        return reply != null && reply.toOptional().filter(Reply::opened).isPresent();
    }

    /** The program that a phone reaches first; a process is not said to listen where another one does. */
    private static Message text(Checklist checklist, List<Listener> here) {
        Optional<Listener> first = checklist.facts.listenerOf(checklist.endpoint);
        List<Message> each = new PortListeners(here).byProgram().stream()
                .sorted(Comparator.comparing(program -> first.filter(program::contains).isEmpty()))
                .map(program -> Message.of("path.hop.listening", program(program.getFirst()), addresses(program)))
                .toList();
        return each.stream().reduce((some, more) -> Message.of("path.hop.listening-too", some, more)).orElseThrow();
    }

    /** With its number, where two processes may have one name. */
    static Message process(Listener listener) {
        return Message.of("path.process-called", program(listener), listener.pid().<Object>map(pid -> pid).orElse("?"));
    }

    static Object program(Listener listener) {
        return listener.program().<Object>map(name -> name)
                .or(() -> listener.pid().map(pid -> Message.of("path.process", pid)))
                .orElse(Message.of("path.some-process"));
    }

    private static String addresses(List<Listener> listeners) {
        return String.join(", ", listeners.stream().map(Listener::address).distinct().toList());
    }

    static Message asSeen(Listener listener) {
        return Message.of("path.evidence.listener", spot(listener), program(listener),
                listener.pid().<Object>map(pid -> pid).orElse("?"));
    }

    static String spot(Listener listener) {
        String address = listener.address();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + listener.port();
    }
}
