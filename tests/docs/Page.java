package docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import testing.Project;

/** A page of Markdown taken apart: its headings, its fenced blocks with the heading they stand under, its links. */
record Page(Path file, List<Heading> headings, List<Block> blocks, List<String> links) {

    private static final Pattern HEADING = Pattern.compile("(#+) (.+)");
    /** Of Markdown, {@code [text](target)}, or of a picture with its size, {@code <img src="target" …>}. */
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)|<img src=\"([^\"]+)\"");

    /** @param anchor what GitHub makes of the text: lower case, only letters, digits, hyphens, and spaces as hyphens */
    record Heading(int level, String text, String anchor) { }

    /**
     * @param under the nearest heading above
     * @param tags  the shells or the format that it is written for, as in the fence's first line
     */
    record Block(Heading under, List<String> tags, List<String> lines) {

        boolean isFor(String tag) {
            return tags.contains(tag);
        }

        /** The lines that a shell acts on: those that are more than a comment. */
        List<String> code() {
            return lines.stream().filter(line -> !line.strip().matches("#.*|rem .*")).toList();
        }

        @Override
        public String toString() {
            return "under " + under.text() + ": " + String.join("\n", lines);
        }
    }

    /** The README, what it leads to in {@code docs/}, and CONTRIBUTING: all that is not the runbook. */
    static List<Page> ofTheProject() throws IOException {
        var pages = new ArrayList<Page>();
        for (String file : names()) {
            pages.add(read(Project.path(file)));
        }
        return pages;
    }

    private static List<String> names() {
        return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md"), Project.files("docs", ".md").stream()).toList();
    }

    static Page read(Path file) throws IOException {
        var headings = new ArrayList<Heading>();
        var blocks = new ArrayList<Block>();
        var prose = new StringBuilder();
        List<String> tags = null;
        var inside = new ArrayList<String>();
        for (String line : Files.readAllLines(file)) {
            var heading = HEADING.matcher(line);
            if (tags != null && line.equals("```")) {
                blocks.add(new Block(headings.getLast(), tags, List.copyOf(inside)));
                inside.clear();
                tags = null;
            } else if (tags != null) {
                inside.add(line);
            } else if (line.startsWith("```")) {
                tags = List.of(line.substring(3).split(" "));
            } else if (heading.matches()) {
                headings.add(new Heading(heading.group(1).length(), heading.group(2), anchor(heading.group(2))));
            } else {
                prose.append(line).append('\n');
            }
        }
        if (tags != null) {
            throw new IllegalStateException(file + ": the last block is not closed");
        }
        // A link's text may be broken over two lines; what looks like a link inside code is none.
        String text = prose.toString().replaceAll("`[^`]*`", "code");
        var links = LINK.matcher(text).results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1)).toList();
        return new Page(file, List.copyOf(headings), List.copyOf(blocks), links);
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }

    String text() throws IOException {
        return Files.readString(file);
    }

    boolean hasAnchor(String anchor) {
        return headings.stream().anyMatch(heading -> heading.anchor().equals(anchor));
    }
}
