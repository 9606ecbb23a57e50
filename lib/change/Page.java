package change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import path.Severity;
import process.Os;
import process.Paste;
import process.Shell;
import report.Look;
import report.Paint;
import report.Wrap;
import text.Message;
import text.Words;

/** Lines of text in the making: a mark first, what belongs to it four columns in, commands whole on their line. */
final class Page {
    private static final String INDENT = "    ";

    private final Words words;
    private final Look look;
    private final List<String> lines = new ArrayList<>();
    private final Set<Message> said = new HashSet<>();
    final Paint paint;

    Page(Words words, Look look) {
        this.words = words;
        this.look = look;
        this.paint = new Paint(look);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    void title(Message title) {
        lines.addAll(Wrap.lines(paint.bold(words.say(title)), look.width(), "", ""));
        lines.add("");
    }

    void blank() {
        lines.add("");
    }

    void good(Message text) {
        marked(paint.good(), text);
    }

    void fail(Message text) {
        marked(paint.mark(Severity.FAIL), text);
    }

    void warn(Message text) {
        marked(paint.mark(Severity.WARN), text);
    }

    void unknown(Message text) {
        marked(paint.yellow("?"), text);
    }

    void todo(Message text) {
        marked(paint.yellow(look.unicode() ? "→" : ">"), text);
    }

    private void marked(String mark, Message text) {
        lines.addAll(Wrap.lines(mark + " " + words.say(text), look.width(), "", "  "));
    }

    void plain(Message text) {
        lines.addAll(Wrap.lines(words.say(text), look.width(), "", ""));
    }

    /** Text that belongs to the mark above. */
    void under(Message text) {
        lines.addAll(Wrap.lines(words.say(text), look.width(), INDENT, INDENT));
    }

    /** The same, but not where it was said already. */
    void underOnce(Message text) {
        if (said.add(text)) {
            under(text);
        }
    }

    /** A command, never broken: it is there to be pasted. */
    void command(String line) {
        lines.add(INDENT + INDENT + paint.bold(Words.printable(line)));
    }

    /** Where it is written down, and what takes it back. */
    void wayBack(String journal, String rollback) {
        under(Message.of("change.on-record", journal));
        under(Message.of("change.take-back"));
        command(rollback);
    }

    /** The commands in the shell that a person on this kind of system sits in front of. */
    void commands(List<Paste> commands, Os os) {
        Shell shell = os == Os.WINDOWS ? Shell.POWERSHELL : Shell.BASH;
        commands.stream().filter(paste -> paste.shell() == shell).forEach(paste -> command(paste.line()));
    }
}
