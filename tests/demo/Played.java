package demo;

/** One play for all tests: it takes its seconds once. */
final class Played {
    private static final Play PLAY = Play.begin();

    private Played() { }

    static Play play() {
        return PLAY;
    }
}
