package report;

import firewall.Rule;
import host.Profile;
import inventory.Endpoint;
import inventory.Service;
import inventory.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.Protocol;
import path.Cause;
import path.Confidence;
import path.Diagnosis;
import path.Finding;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.Remedy;
import path.ServicePath;
import path.Severity;
import probe.Reply;
import process.Os;
import process.Shell;
import process.ShellCommand;
import text.Message;

/** Diagnoses made by hand, with each of the five outcomes in one of them. */
public final class SampleDiagnoses {
    private static final Duration QUICK = Duration.ofMillis(4);

    private static Optional<Reply> answered(Duration took) {
        return Optional.of(new Reply(Reply.State.ANSWERED, 200, "", Duration.ofMillis(1), took, took));
    }
    private static final Remedy REMEDY = new Remedy(Message.verbatim("Open the port"), List.of(
            new ShellCommand(Shell.POWERSHELL, true, "New-Rule 'a|b'"),
            new ShellCommand(Shell.CMD, false, "rule \"a|b\"")));

    private SampleDiagnoses() { }

    public static Diagnosis broken(String name) {
        Endpoint endpoint = endpoint(name, 8000);
        Cause cause = new Cause(FindingId.FIREWALL_BLOCK_RULE, Severity.FAIL, Confidence.OBSERVED, "rule", List.of(),
                List.of(Message.verbatim("Rule <x> & \"y\"")), List.of(REMEDY));
        Cause slow = new Cause(FindingId.SLOW_ANSWER, Severity.WARN, Confidence.OBSERVED, "", List.of(), List.of(),
                List.of());
        List<HopResult> hops = List.of(
                new HopResult(Hop.CONTAINER, new Outcome.Unknown(Message.verbatim("docker was too slow")),
                        Optional.empty()),
                new HopResult(Hop.PUBLISHED, new Outcome.Skipped(Message.verbatim("no container")), Optional.empty()),
                new HopResult(Hop.LISTENING, new Outcome.Ok(Message.verbatim("0.0.0.0")), Optional.empty()),
                new HopResult(Hop.LOOPBACK, new Outcome.Ok(Message.verbatim("answers")), answered(QUICK)),
                new HopResult(Hop.ADDRESS, new Outcome.Warning(Message.verbatim("is slow"), slow),
                        answered(Duration.ofMillis(1250))),
                new HopResult(Hop.FIREWALL, new Outcome.Problem(Message.verbatim("a rule drops it"), cause),
                        Optional.empty()),
                new HopResult(Hop.PHONE, new Outcome.Skipped(Message.verbatim("not tried")), Optional.empty()));
        Finding finding = new Finding(cause.id(), cause.severity(), cause.confidence(), List.of(endpoint),
                Message.verbatim("A rule drops\nwhat a phone sends | to 8000"), cause.evidence(), cause.remedies());
        return diagnosis(List.of(new ServicePath(endpoint, hops)), List.of(finding));
    }

    public static Diagnosis well(String... names) {
        return diagnosis(IntStream.range(0, names.length)
                .mapToObj(i -> new ServicePath(endpoint(names[i], 8000 + i), Arrays.stream(Hop.values())
                        .map(hop -> new HopResult(hop, new Outcome.Ok(Message.verbatim("fine")), Optional.empty()))
                        .toList()))
                .toList(), List.of());
    }

    /** Each service answered after its time on the LAN address; one without a time refused at once. */
    static Diagnosis timed(List<String> names, List<Optional<Duration>> times) {
        return replied(names, times.stream().map(time -> time.map(took -> answered(took).orElseThrow())
                .orElse(new Reply(Reply.State.REFUSED, 0, "", QUICK, Duration.ZERO, QUICK))).toList());
    }

    /** What each service replied on the LAN address, on ports from 1000 on. */
    static Diagnosis replied(List<String> names, List<Reply> replies) {
        return diagnosis(IntStream.range(0, names.size())
                .mapToObj(i -> new ServicePath(endpoint(names.get(i), 1000 + i), Arrays.stream(Hop.values())
                        .map(hop -> new HopResult(hop, new Outcome.Ok(Message.verbatim("fine")),
                                hop == Hop.ADDRESS ? Optional.of(replies.get(i)) : Optional.empty()))
                        .toList()))
                .toList(), List.of());
    }

    /** The same paths with other findings. */
    static Diagnosis with(Diagnosis diagnosis, List<Finding> findings) {
        return new Diagnosis(diagnosis.startedAt(), diagnosis.took(), diagnosis.machine(),
                diagnosis.source(), diagnosis.paths(), findings);
    }

    /** A firewall that leaves it open, by this rule. */
    static Diagnosis leftOpenBy(Rule rule) {
        Diagnosis well = well("API");
        List<Endpoint> all = well.paths().stream().map(ServicePath::endpoint).toList();
        return with(well, List.of(new Finding(FindingId.UNKNOWN, Severity.WARN, Confidence.OBSERVED, all,
                Message.verbatim("Could not tell"), List.of(Message.verbatim("X may decide it")), List.of(),
                List.of(rule))));
    }

    /** One of FAIL or WARN about all endpoints, whose sentence lists them. */
    static Finding about(Diagnosis diagnosis, Severity severity, String key) {
        List<Endpoint> all = diagnosis.paths().stream().map(ServicePath::endpoint).toList();
        return new Finding(FindingId.NO_ANSWER, severity, Confidence.OBSERVED, all, Message.of(key,
                all.stream().map(Endpoint::port).toList(), all.stream().map(each -> each.service().name()).toList(),
                "8 s", "9 s", "-"),
                List.of(), List.of());
    }

    private static Diagnosis diagnosis(List<ServicePath> paths, List<Finding> findings) {
        return new Diagnosis(Instant.parse("2026-03-01T09:30:00.123456Z"), Duration.ofMillis(2140),
                new Diagnosis.Machine(Os.WINDOWS, "192.168.1.44", "Wi-Fi", Profile.PUBLIC),
                Source.named("services.yaml"), paths, findings);
    }

    private static Endpoint endpoint(String name, int port) {
        return new Endpoint(new Service(name, List.of(port), Protocol.TCP, Optional.empty(), Optional.empty()), port);
    }
}
