package powershell;

/**
 * A piece of PowerShell that leaves this project.
 *
 * @param name where it comes from, for a complaint
 */
record Text(String name, Kind kind, String text) {

    enum Kind {
        /** A resource of the library in its frame, as {@code powershell.exe} is given it. */
        SCRIPT,
        /** What a script of ours prints for a person to paste. */
        LINE,
        /** What the runbook offers to paste: one heading's blocks one after the other, as into one window. */
        PAGE,
        /** What the tests themselves run where there is a PowerShell. */
        TEST
    }

    @Override
    public String toString() {
        return name;
    }
}
