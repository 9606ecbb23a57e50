package path.check;

import host.LanAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import path.Cause;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneReport;
import path.PhoneReports;
import path.Severity;
import process.Fact;
import text.Message;

/**
 * What phones said in earlier runs, by its age. It is told, and overrules nothing that was found out in this run: a
 * network changes within minutes.
 */
final class PhoneHistoryCheck {

    /** A machine that nobody tries for so long has another address, or another firewall, as likely as not. */
    private static final Duration SUCCESS_LASTS = Duration.ofDays(7);

    /** People fix what does not work; a failure of yesterday is seldom one of today. */
    private static final Duration FAILURE_LASTS = Duration.ofDays(1);

    private PhoneHistoryCheck() { }

    /** @param words of one endpoint, not empty */
    static HopResult judge(Checklist checklist, List<PhoneReport> words) {
        Map<InetAddress, PhoneReport> lastOfEach = new LinkedHashMap<>();
        words.stream().filter(word -> wasHere(checklist, word) && !age(checklist, word).isNegative())
                .sorted(Comparator.comparing(PhoneReport::at)).forEach(word -> lastOfEach.put(word.phone(), word));
        List<PhoneReport> lately = lastOfEach.values().stream()
                .sorted(Comparator.comparing(PhoneReport::at).reversed()).toList();
        Optional<PhoneReport> through = lately.stream().filter(PhoneHistoryCheck::gotThrough)
                .filter(word -> age(checklist, word).compareTo(SUCCESS_LASTS) <= 0).findFirst();
        List<PhoneReport> failed = lately.stream().filter(PhoneHistoryCheck::failed)
                .filter(word -> age(checklist, word).compareTo(FAILURE_LASTS) <= 0).toList();
        if (!failed.isEmpty()) {
            return result(checklist, failed, failedLately(checklist, failed, through));
        }
        return through.map(word -> result(checklist, List.of(word), new Outcome.Ok(Message.of(
                        "path.hop.phone-got-through-before", PhoneTexts.ago(age(checklist, word))))))
                .orElseGet(() -> HopResult.of(Hop.PHONE, tooOld(checklist, words)));
    }

    /** A raw port that a browser connected to, and could do no more, is one it got through to. */
    static boolean gotThrough(PhoneReport word) {
        return word.attempt() instanceof PhoneAttempt.GotThrough && !word.contradicted() && !word.wordAlone()
                || connects(word);
    }

    private static boolean connects(PhoneReport word) {
        return word.how() == PhoneReport.How.BROWSER && word.endpoint().healthPath().isEmpty()
                && word.seen() instanceof Fact.Known<PacketFate>(PacketFate.Connected connected);
    }

    private static boolean failed(PhoneReport word) {
        return switch (word.attempt()) {
            case PhoneAttempt.GotThrough through -> false;
            case PhoneAttempt.Intermittent some -> !word.contradicted();
            case PhoneAttempt.Unfinished began -> !word.contradicted();
            case PhoneAttempt.NotTried not -> false;
            case PhoneAttempt.TimedOut timedOut -> !connects(word);
            // Of a port that takes no HTTP, nothing is known when it fails at once.
            case PhoneAttempt.FailedFast fast -> !connects(word)
                    && (word.endpoint().healthPath().isPresent() || word.seen().toOptional().isPresent());
            case PhoneAttempt.Refused refused -> true;
            case PhoneAttempt.Unreachable unreachable -> true;
        };
    }

    private static Duration age(Checklist checklist, PhoneReport word) {
        return Duration.between(word.at(), checklist.facts.startedAt());
    }

    private static boolean wasHere(Checklist checklist, PhoneReport word) {
        return checklist.facts.chosen().map(LanAddress.Chosen::address)
                .filter(own -> own.inet().equals(word.asked())).isPresent();
    }

    private static HopResult result(Checklist checklist, List<PhoneReport> words, Outcome outcome) {
        return new HopResult(Hop.PHONE, outcome, Optional.empty(),
                Optional.of(new PhoneReports(words, Optional.of(age(checklist, words.getFirst())))));
    }

    private static Outcome failedLately(Checklist checklist, List<PhoneReport> failed, Optional<PhoneReport> through) {
        Cause cause = Cause.observed(FindingId.PHONE_FAILED_LATELY, Severity.WARN, "")
                .seen(Stream.concat(failed.stream(), through.stream()).map(word -> said(checklist, word)).toList())
                .fixedBy(PhoneRemedies.prove());
        PhoneReport last = failed.getFirst();
        return new Outcome.Warning(Message.of("path.hop.phone-failed-lately", PhoneTexts.ago(age(checklist, last)),
                PhoneTexts.of(last.attempt())), cause);
    }

    private static Message said(Checklist checklist, PhoneReport word) {
        return Message.of("path.evidence.phone-tried-before", List.<Object>of(word.endpoint().port()),
                word.phone().getHostAddress(), PhoneTexts.ago(age(checklist, word)), PhoneTexts.of(word.attempt()));
    }

    /** It lies too far back, or was said of an address that this machine is no longer asked at, or proves nothing. */
    private static Outcome.Skipped tooOld(Checklist checklist, List<PhoneReport> words) {
        Comparator<PhoneReport> byTime = Comparator.comparing(PhoneReport::at);
        List<PhoneReport> past = words.stream().filter(word -> !age(checklist, word).isNegative()).toList();
        Optional<PhoneReport> through = past.stream().filter(PhoneHistoryCheck::gotThrough).max(byTime);
        if (through.isPresent()) {
            Message ago = PhoneTexts.ago(age(checklist, through.get()));
            return new Outcome.Skipped(wasHere(checklist, through.get()) ? Message.of("path.hop.phone-long-ago", ago)
                    : Message.of("path.hop.phone-at-other-address", through.get().asked().getHostAddress(), ago));
        }
        return past.stream().max(byTime).map(word -> new Outcome.Skipped(word.contradicted() || word.wordAlone()
                        ? Message.of("path.hop.phone-said-before", PhoneTexts.ago(age(checklist, word)))
                        : Message.of("path.hop.phone-tried-before",
                        PhoneTexts.ago(age(checklist, word)), PhoneTexts.of(word.attempt()))))
                .orElseGet(PhoneCheck::notAsked);
    }
}
