package path.check;

import java.time.Duration;
import java.util.List;
import path.Confidence;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneReport;
import process.Fact;
import text.Durations;
import text.Message;

/** How it is said what a phone tried, what this machine saw of it, and how long ago that was. */
public final class PhoneTexts {

    private PhoneTexts() { }

    /** How the phone fared. */
    public static Message of(PhoneAttempt attempt) {
        return switch (attempt) {
            case PhoneAttempt.GotThrough(Duration median, Duration worst, int tries) when tries == 1 ->
                Message.of("path.tried.got-through", median);
            case PhoneAttempt.GotThrough(Duration median, Duration worst, int tries) ->
                Message.of("path.tried.got-through-often", median, worst, tries);
            case PhoneAttempt.Intermittent(int answered, int tries, Duration median, Duration worst) ->
                Message.of("path.tried.intermittent", answered, tries);
            case PhoneAttempt.Unfinished(Duration after) -> Message.of("path.tried.unfinished", after);
            case PhoneAttempt.TimedOut(Duration after) -> Message.of("path.tried.timed-out", after);
            case PhoneAttempt.FailedFast failed -> Message.of("path.tried.failed-fast");
            case PhoneAttempt.Refused refused -> Message.of("path.tried.refused");
            case PhoneAttempt.Unreachable unreachable -> Message.of("path.tried.unreachable");
            case PhoneAttempt.NotTried(Message why) -> why;
        };
    }

    /** What became of its packet. */
    public static Message of(PacketFate seen) {
        return switch (seen) {
            case PacketFate.Connected connected -> Message.of("path.seen.connected");
            case PacketFate.Refused refused -> Message.of("path.seen.refused");
            case PacketFate.Dropped(String by, String where, Confidence confidence) ->
                Message.of("path.seen.dropped", by, where);
            case PacketFate.Unanswered unanswered -> Message.of("path.seen.unanswered");
            case PacketFate.Arrived arrived -> Message.of("path.seen.arrived");
            case PacketFate.NoConnection none -> Message.of("path.seen.no-connection");
            case PacketFate.NeverArrived never -> Message.of("path.seen.never-arrived");
        };
    }

    /** As it stands in the JSON output. */
    public static String id(PhoneAttempt attempt) {
        return switch (attempt) {
            case PhoneAttempt.GotThrough through -> "got-through";
            case PhoneAttempt.Intermittent some -> "intermittent";
            case PhoneAttempt.Unfinished began -> "unfinished";
            case PhoneAttempt.TimedOut timedOut -> "timed-out";
            case PhoneAttempt.FailedFast failed -> "failed-fast";
            case PhoneAttempt.Refused refused -> "refused";
            case PhoneAttempt.Unreachable unreachable -> "unreachable";
            case PhoneAttempt.NotTried not -> "not-tried";
        };
    }

    /** As it stands in the JSON output. */
    public static String id(PacketFate seen) {
        return switch (seen) {
            case PacketFate.Connected connected -> "connected";
            case PacketFate.Refused refused -> "refused";
            case PacketFate.Dropped dropped -> "dropped";
            case PacketFate.Unanswered unanswered -> "unanswered";
            case PacketFate.Arrived arrived -> "arrived";
            case PacketFate.NoConnection none -> "no-connection";
            case PacketFate.NeverArrived never -> "never-arrived";
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
    static List<Message> evidence(PhoneReport word) {
        List<Object> port = List.of(word.endpoint().port());
        String phone = word.phone().getHostAddress();
        boolean all = word.attempt() instanceof PhoneAttempt.GotThrough;
        Message how = all && (word.contradicted() || word.wordAlone()) ? Message.of("path.tried.through-it-says")
                : all ? Message.of("path.tried.through")
                : of(word.attempt());
        Message tried = Message.of("path.evidence.phone-tried", port, phone, word.asked().getHostAddress(), how);
        return switch (word.attempt()) {
            case PhoneAttempt.GotThrough through -> word.contradicted() || word.wordAlone()
                    ? List.of(tried, seen(word, port)) : List.of(tried);
            case PhoneAttempt.NotTried not -> List.of(tried);
            case PhoneAttempt.Intermittent some -> List.of(tried, seen(word, port));
            case PhoneAttempt.Unfinished began -> List.of(tried, seen(word, port));
            case PhoneAttempt.TimedOut timedOut -> List.of(tried, seen(word, port));
            case PhoneAttempt.FailedFast failed -> List.of(tried, seen(word, port));
            case PhoneAttempt.Refused refused -> List.of(tried, seen(word, port));
            case PhoneAttempt.Unreachable unreachable -> List.of(tried, seen(word, port));
        };
    }

    private static Message seen(PhoneReport word, List<Object> port) {
        return switch (word.seen()) {
            case Fact.Known<PacketFate>(PacketFate seen) -> Message.of("path.evidence.phone-seen", port, of(seen));
            case Fact.Unknown<PacketFate>(Message cause) -> Message.of("path.evidence.phone-unseen", port, cause);
        };
    }
}
