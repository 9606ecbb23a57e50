package process;

/**
 * Closes something once, whatever happens first: the end of a block, or the end of the process by Ctrl-C or by the
 * terminal going away. Nothing helps against a kill; what must not stay then has a lease in the journal.
 */
public final class CloseOnExit implements AutoCloseable {
    private final Thread hook;
    private final Runnable close;
    private boolean closed;

    private CloseOnExit(Runnable close) {
        this.close = close;
        this.hook = new Thread(this::once);
    }

    /** From now on the end of the process closes it, until it is closed. */
    public static CloseOnExit atExit(Runnable close) {
        var closeOnExit = new CloseOnExit(close);
        Runtime.getRuntime().addShutdownHook(closeOnExit.hook);
        return closeOnExit;
    }

    @Override
    public void close() {
        once();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook has run, or waits for us and will find nothing left to do.
        }
    }

    private synchronized void once() {
        if (!closed) {
            closed = true;
            close.run();
        }
    }
}
