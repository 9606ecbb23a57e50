package report;

import console.Look;
import console.Paint;
import console.Wrap;
import help.RunbookPlace;
import host.Profile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import path.Diagnosis;
import path.Finding;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Remedy;
import path.RoundTrips;
import path.ServicePath;
import path.Severity;
import process.Os;
import process.Shell;
import process.ShellCommand;
import text.Columns;
import text.Message;
import text.Words;

/** A diagnosis for a person: the path as a table, then what is wrong and what to do, the root cause first. */
public final class TextReport {
    private static final String INDENT = "    ";

    private final Words words;
    private final Look look;
    private final Paint paint;
    private final boolean everything;
    private final RunbookPlace runbook;

    /** For a table, or for a reader of whom nobody knows where the runbook is. */
    public TextReport(Words words, Look look, boolean everything) {
        this(words, look, everything, new RunbookPlace.Program());
    }

    /**
     * @param everything also the evidence of every hop: {@code -v}
     * @param runbook    where the reader can open what a finding refers to
     */
    public TextReport(Words words, Look look, boolean everything, RunbookPlace runbook) {
        this.words = words;
        this.look = look;
        this.paint = new Paint(look);
        this.everything = everything;
        this.runbook = runbook;
    }

    /** The whole report of {@code diagnose}. */
    public List<String> diagnosis(Diagnosis diagnosis) {
        Set<Hop> columns = EnumSet.allOf(Hop.class);
        return page(diagnosis, columns, "report.title", table(diagnosis, columns));
    }

    /** What is wrong, and nothing else: nothing at all where all is well. */
    public List<String> problems(Diagnosis diagnosis) {
        var lines = new ArrayList<String>();
        diagnosis.findings().stream().filter(finding -> finding.severity() != Severity.INFO)
                .forEach(finding -> lines.addAll(finding(finding, diagnosis.machine().os())));
        if (!lines.isEmpty()) {
            // The empty line behind the last.
            lines.removeLast();
        } else if (diagnosis.verdict() != Diagnosis.Verdict.OK) {
            lines.addAll(wrap(new SummaryLine(words, paint).of(diagnosis), ""));
        }
        return lines;
    }

    /** The report of {@code verify}: what this machine got from each service, phase by phase. */
    public List<String> answers(Diagnosis diagnosis) {
        return page(diagnosis, EnumSet.of(Hop.LOOPBACK, Hop.ADDRESS), "report.title-verify",
                new PhaseTable(words, look, diagnosis.machine().address()).lines(diagnosis.paths()));
    }

    /** The report of {@code verify --phone}: what a phone got, beside what this machine itself gets. */
    public List<String> phone(Diagnosis diagnosis) {
        Set<Hop> columns = EnumSet.of(Hop.LOOPBACK, Hop.ADDRESS, Hop.PHONE);
        List<String> lines = body(diagnosis, columns, "report.title-phone", table(diagnosis, columns));
        RoundTrips.of(diagnosis).ifPresent(times -> {
            lines.addAll(wrap(words.say("report.round-trips", times.median(), times.worst()), ""));
            lines.addAll(wrap(words.say("report.time-out", times.suggestedTimeout()), ""));
            lines.add("");
        });
        lines.addAll(wrap(new SummaryLine(words, paint).phone(diagnosis), ""));
        return lines;
    }

    private List<String> page(Diagnosis diagnosis, Set<Hop> columns, String title, List<String> table) {
        List<String> lines = body(diagnosis, columns, title, table);
        lines.addAll(wrap(new SummaryLine(words, paint).of(diagnosis), ""));
        return lines;
    }

    private List<String> body(Diagnosis diagnosis, Set<Hop> columns, String title, List<String> table) {
        var lines = new ArrayList<String>();
        lines.addAll(wrap(paint.bold(words.say(title, machine(diagnosis.machine()))), ""));
        diagnosis.source().lines().forEach(line -> lines.addAll(wrap(words.say(line), "")));
        lines.add("");
        lines.addAll(table);
        if (everything) {
            diagnosis.paths().forEach(path -> lines.addAll(details(path, columns)));
            if (diagnosis.machine().os() == Os.LINUX && columns.contains(Hop.FIREWALL)) {
                lines.addAll(rights());
            }
        }
        lines.add("");
        for (Finding finding : diagnosis.findings()) {
            lines.addAll(finding(finding, diagnosis.machine().os()));
        }
        return lines;
    }

    /** What it takes to read each hop: a cell may well be empty for want of it. */
    private List<String> rights() {
        var lines = new ArrayList<>(List.of("", paint.bold(words.say("report.rights"))));
        for (String of : List.of("docker", "listening", "firewall", "phone")) {
            lines.addAll(wrap(words.say("report.rights." + of), INDENT));
        }
        return lines;
    }

    /** The table alone. */
    public List<String> table(Diagnosis diagnosis, Set<Hop> columns) {
        return new PathTable(words, look, columns).lines(diagnosis.paths());
    }

    /** The table in parts, the gravest rows first. */
    public RankedTable worstFirst(Diagnosis diagnosis, Set<Hop> columns) {
        return new PathTable(words, look, columns).worstFirst(diagnosis.paths());
    }

    private Message machine(Diagnosis.Machine machine) {
        if (machine.address().isEmpty()) {
            return Message.of("report.this-machine");
        }
        return machine.profile() == Profile.NONE
                ? Message.of("report.machine", machine.address(), machine.adapter())
                : Message.of("report.machine-profile", machine.address(), machine.adapter(),
                        Message.of("report.profile." + machine.profile().id()));
    }

    /** What was found at each hop of one endpoint, in words. */
    public List<String> details(ServicePath path, Set<Hop> columns) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(paint.bold(Words.printable(path.endpoint().service().name())) + " " + path.endpoint().portText());
        for (HopResult result : path.hops()) {
            if (columns.contains(result.hop())) {
                String label = words.say("path.name." + result.hop().id());
                lines.addAll(wrap(label + ": " + paint.as(result.outcome(), words.say(result.outcome().text())),
                        INDENT));
            }
        }
        return lines;
    }

    /** One finding: what is wrong, how that is known, and what to do. */
    public List<String> finding(Finding finding, Os os) {
        var lines = new ArrayList<String>();
        String sentence = paint.mark(finding.severity()) + " " + words.say(finding.summary());
        String name = name(finding);
        List<String> wrapped = wrap(sentence, "", "  ");
        if (!name.isEmpty() && Columns.of(wrapped.getLast()) + 2 + Columns.of(name) <= look.width()) {
            wrapped.set(wrapped.size() - 1, wrapped.getLast() + "  " + name);
        } else if (!name.isEmpty()) {
            wrapped.add("  " + name);
        }
        lines.addAll(wrapped);
        for (Message seen : finding.evidence()) {
            lines.addAll(wrap(words.say(seen), INDENT));
        }
        if (everything) {
            finding.rules().forEach(rule ->
                    lines.addAll(wrap(words.say("path.evidence.rule", rule.where(), rule.text()), INDENT)));
        }
        for (Remedy remedy : finding.remedies()) {
            lines.addAll(remedy(remedy, os));
        }
        if (finding.severity() != Severity.INFO) {
            lines.addAll(more(finding.id().id()));
        }
        lines.add("");
        return lines;
    }

    /** Where there is more to read: the aliases work in the project's folder only. */
    private List<String> more(String id) {
        String link = runbook.link(id, words.language()).orElse("");
        Message text = switch (runbook) {
            case RunbookPlace.Folder folder -> Message.of("report.more-both", "jbang explain " + id, link);
            case RunbookPlace.Site site -> Message.of("report.more", link);
            case RunbookPlace.Program program -> Message.of("report.more-inside", id);
        };
        return wrap(paint.dim(words.say(text)), INDENT, INDENT + "  ");
    }

    /** What tickets and scripts call it, and whether it was seen or follows from what was seen. */
    private String name(Finding finding) {
        if (finding.severity() == Severity.INFO) {
            return "";
        }
        String sure = finding.id() == FindingId.UNKNOWN ? "" : ", " + words.say("report." + finding.confidence().id());
        return paint.dim(finding.id().id() + sure);
    }

    /** A command stays on one line, however long: it is there to be pasted. */
    private List<String> remedy(Remedy remedy, Os os) {
        String text = words.say(remedy.text());
        List<ShellCommand> commands = remedy.commands().stream()
                .filter(shellCommand -> shellCommand.shell() == shell(os)).toList();
        if (commands.isEmpty()) {
            return wrap(paint.dim("->") + " " + text, INDENT, INDENT + "   ");
        }
        if (os == Os.WINDOWS && commands.stream().anyMatch(ShellCommand::asAdministrator)) {
            // On Linux the command says it itself, with sudo.
            text = words.say("report.as-administrator", text);
        }
        List<String> different = commands.stream().map(ShellCommand::line).distinct().toList();
        var lines = new ArrayList<String>();
        String colon = words.say("report.colon");
        if (different.size() == 1 && INDENT.length() + 3 + Columns.of(text) + 3 + Columns.of(different.getFirst())
                <= look.width()) {
            lines.add(INDENT + paint.dim("->") + " " + text + colon + " " + paint.bold(different.getFirst()));
            return lines;
        }
        lines.addAll(wrap(paint.dim("->") + " " + text + colon, INDENT, INDENT + "   "));
        different.forEach(line -> lines.add(INDENT + INDENT + paint.bold(line)));
        return lines;
    }

    /** On Windows the guide's own shell; the lines for cmd are in the runbook and in the JSON output. */
    private static Shell shell(Os os) {
        return os == Os.WINDOWS ? Shell.POWERSHELL : Shell.BASH;
    }

    private List<String> wrap(String text, String indent) {
        return wrap(text, indent, indent);
    }

    private List<String> wrap(String text, String first, String rest) {
        return Wrap.lines(text, look.width(), first, rest);
    }
}
