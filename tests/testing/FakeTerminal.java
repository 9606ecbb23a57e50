package testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import text.Columns;

/**
 * As much of a terminal as the scripts use: two screens of rows and columns, of which only the usual one scrolls into
 * a history; long lines that go on or do not; a cursor that is seen or not. What it does not know it refuses.
 */
public final class FakeTerminal {
    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[(\\??)([\\d;]*)([A-Za-z])");

    private final int columns;
    private final int rows;
    private final List<String> history = new ArrayList<>();
    private List<StringBuilder> screen;
    private List<StringBuilder> usual;
    private int usualRow;
    private int usualColumn;
    private int row;
    private int column;
    private boolean wraps = true;
    private boolean cursor = true;

    public FakeTerminal(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        this.screen = blank();
    }

    private List<StringBuilder> blank() {
        var lines = new ArrayList<StringBuilder>();
        for (int i = 0; i < rows; i++) {
            lines.add(new StringBuilder());
        }
        return lines;
    }

    public void write(String text) {
        Matcher next = Pattern.compile(SEQUENCE + "|\\X").matcher(text);
        while (next.find()) {
            String one = next.group();
            Matcher sequence = SEQUENCE.matcher(one);
            if (sequence.matches()) {
                obey(sequence.group(1) + sequence.group(2) + sequence.group(3));
            } else {
                one.chars().filter(c -> c == '\u001b').findAny().ifPresent(c -> {
                    throw new IllegalArgumentException("unknown sequence in " + text.replace('\u001b', '^'));
                });
                switch (one) {
                    case "\r\n", "\n" -> {
                        down();
                        column = 0;
                    }
                    case "\r" -> column = 0;
                    default -> put(one);
                }
            }
        }
    }

    private void obey(String sequence) {
        if (sequence.endsWith("m")) {
            return;
        }
        if (sequence.endsWith("H")) {
            String[] at = sequence.substring(0, sequence.length() - 1).split(";");
            row = Math.clamp(Integer.parseInt(at[0]) - 1, 0, rows - 1);
            column = Math.clamp(Integer.parseInt(at[1]) - 1, 0, columns - 1);
            return;
        }
        switch (sequence) {
            case "2K" -> screen.get(row).setLength(0);
            case "J" -> {
                screen.get(row).setLength(Math.min(column, screen.get(row).length()));
                screen.subList(row + 1, rows).forEach(line -> line.setLength(0));
            }
            case "?1049h" -> {
                usual = screen;
                usualRow = row;
                usualColumn = column;
                screen = blank();
            }
            case "?1049l" -> {
                screen = usual;
                row = usualRow;
                column = usualColumn;
                usual = null;
            }
            case "?25h", "?25l" -> cursor = sequence.endsWith("h");
            case "?7h", "?7l" -> wraps = sequence.endsWith("h");
            default -> throw new IllegalArgumentException("unknown sequence " + sequence);
        }
    }

    /** As xterm: the column behind the last one is left only when the next character comes. */
    private void put(String one) {
        int wide = Columns.of(one);
        if (column + wide > columns) {
            if (!wraps) {
                throw new IllegalStateException("a line is cut off by the terminal, at " + one + " of row " + row);
            }
            down();
            column = 0;
        }
        StringBuilder here = screen.get(row);
        while (Columns.of(here.toString()) < column) {
            here.append(' ');
        }
        if (Columns.of(here.toString()) > column) {
            throw new IllegalStateException("written over what stands there, in row " + row);
        }
        here.append(one);
        column += wide;
    }

    private void down() {
        if (row < rows - 1) {
            row++;
            return;
        }
        if (usual == null) {
            history.add(screen.getFirst().toString());
            Collections.rotate(screen, -1);
            screen.set(rows - 1, new StringBuilder());
        } else {
            throw new IllegalStateException("the second screen scrolls");
        }
    }

    /** What can be scrolled back. */
    public List<String> history() {
        return List.copyOf(history);
    }

    /** What is on the screen, without the empty rows at its end. */
    public String text() {
        return screen.stream().map(line -> line.toString().stripTrailing()).collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    public List<String> lines() {
        return Arrays.asList(text().split("\n"));
    }

    /** True where programs draw that leave nothing behind. */
    public boolean secondScreen() {
        return usual != null;
    }

    /** True where a person can type as usual: the usual screen, a cursor, long lines go on. */
    public boolean asBefore() {
        return usual == null && cursor && wraps;
    }
}
