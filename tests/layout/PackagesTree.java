package layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The folders of the library as a list in Markdown, each with the first sentence of its {@code package-info.java}, for a
 * page in {@code docs/}.
 */
final class PackagesTree {
    private static final int COLUMNS = 120;

    private PackagesTree() { }

    /** Top-level folders as in the picture, from the top down; what is below them under them. */
    static String of(Packages packages) {
        var lines = new ArrayList<String>();
        packages.floors().reversed().stream().flatMap(List::stream).forEach(top -> Source.library().stream()
                .filter(source -> source.fileName().equals(Index.PROSE))
                .filter(source -> (source.packageName() + ".").startsWith(top + "."))
                .sorted(Comparator.comparing(Source::packageName))
                .forEach(prose -> lines.addAll(entry(prose))));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> entry(Source prose) {
        String folder = prose.folder().substring("lib/".length());
        String indent = "  ".repeat((int) folder.chars().filter(letter -> letter == '/').count());
        var lines = new ArrayList<String>();
        var line = new StringBuilder(indent + "- [`" + folder + "`](../" + prose.folder() + "/):");
        for (String word : firstSentence(prose.text()).split(" ")) {
            if (line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(indent).append(' ');
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** In Markdown, where {@code [change.plan.Plan]} is a link for Javadoc alone. */
    private static String firstSentence(String text) {
        String prose = text.lines().takeWhile(line -> line.startsWith("///"))
                .map(line -> line.substring(3).strip()).takeWhile(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
        return prose.split("(?<=[.]) (?=[A-Z\\[`])", 2)[0].replaceAll("\\[(?:[a-z]\\w*\\.)*([A-Z]\\w*)]", "`$1`");
    }
}
