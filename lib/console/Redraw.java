package console;

import java.util.List;
import text.Columns;

/** A picture on a terminal that is drawn again and again in the same place. */
public final class Redraw {
    private final int width;
    private int drawn;

    /** @param width columns of the screen */
    public Redraw(int width) {
        this.width = width;
    }

    /** What to write: it goes back over the last picture and draws this one in its place. */
    public String of(List<String> lines) {
        var picture = new StringBuilder();
        if (drawn > 0) {
            // ECMA-48: up to the first line of the last picture, then erase to the end of the screen.
            picture.append("\u001b[").append(drawn).append("A\r\u001b[J");
        }
        lines.forEach(text -> picture.append(text).append('\n'));
        drawn = lines.stream().mapToInt(text -> Columns.rows(text, width)).sum();
        return picture.toString();
    }
}
