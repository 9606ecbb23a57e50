package demo;

/** One play for all tests: it takes its seconds once. */
final class DemoRun {
    private static final DemoRunner PLAY = DemoRunner.begin();

    private DemoRun() { }

    static DemoRunner play() {
        return PLAY;
    }
}
