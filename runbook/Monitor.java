///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Watches the services and says when one is lost or comes back.
//JAVA 25+
//SOURCES ../lib/cli/package-info.java
//SOURCES ../lib/monitor/package-info.java
package runbook;

import change.JournalException;
import change.StateFolder;
import cli.Common;
import cli.ExitCode;
import cli.Output;
import cli.PathAnswer;
import cli.Script;
import cli.Settings;
import cli.Stop;
import cli.TimeOption;
import inventory.Inventory;
import inventory.InventoryProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import monitor.EventLine;
import monitor.Happening;
import monitor.LiveTable;
import monitor.OnlyOne;
import monitor.Rounds;
import monitor.Watch;
import path.Diagnosis;
import path.Hop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import process.Os;
import report.TextReport;
import text.Message;

/** Walks the path again and again: a live table on a terminal, one line for each change everywhere else. */
@Command(name = "monitor")
public final class Monitor implements Callable<ExitCode> {

    @Mixin
    private Common common = new Common(Output.JSON, Output.NAGIOS);

    @Option(names = "--once")
    private boolean once;

    @Option(names = "--every", paramLabel = "${bundle:label.time}", converter = Every.class, defaultValue = "30s")
    private Duration every;

    /** More often than once a second only tires the services; a day is the longest that is still watching. */
    static final class Every extends TimeOption {
        Every() {
            super(Duration.ofSeconds(1), Duration.ofDays(1));
        }
    }

    public static void main(String... args) {
        Script.run(new Monitor(), args);
    }

    @Override
    public ExitCode call() throws InventoryProblem, IOException {
        Settings settings = common.settings();
        var answer = new PathAnswer(settings, EnumSet.allOf(Hop.class), TextReport::diagnosis);
        Inventory inventory = answer.inventory();
        // A recorded machine cannot change: one round says all there is to say.
        if (!settings.world().live()) {
            return answer.show(answer.walk(inventory));
        }
        if (!once && settings.output() == Output.NAGIOS) {
            throw common.refused(Message.of("monitor.nagios-once"));
        }
        Path folder = stateFolder();
        try (OnlyOne _ = OnlyOne.enter(folder).orElseThrow(() ->
                new Stop(ExitCode.UNKNOWN, Message.of("monitor.already-runs", OnlyOne.other(folder))))) {
            if (once) {
                return answer.show(answer.walk(inventory));
            }
            var watch = new Watch();
            Predicate<Diagnosis> page = settings.output() == Output.TEXT && settings.screen().interactive()
                    ? live(settings, watch) : log(settings, watch);
            new Rounds(() -> answer.walk(inventory), every, System::nanoTime, Thread::sleep).run(page::test);
            return watch.alarmed() ? ExitCode.BROKEN : ExitCode.OK;
        }
    }

    private static Path stateFolder() {
        try {
            return StateFolder.of(Os.current(), System.getenv(), System.getProperty("user.home")).path();
        } catch (JournalException e) {
            throw new Stop(ExitCode.UNKNOWN, e.why());
        }
    }

    private Predicate<Diagnosis> live(Settings settings, Watch watch) {
        var table = new LiveTable(settings.words(), PathAnswer.look(settings), ZoneId.systemDefault());
        return diagnosis -> {
            List<Happening> happenings = watch.round(diagnosis);
            settings.out().print(table.redraw(diagnosis, watch, happenings, settings.words().duration(every)));
            return !settings.out().checkError();
        };
    }

    /** Ends when nobody reads any more. */
    private static Predicate<Diagnosis> log(Settings settings, Watch watch) {
        var line = new EventLine(settings.words(), PathAnswer.look(settings), ZoneId.systemDefault());
        return diagnosis -> {
            for (Happening happening : watch.round(diagnosis)) {
                settings.out().println(settings.output() == Output.JSON ? line.json(happening) : line.text(happening));
            }
            return !settings.out().checkError();
        };
    }
}
