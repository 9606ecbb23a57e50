package cli;

/** The one place that holds the version. */
public final class Version {
    public static final String CURRENT = "0.1.0";

    private Version() { }

    /** {@code diagnose 0.1.0 (runbook)}. */
    public static String of(String script) {
        return script + " " + CURRENT + " (runbook)";
    }
}
