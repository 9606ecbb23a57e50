package help;

import console.Look;
import console.Paint;
import console.Wrap;
import help.RunbookPage.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import process.Shell;

/**
 * Sections of the runbook as lines for a terminal. Of blocks that say the same for several shells, only the reader's
 * own is shown; where none is for it, all are, each with the name of its shell.
 */
public final class RunbookText {
    private static final String INDENT = "    ";

    /** No line ends inside a command that stands in a sentence. A code point of private use until it is wrapped. */
    private static final char SPACE_IN_CODE = '\uE000';

    private final Look look;
    private final Paint paint;
    private final Shell shell;

    /** @param shell the one that the reader sits in front of */
    public RunbookText(Look look, Shell shell) {
        this.look = look;
        this.paint = new Paint(look);
        this.shell = shell;
    }

    public List<String> lines(List<Section> sections) {
        var lines = new ArrayList<String>();
        for (Section section : sections) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(wrap(paint.bold(section.title()), "", ""));
            lines.addAll(blocks(section.blocks()));
        }
        return lines;
    }

    private List<String> blocks(List<Node> blocks) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < blocks.size(); i++) {
            if (isShellName(blocks, i)) {
                int end = i;
                while (isShellName(blocks, end)) {
                    end += 2;
                }
                lines.addAll(alternatives(blocks.subList(i, end)));
                i = end - 1;
            } else {
                lines.add("");
                lines.addAll(block(blocks.get(i), "", ""));
            }
        }
        return lines;
    }

    /** {@code *PowerShell*} alone in a paragraph, with a block of code below it. */
    private static boolean isShellName(List<Node> blocks, int at) {
        return at + 1 < blocks.size() && blocks.get(at) instanceof Paragraph name
                && name.getFirstChild() instanceof Emphasis && name.getFirstChild() == name.getLastChild()
                && blocks.get(at + 1) instanceof FencedCodeBlock;
    }

    /** @param pairs the name of a shell and its code, again and again */
    private List<String> alternatives(List<Node> pairs) {
        var own = new ArrayList<String>();
        var all = new ArrayList<String>();
        for (int i = 0; i < pairs.size(); i += 2) {
            var code = (FencedCodeBlock) pairs.get(i + 1);
            if (List.of(code.getInfo().split(" ")).contains(shell.id())) {
                own.add("");
                own.addAll(code(code));
            }
            all.add("");
            all.addAll(block(pairs.get(i), INDENT, INDENT));
            all.addAll(code(code));
        }
        return own.isEmpty() ? all : own;
    }

    /** Commands stay on one line, however long: they are there to be pasted. */
    private List<String> code(FencedCodeBlock code) {
        return code.getLiteral().lines().map(line -> line.isBlank() ? "" : INDENT + paint.bold(line)).toList();
    }

    private List<String> block(Node block, String first, String rest) {
        return switch (block) {
            case FencedCodeBlock code -> code(code);
            case ListBlock list -> list(list, rest);
            case TableBlock table -> rows(table);
            default -> wrap(inline(block), first, rest);
        };
    }

    private List<String> list(ListBlock list, String indent) {
        var lines = new ArrayList<String>();
        int number = list instanceof OrderedList ordered ? ordered.getMarkerStartNumber() : 0;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            String mark = list instanceof BulletList ? (look.unicode() ? "· " : "- ") : number++ + ". ";
            String first = indent + mark;
            String rest = indent + " ".repeat(mark.length());
            for (Node part = item.getFirstChild(); part != null; part = part.getNext()) {
                lines.addAll(block(part, first, rest));
                first = rest;
            }
        }
        return lines;
    }

    private List<String> wrap(String text, String first, String rest) {
        return Wrap.lines(text, look.width(), first, rest).stream()
                .map(line -> line.replace(SPACE_IN_CODE, ' ')).toList();
    }

    /** A row on a line: columns that line up do not fit a terminal. */
    private List<String> rows(TableBlock table) {
        var lines = new ArrayList<String>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                boolean head = row.getFirstChild() instanceof TableCell cell && cell.isHeader();
                if (row instanceof TableRow && !head) {
                    lines.addAll(wrap(cells(row), "", INDENT));
                }
            }
        }
        return lines;
    }

    private String cells(Node row) {
        return children(row).stream().map(this::inline).collect(Collectors.joining(": "));
    }

    private static List<Node> children(Node node) {
        var children = new ArrayList<Node>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }

    private String inline(Node node) {
        return switch (node) {
            case Text text -> text.getLiteral();
            // Without colour nothing else would show where a command begins and ends.
            case Code code -> code(code.getLiteral().replace(' ', SPACE_IN_CODE));
            case SoftLineBreak line -> " ";
            case StrongEmphasis strong -> paint.bold(all(strong));
            case Link link -> link(link);
            default -> all(node);
        };
    }

    private String code(String literal) {
        return look.colour() ? paint.bold(literal) : "`" + literal + "`";
    }

    private String all(Node node) {
        return children(node).stream().map(this::inline).collect(Collectors.joining());
    }

    /** To another section: with the word that shows it, where the text is not that word. */
    private String link(Link link) {
        String text = all(link);
        String target = link.getDestination().replaceFirst("^#", "");
        return text.equals(target) ? text : text + " [" + target + "]";
    }
}
