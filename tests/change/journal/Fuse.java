package change.journal;

/** Kills the program at its n-th operation, and at every one after it: nothing that is dead does anything. */
public final class Fuse {

    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed");
        }
    }

    private int left;
    private boolean blown;

    private Fuse(int left) {
        this.left = left;
    }

    public static Fuse at(int operation) {
        return new Fuse(operation);
    }

    public static Fuse never() {
        return new Fuse(Integer.MAX_VALUE);
    }

    void tick() {
        if (blown || --left <= 0) {
            blown = true;
            throw new Killed();
        }
    }

    public boolean blown() {
        return blown;
    }
}
