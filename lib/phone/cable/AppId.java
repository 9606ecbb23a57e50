package phone.cable;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Android calls an app, {@code com.example.app}. The phone's shell reads it as a word of its own, so it is one of
 * these and nothing else: "Configure the app module" of Android's documentation has two segments at least, each begins
 * with a letter, and only letters, digits and underscores follow.
 */
public record AppId(String text) {

    /** Longer ones Android does not install: the name is that of a folder. */
    private static final int LONGEST = 223;

    private static final Pattern FORM = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*+(?:\\.[a-zA-Z][a-zA-Z0-9_]*+)+");

    public AppId {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("no application id");
        }
    }

    /** Empty for what no app can be called. */
    public static Optional<AppId> of(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches() ? Optional.of(new AppId(text))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
