package phone.cable;

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
import process.Shell;
import process.ShellCommand;
import text.Message;

/** Holds what an app's log says against what is known of this machine: which address is its own, which port serves. */
public final class AppLogFindings {

    private static final List<Shell> ANY_SHELL = List.of(Shell.BASH, Shell.POWERSHELL, Shell.CMD);

    private final Facts facts;
    private final AppTarget here;

    private AppLogFindings(Facts facts, boolean emulator) {
        this.facts = facts;
        this.here = new AppTarget(facts, emulator);
    }

    /**
     * What the log of an app on a phone says, one finding for each thing to know.
     *
     * @param emulator it is known to be the log of an emulator on this machine
     */
    public static List<Finding> of(String log, Facts facts, boolean emulator) {
        return new AppLogFindings(facts, emulator).findings(AppLogParser.failures(log));
    }

    /** What makes two failures the same: all but when it was, and a port that means nothing. */
    private record Same(AppFailure.Kind kind, OptionalInt errno, Optional<String> host, OptionalInt port) { }

    private List<Finding> findings(List<AppFailure> failures) {
        Map<Same, List<AppFailure>> groups = new LinkedHashMap<>();
        failures.forEach(failure -> groups.computeIfAbsent(
                new Same(failure.kind(), failure.errno(), failure.host(), failure.port()), same -> new ArrayList<>())
                .add(failure));
        var findings = new ArrayList<Finding>();
        int others = 0;
        for (List<AppFailure> group : groups.values()) {
            if (here.elsewhere(group.getFirst())) {
                others += group.size();
            } else {
                findings.add(finding(group));
            }
        }
        if (findings.isEmpty()) {
            findings.add(new Finding(FindingId.APP_LOG_SILENT, Severity.INFO, Confidence.OBSERVED, List.of(),
                    AdbFindings.sentence(FindingId.APP_LOG_SILENT, List.of()), others == 0 ? List.of()
                    : List.of(Message.of("adb.evidence.others", others)), List.of(step("try-then-read"))));
        }
        findings.sort(Comparator.comparing(Finding::severity));
        return findings;
    }

    private Finding finding(List<AppFailure> group) {
        AppFailure failure = group.getFirst();
        if (failure.kind() == AppFailure.Kind.CLEARTEXT) {
            return finding(FindingId.APP_CLEARTEXT_BLOCKED, weight(failure), Confidence.OBSERVED, group,
                    List.of(step("cleartext")));
        }
        if (failure.kind() == AppFailure.Kind.NOT_PERMITTED) {
            return finding(FindingId.APP_NO_NETWORK_PERMISSION, weight(failure), Confidence.INFERRED, group,
                    List.of(step("internet-permission"), step("local-network-permission")));
        }
        if (AppTarget.itself(failure)) {
            return finding(FindingId.APP_ASKS_ITSELF, Severity.FAIL, Confidence.OBSERVED, group,
                    List.of(useLanAddress(), reverse(failure)));
        }
        if (failure.kind() == AppFailure.Kind.NAME_UNKNOWN) {
            return finding(FindingId.APP_NAME_UNKNOWN, Severity.WARN, Confidence.OBSERVED, group,
                    List.of(useLanAddress()));
        }
        if (here.notOurs(failure)) {
            return finding(FindingId.APP_ASKS_OTHER_ADDRESS, weight(failure), Confidence.OBSERVED, group,
                    List.of(useLanAddress()));
        }
        if (failure.kind() == AppFailure.Kind.IOS_NO_ROUTE) {
            return finding(FindingId.IOS_LOCAL_NETWORK_DENIED, weight(failure), Confidence.INFERRED, group,
                    List.of(step("ios-allow"), step("ios-plist")));
        }
        if (failure.port().isPresent() && here.endpoints(failure).isEmpty()) {
            return finding(FindingId.APP_ASKS_OTHER_PORT, here.silent(failure.port().getAsInt())
                    ? Severity.FAIL : Severity.WARN, Confidence.OBSERVED, group, List.of(step("right-port")));
        }
        return network(group, failure);
    }

    /** The right address, and no wrong port: what the network did then. It may be mended since, so it is a warning. */
    private Finding network(List<AppFailure> group, AppFailure failure) {
        Remedy again = step("try-again");
        return switch (failure.kind()) {
            case TIMED_OUT -> warn(FindingId.APP_TIMED_OUT, group, again);
            case REFUSED -> warn(FindingId.APP_REFUSED, group, again);
            case NO_ROUTE, NO_NETWORK, IOS_NO_ROUTE -> warn(FindingId.APP_NO_ROUTE, group, step("same-network"));
            case NOT_PERMITTED, NAME_UNKNOWN, CLEARTEXT, OTHER -> warn(FindingId.UNKNOWN, group, again);
        };
    }

    private Finding warn(FindingId id, List<AppFailure> group, Remedy remedy) {
        return finding(id, Severity.WARN, Confidence.INFERRED, group, List.of(remedy));
    }

    /** A phone's log is every app's: what neither our address nor a service's port ties to us may be another's. */
    private Severity weight(AppFailure failure) {
        boolean tied = here.ours(failure) || AppTarget.itself(failure) || !here.endpoints(failure).isEmpty();
        return tied ? Severity.FAIL : Severity.WARN;
    }

    private Finding finding(FindingId id, Severity severity, Confidence confidence, List<AppFailure> group,
            List<Remedy> remedies) {
        AppFailure failure = group.getFirst();
        List<Endpoint> endpoints = here.endpoints(failure);
        return new Finding(id, severity, confidence, endpoints, id == FindingId.UNKNOWN
                ? Message.of("adb.finding.unknown", place(failure))
                : AdbFindings.sentence(id, endpoints, place(failure)), evidence(group), remedies);
    }

    /** {@code 192.168.1.68:8000}, as far as it is told. */
    private static Object place(AppFailure failure) {
        String host = failure.host().orElse("");
        String port = failure.port().isPresent() ? String.valueOf(failure.port().getAsInt()) : "";
        return host.isEmpty() && port.isEmpty() ? Message.of("adb.untold-address")
                : host.contains(":") && !port.isEmpty() ? "[" + host + "]:" + port
                : host + (port.isEmpty() ? "" : ":" + port);
    }

    private List<Message> evidence(List<AppFailure> group) {
        AppFailure failure = group.getFirst();
        var evidence = new ArrayList<Message>();
        evidence.add(Message.of("adb.kind." + failure.kind().id(), failure.errno().isPresent()
                ? Message.of("adb.errno", failure.errno().getAsInt()) : Message.of("adb.no-errno")));
        evidence.add(counted(group));
        if (failure.port().isEmpty() && group.stream().anyMatch(each -> each.ownPort().isPresent())) {
            evidence.add(Message.of("adb.evidence.own-port", group.stream()
                    .flatMapToInt(each -> each.ownPort().stream()).boxed().distinct().limit(3).toList()));
        }
        here.about(failure).ifPresent(evidence::add);
        return evidence;
    }

    private static Message counted(List<AppFailure> group) {
        return group.getLast().when().map(when -> Message.of("adb.evidence.times-last", group.size(), when))
                .orElseGet(() -> group.stream().anyMatch(each -> each.when().isPresent())
                        ? Message.of("adb.evidence.last-untimed", group.size())
                        : Message.of("adb.evidence.count", group.size()));
    }

    private Remedy useLanAddress() {
        return facts.chosen().map(chosen -> AdbFindings.byHand("adb.remedy.use-address", chosen.address().address()))
                .orElseGet(() -> step("use-lan-address"));
    }

    /** Over the cable the phone's own port can lead here, for as long as it is plugged in. */
    private Remedy reverse(AppFailure failure) {
        List<Integer> ports = failure.port().isPresent() ? List.of(failure.port().getAsInt())
                : here.tcp().map(Endpoint::port).distinct().toList();
        return new Remedy(Message.of("adb.remedy.reverse"), ports.stream().map(port -> "tcp:" + port)
                .flatMap(port -> ShellCommand.forShells(ANY_SHELL, false, List.of("adb", "reverse", port, port))
                .stream())
                .toList());
    }

    private static Remedy step(String what) {
        return AdbFindings.byHand("adb.remedy." + what);
    }
}
