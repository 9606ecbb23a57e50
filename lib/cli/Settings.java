package cli;

import console.Streams;
import console.Terminal;
import console.Wrap;
import discovery.Discovered;
import discovery.ServiceDiscovery;
import discovery.ServicesFrom;
import docker.Engine;
import help.RunbookPlace;
import inventory.Inventory;
import inventory.InventoryProblem;
import inventory.Source;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import json.JsonOutput;
import path.Hop;
import picocli.CommandLine.ParameterException;
import probe.Limits;
import process.World;
import report.Thresholds;
import text.Message;
import text.Words;

/**
 * What a script gets from its command line.
 *
 * @param timeout    how long one probe may take
 * @param thresholds how long a service may take, for a monitoring system
 * @param skipped    hops of which the user accepts to know nothing
 */
public record Settings(Invocation invocation, World world, ServicesFrom services, Words words, Streams streams,
        OutputFormat output, Duration timeout, Verbosity verbosity, Thresholds thresholds, Set<Hop> skipped) {

    private static final int ANSWER = 5;

    /** The script's name, as in {@code diagnose}. */
    public String script() {
        return invocation.script();
    }

    /** An argument error that turns up only later: exit code 64, said like all the others. */
    public ParameterException refused(Message why) {
        return invocation.refused(why);
    }

    /** For the answer. */
    public PrintWriter out() {
        return streams.out();
    }

    /** The same for an answer in JSON. */
    public JsonOutput json() {
        return streams.json();
    }

    /** For progress and errors. */
    public PrintWriter err() {
        return streams.err();
    }

    /** Says on the side what happens, broken where the screen ends. */
    public void say(Message text) {
        Wrap.lines(words.say(text), streams.errTerminal().columns(), "", "").forEach(err()::println);
    }

    /** The same for what is only good to know while one waits. */
    public void progress(Message text) {
        if (!quiet()) {
            say(text);
        }
    }

    /**
     * This very command with an administrator's rights, to paste; says on the side where that is nothing to trust.
     *
     * @param more options that it needs and may lack
     */
    public String elevated(String... more) {
        RunAgain again = RunAgain.of(invocation, System.getenv(), more);
        again.writableByOthers().ifPresent(path -> say(Message.of("cli.writable-by-others", path.toString())));
        return again.line();
    }

    /** A question as it is put, with room for a short answer behind it. */
    public String question(Message text) {
        return String.join("\n", Wrap.lines(words.say(text), screen().columns() - ANSWER, "", ""));
    }

    /** What {@link #out} can show. */
    public Terminal screen() {
        return streams.outTerminal();
    }

    /** Where whoever started the script can read more. */
    public RunbookPlace runbook() {
        return RunbookPlace.find(Path.of("").toAbsolutePath(), words.language());
    }

    public boolean quiet() {
        return verbosity == Verbosity.QUIET;
    }

    public boolean verbose() {
        return verbosity == Verbosity.VERBOSE;
    }

    /**
     * The services that the run is about.
     *
     * @param docker asked only where they may come from there
     * @throws ExitException where there are none
     */
    public Inventory inventory(Supplier<Engine> docker) throws InventoryProblem {
        return switch (new ServiceDiscovery(world, docker, new Limits(timeout, timeout)).services(services)) {
            case Discovered.Services(Inventory inventory) -> inventory;
            case Discovered.Nothing(Message why, List<Message> next) ->
                throw new ExitException(ExitCode.UNKNOWN, why, next);
        };
    }

    /** The same, with a command line that leads another process to these very services. */
    public Settings naming(Source source) {
        return services instanceof ServicesFrom.FirstFound
                ? new Settings(invocation.with(source.options()), world, services, words, streams, output, timeout,
                        verbosity, thresholds, skipped)
                : this;
    }
}
