package phone.applog;

import inventory.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import path.Confidence;
import path.Facts;
import path.Finding;
import path.FindingId;
import path.Remedy;
import path.Severity;
import phone.applog.AppFailure.Kind;
import phone.cable.AdbFindings;
import text.Message;

/** Holds what an app's log says against what is known of this machine: which address is its own, which port serves. */
public final class AppLogFindings {

    private final AppTarget here;
    private final AppEvidence evidence;
    private final AppRemedies remedies;

    private AppLogFindings(Facts facts, boolean emulator) {
        this.here = new AppTarget(facts, emulator);
        this.evidence = new AppEvidence(here);
        this.remedies = new AppRemedies(here);
    }

    /**
     * What the log of an app on a phone says, one finding for each thing to know.
     *
     * @param emulator it is known to be the log of an emulator on this machine
     */
    public static List<Finding> of(String log, Facts facts, boolean emulator) {
        return new AppLogFindings(facts, emulator).findings(AppLogParser.parse(log));
    }

    /** What makes two failures the same: all but when it was, and a port that means nothing. */
    private record Same(Kind kind, Optional<String> code, Optional<String> host, OptionalInt port) { }

    private List<Finding> findings(AppLog log) {
        Map<Same, List<AppFailure>> groups = new LinkedHashMap<>();
        log.failures().forEach(failure -> groups.computeIfAbsent(
                new Same(failure.kind(), failure.code(), failure.host(), failure.port()), same -> new ArrayList<>())
                .add(failure));
        var findings = new ArrayList<Finding>();
        int others = 0;
        int cancelled = 0;
        for (List<AppFailure> group : groups.values()) {
            AppFailure failure = group.getFirst();
            if (here.elsewhere(failure)) {
                others += group.size();
            } else if (failure.kind() == Kind.CANCELLED && failure.host().isEmpty()) {
                cancelled += group.size();
            } else {
                findings.add(finding(group));
            }
        }
        unclear(log).ifPresent(findings::add);
        if (findings.isEmpty()) {
            findings.add(silent(others, cancelled));
        }
        findings.sort(Comparator.comparing(Finding::severity));
        return findings;
    }

    private Optional<Finding> unclear(AppLog log) {
        var lines = new UnclearLines(here.names());
        List<LogLine> unclear = lines.in(log);
        return unclear.isEmpty() ? Optional.empty() : Optional.of(new Finding(FindingId.APP_LOG_UNCLEAR, Severity.WARN,
                Confidence.OBSERVED, List.of(),
                AdbFindings.sentence(FindingId.APP_LOG_UNCLEAR, List.of(), unclear.size()),
                evidence.unclear(unclear), remedies.unclear()));
    }

    private Finding silent(int others, int cancelled) {
        var known = new ArrayList<Message>();
        if (others > 0) {
            known.add(Message.of("applog.evidence.others", others));
        }
        if (cancelled > 0) {
            known.add(Message.of("applog.evidence.cancelled", cancelled));
        }
        return new Finding(FindingId.APP_LOG_SILENT, Severity.INFO, Confidence.OBSERVED, List.of(),
                AdbFindings.sentence(FindingId.APP_LOG_SILENT, List.of()), known, remedies.silent());
    }

    private Finding finding(List<AppFailure> group) {
        AppFailure failure = group.getFirst();
        return denied(group, failure).or(() -> misdirected(group, failure)).orElseGet(() -> network(group, failure));
    }

    /** What the phone itself does not let the app do: nothing was sent. */
    private Optional<Finding> denied(List<AppFailure> group, AppFailure failure) {
        return switch (failure.kind()) {
            case CLEARTEXT, IOS_CLEARTEXT, MIXED_CONTENT -> Optional.of(finding(FindingId.APP_CLEARTEXT_BLOCKED,
                    weight(failure), Confidence.OBSERVED, group));
            case NOT_PERMITTED -> Optional.of(finding(FindingId.APP_NO_NETWORK_PERMISSION, weight(failure),
                    Confidence.INFERRED, group));
            case LOCAL_NETWORK_DENIED -> Optional.of(finding(FindingId.APP_NO_LOCAL_NETWORK_PERMISSION,
                    weight(failure), Confidence.OBSERVED, group));
            case IOS_LOCAL_NETWORK_DENIED -> Optional.of(finding(FindingId.IOS_LOCAL_NETWORK_DENIED, weight(failure),
                    Confidence.OBSERVED, group));
            case PORTAL -> Optional.of(finding(FindingId.CAPTIVE_PORTAL, Severity.WARN, Confidence.OBSERVED, group));
            default -> Optional.empty();
        };
    }

    /** What it asked is not what it should ask. */
    private Optional<Finding> misdirected(List<AppFailure> group, AppFailure failure) {
        if (AppTarget.itself(failure)) {
            return Optional.of(finding(FindingId.APP_ASKS_ITSELF, Severity.FAIL, Confidence.OBSERVED, group));
        }
        if (failure.kind() == Kind.NAME_UNKNOWN) {
            return Optional.of(finding(FindingId.APP_NAME_UNKNOWN, Severity.WARN, Confidence.OBSERVED, group));
        }
        if (here.notOurs(failure)) {
            return Optional.of(finding(FindingId.APP_ASKS_OTHER_ADDRESS, weight(failure), Confidence.OBSERVED, group));
        }
        boolean offline = failure.kind() == Kind.IOS_OFFLINE && failure.host().isPresent();
        if (failure.kind() == Kind.IOS_NO_ROUTE || offline) {
            return Optional.of(finding(FindingId.IOS_LOCAL_NETWORK_DENIED, weight(failure), Confidence.INFERRED, group));
        }
        if (failure.port().isPresent() && here.endpoints(failure).isEmpty()) {
            return Optional.of(finding(FindingId.APP_ASKS_OTHER_PORT, here.silent(failure.port().getAsInt())
                    ? Severity.FAIL : Severity.WARN, Confidence.OBSERVED, group));
        }
        return Optional.empty();
    }

    /** The right address, and no wrong port: what the network did then. It may be mended since, so it is a warning. */
    private Finding network(List<AppFailure> group, AppFailure failure) {
        return switch (failure.kind()) {
            case TIMED_OUT -> warn(FindingId.APP_TIMED_OUT, group);
            case GAVE_UP -> warn(FindingId.APP_GAVE_UP, group);
            case NO_ANSWER -> warn(FindingId.APP_ANSWER_LATE, group);
            case REFUSED -> warn(FindingId.APP_REFUSED, group);
            case CLOSED -> warn(FindingId.APP_CONNECTION_CLOSED, group);
            case INTERRUPTED -> warn(FindingId.APP_CONNECTION_LOST, group);
            case NO_ROUTE, NO_NETWORK, IOS_NO_ROUTE, IOS_OFFLINE -> warn(FindingId.APP_NO_ROUTE, group);
            // The port is as it is, and the app will ask it so again.
            case TLS_FAILED, NOT_HTTP -> finding(FindingId.APP_WRONG_SCHEME, here.otherScheme(failure) ? Severity.FAIL
                    : Severity.WARN, Confidence.INFERRED, group);
            case CERTIFICATE -> finding(FindingId.APP_CERTIFICATE_REFUSED, weight(failure), Confidence.OBSERVED, group);
            case BAD_STATUS, CORS -> finding(FindingId.APP_ERROR_ANSWER, Severity.WARN, Confidence.OBSERVED, group);
            case MEDIA -> warn(FindingId.APP_MEDIA_FAILED, group);
            case CANCELLED -> finding(FindingId.APP_CANCELLED, Severity.WARN, Confidence.OBSERVED, group);
            case NOT_PERMITTED, LOCAL_NETWORK_DENIED, IOS_LOCAL_NETWORK_DENIED, NAME_UNKNOWN, CLEARTEXT, IOS_CLEARTEXT,
                    MIXED_CONTENT, PORTAL, UNTOLD, OTHER -> warn(FindingId.APP_LOG_UNCLEAR, group);
        };
    }

    private Finding warn(FindingId id, List<AppFailure> group) {
        return finding(id, Severity.WARN, Confidence.INFERRED, group);
    }

    /** A phone's log is every app's: what neither our address nor a service's port ties to us may be another's. */
    private Severity weight(AppFailure failure) {
        boolean tied = here.ours(failure) || AppTarget.itself(failure) || !here.endpoints(failure).isEmpty();
        return tied ? Severity.FAIL : Severity.WARN;
    }

    private Finding finding(FindingId id, Severity severity, Confidence confidence, List<AppFailure> group) {
        AppFailure failure = group.getFirst();
        List<Endpoint> endpoints = here.endpoints(failure);
        List<Remedy> steps = remedies.of(id, failure);
        return new Finding(id, severity, confidence, endpoints, sentence(id, confidence, endpoints, failure),
                evidence.of(group), steps);
    }

    private static Message sentence(FindingId id, Confidence confidence, List<Endpoint> endpoints, AppFailure failure) {
        Object place = AppEvidence.place(failure);
        if (id == FindingId.APP_LOG_UNCLEAR) {
            return Message.of(failure.kind() == Kind.UNTOLD ? "applog.finding.untold" : "applog.finding.unknown", place);
        }
        if (confidence == Confidence.OBSERVED && id == FindingId.IOS_LOCAL_NETWORK_DENIED) {
            return Message.of("applog.finding.ios-prohibited", place);
        }
        return AdbFindings.sentence(id, endpoints, place);
    }
}
