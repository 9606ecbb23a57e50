package change.journal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import json.Id;
import text.Message;

/**
 * What can still be read of a damaged line, for the person who has to look: nothing of it is believed.
 *
 * @param text the line
 */
record Legible(String text, JournalCodec codec) {
    private static final Pattern RUN = Pattern.compile("(?<!\\d)\\d{8}-\\d{6}-[0-9a-f]{4}(?![0-9a-f])");
    private static final Pattern CHANGE =
            Pattern.compile("\"kind\":\"([a-z-]{1,40})\",\"change\":(\\{.*?\\})(,\"line\":.*)?\\}");
    private static final Pattern NAME =
            Pattern.compile("\"(?:comment|name|display|id|chain)\":\"([\\p{L}\\p{N} ._:/(){}-]{1,120})\"");
    private static final Pattern LENDS = Pattern.compile("\"lease\":\"|\"until\":\"");
    private static final Pattern PURPOSE = Pattern.compile("\"lease\":\"([a-z]{1,10})\"");

    /** Longer text than that is no line of ours, and is searched up to there only. */
    private static final int SEARCHED = 1 << 14;

    Legible {
        text = text.substring(0, Math.min(text.length(), SEARCHED));
    }

    Damage damage(Path file, long line, Message why) {
        return new Damage(file, line, why, run(), what(), LENDS.matcher(text).find(), purpose());
    }

    private Optional<LeasePurpose> purpose() {
        Matcher found = PURPOSE.matcher(text);
        return found.find() ? Id.of(LeasePurpose.class, found.group(1)) : Optional.empty();
    }

    private Optional<RunId> run() {
        Matcher found = RUN.matcher(text);
        return found.find() ? Optional.of(new RunId(found.group())) : Optional.empty();
    }

    private Optional<Message> what() {
        Matcher change = CHANGE.matcher(text);
        if (change.find()) {
            try {
                return Optional.of(codec.change(change.group(1), change.group(2)).what());
            } catch (IllegalArgumentException e) {
                // It says something else than any version writes; perhaps a name is left.
            }
        }
        Matcher name = NAME.matcher(text);
        return name.find() ? Optional.of(Message.verbatim(name.group(1))) : Optional.empty();
    }
}
