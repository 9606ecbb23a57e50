package cli;

import console.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import json.JsonDocument;
import report.JUnitReport;
import report.NagiosReport;
import text.Words;

/**
 * What went wrong, on standard output as well, in the form that the answer was asked for in: a program that reads JSON
 * gets a document even where the command line was refused.
 *
 * @param script  as it was called
 * @param command the one that failed: the script's own, or one below it
 */
record ErrorOutput(String script, String command, Instant begin, Words words, Streams streams) {

    /**
     * The form that a command line asks for, known before it is understood, and even where it cannot be: the last one
     * that there is, wherever it stands.
     */
    static OutputFormat asked(String... args) {
        return values("--output", args).reversed().stream()
                .flatMap(name -> Arrays.stream(OutputFormat.values())
                        .filter(format -> format.id().equalsIgnoreCase(name)))
                .findFirst().orElse(OutputFormat.TEXT);
    }

    /** Every value that an option is given, in order. What stands behind {@code --} is no option. */
    static List<String> values(String option, String... args) {
        List<String> options = Arrays.asList(args);
        int end = options.indexOf("--");
        List<String> before = end < 0 ? options : options.subList(0, end);
        return IntStream.range(0, before.size()).boxed().flatMap(i -> value(option, before, i).stream())
                .toList();
    }

    private static Optional<String> value(String option, List<String> args, int at) {
        String arg = args.get(at);
        return arg.startsWith(option + "=") ? Optional.of(arg.substring(option.length() + 1))
                : arg.equals(option) && at + 1 < args.size() ? Optional.of(args.get(at + 1)) : Optional.empty();
    }

    void show(OutputFormat form, ErrorMessage error) {
        String first = words.say(error.lines().getFirst());
        List<String> details = error.lines().stream().skip(1).map(words::say).toList();
        switch (form) {
            case TEXT -> { }
            case JSON -> streams.json().last(new JsonDocument(command, Version.CURRENT, begin)
                    .head(took(), error.code().verdict().id(), error.code().code())
                    .put("problem", first).put("details", details).build());
            // A monitoring system shows the first line of standard output, and nothing of standard error.
            case NAGIOS -> streams.out().println(NagiosReport.problem(script, first));
            case JUNIT -> streams.out().println(new JUnitReport(command, words).problem(begin, took(),
                    "exit-" + error.code().code(), first, details));
        }
    }

    private Duration took() {
        Duration took = Duration.between(begin, Instant.now());
        // Clocks are set, and backwards too.
        return took.isNegative() ? Duration.ZERO : took;
    }
}
