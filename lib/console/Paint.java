package console;

import path.Outcome;
import path.Severity;

/** Marks and colours, as the reader's screen can show them. */
public final class Paint {
    private final Look look;

    public Paint(Look look) {
        this.look = look;
    }

    /** A mark of one column, or of the same three letters where there is only ASCII. */
    public String mark(Severity severity) {
        return switch (severity) {
            case FAIL -> red(look.unicode() ? "✗" : "x");
            case WARN -> yellow("!");
            case INFO -> dim(look.unicode() ? "·" : "-");
        };
    }

    public String good() {
        return green(look.unicode() ? "✓" : "+");
    }

    /** The words in the colour of what they tell. */
    public String as(Outcome outcome, String words) {
        return switch (outcome) {
            case Outcome.Ok ok -> green(words);
            case Outcome.Problem problem -> red(words);
            case Outcome.Warning warning -> yellow(words);
            case Outcome.Skipped skipped -> dim(words);
            case Outcome.Unknown unknown -> yellow(words);
        };
    }

    public String bold(String words) {
        return paint("1", words);
    }

    public String dim(String words) {
        return paint("2", words);
    }

    public String red(String words) {
        return paint("31;1", words);
    }

    public String green(String words) {
        return paint("32", words);
    }

    public String yellow(String words) {
        return paint("33", words);
    }

    /** ECMA-48 select graphic rendition; nothing at all where the screen has no colours. */
    private String paint(String code, String words) {
        return look.colour() ? "\u001b[" + code + "m" + words + "\u001b[0m" : words;
    }
}
