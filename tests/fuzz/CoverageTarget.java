package fuzz;

/** What Jazzer calls: one target for a JVM. Jazzer knows these two methods by their names. */
public final class CoverageTarget {
    private static Target.Reader reader;

    private CoverageTarget() { }

    public static void fuzzerInitialize(String... args) {
        reader = Targets.named(args[0]).reader();
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        reader.read(input);
    }
}
