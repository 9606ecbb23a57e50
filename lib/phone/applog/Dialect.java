package phone.applog;

import java.util.List;
import java.util.Optional;

/** How the libraries and systems of one kind word a failed connection: all that is known of their words. */
sealed interface Dialect permits LiveKitDialect, ChromiumDialect, AppleDialect, DartDialect, AndroidDialect,
        JavaScriptDialect, StatusDialect, SystemDialect, PlainDialect {

    /** Where a text may be in several of them, the one that says more comes first. */
    List<Dialect> ALL = List.of(new LiveKitDialect(), new ChromiumDialect(), new AppleDialect(), new DartDialect(),
            new AndroidDialect(), new JavaScriptDialect(), new StatusDialect(), new SystemDialect(),
            new PlainDialect());

    /**
     * True where such a failure begins in a line.
     *
     * @param lower the line in lower case: a log has many lines, and each is asked for by every dialect
     */
    boolean begins(String lower);

    /**
     * What the lines of one failure mean; empty where they are none of theirs.
     *
     * @param lower the same in lower case
     */
    Optional<Meaning> meaning(String text, String lower);

    /**
     * What some words mean.
     *
     * @param code what the system or the library calls it
     */
    record Meaning(AppFailure.Kind kind, Optional<String> code, Needs needs) { }

    /** What it takes to hold some words for a failure of the app: everything on a phone writes into the same log. */
    enum Needs {
        /** They say it themselves. */
        NOTHING,
        /** The one who wrote them is known to be an app. */
        APP,
        /** They, or the lines before, tell the address that was asked. */
        ADDRESS,
        /** Both. */
        APP_AND_ADDRESS;

        boolean met(boolean app, boolean address) {
            return switch (this) {
                case NOTHING -> true;
                case APP -> app || address;
                case ADDRESS -> address;
                case APP_AND_ADDRESS -> app && address;
            };
        }
    }

    /** Words that stand for one kind: any of them, in lower case. */
    record Wording(AppFailure.Kind kind, List<String> words) {

        static Wording of(AppFailure.Kind kind, String... words) {
            return new Wording(kind, List.of(words));
        }
    }

    /** The kind of the first entry with words that stand in the text, which is in lower case as they are. */
    static Optional<AppFailure.Kind> first(List<Wording> table, String lower) {
        return table.stream().filter(wording -> has(wording.words(), lower)).map(Wording::kind).findFirst();
    }

    /** True where one of the words stands in the text, which is in lower case as they are. */
    static boolean has(List<String> words, String lower) {
        for (String word : words) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
