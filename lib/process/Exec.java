package process;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.StartedProcess;
import org.zeroturnaround.exec.listener.ProcessListener;
import org.zeroturnaround.exec.stream.PumpStreamHandler;
import text.Message;

/**
 * The only place where a process is started. A program gets no input, has a deadline, and is ended together with all
 * its descendants: when the deadline passes, when it floods, and when this JVM ends; but for one that is to outlive us.
 * Thread-safe.
 */
public final class Exec {

    /** How long a pipe may stay open after the program ended: a grandchild that inherited it must not hold us. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private static final AtomicBoolean ENDED_AT_EXIT = new AtomicBoolean();

    private final ProgramLocator programs;

    public Exec() {
        this(ProgramLocator.ofThisProcess());
    }

    Exec(ProgramLocator programs) {
        this.programs = programs;
    }

    /** From the first program on, the end of the JVM ends what runs. */
    private static void endAllAtExit() {
        if (ENDED_AT_EXIT.compareAndSet(false, true)) {
            try {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Exec::kill)));
            } catch (IllegalStateException e) {
                // The JVM ends already: who puts something back now waits for the program itself.
            }
        }
    }

    public Ran run(Command command) {
        return run(command, kept -> kept);
    }

    /**
     * Runs a program that tells of what happens while it happens, until it ends, its deadline passes or this thread is
     * interrupted. Its standard output is handed over and not kept, so that it cannot flood.
     *
     * @param onLine gets each line as soon as it is whole; called by another thread, which it must not hold up
     */
    public Ran follow(Command command, Consumer<String> onLine) {
        return run(command, kept -> new LineFeed(onLine));
    }

    private Ran run(Command command, UnaryOperator<OutputStream> reader) {
        return programs.words(command).map(words -> run(command, words, reader))
                .orElseGet(() -> programs.notFound(command));
    }

    private Ran run(Command command, List<String> words, UnaryOperator<OutputStream> reader) {
        var started = new AtomicReference<Process>();
        Runnable onFlood = () -> kill(started.get());
        var out = new Capture(onFlood);
        var err = new Capture(onFlood);
        long begin = System.nanoTime();
        Ran.End end;
        try {
            int code = executor(command, words, reader.apply(out), err)
                    .timeout(command.deadline().toMillis(), TimeUnit.MILLISECONDS)
                    .stopper(Exec::kill)
                    .addListener(onStart(process -> {
                        started.set(process);
                        closeInput(process);
                    }))
                    .execute()
                    .getExitValue();
            end = out.flooded() || err.flooded() ? new Ran.Flooded() : new Ran.Exited(code);
        } catch (TimeoutException e) {
            end = out.flooded() || err.flooded() ? new Ran.Flooded() : new Ran.TimedOut();
        } catch (IOException e) {
            end = notStarted(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end = new Ran.NotStarted(Message.of("process.interrupted"));
        } finally {
            if (started.get() != null) {
                end(started.get());
            }
        }
        return new Ran(command, end, out.bytes(), err.bytes(), Duration.ofNanos(System.nanoTime() - begin));
    }

    private ProcessExecutor executor(Command command, List<String> words, OutputStream out, OutputStream err) {
        endAllAtExit();
        return new ProcessExecutor(words)
                .environment(programs.environment(command))
                .redirectErrorStream(false)
                .redirectOutput(out)
                .redirectError(err)
                .closeTimeout(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ProcessListener onStart(Consumer<Process> then) {
        return new ProcessListener() {
            @Override
            public void afterStart(Process process, ProcessExecutor executor) {
                // What is started while the JVM ends already belongs to somebody who puts something back.
                if (!ending()) {
                    RUNNING.add(process);
                }
                then.accept(process);
            }
        };
    }

    /**
     * Starts a program that is asked while it runs. It has no deadline; whoever started it ends it.
     *
     * @return empty where there is no such program, see {@link #notFound}
     * @throws IOException see {@link #notStarted}
     */
    Optional<StartedProcess> start(Command command, OutputStream out, OutputStream err) throws IOException {
        Optional<List<String>> words = programs.words(command);
        return words.isEmpty() ? Optional.empty()
                : Optional.of(executor(command, words.get(), out, err).streams(new OpenInput(out, err))
                        .addListener(onStart(process -> { })).start());
    }

    /** What becomes of a command whose program is not there. */
    Ran notFound(Command command) {
        return programs.notFound(command);
    }

    /** Where nothing is given to read, the library closes the input. */
    private static final class OpenInput extends PumpStreamHandler {

        OpenInput(OutputStream out, OutputStream err) {
            super(out, err);
        }

        @Override
        public void setProcessInputStream(OutputStream input) { }
    }

    /** Ends a program together with its descendants, whether it still runs or not. */
    void end(Process process) {
        kill(process);
        RUNNING.remove(process);
    }

    /** Whether this JVM ends: its hooks run, and they alone. */
    static boolean ending() {
        var hook = new Thread(() -> { });
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return !Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /**
     * Starts a program that outlives this one: it has no deadline, is not ended with this JVM, and shares neither
     * input nor output nor the folder with it. Where a terminal is not to end it either, the command has to see to that
     * itself, as {@code setsid} does.
     */
    public Fact<ProcessHandle> detach(Command command) {
        Optional<List<String>> words = programs.words(command);
        if (words.isEmpty()) {
            return Fact.unknown(programs.notFound(command).failure());
        }
        File nothing = new File(Os.current() == Os.WINDOWS ? "NUL" : "/dev/null");
        var builder = new ProcessBuilder(words.get()).redirectInput(nothing).redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD).directory(new File(System.getProperty("java.io.tmpdir")));
        builder.environment().putAll(programs.environment(command));
        try {
            return Fact.known(builder.start().toHandle());
        } catch (IOException e) {
            return Fact.unknown(new Ran(command, notStarted(e), new byte[0], new byte[0], Duration.ZERO).failure());
        }
    }

    /** Why a program could not be started. */
    static Ran.End notStarted(IOException e) {
        // zt-exec puts a sentence of its own around what the JDK says.
        String said = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
        // ENOENT of execve, and ERROR_FILE_NOT_FOUND of CreateProcess, have the same number there.
        boolean missing = said.matches("(?s).*\\berror[=:] ?2\\b.*");
        return missing ? new Ran.NotFound() : Ran.NotStarted.saying(said);
    }

    static void closeInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The program is gone already: nothing waits for input then.
        }
    }

    /** One that has ended has no descendants any more: to look for them means to read of every process there is. */
    private static void kill(Process process) {
        if (process != null && process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Keeps what a program writes, up to a limit; past it, tells once that the program floods and drops the rest. */
    public final static class Capture extends OutputStream {

        /** Bytes kept of one stream: a machine with 5,000 firewall rules prints under 4 MiB of them. */
        public static final int LIMIT = 16 * 1024 * 1024;

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Runnable onFlood;
        private boolean flooded;

        Capture(Runnable onFlood) {
            this.onFlood = onFlood;
        }

        @Override
        public synchronized void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            if (flooded) {
                return;
            }
            kept.write(bytes, from, Math.min(length, LIMIT - kept.size()));
            if (kept.size() == LIMIT) {
                flooded = true;
                onFlood.run();
            }
        }

        synchronized boolean flooded() {
            return flooded;
        }

        /** Forgets what was written until now. */
        synchronized void reset() {
            kept.reset();
            flooded = false;
        }

        synchronized byte[] bytes() {
            return kept.toByteArray();
        }
    }

    /** Hands over what a program writes, line by line, and keeps none of it. */
    final static class LineFeed extends OutputStream {

        /** What is longer than this is no line of a tool that we follow; its end is cut off. */
        static final int LONGEST = 64 * 1024;

        private final Consumer<String> onLine;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        LineFeed(Consumer<String> onLine) {
            this.onLine = onLine;
        }

        @Override
        public synchronized void write(int b) {
            if (b == '\n') {
                onLine.accept(Ran.decode(line.toByteArray()));
                line.reset();
            } else if (line.size() < LONGEST) {
                line.write(b);
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            for (int i = from; i < from + length; i++) {
                write(bytes[i]);
            }
        }
    }
}
