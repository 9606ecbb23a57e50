package path;

import java.util.OptionalInt;

/**
 * A phone's system, as far as its browser tells.
 *
 * @param major its version; empty where the browser does not tell the true one, as Chrome has not since 2023
 */
public record PhoneSystem(Kind kind, OptionalInt major) {

    /** The systems whose permissions differ. */
    public enum Kind {
        ANDROID, IOS,
        /** Another one, or nobody said: an iPad says that it is a Mac. */
        OTHER
    }

    /** Nothing is known of it. */
    public static final PhoneSystem OTHER = new PhoneSystem(Kind.OTHER, OptionalInt.empty());
}
