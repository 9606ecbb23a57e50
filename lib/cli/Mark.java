package cli;

/** The sign in front of a line. ASCII where the stream cannot carry the other; never an emoji. */
public enum Mark {
    OK("\u2713", "[ok]"),
    FAIL("\u2717", "[!!]"),
    WARN("!", "[! ]"),
    UNKNOWN("?", "[? ]"),
    SKIPPED("-", "[--]"),
    INFO("i", "[i ]");

    private final String unicode;
    private final String ascii;

    Mark(String unicode, String ascii) {
        this.unicode = unicode;
        this.ascii = ascii;
    }

    public String on(Terminal screen) {
        return screen.unicode() ? unicode : ascii;
    }
}
