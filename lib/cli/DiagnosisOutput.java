package cli;

import console.Look;
import console.Terminal;
import docker.DockerReader;
import inventory.Inventory;
import inventory.InventoryProblem;
import inventory.Service;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.Protocol;
import path.Diagnosis;
import path.Facts;
import path.Hop;
import path.Remedy;
import path.check.Checklist;
import path.gather.FactsReader;
import path.gather.PhoneHistory;
import probe.Limits;
import process.Fact;
import process.Os;
import process.Shell;
import process.ShellCommand;
import report.JUnitReport;
import report.JsonReport;
import report.NagiosReport;
import report.TextReport;
import state.StateFolder;
import text.Message;

/** What the scripts that look at the path have in common: walk it as the options say, and show what came of it. */
public final class DiagnosisOutput {

    /**
     * How much longer than a connection an answer may take. A service that answers after five seconds, at the usual
     * two for a connection, is slow; calling it dead would send people looking for the wrong fault.
     */
    private static final int PATIENCE = 4;

    /** How the text shows a diagnosis. */
    public interface Page {
        List<String> lines(TextReport report, Diagnosis diagnosis);
    }

    private final Settings settings;
    private final Set<Hop> hops;
    private final Page page;

    /** @param hops the hops this script speaks of */
    public DiagnosisOutput(Settings settings, Set<Hop> hops, Page page) {
        this.settings = settings;
        this.hops = EnumSet.copyOf(hops);
        this.page = page;
        Set<Hop> left = EnumSet.copyOf(hops);
        left.removeAll(settings.skipped());
        // What phones said is there only where one was asked.
        if (!settings.skipped().isEmpty() && EnumSet.of(Hop.PHONE).containsAll(left)) {
            throw settings.refused(Message.of("cli.skip-all"));
        }
    }

    /**
     * Starts a thread that judges and shows a machine of which nothing is known, to nobody: the classes for that are
     * then loaded while others are still read in or waited for, and not after the last answer.
     *
     * @return this one
     */
    public DiagnosisOutput warmUpInBackground() {
        Thread.ofPlatform().daemon().uncaughtExceptionHandler((thread, e) -> { }).start(this::warmUp);
        return this;
    }

    private void warmUp() {
        var service = new Service("?", List.of(1), Protocol.TCP, Optional.empty(), Optional.empty());
        var nobody = new Inventory(Optional.empty(), List.of(service), "");
        page.lines(text(),
                Checklist.diagnose(Facts.unknown(nobody, settings.world().os(), settings.timeout()), hops,
                Duration.ZERO));
    }

    /** The services the options name. */
    public Inventory inventory() throws InventoryProblem {
        return settings.inventory(() -> new DockerReader(settings.world()).read());
    }

    public Limits limits() {
        return new Limits(settings.timeout(), settings.timeout().multipliedBy(PATIENCE));
    }

    /** Finds out everything anew and judges it, for any phone. */
    public Diagnosis walk(Inventory inventory) {
        return walk(inventory, Optional.empty());
    }

    /** @param phone the address of the one phone it is about */
    public Diagnosis walk(Inventory inventory, Optional<InetAddress> phone) {
        long begin = System.nanoTime();
        Facts facts = FactsReader.facts(settings.world(), inventory, limits(), phone,
                StateFolder.ofThisProcess());
        return judge(facts, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Judges by these facts, as the options say. */
    public Diagnosis judge(Facts facts, Duration took) {
        return Checklist.diagnose(facts, hops, settings.skipped(), took);
    }

    /** For the next diagnose: what phones said, with its time. That it could not be kept is said, and no more. */
    public static void remember(Settings settings, Fact<StateFolder> folder, Facts facts) {
        PhoneHistory.keep(folder, facts.words(), settings.world().now()).ifPresent(settings::say);
    }

    /** Writes the result in the form asked for. */
    public ExitCode show(Diagnosis judged) {
        Settings named = settings.naming(judged.source());
        Diagnosis diagnosis = settings.world().live() ? judged.again(settings.script(), again -> elevated(named, again))
                : judged;
        ExitCode code = code(settings.thresholds().verdict(diagnosis));
        switch (settings.output()) {
            case TEXT -> {
                TextReport report = text();
                (settings.quiet() ? report.problems(diagnosis) : page.lines(report, diagnosis))
                        .forEach(settings.out()::println);
            }
            case JSON -> settings.json().document(new JsonReport(settings.script(), Version.CURRENT, settings.words())
                    .of(diagnosis, hops, code.code()));
            case NAGIOS -> new NagiosReport(settings.script(), settings.words(), settings.verbose(),
                    settings.thresholds()).of(diagnosis).forEach(settings.out()::println);
            case JUNIT -> settings.out().println(
                    new JUnitReport(settings.script(), settings.words()).of(diagnosis, hops));
        }
        return code;
    }

    private TextReport text() {
        return new TextReport(settings.words(), look(settings), settings.verbose(), settings.runbook());
    }

    /** This command for an administrator's shell, with the services that were found and not looked for again. */
    private static ShellCommand elevated(Settings named, Remedy.Again again) {
        return new ShellCommand(named.world().os() == Os.WINDOWS ? Shell.POWERSHELL : Shell.BASH, true,
                again == Remedy.Again.VERIFY_TRACING ? named.elevated("--trace") : named.elevated());
    }

    /** What the reader's screen can show. */
    public static Look look(Settings settings) {
        Terminal screen = settings.screen();
        return new Look(screen.columns(), screen.colour(), screen.unicode());
    }

    /** The same for where progress is told. */
    public static Look lookOfErrors(Settings settings) {
        Terminal screen = settings.streams().errTerminal();
        return new Look(screen.columns(), screen.colour(), screen.unicode());
    }

    static ExitCode code(Diagnosis.Verdict verdict) {
        return switch (verdict) {
            case OK -> ExitCode.OK;
            case WARN -> ExitCode.WARNINGS;
            case UNKNOWN, CONTRADICTED -> ExitCode.UNKNOWN;
            case FAIL -> ExitCode.BROKEN;
        };
    }
}
