package firewall.windows;

import text.Columns;
import text.HiddenCharacters;

/** A service's name as Windows takes it for a rule's display name. */
final class DisplayName {
    private static final int LONGEST = 200;

    private DisplayName() { }

    /**
     * The name without what a rule cannot hold: a bar ends an entry of the rule, a leading {@code @} makes it a
     * reference to a resource, {@code all} means every rule to netsh (MS-FASP, FW_RULE), and what is hidden would make it
     * look like another.
     */
    static String of(String service) {
        String plain = HiddenCharacters.replaced(service, c -> " ").replace('|', ' ').strip().replaceAll(" {2,}", " ");
        if (plain.startsWith("@") || plain.equalsIgnoreCase("all") || plain.isEmpty()) {
            plain = ("Service " + plain).strip();
        }
        if (plain.codePointCount(0, plain.length()) > LONGEST) {
            plain = Columns.start(plain, plain.offsetByCodePoints(0, LONGEST)).strip();
        }
        return plain;
    }

    /**
     * A name that a journal holds: of this version or of an earlier one, which wrote more of what cannot be seen.
     *
     * @throws IllegalArgumentException where a rule cannot have it
     */
    static String require(String display) {
        if (display == null || display.isBlank() || display.startsWith("@") || display.equalsIgnoreCase("all")
                || display.codePoints().anyMatch(c -> c == '|' || Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE)
                || display.codePointCount(0, display.length()) > LONGEST || !display.equals(display.strip())) {
            throw new IllegalArgumentException("not a display name: " + display);
        }
        return display;
    }
}
