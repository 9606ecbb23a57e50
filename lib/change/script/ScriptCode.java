package change.script;

import firewall.PasteCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import process.Shell;
import text.Message;
import text.Words;

/**
 * The code of one action in {@link ConfigureScript}: look, change, look again, and say in one line what came of it.
 * An error ends the block; what was done before it is named, and what to do next. What is somebody else's doing is
 * left alone and said, and the rest goes on.
 */
final class ScriptCode {
    static final String INDENT = "    ";
    private static final String INSIDE = INDENT + INDENT;
    private static final String WITHIN = INSIDE + INDENT;
    /** Where what the action is stands in a sentence. */
    private static final String PLACE = "@@";
    private static final String SAY_DONE = "Write-Output $done[-1]";

    private final Words words;

    ScriptCode(Words words) {
        this.words = words;
    }

    /** Whose state tells how this action stands, and what it is compared with. */
    List<String> about(ScriptAction action, int number) {
        return action.check().map(check -> List.of(about(number) + " = " + check.about().stream()
                .map(Shell.POWERSHELL::literal).collect(Collectors.joining(", ")))).orElse(List.of());
    }

    private static String about(int number) {
        return "$change" + number;
    }

    List<String> making(ScriptAction action, int number) {
        List<String> lines = named(action, true);
        String run = "$null = " + action.run() + " -ErrorAction Stop";
        if (action.check().isEmpty()) {
            lines.add(INSIDE + run);
            did(lines, INSIDE, "change.made");
            return lines;
        }
        PasteCheck check = action.check().get();
        String state = state(check, number);
        lines.add(INSIDE + "$now = " + state);
        lines.add(INSIDE + "if ($now -eq '" + check.made() + "') {");
        action.correction().ifPresentOrElse(correction -> correct(lines, correction),
                () -> lines.add(WITHIN + say("change.was-there")));
        lines.add(INSIDE + "} elseif ($now -eq '" + check.unmade() + "') {");
        if (check.mark().isPresent()) {
            String mark = " '" + check.mark().get() + "'";
            lines.addAll(List.of(WITHIN + "Add-Mark" + mark + " $what", WITHIN + "try {", WITHIN + INDENT + run,
                    WITHIN + "} finally {", WITHIN + INDENT + "if ((" + state + ") -ne '" + check.made()
                            + "') { Remove-Mark" + mark + " }", WITHIN + "}"));
        } else {
            lines.add(WITHIN + run);
        }
        seen(lines, state, "-ne", check, "change.not-there-after");
        did(lines, WITHIN, "change.made");
        check.missing().ifPresent(missing -> lines.addAll(List.of(
                INSIDE + "} elseif ($now -eq '" + PasteCheck.NONE + "') {",
                WITHIN + "Write-Output (" + text(missing) + " + ': ' + $what)")));
        lines.add(INSIDE + "} else {");
        left(lines, text(check.other()) + " + ': ' + $what", action, number);
        lines.add(INSIDE + "}");
        return lines;
    }

    private void correct(List<String> lines, ScriptAction.Correction correction) {
        lines.addAll(List.of(WITHIN + "if (" + correction.due() + ") {",
                WITHIN + INDENT + "$was = " + correction.was(),
                WITHIN + INDENT + "$null = " + correction.run() + " -ErrorAction Stop",
                WITHIN + INDENT + "if (" + correction.due() + ") { throw (" + sentence("change.not-there-after")
                        + ") }",
                WITHIN + INDENT + "$done += " + sentence("change.print-corrected") + " + ' (' + $was + ' -> ' + "
                        + correction.was() + " + ')'",
                WITHIN + INDENT + SAY_DONE,
                WITHIN + "} else {",
                WITHIN + INDENT + say("change.was-there"),
                WITHIN + "}"));
    }

    List<String> undoing(ScriptAction action, int number) {
        List<String> lines = named(action, false);
        if (action.undo().isEmpty()) {
            lines.add(INSIDE + "Write-Output (" + text(Message.of("change.print-no-command")) + " + ': ' + $what)");
            return lines;
        }
        String run = "$null = " + action.undo().get() + " -ErrorAction Stop";
        if (action.check().isEmpty()) {
            lines.add(INSIDE + run);
            did(lines, INSIDE, "change.undone");
            return lines;
        }
        PasteCheck check = action.check().get();
        String state = state(check, number);
        lines.add(INSIDE + "$now = " + state);
        String first = "if";
        if (check.mark().isPresent()) {
            lines.add(INSIDE + "if (-not (Test-Mark '" + check.mark().get() + "')) {");
            lines.add(WITHIN + say("change.print-not-ours"));
            first = "} elseif";
        }
        lines.add(INSIDE + first + " ($now -eq '" + check.made() + "') {");
        lines.add(WITHIN + run);
        seen(lines, state, "-eq", check, "change.still-there");
        unmark(lines, check);
        did(lines, WITHIN, "change.undone");
        lines.add(INSIDE + "} elseif ($now -eq '" + check.unmade() + "'"
                + (check.missing().isPresent() ? " -or $now -eq '" + PasteCheck.NONE + "'" : "") + ") {");
        unmark(lines, check);
        lines.addAll(List.of(WITHIN + say("change.gone"), INSIDE + "} else {"));
        left(lines, sentence("change.print-changed-since"), action, number);
        lines.add(INSIDE + "}");
        return lines;
    }

    private void did(List<String> lines, String indent, String key) {
        lines.add(indent + "$done += " + sentence(key));
        lines.add(indent + SAY_DONE);
    }

    private static void unmark(List<String> lines, PasteCheck check) {
        check.mark().ifPresent(mark -> lines.add(WITHIN + "Remove-Mark '" + mark + "'"));
    }

    private void left(List<String> lines, String sentence, ScriptAction action, int number) {
        PasteCheck check = action.check().orElseThrow();
        lines.add(WITHIN + "$left += $what");
        lines.add(WITHIN + "Write-Output (" + sentence + ")");
        check.shown().ifPresent(shown -> lines.add(WITHIN + "Write-Output ('" + INDENT + "' + (" + shown + " " + about(number)
                + "[0]))"));
        if (check.mark().isEmpty()) {
            action.undo().ifPresent(undo -> lines.add(WITHIN + "Write-Output " + Shell.POWERSHELL.literal(INDENT
                    + said(Message.of("change.print-remove-first", undo)))));
        }
    }

    /** What the script has done counts only where it is there afterwards: a pipeline that finds nothing says nothing. */
    private void seen(List<String> lines, String state, String wrong, PasteCheck check, String key) {
        lines.add(WITHIN + "if ((" + state + ") " + wrong + " '" + check.made() + "') { throw (" + sentence(key)
                + ") }");
    }

    private static String state(PasteCheck check, int number) {
        return check.state() + " @" + about(number).substring(1);
    }

    private List<String> named(ScriptAction action, boolean titled) {
        var lines = new ArrayList<String>();
        action.title().filter(title -> titled).ifPresent(title -> lines.add(INSIDE + "# " + said(title)));
        lines.add(INSIDE + "$what = " + text(action.what()));
        return lines;
    }

    /** How the block ends: also where it ends early. */
    List<String> end() {
        return List.of("} catch {",
                INDENT + "Write-Output (" + sentence("change.print-stopped") + ")",
                INDENT + "if ($done.Count -eq 0) {",
                INSIDE + "Write-Output " + text(Message.of("change.print-none-before")),
                INDENT + "} else {",
                INSIDE + "Write-Output " + text(Message.of("change.print-before")),
                INSIDE + "$done | ForEach-Object { Write-Output ('" + INDENT + "' + $_) }",
                INDENT + "}",
                INDENT + "Write-Output " + text(Message.of("change.print-next")),
                INDENT + "throw",
                "}",
                "if ($left.Count -gt 0) { throw " + text(Message.of("change.print-left")) + " }");
    }

    private String say(String key) {
        return "Write-Output (" + sentence(key) + ")";
    }

    /** A sentence about {@code $what}, as an expression. */
    private String sentence(String key) {
        String[] parts = said(Message.of(key, PLACE)).split(PLACE, 2);
        return Shell.POWERSHELL.literal(parts[0]) + " + $what"
                + (parts[1].isEmpty() ? "" : " + " + Shell.POWERSHELL.literal(parts[1]));
    }

    private String text(Message message) {
        return Shell.POWERSHELL.literal(said(message));
    }

    private String said(Message message) {
        return PasteScript.plain(words.say(message));
    }
}
