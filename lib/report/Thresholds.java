package report;

import java.time.Duration;
import java.util.Optional;
import path.Diagnosis;
import path.Hop;
import path.ServicePath;
import probe.Reply;
import text.Durations;

/**
 * How long a service may take, for a monitoring system: more than the one is a warning, more than the other critical
 * (Monitoring Plugins Development Guidelines, "Threshold and Ranges": a bare number is the most that is well).
 */
public record Thresholds(Optional<Duration> warn, Optional<Duration> crit) {

    /** The verdict on everything: a service that is slow is no worse than one that fails, and never makes up for it. */
    public Diagnosis.Verdict verdict(Diagnosis diagnosis) {
        return diagnosis.paths().stream().map(this::of).reduce(diagnosis.verdict(), Thresholds::worse);
    }

    /** The verdict on the time of one service; well where none was measured, which the path judges by itself. */
    Diagnosis.Verdict of(ServicePath path) {
        Optional<Duration> time = time(path);
        return over(time, crit) ? Diagnosis.Verdict.FAIL
                : over(time, warn) ? Diagnosis.Verdict.WARN : Diagnosis.Verdict.OK;
    }

    /** How long a service took to answer on the LAN address, or else on the loopback address. */
    static Optional<Duration> time(ServicePath path) {
        return path.at(Hop.ADDRESS).reply().flatMap(Reply::took)
                .or(() -> path.at(Hop.LOOPBACK).reply().flatMap(Reply::took));
    }

    /** Compared as it is shown: a number beside its limit must not contradict the verdict. */
    private static boolean over(Optional<Duration> time, Optional<Duration> limit) {
        return time.isPresent() && limit.isPresent()
                && Durations.millis(time.get()) > Durations.millis(limit.get());
    }

    /** The constants stand in that order, the gravest first. */
    private static Diagnosis.Verdict worse(Diagnosis.Verdict one, Diagnosis.Verdict other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
