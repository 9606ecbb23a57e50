package path;

import host.Profile;
import inventory.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import json.Id;
import process.Os;

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

    /** The head of a report on these facts. */
    public static Machine machine(Facts facts) {
        return new Machine(facts.os(), facts.chosen().map(chosen -> chosen.address().address()).orElse(""),
                facts.chosen().map(chosen -> chosen.adapter().name()).orElse(""),
                facts.profile().toOptional().orElse(Profile.NONE));
    }

    /** What a run comes to, the gravest first. */
    public enum Verdict implements Id {
        FAIL("fail"), UNKNOWN("unknown"), WARN("warn"), OK("ok");

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
        if (has(Severity.FAIL)) {
            return Verdict.FAIL;
        }
        if (paths.stream().anyMatch(path -> !path.unknown().isEmpty())) {
            return Verdict.UNKNOWN;
        }
        return has(Severity.WARN) ? Verdict.WARN : Verdict.OK;
    }

    private boolean has(Severity severity) {
        return findings.stream().anyMatch(finding -> finding.severity() == severity);
    }
}
