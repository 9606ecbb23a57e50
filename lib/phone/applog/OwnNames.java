package phone.applog;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses of this machine and the name that an app knows it by, as they may stand in a log. */
record OwnNames(List<String> names) {

    /** Apple also writes an address and its port with a dot between them. */
    private static final Pattern PORT = Pattern.compile("[:.](\\d{1,5})\\b(?!\\.\\d)");

    OwnNames {
        names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** True where one of them stands in a text. */
    boolean isIn(String text) {
        return !of(text).isEmpty();
    }

    /** The first that stands in a text, with the port behind it; empty where none does. */
    String of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String name : names) {
            for (int at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
                int end = at + name.length();
                Matcher port = PORT.matcher(lower).region(end, lower.length());
                if (!joins(lower, at - 1) && port.lookingAt()) {
                    return name + ":" + port.group(1);
                }
                // A dot behind it may end a sentence.
                if (!joins(lower, at - 1) && (!joins(lower, end) || lower.charAt(end) == '.' && !joins(lower, end + 1))) {
                    return name;
                }
            }
        }
        return "";
    }

    /** Whether the sign at this place belongs to the same address or name. */
    private static boolean joins(String text, int at) {
        return at >= 0 && at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.' || text.charAt(at) == '-');
    }

    /** False for the name or address of a server that is known to be another's. */
    boolean mayBe(String host) {
        return AppTarget.mayBeOfTheLan(host) || isIn(host);
    }
}
