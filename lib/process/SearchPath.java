package process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The variable PATH, without the entries that mean another folder wherever one stands: an empty one and {@code .},
 * {@code bin} and {@code ~/bin}, which only a shell expands, on Windows also {@code \tools} and {@code C:tools}, which
 * depend on the current drive and on its current folder. What lies in such a folder was put there by whoever filled it,
 * a download or a checkout. A share ({@code \\server\tools}) is the same one from everywhere, so it stays.
 *
 * @param folders  whole paths, in their order
 * @param relative the other entries, in theirs; the current folder is {@code .}
 */
record SearchPath(List<String> folders, List<String> relative) {

    /** What Unix has where there is no PATH at all: confstr(3), {@code _CS_PATH}. */
    private static final List<String> USUAL = List.of("/usr/bin", "/bin");

    private static final Pattern WINDOWS_WHOLE = Pattern.compile("[A-Za-z]:[\\\\/].*|[\\\\/]{2}[^\\\\/].*");

    SearchPath {
        folders = List.copyOf(folders);
        relative = List.copyOf(relative);
    }

    /** @param path the value of the variable; empty where there is none */
    static SearchPath of(Os os, Optional<String> path) {
        var folders = new ArrayList<String>();
        var relative = new ArrayList<String>();
        for (String entry : path.map(value -> entries(os, value)).orElse(List.of())) {
            boolean whole = os == Os.WINDOWS ? WINDOWS_WHOLE.matcher(entry).matches() : entry.startsWith("/");
            (whole ? folders : relative).add(entry.isEmpty() ? "." : entry);
        }
        return new SearchPath(folders.isEmpty() && os != Os.WINDOWS ? USUAL : folders, relative);
    }

    private static List<String> entries(Os os, String path) {
        return os == Os.WINDOWS ? windowsEntries(path) : List.of(path.split(":", -1));
    }

    /** cmd takes a semicolon within double quotes for a part of the name. */
    private static List<String> windowsEntries(String path) {
        var entries = new ArrayList<String>();
        var entry = new StringBuilder();
        boolean quoted = false;
        for (char c : path.toCharArray()) {
            if (c == ';' && !quoted) {
                entries.add(entry.toString().strip());
                entry.setLength(0);
            } else if (c == '"') {
                quoted = !quoted;
            } else {
                entry.append(c);
            }
        }
        entries.add(entry.toString().strip());
        entries.removeIf(String::isEmpty);
        return entries;
    }

    /** As the variable has it. */
    String text(Os os) {
        return String.join(os == Os.WINDOWS ? ";" : ":", folders.stream()
                .map(folder -> os == Os.WINDOWS && folder.contains(";") ? '"' + folder + '"' : folder).toList());
    }
}
