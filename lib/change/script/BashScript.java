package change.script;

import change.plan.Plan;
import change.plan.PlanStep;
import firewall.Change;
import inventory.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import process.Shell;
import process.ShellCommand;
import text.Message;
import text.Words;

/**
 * {@code configure_firewall.sh}: the steps for bash as one file that can be run again and takes back what it did with
 * {@code --undo}, also when it is pasted. All of it is one function whose body is a subshell: an error ends the subshell
 * and never the terminal that it is pasted into, and sudo's question does not get the next line for an answer.
 */
final class BashScript {
    private static final String INDENT = "    ";
    private static final String INSIDE = INDENT + INDENT;
    private static final String WITHIN = INSIDE + INDENT;

    private final Words words;
    private final PasteScript script;

    BashScript(Words words, PasteScript script) {
        this.words = words;
        this.script = script;
    }

    /**
     * One command, and how it is taken back.
     *
     * @param notes     what is known of it, above it
     * @param where     a command that succeeds where there is anything to do
     * @param test      a command that succeeds where it is in effect; empty where doing it twice is as good as once
     * @param undoTest  the same, for where it is taken back
     */
    record Action(List<Message> notes, Message what, Optional<String> where, Optional<String> test, String run,
            Optional<String> undoTest, List<String> undo) { }

    /** The actions of a plan, one after the other. */
    static List<Action> of(Plan plan) {
        var actions = new ArrayList<Action>();
        for (PlanStep step : plan.steps()) {
            var notes = new ArrayList<Message>(List.of(ConfigureScript.title(step.service(), step.endpoints())));
            notes.addAll(step.lasts());
            for (Change change : step.changes()) {
                Optional<String> test = change.pasteTest().map(ShellCommand::line);
                for (String run : bash(change.paste())) {
                    actions.add(new Action(List.copyOf(notes), change.what(), Optional.empty(), test, run, test,
                            bash(change.pasteUndo())));
                    notes.clear();
                }
            }
        }
        return actions;
    }

    private static List<String> bash(List<ShellCommand> pastes) {
        return pastes.stream().filter(line -> line.shell() == Shell.BASH).map(ShellCommand::line).toList();
    }

    void write(Message title, List<String> start, List<Action> actions) {
        script.comment(title);
        script.comment(Message.of("change.print-admin.bash"));
        script.line("#    bash configure_firewall.sh");
        script.comment(Message.of("change.print-way-back"));
        script.line("#    bash configure_firewall.sh --undo");
        script.comment(Message.of("change.print-paste-bash"));
        script.line("#    configure_firewall --undo");
        script.line("configure_firewall() (");
        inside("set -euf");
        inside("undo=${1-}");
        inside("case \"$undo\" in ''|--undo) ;; *) echo \"configure_firewall [--undo]\" >&2; exit 64 ;; esac");
        inside("what=");
        inside("trap 'test $? -eq 0 || test -z \"$what\" || echo " + doubled(said(Message.of("change.print-stopped", "$what")))
                + " >&2' EXIT");
        inside("sudo -v");
        start.forEach(this::inside);
        inside("if test -z \"$undo\"; then");
        actions.forEach(this::make);
        inside("else");
        actions.reversed().forEach(this::undo);
        inside("fi");
        script.line(")");
        script.line("configure_firewall \"$@\"");
    }

    private void make(Action action) {
        action.notes().forEach(note -> script.comment(INSIDE, note));
        script.line(INSIDE + "what=" + text(action.what()));
        guarded(action, action.test(), "change.was-there", List.of(action.run()), "change.made", true);
    }

    private void undo(Action action) {
        script.line(INSIDE + "what=" + text(action.what()));
        guarded(action, action.undoTest(), "change.gone", action.undo(), "change.undone", false);
    }

    /** @param unless true where the commands are for where the test fails */
    private void guarded(Action action, Optional<String> test, String already, List<String> commands, String said,
            boolean unless) {
        if (test.isEmpty()) {
            commands.forEach(command -> script.line(INSIDE + command));
            script.line(INSIDE + echo(said));
            return;
        }
        String quiet = " >/dev/null 2>&1; then";
        String first = "if ";
        if (action.where().isPresent()) {
            script.line(INSIDE + "if ! " + action.where().get() + quiet);
            script.line(WITHIN + ":");
            first = "elif ";
        }
        script.line(INSIDE + first + (unless ? "" : "! ") + test.get() + quiet);
        script.line(WITHIN + echo(already));
        script.line(INSIDE + "else");
        commands.forEach(command -> script.line(WITHIN + command));
        script.line(WITHIN + echo(said));
        script.line(INSIDE + "fi");
    }

    private void inside(String line) {
        script.line(INDENT + line);
    }

    private String echo(String key) {
        return "echo " + doubled(said(Message.of(key, "$what")));
    }

    /** A sentence of ours, in which {@code $what} stands for what it is about. */
    private static String doubled(String sentence) {
        return '"' + sentence.replaceAll("[\"`\\\\]", "") + '"';
    }

    private String text(Message message) {
        return Shell.BASH.literal(said(message));
    }

    private String said(Message message) {
        return PasteScript.plain(words.say(message));
    }
}
