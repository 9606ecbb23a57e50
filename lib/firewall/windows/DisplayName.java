package firewall.windows;

import text.Columns;
import text.Words;

/** A service's name as Windows takes it for a rule's display name. */
final class DisplayName {
    private static final int LONGEST = 200;

    private DisplayName() { }

    /**
     * The name without what a rule cannot hold: a bar ends an entry of the rule, a leading {@code @} makes it a
     * reference to a resource, {@code all} means every rule to netsh, and control characters would hide what is
     * shown (MS-FASP, FW_RULE).
     */
    static String of(String service) {
        var kept = new StringBuilder();
        service.codePoints().forEach(c -> kept.appendCodePoint(
                c == '|' || Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c));
        String plain = Words.printable(kept.toString().strip().replaceAll(" {2,}", " "));
        if (plain.startsWith("@") || plain.equalsIgnoreCase("all") || plain.isEmpty()) {
            plain = ("Service " + plain).strip();
        }
        if (plain.codePointCount(0, plain.length()) > LONGEST) {
            plain = Columns.start(plain, plain.offsetByCodePoints(0, LONGEST)).strip();
        }
        return plain;
    }

    static String require(String display) {
        if (display == null || !display.equals(of(display))) {
            throw new IllegalArgumentException("not a display name: " + display);
        }
        return display;
    }
}
