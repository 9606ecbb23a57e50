package monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As much of a terminal as the monitor uses: wraps at its width, goes up, clears to the end. It is high enough. */
final class FakeTerminal {
    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([\\d;]*)([A-Za-z])");

    private final int width;
    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;

    FakeTerminal(int width) {
        this.width = width;
    }

    void write(String text) {
        Matcher sequence = SEQUENCE.matcher(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u001b') {
                if (!sequence.find(i) || sequence.start() != i) {
                    throw new IllegalArgumentException("unknown sequence at " + text.substring(i));
                }
                obey(sequence.group(2), sequence.group(1));
                i = sequence.end() - 1;
            } else if (c == '\n') {
                down();
                column = 0;
            } else if (c == '\r') {
                column = 0;
            } else {
                put(c);
            }
        }
    }

    private void obey(String letter, String number) {
        switch (letter) {
            case "A" -> row = Math.max(0, row - Integer.parseInt(number));
            case "J" -> {
                rows.get(row).setLength(Math.min(column, rows.get(row).length()));
                rows.subList(row + 1, rows.size()).clear();
            }
            case "m" -> { }
            default -> throw new IllegalArgumentException("unknown sequence " + letter);
        }
    }

    /** As xterm: the column behind the last one is left only when the next character comes. */
    private void put(char c) {
        if (column == width) {
            down();
            column = 0;
        }
        StringBuilder here = rows.get(row);
        while (here.length() <= column) {
            here.append(' ');
        }
        here.setCharAt(column, c);
        column++;
    }

    private void down() {
        row++;
        if (row == rows.size()) {
            rows.add(new StringBuilder());
        }
    }

    String text() {
        return rows.stream().map(line -> line.toString().stripTrailing()).collect(Collectors.joining("\n"));
    }
}
