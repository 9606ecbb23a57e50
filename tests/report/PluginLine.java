package report;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The first line of a plugin's output, read as strictly as the Monitoring Plugins Development Guidelines can be read
 * ("Plugin Output for Nagios", "Performance data", "Threshold and Ranges"): it stands for the program on the other
 * side, so it shares no code with ours.
 *
 * @param status one of the four words
 * @param text   behind it
 */
record PluginLine(String status, String text, List<Datum> data) {
    private static final int LONGEST = 4096;

    /** RRD tells no more of a label apart. */
    private static final int APART = 19;

    /** @param value empty for {@code U} */
    record Datum(String label, Optional<BigDecimal> value, String unit, String warn, String crit, String min,
            String max) { }

    static PluginLine parse(String line) {
        require(line.getBytes(StandardCharsets.UTF_8).length < LONGEST, "too long", line);
        require(line.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029), "control", line);
        int bar = line.indexOf('|');
        require(bar > 0 && bar == line.lastIndexOf('|'), "one bar", line);
        String[] head = line.substring(0, bar).strip().split(" ", 4);
        require(head.length == 4 && head[2].equals("-")
                && List.of("OK", "WARNING", "CRITICAL", "UNKNOWN").contains(head[1]), "status", line);
        var data = new ArrayList<Datum>();
        var labels = new HashSet<String>();
        var rest = new Cursor(line.substring(bar + 1).strip());
        while (!rest.done()) {
            Datum datum = datum(rest);
            require(labels.add(datum.label().substring(0, Math.min(APART, datum.label().length()))),
                    "labels alike in " + APART + " characters", datum.label());
            data.add(datum);
        }
        return new PluginLine(head[1], head[3], List.copyOf(data));
    }

    private static Datum datum(Cursor rest) {
        rest.take('\'');
        String label = rest.until('\'');
        require(!label.isEmpty() && label.indexOf('=') < 0, "label", label);
        rest.take('\'');
        rest.take('=');
        String[] fields = rest.until(' ').split(";", -1);
        if (!rest.done()) {
            rest.take(' ');
        }
        require(fields.length <= 5, "fields", label);
        int end = fields[0].length();
        while (end > 0 && Character.isLetter(fields[0].charAt(end - 1))) {
            end--;
        }
        boolean unknown = fields[0].equals("U");
        String unit = unknown ? "" : fields[0].substring(end);
        require(List.of("", "s").contains(unit), "unit", fields[0]);
        return new Datum(label, unknown ? Optional.empty() : Optional.of(number(fields[0].substring(0, end))), unit,
                range(field(fields, 1)), range(field(fields, 2)), plain(field(fields, 3)), plain(field(fields, 4)));
    }

    private static String field(String[] fields, int number) {
        return number < fields.length ? fields[number] : "";
    }

    /** We write the simplest of ranges, a bare number: from zero to that. */
    private static String range(String text) {
        return plain(text);
    }

    private static String plain(String text) {
        if (!text.isEmpty()) {
            number(text);
        }
        return text;
    }

    /** The class of characters is {@code [-0-9.]}. */
    private static BigDecimal number(String text) {
        require(text.matches("-?[0-9]+(\\.[0-9]+)?"), "number", text);
        return new BigDecimal(text);
    }

    private static void require(boolean well, String what, String where) {
        if (!well) {
            throw new AssertionError(what + ": " + where);
        }
    }

    private static final class Cursor {
        private final String text;
        private int at;

        Cursor(String text) {
            this.text = text;
        }

        boolean done() {
            return at == text.length();
        }

        void take(char expected) {
            require(at < text.length() && text.charAt(at) == expected, "expected " + expected + " at " + at, text);
            at++;
        }

        String until(char stop) {
            int end = text.indexOf(stop, at);
            String found = text.substring(at, end < 0 ? text.length() : end);
            at += found.length();
            return found;
        }
    }
}
