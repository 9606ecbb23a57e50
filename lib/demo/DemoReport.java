package demo;

import console.Look;
import console.Paint;
import console.Wrap;
import help.RunbookPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import path.Finding;
import path.FindingId;
import path.Hop;
import report.TextReport;
import text.Columns;
import text.Words;

/** What the audience reads: each scene under its title, as soon as it and those before it are over. */
public final class DemoReport {
    private static final Set<Hop> COLUMNS = EnumSet.complementOf(EnumSet.of(Hop.PHONE));
    private static final List<String> NEXT = List.of("diagnose", "fix-firewall", "verify");

    private final Words words;
    private final Look look;
    private final Paint paint;
    private final TextReport report;
    private final boolean everything;

    /**
     * @param everything also what was found at each hop: {@code -v}
     * @param runbook    where the reader can open what a finding refers to
     */
    public DemoReport(Words words, Look look, boolean everything, RunbookPlace runbook) {
        this.words = words;
        this.look = look;
        this.paint = new Paint(look);
        this.report = new TextReport(words, look, everything, runbook);
        this.everything = everything;
    }

    /**
     * Shows the whole play.
     *
     * @return true where every scene showed what it should
     */
    public boolean show(DemoRunner demoRunner, Consumer<String> line) {
        return show(demoRunner, line, false);
    }

    /** The same with only the scenes that showed something else than they should. */
    public boolean showWrong(DemoRunner demoRunner, Consumer<String> line) {
        return show(demoRunner, line, true);
    }

    private boolean show(DemoRunner demoRunner, Consumer<String> to, boolean onlyWrong) {
        long begin = System.nanoTime();
        Consumer<String> line = onlyWrong ? nobody -> { } : to;
        wrap(paint.bold(words.say("demo.title", demoRunner.scenes())), "").forEach(line);
        wrap(words.say("demo.real"), "").forEach(line);
        wrap(words.say("demo.played", DemoWorld.LAN), "").forEach(line);
        int wrong = 0;
        for (int number = 0; number < demoRunner.scenes(); number++) {
            ScenarioResult result = demoRunner.scene(number);
            // The empty line in front parts a scene from what is said before, which here is nothing.
            scene(number + 1, result).stream().skip(onlyWrong ? 1 : 0).forEach(result.asExpected() ? line : to);
            wrong += result.asExpected() ? 0 : 1;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        line.accept("");
        String verdict = wrong == 0 ? paint.green(words.say("demo.all-found", demoRunner.scenes(), took))
                : paint.red(words.say("demo.not-found", wrong, demoRunner.scenes()));
        wrap(verdict, "").forEach(wrong == 0 ? line : to);
        line.accept(words.say("demo.next"));
        NEXT.forEach(script -> line.accept("    " + Columns.padded(paint.bold("jbang " + script), 20)
                + words.say("demo.next." + script)));
        return wrong == 0;
    }

    private List<String> scene(int number, ScenarioResult result) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.addAll(wrap(paint.bold(number + ". " + words.say(result.scenario().title())), ""));
        lines.addAll(report.table(result.diagnosis(), COLUMNS));
        if (everything) {
            result.diagnosis().paths().forEach(path -> lines.addAll(report.details(path, COLUMNS)));
        }
        if (result.findings().isEmpty()) {
            lines.add(paint.good() + " " + words.say("demo.nothing-wrong"));
        }
        for (Finding finding : result.findings()) {
            lines.addAll(report.finding(finding, result.diagnosis().machine().os()));
            // The empty line behind it.
            lines.removeLast();
        }
        if (!result.asExpected()) {
            lines.addAll(wrap(paint.red(words.say("demo.expected", ids(result.expected().stream().toList()),
                    ids(result.found()))), ""));
        }
        return lines;
    }

    private Object ids(List<FindingId> ids) {
        return ids.isEmpty() ? words.say("demo.nothing") : ids.stream().map(FindingId::id).toList();
    }

    private List<String> wrap(String text, String indent) {
        return Wrap.lines(text, look.width(), indent, indent);
    }
}
