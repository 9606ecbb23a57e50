package net;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports from the first to the last, both among them: {@code 8000}, {@code 7880-7881}. */
public record PortRange(int first, int last) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final int LAST_PORT = 65535;

    /** Where a phone's own ports begin: nothing below is handed out as an ephemeral port (RFC 6056 section 3.2). */
    private static final int FIRST_EPHEMERAL = 1024;

    /** Nothing where the text is neither form, where it counts down, and where no such port is. */
    public static Optional<PortRange> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(form.group(1));
        int last = form.group(2) == null ? first : Integer.parseInt(form.group(2));
        return first <= last && last <= LAST_PORT ? Optional.of(new PortRange(first, last)) : Optional.empty();
    }

    public static PortRange of(int port) {
        return new PortRange(port, port);
    }

    public boolean contains(int port) {
        return first <= port && port <= last;
    }

    public int size() {
        return last - first + 1;
    }

    public boolean holdsNoEphemeral() {
        return last < FIRST_EPHEMERAL;
    }

    public boolean holdsEveryEphemeral() {
        return first <= FIRST_EPHEMERAL && last == LAST_PORT;
    }
}
