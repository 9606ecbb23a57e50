package path;

import fact.Fact;
import host.LanAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import text.Message;

/**
 * What phones said in earlier runs, by its age. It is told, and overrules nothing that was found out in this run: a
 * network changes within minutes.
 */
final class EarlierWords {

    /** A machine that nobody tries for so long has another address, or another firewall, as likely as not. */
    private static final Duration SUCCESS_LASTS = Duration.ofDays(7);

    /** People mend what does not work; a failure of yesterday is seldom one of today. */
    private static final Duration FAILURE_LASTS = Duration.ofDays(1);

    private EarlierWords() { }

    /** @param words of one endpoint, not empty */
    static HopResult judge(Walk walk, List<PhoneWord> words) {
        Map<InetAddress, PhoneWord> lastOfEach = new LinkedHashMap<>();
        words.stream().filter(word -> wasHere(walk, word) && !age(walk, word).isNegative())
                .sorted(Comparator.comparing(PhoneWord::at)).forEach(word -> lastOfEach.put(word.phone(), word));
        List<PhoneWord> lately = lastOfEach.values().stream()
                .sorted(Comparator.comparing(PhoneWord::at).reversed()).toList();
        Optional<PhoneWord> through = lately.stream().filter(EarlierWords::gotThrough)
                .filter(word -> age(walk, word).compareTo(SUCCESS_LASTS) <= 0).findFirst();
        List<PhoneWord> failed = lately.stream().filter(EarlierWords::failed)
                .filter(word -> age(walk, word).compareTo(FAILURE_LASTS) <= 0).toList();
        if (!failed.isEmpty()) {
            return result(walk, failed, failedLately(walk, failed, through));
        }
        return through.map(word -> result(walk, List.of(word), new Outcome.Ok(Message.of(
                        "path.hop.phone-got-through-before", InWords.ago(age(walk, word))))))
                .orElseGet(() -> HopResult.of(Hop.PHONE, new Outcome.Skipped(tooOld(walk, words))));
    }

    /** A raw port that a browser connected to, and could do no more, is one it got through to. */
    static boolean gotThrough(PhoneWord word) {
        return word.tried() instanceof Tried.GotThrough || connects(word);
    }

    private static boolean connects(PhoneWord word) {
        return word.how() == PhoneWord.How.BROWSER && word.endpoint().service().health().isEmpty()
                && word.seen() instanceof Fact.Known<Sighting>(Sighting.Connected connected);
    }

    private static boolean failed(PhoneWord word) {
        return switch (word.tried()) {
            case Tried.GotThrough through -> false;
            case Tried.NotTried not -> false;
            case Tried.TimedOut timedOut -> !connects(word);
            // Of a port that takes no HTTP, nothing is known when it fails at once.
            case Tried.FailedFast fast -> !connects(word)
                    && (word.endpoint().service().health().isPresent() || word.seen().toOptional().isPresent());
            case Tried.Refused refused -> true;
            case Tried.Unreachable unreachable -> true;
        };
    }

    private static Duration age(Walk walk, PhoneWord word) {
        return Duration.between(word.at(), walk.facts.startedAt());
    }

    private static boolean wasHere(Walk walk, PhoneWord word) {
        return walk.facts.chosen().map(LanAddress.Chosen::address)
                .filter(own -> own.inet().equals(word.asked())).isPresent();
    }

    private static HopResult result(Walk walk, List<PhoneWord> words, Outcome outcome) {
        return new HopResult(Hop.PHONE, outcome, Optional.empty(),
                Optional.of(new Said(words, Optional.of(age(walk, words.getFirst())))));
    }

    private static Outcome failedLately(Walk walk, List<PhoneWord> failed, Optional<PhoneWord> through) {
        Cause cause = Cause.observed(FindingId.PHONE_FAILED_LATELY, Severity.WARN, "")
                .seen(Stream.concat(failed.stream(), through.stream()).map(word -> said(walk, word)).toList())
                .mendedBy(PhoneRemedies.prove());
        PhoneWord last = failed.getFirst();
        return new Outcome.Warning(Message.of("path.hop.phone-failed-lately", InWords.ago(age(walk, last)),
                InWords.of(last.tried())), cause);
    }

    private static Message said(Walk walk, PhoneWord word) {
        return Message.of("path.evidence.phone-tried-before", List.<Object>of(word.endpoint().port()),
                word.phone().getHostAddress(), InWords.ago(age(walk, word)), InWords.of(word.tried()));
    }

    /** It lies too far back, or was said of an address that this machine is no longer asked at, or proves nothing. */
    private static Message tooOld(Walk walk, List<PhoneWord> words) {
        Comparator<PhoneWord> byTime = Comparator.comparing(PhoneWord::at);
        List<PhoneWord> past = words.stream().filter(word -> !age(walk, word).isNegative()).toList();
        Optional<PhoneWord> through = past.stream().filter(EarlierWords::gotThrough).max(byTime);
        if (through.isPresent()) {
            Message ago = InWords.ago(age(walk, through.get()));
            return wasHere(walk, through.get()) ? Message.of("path.hop.phone-long-ago", ago)
                    : Message.of("path.hop.phone-at-other-address", through.get().asked().getHostAddress(), ago);
        }
        return past.stream().max(byTime).map(word -> Message.of("path.hop.phone-tried-before",
                        InWords.ago(age(walk, word)), InWords.of(word.tried())))
                .orElse(Message.of("path.hop.phone-not-asked"));
    }
}
