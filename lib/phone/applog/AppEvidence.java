package phone.applog;

import inventory.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.PhoneAttempt;
import path.PhoneReport;
import path.check.Checklist;
import phone.applog.AppFailure.Kind;
import probe.Reply;
import process.Fact;
import text.Message;

/** What a log says of one failure, and what this machine knows of the same port. */
record AppEvidence(AppTarget here) {

    /** Lines that are shown of those that nobody understood: enough to find them in the log. */
    private static final int SHOWN = 3;

    private static final Set<Hop> BESIDE = EnumSet.of(Hop.LISTENING, Hop.ADDRESS, Hop.FIREWALL, Hop.PHONE);

    /** Kinds of which the way of the packets says nothing: the phone did not send any, or they came through. */
    private static final Set<Kind> OFF_THE_WAY = EnumSet.of(Kind.CLEARTEXT, Kind.IOS_CLEARTEXT, Kind.MIXED_CONTENT,
            Kind.NOT_PERMITTED, Kind.LOCAL_NETWORK_DENIED, Kind.IOS_LOCAL_NETWORK_DENIED, Kind.PORTAL, Kind.CORS);

    List<Message> of(List<AppFailure> group) {
        AppFailure failure = group.getFirst();
        var evidence = new ArrayList<Message>();
        evidence.add(Message.of("applog.kind." + failure.kind().id(), failure.code().map(Message::verbatim)
                .orElse(Message.of("applog.no-errno"))));
        evidence.add(counted(group));
        if (failure.port().isEmpty() && group.stream().anyMatch(each -> each.ownPort().isPresent())) {
            evidence.add(Message.of("applog.evidence.own-port", group.stream()
                    .flatMapToInt(each -> each.ownPort().stream()).boxed().distinct().limit(3).toList()));
        }
        here.about(failure).ifPresent(evidence::add);
        limit(group).ifPresent(evidence::add);
        if (!OFF_THE_WAY.contains(failure.kind()) && (here.ours(failure) || failure.host().isEmpty())) {
            here.endpoints(failure).stream().flatMap(this::beside).forEach(evidence::add);
        }
        return evidence;
    }

    /** What is known of this port now, hop by hop. */
    private Stream<Message> beside(Endpoint endpoint) {
        return Checklist.of(here.facts(), endpoint, BESIDE).hops().stream()
                .filter(result -> !(result.outcome() instanceof Outcome.Skipped)).map(AppEvidence::beside);
    }

    private static Message beside(HopResult result) {
        return Message.of("applog.evidence.beside", Message.of("path.name." + result.hop().id()), result.outcome().text());
    }

    /** After how long the app gave up, and how long an answer takes at most, as far as that was measured. */
    private Optional<Message> limit(List<AppFailure> group) {
        Optional<Duration> limit = group.stream().flatMap(each -> each.limit().stream()).min(Comparator.naturalOrder());
        Optional<Duration> measured = slowest(here.endpoints(group.getFirst()));
        return limit.map(after -> measured.map(took -> Message.of("applog.evidence.limit-measured", after, took))
                .orElseGet(() -> Message.of("applog.evidence.limit", after)));
    }

    /** Of these services, or of all where none is told. */
    private Optional<Duration> slowest(List<Endpoint> endpoints) {
        List<Endpoint> asked = endpoints.isEmpty() ? here.tcp().toList() : endpoints;
        Stream<Duration> phones = here.facts().words().stream().filter(word -> asked.contains(word.endpoint()))
                .map(PhoneReport::attempt).filter(PhoneAttempt.GotThrough.class::isInstance)
                .map(attempt -> ((PhoneAttempt.GotThrough) attempt).worst());
        Stream<Duration> own = asked.stream().flatMap(endpoint -> Optional.ofNullable(here.facts().lan().get(endpoint))
                .flatMap(Fact::toOptional).flatMap(Reply::took).stream());
        return Stream.concat(phones, own).max(Comparator.naturalOrder());
    }

    /** Lines that nobody understood, without what is nobody's business. */
    List<Message> unclear(List<LogLine> lines) {
        var excerpt = new LogExcerpt(here.names());
        var shown = new ArrayList<Message>();
        lines.stream().limit(SHOWN).forEach(line -> shown.add(Message.of("applog.evidence.line", line.number(),
                Message.verbatim(line.when().map(when -> when + "  ").orElse("") + excerpt.of(line.text())))));
        if (lines.size() > SHOWN) {
            shown.add(Message.of("applog.evidence.lines-more", lines.size() - SHOWN));
        }
        return shown;
    }

    /** {@code 192.168.1.68:8000}, as far as it is told. */
    static Object place(AppFailure failure) {
        String host = failure.host().orElse("");
        String port = failure.port().isPresent() ? String.valueOf(failure.port().getAsInt()) : "";
        return host.isEmpty() && port.isEmpty() ? Message.of("applog.untold-address")
                : host.contains(":") && !host.startsWith("[") && !port.isEmpty() ? "[" + host + "]:" + port
                : host + (port.isEmpty() ? "" : ":" + port);
    }

    private static Message counted(List<AppFailure> group) {
        return group.getLast().when().map(when -> Message.of("applog.evidence.times-last", group.size(), when))
                .orElseGet(() -> group.stream().anyMatch(each -> each.when().isPresent())
                        ? Message.of("applog.evidence.last-untimed", group.size())
                        : Message.of("applog.evidence.count", group.size()));
    }
}
