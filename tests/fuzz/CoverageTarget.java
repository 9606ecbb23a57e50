package fuzz;

/** What Jazzer calls: one target for a JVM. Jazzer knows these two methods by their names. */
public final class CoverageTarget {
    private static Target.Reader reader;

    private CoverageTarget() { }

    /** What is read once here has its classes loaded and instrumented, which no input is to be blamed for. */
    public static void fuzzerInitialize(String... args) throws Exception {
        Target target = Targets.named(args[0]);
        reader = target.reader();
        reader.read(target.seeds().get().getFirst());
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        reader.read(input);
    }
}
