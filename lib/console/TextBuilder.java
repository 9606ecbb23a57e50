package console;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import path.Severity;
import process.Os;
import process.Shell;
import process.ShellCommand;
import text.Message;
import text.Words;

/** Lines of text in the making: a mark first, what belongs to it four columns in, commands whole on their line. */
public final class TextBuilder {
    private static final String INDENT = "    ";

    private final Words words;
    private final Look look;
    private final Spoken spoken;
    private final List<String> lines = new ArrayList<>();
    private final Set<Message> said = new HashSet<>();
    final Paint paint;
    /** Whether what comes next belongs to something that is said. */
    private boolean heard;

    public TextBuilder(Words words, Look look) {
        this(words, look, Spoken.ALL);
    }

    public TextBuilder(Words words, Look look, Spoken spoken) {
        this.words = words;
        this.look = look;
        this.spoken = spoken;
        this.heard = spoken != Spoken.WRONG;
        this.paint = new Paint(look);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    public void title(Message title) {
        title(title, List.of());
    }

    /** @param below what is to be known first */
    public void title(Message title, List<Message> below) {
        heard = spoken != Spoken.WRONG;
        if (heard) {
            lines.addAll(Wrap.lines(paint.bold(words.say(title)), look.width(), "", ""));
            below.forEach(line -> lines.addAll(Wrap.lines(words.say(line), look.width(), "", "")));
            lines.add("");
        }
    }

    public void blank() {
        if (spoken == Spoken.ALL) {
            lines.add("");
        }
    }

    public void good(Message text) {
        marked(spoken == Spoken.ALL, paint.good(), text);
    }

    public void fail(Message text) {
        marked(true, paint.mark(Severity.FAIL), text);
    }

    public void warn(Message text) {
        marked(true, paint.mark(Severity.WARN), text);
    }

    public void unknown(Message text) {
        marked(true, paint.yellow("?"), text);
    }

    public void todo(Message text) {
        marked(spoken != Spoken.WRONG, paint.yellow(look.unicode() ? "→" : ">"), text);
    }

    private void marked(boolean said, String mark, Message text) {
        heard = said;
        wrapped(mark + " " + words.say(text), "", "  ");
    }

    public void plain(Message text) {
        heard = spoken != Spoken.WRONG;
        wrapped(words.say(text), "", "");
    }

    private void wrapped(String text, String first, String rest) {
        if (heard) {
            lines.addAll(Wrap.lines(text, look.width(), first, rest));
        }
    }

    /** Text that belongs to the mark above. */
    public void under(Message text) {
        wrapped(words.say(text), INDENT, INDENT);
    }

    /** The same, but not where it was said already. @return whether it is said now */
    public boolean underOnce(Message text) {
        boolean now = heard && said.add(text);
        if (now) {
            under(text);
        }
        return now;
    }

    /** A command, never broken: it is there to be pasted. */
    public void command(String line) {
        if (heard) {
            lines.add(INDENT + INDENT + paint.bold(Words.printable(line)));
        }
    }

    /** Where it is written down, and what takes it back. */
    public void wayBack(String journal, String rollback) {
        under(Message.of("change.on-record", journal));
        under(Message.of("change.take-back"));
        command(rollback);
    }

    /** The commands in the shell that a person on this kind of system sits in front of. */
    public void commands(List<ShellCommand> commands, Os os) {
        Shell shell = os == Os.WINDOWS ? Shell.POWERSHELL : Shell.BASH;
        commands.stream().filter(shellCommand -> shellCommand.shell() == shell)
                .forEach(shellCommand -> command(shellCommand.line()));
    }
}
