package monitor.schedule;

import console.Look;
import console.Paint;
import console.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import process.Fact;
import text.Columns;
import text.Message;
import text.Words;

/** How it stands with the watch in the background, for people. */
public final class StatusText {
    /** As wide as the longest label of both languages, and two blanks. */
    private static final int LABEL = 19;

    private final Words words;
    private final Look look;
    private final Paint paint;
    private final List<String> lines = new ArrayList<>();

    public StatusText(Words words, Look look) {
        this.words = words;
        this.look = look;
        this.paint = new Paint(look);
    }

    public List<String> lines(Status status) {
        lines.clear();
        switch (status.entry()) {
            case Fact.Unknown<Optional<ScheduledTask>>(Message cause) ->
                line("schedule.label.scheduled", paint.yellow(words.say("schedule.unknown", cause)));
            case Fact.Known<Optional<ScheduledTask>>(Optional<ScheduledTask> entry) -> entry.ifPresentOrElse(found -> {
                line("schedule.label.scheduled", words.say("schedule.yes", status.scheduler()));
                told(found);
            }, () -> line("schedule.label.scheduled", words.say("schedule.no")));
        }
        line("schedule.label.now", status.process().map(pid -> paint.green(words.say("schedule.runs", pid)))
                .orElseGet(() -> words.say("schedule.runs-not")));
        if (!status.lines().isEmpty()) {
            line("schedule.label.log", status.log().toString());
            status.lines().forEach(last -> lines.add("    " + Words.printable(last)));
        }
        return Stream.concat(lines.stream(), faults(status.faults())).toList();
    }

    /** What is wrong with it, or that it cannot be told; nothing where all is well. */
    public List<String> faults(Status status) {
        return switch (status.entry()) {
            case Fact.Unknown<Optional<ScheduledTask>>(Message cause) ->
                faults(List.of(Message.of("schedule.unknown", cause))).toList();
            case Fact.Known<Optional<ScheduledTask>> known -> faults(status.faults()).toList();
        };
    }

    private Stream<String> faults(List<Message> faults) {
        return faults.stream().flatMap(fault -> Wrap.lines(words.say(fault), look.width(),
                look.unicode() ? "✗ " : "x ", "  ").stream());
    }

    private void told(ScheduledTask entry) {
        switch (entry.launch()) {
            case Fact.Known<LaunchCommand>(LaunchCommand launch) -> {
                line("schedule.label.watches", words.say("schedule.watches",
                        services(launch), every(launch)));
                line("schedule.label.program", Words.printable(launch.java()));
                line("schedule.label.jar", Words.printable(launch.jar()));
            }
            case Fact.Unknown<LaunchCommand>(Message cause) ->
                line("schedule.label.watches", paint.yellow(words.say("schedule.unknown", cause)));
        }
        entry.lastRun().ifPresent(when -> line("schedule.label.last",
                Words.printable(when) + (entry.lastResult().isEmpty() ? ""
                        : ", " + words.say(result(entry.lastResult().getAsLong())))));
        entry.nextRun().ifPresent(when -> line("schedule.label.next", Words.printable(when)));
    }

    private static Object every(LaunchCommand launch) {
        String written = launch.value("--every").orElse("?");
        return WatchOptions.time(written).<Object>map(time -> time).orElse(written);
    }

    private static Message services(LaunchCommand launch) {
        return launch.args().contains("--discover") ? Message.of("schedule.services-docker")
                : launch.value("--services").map(Message::verbatim)
                        .orElseGet(() -> Message.of("schedule.services-own"));
    }

    /** SCHED_S_TASK_RUNNING and SCHED_S_TASK_TERMINATED of "Task Scheduler Error and Success Constants". */
    private static Message result(long code) {
        return switch ((int) code) {
            case 0x41301 -> Message.of("schedule.result-runs");
            case 0x41306 -> Message.of("schedule.result-ended");
            default -> Message.of("schedule.result", code, String.format("0x%X", (int) code));
        };
    }

    private void line(String label, String text) {
        String name = words.say(label);
        String first = Columns.padded(name + " ", LABEL);
        lines.addAll(Wrap.lines(text, look.width(), first, " ".repeat(LABEL)));
    }
}
