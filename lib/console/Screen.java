package console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import process.CloseOnExit;
import text.Columns;

/**
 * A terminal's second screen, the one that {@code less} and {@code top} draw on: a picture is drawn there again and
 * again, follows the size of the window, and leaves nothing in what can be scrolled back. The first picture enters it.
 * However the program ends, it is left, and what the last picture wants to leave behind stands in the usual screen.
 * Thread-safe.
 */
public final class Screen implements AutoCloseable {

    /** Often enough to follow a hand that pulls at a window; a question costs a microsecond. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    // ECMA-48 and xterm's private modes: 1049 the second screen, 25 the cursor, 7 long lines go on in the next row.
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";
    private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l\r\u001b[J";
    private static final String ERASE_LINE = "\u001b[2K";
    private static final String ERASE_BELOW = "\u001b[J";

    /** What is drawn. Asked again when the size has changed, by any thread. */
    public interface Picture {
        /** No more lines than the size has rows, and none wider; what is too much is cut off. */
        List<String> lines(ScreenSize size);

        /** What stays in the usual screen when this was the last picture. */
        List<String> left(ScreenSize size);
    }

    private final PrintWriter out;
    private final Window window;
    private final Thread follower = Thread.ofPlatform().daemon().name("window size").unstarted(this::follow);
    private CloseOnExit exit;
    private Picture picture;
    private ScreenSize size;
    private boolean closed;

    public Screen(PrintWriter out, Window window) {
        this.out = out;
        this.window = window;
    }

    /**
     * Draws a picture in the place of the last one. After the end nothing is drawn.
     *
     * @return false where nobody can see it any more
     */
    public synchronized boolean show(Picture next) {
        if (closed) {
            return false;
        }
        size = window.size().get();
        boolean first = picture == null;
        picture = next;
        return (!first || enter()) && draw();
    }

    /** @return false where the process is ending already */
    private boolean enter() {
        try {
            // First the promise to leave it: a Ctrl-C may come between the two.
            exit = CloseOnExit.atExit(this::leave);
        } catch (IllegalStateException e) {
            closed = true;
            return false;
        }
        out.print(ENTER);
        if (window.cheap()) {
            follower.start();
        }
        return true;
    }

    /** Draws the picture anew where the window has another size now. */
    synchronized void fit() {
        if (!closed && picture != null && !size.equals(window.size().get())) {
            size = window.size().get();
            draw();
        }
    }

    /** Every row is told where it stands: no size, not even a wrong one, makes the screen scroll. */
    private boolean draw() {
        var drawn = new StringBuilder();
        List<String> lines = picture.lines(size);
        int shown = Math.min(lines.size(), size.rows());
        for (int row = 0; row < shown; row++) {
            // Erased first: behind a full row the cursor stands on its last character.
            drawn.append(at(row)).append(ERASE_LINE).append(Columns.cut(lines.get(row), size.columns(), ""));
        }
        if (shown < size.rows()) {
            drawn.append(at(shown)).append(ERASE_BELOW);
        }
        out.print(drawn);
        return !out.checkError();
    }

    private static String at(int row) {
        return "\u001b[" + (row + 1) + ";1H";
    }

    private void follow() {
        try {
            while (true) {
                Thread.sleep(LOOK_AGAIN);
                fit();
            }
        } catch (InterruptedException e) {
            // The screen is left.
        }
    }

    private synchronized void leave() {
        closed = true;
        follower.interrupt();
        // A terminal without a second screen has the picture in the usual one: there it goes on below it.
        var last = new StringBuilder(at(size.rows() - 1)).append(LEAVE);
        picture.left(size).forEach(line -> last.append(line).append('\n'));
        out.print(last);
        out.flush();
    }

    @Override
    public void close() {
        CloseOnExit promised;
        synchronized (this) {
            closed = true;
            promised = exit;
        }
        // Not while this is locked: the end of the process may be at it, and would wait for us.
        if (promised != null) {
            promised.close();
        }
    }
}
