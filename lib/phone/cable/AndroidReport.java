package phone.cable;

import java.util.OptionalInt;
import text.Message;

/**
 * What a phone says of itself and of the app that somebody asks about.
 *
 * @param sdk its version of Android, as a number; empty where it did not say
 */
public record AndroidReport(OptionalInt sdk, App app) {

    /** How it stands with the app. */
    public sealed interface App { }

    /** Nobody asked about one. */
    public record NotAsked() implements App { }

    public record Installed(AppId id, AppPackage known) implements App { }

    public record NotInstalled(AppId id) implements App { }

    /** The phone's answer is not there, or cannot be understood. */
    public record Unread(AppId id, Message why) implements App { }

    /** Nothing is known: no phone was asked. */
    public static AndroidReport nothing() {
        return new AndroidReport(OptionalInt.empty(), new NotAsked());
    }

    /** The number that people know the version by: 8.1 and 12L had one of these more. */
    public static int release(int sdk) {
        return sdk >= 33 ? sdk - 20 : sdk == 32 ? 12 : sdk >= 28 ? sdk - 19 : sdk >= 26 ? 8 : sdk >= 24 ? 7 : 6;
    }
}
