package demo;

/** One play for all tests: it takes its seconds once. */
final class Played {
    private static final Play PLAY = new Play();

    private Played() { }

    static Play play() {
        return PLAY;
    }
}
