package change.journal;

/** Kills the program at its n-th operation, and at every one after it: nothing that is dead does anything. */
public final class KillSwitch {

    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed");
        }
    }

    private int left;
    private boolean blown;

    private KillSwitch(int left) {
        this.left = left;
    }

    public static KillSwitch at(int operation) {
        return new KillSwitch(operation);
    }

    public static KillSwitch never() {
        return new KillSwitch(Integer.MAX_VALUE);
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
