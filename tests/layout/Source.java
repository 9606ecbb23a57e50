package layout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import testing.Project;

/**
 * A Java file of the project as the conventions look at it.
 *
 * @param path from the root, with {@code /}
 */
record Source(String path, String text) {
    /** Comments, text blocks, strings and characters, whichever begins first. */
    private static final Pattern NOT_CODE = Pattern.compile(
            "(?s)//[^\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    static List<Source> in(String folder) {
        return Project.files(folder, ".java").stream().map(file -> new Source(file, Project.read(file))).toList();
    }

    /** The library: all of {@code lib/} but the two files that list it. */
    static List<Source> library() {
        return in("lib").stream().filter(source -> !source.folder().equals("lib")).toList();
    }

    /** What is shipped: the library and the scripts. */
    static List<Source> shipped() {
        return Stream.concat(library().stream(), in("runbook").stream()).toList();
    }

    /** Values of a directive, {@code directives("SOURCES")}, one a line, without a trailing remark. */
    List<String> directives(String name) {
        return text.lines().filter(line -> line.startsWith("//" + name + " "))
                .map(line -> line.substring(name.length() + 3).replaceFirst("\\s//\\s.*", "").strip()).toList();
    }

    String packageName() {
        Matcher named = PACKAGE.matcher(text);
        return named.find() ? named.group(1) : "";
    }

    String folder() {
        return path.substring(0, path.lastIndexOf('/'));
    }

    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The text without comments, and with empty strings in place of strings. */
    String code() {
        return NOT_CODE.matcher(text).replaceAll(found -> found.group().startsWith("/") ? " " : "\"\"");
    }

    /** What stands between the quotes of every string in the code, text blocks aside. */
    List<String> strings() {
        var strings = new ArrayList<String>();
        Matcher found = NOT_CODE.matcher(text);
        while (found.find()) {
            String token = found.group();
            if (token.startsWith("\"") && !token.startsWith("\"\"\"")) {
                strings.add(token.substring(1, token.length() - 1));
            }
        }
        return strings;
    }

    /** Whether the code, comments and strings aside, holds a match. */
    boolean has(Pattern pattern) {
        return pattern.matcher(code()).find();
    }
}
