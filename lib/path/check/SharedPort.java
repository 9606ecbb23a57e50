package path.check;

import docker.Container;
import host.LanAddress;
import host.Listener;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import path.Cause;
import path.Facts;
import path.FindingId;
import path.Outcome;
import path.PortListeners;
import path.Remedy;
import path.Severity;
import probe.Reply;
import process.Fact;
import text.Message;

/**
 * One port, two programs, each on an address of its own. A phone gets the one that takes the LAN address, and whoever
 * tests on 127.0.0.1 or localhost may get the other.
 */
final class SharedPort {

    /** Browsers try {@code localhost} there first. */
    private static final InetAddress LOOPBACK_6 = InetAddress.ofLiteral("::1");

    private SharedPort() { }

    /** The program that takes the LAN address from the one that serves the port elsewhere on this machine. */
    static Optional<Outcome> taken(Checklist checklist, Message text) {
        Facts facts = checklist.facts;
        return phones(checklist).filter(taker -> !PortListeners.isDockers(taker) && !PortListeners.isRelay(taker))
                .filter(taker -> !leadsBack(checklist, taker))
                .flatMap(taker -> {
                    boolean dockers = others(checklist, taker).anyMatch(other -> isContainers(checklist, other));
                    if (!dockers && !answersForAnother(checklist)) {
                        return Optional.empty();
                    }
                    PortHolder holder = PortHolder.of(facts, checklist.endpoint, taker);
                    Cause cause = Cause.observed(FindingId.WRONG_PROCESS_LISTENING, severity(checklist), "",
                                    ListeningCheck.program(taker),
                                    checklist.container().map(Container::name).orElse(""))
                            .seen(Stream.concat(holder.told().stream(), others(checklist, taker)
                                    .map(ListeningCheck::asSeen)).toList())
                            .fixedBy(ways(checklist, holder, dockers));
                    Message wrong = Message.of("path.hop.wrong-process", ListeningCheck.program(taker));
                    return Optional.of(cause.severity() == Severity.WARN ? new Outcome.Warning(wrong, cause)
                            : new Outcome.Problem(wrong, dockers ? cause : cause.inferred()));
                });
    }

    /** A program can take the LAN address for itself from one that has all; Docker is given what is free. */
    private static List<Remedy> ways(Checklist checklist, PortHolder taker, boolean dockers) {
        return Stream.of(checklist.facts.wellAnsweredOnLan(checklist.endpoint) && severity(checklist) == Severity.WARN
                        ? List.of(Remedies.byHand("leave-on-purpose")) : List.<Remedy>of(),
                dockers || !taker.listener().onAllAddresses() ? List.<Remedy>of()
                        : LanBinding.listen(checklist.facts),
                taker.freeAddress()).flatMap(List::stream).toList();
    }

    /** Where nobody says that a container is to answer, what answers well there may be what phones are to reach. */
    private static Severity severity(Checklist checklist) {
        boolean onPurpose = checklist.endpoint.service().container().isEmpty()
                && (!checklist.facts.lan().containsKey(checklist.endpoint)
                || checklist.facts.wellAnsweredOnLan(checklist.endpoint));
        return onPurpose ? Severity.WARN : Severity.FAIL;
    }

    /** What somebody at this machine meets under its own name, where that is not what a phone meets. */
    static Optional<Cause> selfTest(Checklist checklist) {
        return phones(checklist).filter(phones -> !leadsBack(checklist, phones))
                .flatMap(phones -> Stream.of(AnswerChecks.LOOPBACK, LOOPBACK_6)
                        .flatMap(tested -> selfTest(checklist, phones, tested).stream()).findFirst());
    }

    private static Optional<Cause> selfTest(Checklist checklist, Listener phones, InetAddress tested) {
        String spot = (tested.equals(LOOPBACK_6) ? "[::1]" : tested.getHostAddress()) + ":"
                + checklist.endpoint.port();
        return checklist.facts.listenerAt(checklist.endpoint, tested)
                .filter(own -> PortListeners.apart(own, phones) || pastTheForwarding(checklist, own, phones))
                .map(own -> Cause.observed(FindingId.TWO_LISTENERS, Severity.WARN, "",
                                ListeningCheck.process(phones), spot, ListeningCheck.process(own))
                        .seen(Stream.of(phones, own).map(ListeningCheck::asSeen).toList())
                        .fixedBy(Remedies.byHand("test-on-lan", checklist.facts.chosen().orElseThrow()
                                .address().address() + ":" + checklist.endpoint.port())));
    }

    /** A program that would have the LAN address, were it not for the one that takes it. */
    static Optional<Listener> behind(Checklist checklist) {
        return phones(checklist).filter(taker -> !taker.onAllAddresses())
                .flatMap(taker -> others(checklist, taker).filter(Listener::onAllAddresses).findFirst());
    }

    /** WSL's relay answers this machine, while what phones get through does not: that is why it works on localhost. */
    private static boolean pastTheForwarding(Checklist checklist, Listener own, Listener phones) {
        Fact<Reply> lan = checklist.facts.lan().get(checklist.endpoint);
        return PortListeners.isRelay(own) && !PortListeners.isRelay(phones) && !PortListeners.isDockers(phones)
                && lan != null && !checklist.facts.wellAnsweredOnLan(checklist.endpoint);
    }

    private static Optional<Listener> phones(Checklist checklist) {
        return checklist.facts.chosen().map(LanAddress.Chosen::address)
                .flatMap(lan -> checklist.facts.listenerAt(checklist.endpoint, lan.inet()));
    }

    private static Stream<Listener> others(Checklist checklist, Listener taker) {
        return checklist.facts.listenersOf(checklist.endpoint).stream().flatMap(List::stream)
                .filter(other -> PortListeners.apart(other, taker));
    }

    /** The one that Docker opened for the container: its own process, or whoever has all addresses for it. */
    private static boolean isContainers(Checklist checklist, Listener other) {
        return checklist.containerHasOwnPorts() && checklist.container()
                .filter(container -> ContainerMatch.publishes(container.published(), checklist.endpoint)).isPresent()
                && (PortListeners.isDockers(other) || other.onAllAddresses());
    }

    /** It is well on 127.0.0.1, where another process has it, and what has the LAN address answers otherwise. */
    private static boolean answersForAnother(Checklist checklist) {
        Fact<Reply> own = checklist.facts.loopback().get(checklist.endpoint);
        Fact<Reply> lan = checklist.facts.lan().get(checklist.endpoint);
        return own != null && lan != null && checklist.facts.loopbackIsAnothers(checklist.endpoint)
                && own.toOptional().filter(Reply::wellAnswered).isPresent()
                && lan.toOptional().filter(reply -> reply.state() == Reply.State.WRONG_ANSWER).isPresent();
    }

    /** A forwarding of Windows to the same machine is a way to the service, and not a program beside it. */
    private static boolean leadsBack(Checklist checklist, Listener taker) {
        return PortHolder.of(checklist.facts, checklist.endpoint, taker).forwardings().stream()
                .anyMatch(proxy -> checklist.facts.wellAnsweredOnLan(checklist.endpoint)
                        || proxy.connectPort() == checklist.endpoint.port()
                        && ForwardedLeg.staysHere(checklist.facts, proxy));
    }
}
