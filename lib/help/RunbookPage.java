package help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import text.Language;

/** The runbook in one language, taken apart at its headings. The program carries it as a resource. */
public record RunbookPage(List<Section> sections) {

    /**
     * A heading, and what stands below it up to the next one.
     *
     * @param anchor what GitHub makes of the heading: {@code firewall-block-rule}, {@code step-1-firewall}
     * @param blocks paragraphs, lists, tables and code, in order
     */
    public record Section(int level, String title, String anchor, List<Node> blocks) {
        public Section {
            blocks = List.copyOf(blocks);
        }
    }

    public RunbookPage {
        sections = List.copyOf(sections);
    }

    /** {@code RUNBOOK.md} or {@code RUNBOOK.fr.md}. */
    public static String file(Language language) {
        return switch (language) {
            case ENGLISH -> "RUNBOOK.md";
            case FRENCH -> "RUNBOOK.fr.md";
        };
    }

    public static RunbookPage read(Language language) {
        String resource = "/runbook/" + file(language);
        try (InputStream in = RunbookPage.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    static RunbookPage of(String markdown) {
        Node document = Parser.builder().extensions(List.of(TablesExtension.create())).build().parse(markdown);
        var sections = new ArrayList<Section>();
        Heading heading = null;
        var blocks = new ArrayList<Node>();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading next) {
                if (heading != null) {
                    sections.add(section(heading, blocks));
                }
                heading = next;
                blocks.clear();
            } else {
                blocks.add(node);
            }
        }
        if (heading != null) {
            sections.add(section(heading, blocks));
        }
        return new RunbookPage(sections);
    }

    private static Section section(Heading heading, List<Node> blocks) {
        String title = text(heading);
        String anchor = title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
        return new Section(heading.getLevel(), title, anchor, blocks);
    }

    private static String text(Node node) {
        return switch (node) {
            case Text text -> text.getLiteral();
            case Code code -> code.getLiteral();
            default -> {
                var all = new StringBuilder();
                for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                    all.append(text(child));
                }
                yield all.toString();
            }
        };
    }

    /** The section with this anchor, and those below it; empty where there is none. */
    public List<Section> at(String anchor) {
        for (int i = 0; i < sections.size(); i++) {
            if (sections.get(i).anchor().equals(anchor)) {
                int end = i + 1;
                while (end < sections.size() && sections.get(end).level() > sections.get(i).level()) {
                    end++;
                }
                return sections.subList(i, end);
            }
        }
        return List.of();
    }

    /** What {@link #at} finds something for. */
    public List<String> anchors() {
        return sections.stream().map(Section::anchor).toList();
    }

    /** The ids of findings that it has a section for, in its order. */
    public List<String> ids() {
        return sections.stream().filter(section -> section.title().equals(section.anchor())).map(Section::anchor)
                .toList();
    }
}
