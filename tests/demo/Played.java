package demo;

/** One play for all tests: it takes its seconds once. */
final class Played {
    private static final DemoRunner PLAY = DemoRunner.begin();

    private Played() { }

    static DemoRunner play() {
        return PLAY;
    }
}
