package cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The person at the terminal of this process. Anything but a clear yes is a no. */
final class TerminalPrompt implements Prompt {

    /** Yes in both languages, whichever the question is in: a French hand on an English machine types what it types. */
    private static final Set<String> YES = Set.of("y", "yes", "o", "oui");

    /** When to say how much time is left: often enough to be seen, seldom enough to leave room for the answer. */
    private static final List<Duration> REMINDERS =
            List.of(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(10));

    @Override
    public boolean present() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public Optional<Boolean> ask(String question) {
        return present() ? Optional.of(yes(System.console().readLine("%s ", question))) : Optional.empty();
    }

    @Override
    public Optional<Boolean> askWithin(String question, Duration longest, Function<Duration, String> stillOpen) {
        if (!present()) {
            return Optional.empty();
        }
        Console console = System.console();
        console.printf("%s ", question);
        console.flush();
        long end = System.nanoTime() + longest.toNanos();
        CompletableFuture<Optional<String>> line = read(console);
        for (Duration left : REMINDERS) {
            if (left.compareTo(longest) < 0) {
                Optional<Optional<String>> said = await(line, end - left.toNanos());
                if (said.isPresent()) {
                    return said.get().map(TerminalPrompt::yes);
                }
                console.printf("%n%s ", stillOpen.apply(left));
                console.flush();
            }
        }
        Optional<Optional<String>> said = await(line, end);
        if (said.isEmpty()) {
            console.printf("%n");
        }
        return said.flatMap(text -> text).map(TerminalPrompt::yes);
    }

    /**
     * Nothing can end a read of a terminal, so the thread that reads does not keep the process from ending. It reads
     * from the console's reader: {@link Console#readLine} would keep everybody else from writing to the terminal.
     */
    private static CompletableFuture<Optional<String>> read(Console console) {
        var line = new CompletableFuture<Optional<String>>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                line.complete(Optional.ofNullable(new BufferedReader(console.reader()).readLine()));
            } catch (IOException e) {
                line.complete(Optional.empty()); // the terminal is gone
            }
        });
        return line;
    }

    /** What was read by then; its inside is empty where the terminal is gone. */
    private static Optional<Optional<String>> await(CompletableFuture<Optional<String>> line, long end) {
        try {
            return Optional.of(line.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(Optional.empty());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean yes(String answer) {
        return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
    }
}
