package process.recording;

/**
 * How much of Java's memory a recording may take: it comes from a stranger, and one that was made to fill the memory is
 * refused before it does. Thread-safe.
 */
final class MemoryLimit {
    private static final int MIB = 1 << 20;
    /** All that one run may need for what it reads, however much memory there is. */
    private static final long MOST = 512L * MIB;
    /** The rest is for what the run makes of it. */
    private static final int PART = 4;

    /** A value of JSON as a tree, at most: its number or text, and the entry of the map or list that holds it. */
    static final int JSON_VALUE = 120;

    private final long most;
    private long taken;

    MemoryLimit(long javaMemory) {
        this.most = Math.min(MOST, javaMemory / PART);
    }

    static MemoryLimit ofThisProcess() {
        return new MemoryLimit(Runtime.getRuntime().maxMemory());
    }

    /** @return false where that is more than is left; then nothing was taken */
    synchronized boolean take(long bytes) {
        if (bytes > most - taken) {
            return false;
        }
        taken += bytes;
        return true;
    }

    synchronized long left() {
        return most - taken;
    }

    /** In MiB, for a sentence. */
    long mib() {
        return most / MIB;
    }
}
