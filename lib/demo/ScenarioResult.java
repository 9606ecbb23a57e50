package demo;

import java.util.List;
import java.util.Optional;
import path.Diagnosis;
import path.Finding;
import path.FindingId;
import path.Severity;

/** A scene that was played, and what was said to it. */
record ScenarioResult(Scenario scenario, Diagnosis diagnosis) {

    /** What a person has to act on; that no phone has tried is true of every scene and not told again and again. */
    List<Finding> findings() {
        return diagnosis.findings().stream().filter(finding -> finding.severity() != Severity.INFO).toList();
    }

    List<FindingId> found() {
        return findings().stream().map(Finding::id).toList();
    }

    /** True where exactly the expected thing was found, and nothing was left open. */
    boolean asExpected() {
        boolean told = diagnosis.paths().stream().allMatch(path -> path.unknown().isEmpty());
        return told && found().equals(scenario.expected().stream().toList());
    }

    Optional<FindingId> expected() {
        return scenario.expected();
    }
}
