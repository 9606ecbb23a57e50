package path;

import fact.Fact;
import java.time.Duration;
import java.util.List;
import text.Durations;
import text.Message;

/** How it is said what a phone tried, what this machine saw of it, and how long ago that was. */
public final class InWords {

    private InWords() { }

    /** How the phone fared. */
    public static Message of(Tried tried) {
        return switch (tried) {
            case Tried.GotThrough(Duration median, Duration worst, int tries) when tries == 1 ->
                Message.of("path.tried.got-through", median);
            case Tried.GotThrough(Duration median, Duration worst, int tries) ->
                Message.of("path.tried.got-through-often", median, worst, tries);
            case Tried.TimedOut(Duration after) -> Message.of("path.tried.timed-out", after);
            case Tried.FailedFast failed -> Message.of("path.tried.failed-fast");
            case Tried.Refused refused -> Message.of("path.tried.refused");
            case Tried.Unreachable unreachable -> Message.of("path.tried.unreachable");
            case Tried.NotTried(Message why) -> why;
        };
    }

    /** What became of its packet. */
    public static Message of(Sighting seen) {
        return switch (seen) {
            case Sighting.Connected connected -> Message.of("path.seen.connected");
            case Sighting.Refused refused -> Message.of("path.seen.refused");
            case Sighting.Dropped(String by, String where, Confidence confidence) ->
                Message.of("path.seen.dropped", by, where);
            case Sighting.Unanswered unanswered -> Message.of("path.seen.unanswered");
            case Sighting.Arrived arrived -> Message.of("path.seen.arrived");
            case Sighting.NeverArrived never -> Message.of("path.seen.never-arrived");
        };
    }

    /** As it stands in the JSON output. */
    public static String id(Tried tried) {
        return switch (tried) {
            case Tried.GotThrough through -> "got-through";
            case Tried.TimedOut timedOut -> "timed-out";
            case Tried.FailedFast failed -> "failed-fast";
            case Tried.Refused refused -> "refused";
            case Tried.Unreachable unreachable -> "unreachable";
            case Tried.NotTried not -> "not-tried";
        };
    }

    /** As it stands in the JSON output. */
    public static String id(Sighting seen) {
        return switch (seen) {
            case Sighting.Connected connected -> "connected";
            case Sighting.Refused refused -> "refused";
            case Sighting.Dropped dropped -> "dropped";
            case Sighting.Unanswered unanswered -> "unanswered";
            case Sighting.Arrived arrived -> "arrived";
            case Sighting.NeverArrived never -> "never-arrived";
        };
    }

    /** How long ago, to the nearest minute up to two hours, to the nearest hour up to two days, then in days. */
    public static Message ago(Duration age) {
        Duration minutes = Durations.rounded(age, Duration.ofMinutes(1));
        Duration hours = Durations.rounded(age, Duration.ofHours(1));
        return age.compareTo(Duration.ofMinutes(1)) < 0 ? Message.of("path.ago.now")
                : minutes.compareTo(Duration.ofHours(1)) < 0 ? Message.of("path.ago.minutes", minutes.toMinutes())
                : minutes.compareTo(Duration.ofHours(2)) < 0 ? Message.of("path.ago.time", minutes)
                : hours.compareTo(Duration.ofDays(2)) < 0 ? Message.of("path.ago.time", hours)
                : Message.of("path.ago.days", Durations.rounded(age, Duration.ofDays(1)).toDays());
    }

    /** What was said and what was seen; the ports come first, so that what is said of several becomes one sentence. */
    static List<Message> evidence(PhoneWord word) {
        List<Object> port = List.of(word.endpoint().port());
        String phone = word.phone().getHostAddress();
        Message how = word.tried() instanceof Tried.GotThrough ? Message.of("path.tried.through") : of(word.tried());
        Message tried = Message.of("path.evidence.phone-tried", port, phone, word.asked().getHostAddress(), how);
        return switch (word.tried()) {
            case Tried.GotThrough through -> List.of(tried);
            case Tried.NotTried not -> List.of(tried);
            case Tried.TimedOut timedOut -> List.of(tried, seen(word, port));
            case Tried.FailedFast failed -> List.of(tried, seen(word, port));
            case Tried.Refused refused -> List.of(tried, seen(word, port));
            case Tried.Unreachable unreachable -> List.of(tried, seen(word, port));
        };
    }

    private static Message seen(PhoneWord word, List<Object> port) {
        return switch (word.seen()) {
            case Fact.Known<Sighting>(Sighting seen) -> Message.of("path.evidence.phone-seen", port, of(seen));
            case Fact.Unknown<Sighting>(Message cause) -> Message.of("path.evidence.phone-unseen", port, cause);
        };
    }
}
