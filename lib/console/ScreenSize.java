package console;

/** What a terminal's window shows at once, in characters. */
public record ScreenSize(int columns, int rows) {

    /** Where it cannot be found out; the first terminals had it, and every window has at least as much. */
    public static final ScreenSize USUAL = new ScreenSize(80, 24);
}
