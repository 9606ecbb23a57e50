package monitor;

import host.Profile;
import inventory.Endpoint;
import inventory.Service;
import inventory.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import path.Cause;
import path.Confidence;
import path.Diagnosis;
import path.Finding;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.ServicePath;
import path.Severity;
import probe.Reply;
import process.Os;
import text.Message;

/** Rounds made by hand: a machine with services that are well or broken, or without a network. */
final class FakeRounds {
    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    static final Endpoint API = endpoint("Eloquence API Service", 8000);
    static final Endpoint TTS = endpoint("Eloquence TTS Service", 5002);

    private FakeRounds() { }

    static Endpoint endpoint(String name, int port) {
        return new Endpoint(new Service(name, List.of(port), Protocol.TCP, Optional.of("/health"), Optional.empty()),
                port);
    }

    /** The moment of a round, one every thirty seconds. */
    static Instant at(int round) {
        return START.plusSeconds(30L * round);
    }

    static Diagnosis round(int number, ServicePath... paths) {
        return new Diagnosis(at(number), Duration.ofMillis(40),
                new Diagnosis.Machine(Os.LINUX, "192.168.1.44", "wlan0", Profile.NONE), Source.example(),
                List.of(paths), List.of());
    }

    /** The same without an address of this machine. */
    static Diagnosis withoutAddress(int number, FindingId found, ServicePath... paths) {
        var finding = new Finding(found, Severity.FAIL, Confidence.OBSERVED, List.of(API),
                Message.verbatim("found"), List.of(), List.of());
        return new Diagnosis(at(number), Duration.ofMillis(40),
                new Diagnosis.Machine(Os.LINUX, "", "", Profile.NONE), Source.example(), List.of(paths),
                List.of(finding));
    }

    static ServicePath well(Endpoint endpoint) {
        return new ServicePath(endpoint, Arrays.stream(Hop.values()).map(hop -> ok(hop)).toList());
    }

    static ServicePath broken(Endpoint endpoint, Hop at, FindingId id) {
        var cause = new Cause(id, Severity.FAIL, Confidence.OBSERVED, "", List.of(), List.of(), List.of());
        return new ServicePath(endpoint, Arrays.stream(Hop.values()).map(hop -> hop != at ? ok(hop)
                : new HopResult(hop, new Outcome.Problem(Message.of("path.hop.refused"), cause), Optional.empty()))
                .toList());
    }

    /** Answered with bytes on the LAN address. */
    static ServicePath answering(Endpoint endpoint) {
        var time = Duration.ofMillis(3);
        return with(endpoint, new HopResult(Hop.ADDRESS,
                new Outcome.Ok(Message.of("path.hop.answered-http", time, 404)),
                Optional.of(new Reply(Reply.State.ANSWERED, 404, "", time, time, time))));
    }

    /** Connects there, and nothing comes. */
    static ServicePath unproven(Endpoint endpoint) {
        var time = Duration.ofSeconds(8);
        return with(endpoint, new HopResult(Hop.ADDRESS, new Outcome.Warning(Message.of("path.hop.not-proven"),
                Cause.observed(FindingId.ANSWER_NOT_PROVEN, Severity.WARN, "")),
                Optional.of(new Reply(Reply.State.HELD, 0, "", time, Duration.ZERO, time))));
    }

    private static ServicePath with(Endpoint endpoint, HopResult result) {
        return new ServicePath(endpoint, Arrays.stream(Hop.values())
                .map(hop -> hop == result.hop() ? result : ok(hop)).toList());
    }

    /** All is well, as far as it could be read. */
    static ServicePath untold(Endpoint endpoint, Hop at) {
        return new ServicePath(endpoint, Arrays.stream(Hop.values()).map(hop -> hop != at ? ok(hop)
                : HopResult.of(hop, new Outcome.Unknown(Message.of("path.hop.not-asked")))).toList());
    }

    private static HopResult ok(Hop hop) {
        return new HopResult(hop, new Outcome.Ok(Message.of("path.hop.held")), Optional.empty());
    }
}
