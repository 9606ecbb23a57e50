package path.check;

import path.PhoneAttempt;
import text.Message;

/** What one try came to, in a few words. */
public final class AttemptText {

    private AttemptText() { }

    public static Message word(PhoneAttempt attempt) {
        return switch (attempt) {
            case PhoneAttempt.GotThrough(var median, var worst, int tries) -> Message.of("phone.tried.through", median);
            case PhoneAttempt.Intermittent(int answered, int tries, var median, var worst) ->
                Message.of("phone.tried.intermittent", answered, tries);
            case PhoneAttempt.Unfinished(var after) -> Message.of("phone.tried.unfinished", after);
            case PhoneAttempt.TimedOut(var after) -> Message.of("phone.tried.timed-out", after);
            case PhoneAttempt.FailedFast(var after) -> Message.of("phone.tried.failed", after);
            case PhoneAttempt.Refused() -> Message.of("phone.tried.refused");
            case PhoneAttempt.Unreachable() -> Message.of("phone.tried.unreachable");
            case PhoneAttempt.NotTried(Message why) -> why;
        };
    }
}
