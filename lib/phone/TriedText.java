package phone;

import path.Tried;
import text.Message;

/** What one try came to, in a few words. */
final class TriedText {

    private TriedText() { }

    static Message word(Tried tried) {
        return switch (tried) {
            case Tried.GotThrough(var median, var worst, int tries) -> Message.of("phone.tried.through", median);
            case Tried.TimedOut(var after) -> Message.of("phone.tried.timed-out", after);
            case Tried.FailedFast(var after) -> Message.of("phone.tried.failed", after);
            case Tried.Refused() -> Message.of("phone.tried.refused");
            case Tried.Unreachable() -> Message.of("phone.tried.unreachable");
            case Tried.NotTried(Message why) -> why;
        };
    }
}
