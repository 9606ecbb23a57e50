package path;

import host.Profile;
import inventory.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import json.Id;
import process.Os;
import process.ShellCommand;

/**
 * The result of a run: the path of every endpoint, and what follows from it, the root cause first.
 *
 * @param source where the services come from
 */
public record Diagnosis(Instant startedAt, Duration took, Machine machine, Source source, List<ServicePath> paths,
        List<Finding> findings) {

    public Diagnosis {
        paths = List.copyOf(paths);
        findings = List.copyOf(findings);
    }

    /** The same, and what else is to be known; what is a finding already is not said twice. */
    public Diagnosis and(List<Finding> more) {
        var all = new ArrayList<>(findings);
        more.stream().filter(finding -> finding.id() != FindingId.PHONE_ON_OTHER_NETWORK
                || findings.stream().noneMatch(known -> known.id() == finding.id())).forEach(all::add);
        all.sort(Comparator.comparing(Finding::severity));
        return new Diagnosis(startedAt, took, machine, source, paths, all);
    }

    /**
     * The same, with the line that a person pastes wherever this command is to be given once more with more rights: only
     * whoever was started knows how.
     *
     * @param line asked only where it is needed
     */
    public Diagnosis again(String script, Function<Remedy.Again, ShellCommand> line) {
        return new Diagnosis(startedAt, took, machine, source, paths, findings.stream().map(finding ->
                new Finding(finding.id(), finding.severity(), finding.confidence(), finding.endpoints(),
                        finding.summary(), finding.evidence(), finding.remedies().stream()
                        .map(step -> step.isAgain(script) ? new Remedy(step.text(), List.of(line.apply(step.again())))
                                : step).toList(), finding.rules())).toList());
    }

    /** The head of a report on these facts. */
    public static Machine machine(Facts facts) {
        return new Machine(facts.os(), facts.chosen().map(chosen -> chosen.address().address()).orElse(""),
                facts.chosen().map(chosen -> chosen.adapter().name()).orElse(""),
                facts.profile().toOptional().orElse(Profile.NONE));
    }

    /** What a run comes to, the gravest first. */
    public enum Verdict implements Id {
        FAIL("fail"),
        /** What a phone says, another phone or this machine contradicts: neither is proven. */
        CONTRADICTED("contradicted"), UNKNOWN("unknown"), WARN("warn"), OK("ok");

        private final String id;

        Verdict(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    /**
     * The machine as it was found, for the head of a report.
     *
     * @param address the address a phone uses; empty where there is none
     * @param adapter its adapter; empty where there is none
     */
    public record Machine(Os os, String address, String adapter, Profile profile) { }

    public Verdict verdict() {
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.FAIL
                && finding.id() != FindingId.PHONE_CONTRADICTED)) {
            return Verdict.FAIL;
        }
        if (paths.stream().anyMatch(ServicePath::contradicted)) {
            return Verdict.CONTRADICTED;
        }
        // A log that nobody understood may hold any failure.
        if (paths.stream().anyMatch(path -> !path.unknown().isEmpty())
                || findings.stream().anyMatch(finding -> finding.id() == FindingId.APP_LOG_UNCLEAR)) {
            return Verdict.UNKNOWN;
        }
        return has(Severity.WARN) ? Verdict.WARN : Verdict.OK;
    }

    /** The hops of which nothing could be told, on any path. */
    public List<Hop> unknownHops() {
        return paths.stream().flatMap(path -> path.unknown().stream()).map(HopResult::hop).distinct().sorted().toList();
    }

    /** The hops that were left out because somebody accepts not to know them: no verdict speaks for these. */
    public List<Hop> leftOut() {
        return paths.stream().flatMap(path -> path.hops().stream()).filter(HopResult::leftOut).map(HopResult::hop)
                .distinct().sorted().toList();
    }

    private boolean has(Severity severity) {
        return findings.stream().anyMatch(finding -> finding.severity() == severity);
    }
}
