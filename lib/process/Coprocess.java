package process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.zeroturnaround.exec.StartedProcess;
import text.Message;

/**
 * A program that is kept running and asked again and again, see {@link Request}: started for the first question, and
 * anew where it has ended since. Each question gets the {@link Ran} of a program that was started for it alone.
 *
 * <p>Where no answer comes in time the program is ended together with all its descendants. Whether it had done by then
 * what it was asked is not known, so it is not asked again; only a question that it had not even taken is.
 *
 * <p>Thread-safe: there is one question at a time, the others wait for their turn, from which their deadline counts.
 */
final class Coprocess {

    /** How long it may take to end when nothing more is asked. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Exec exec;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile Running running;

    Coprocess(Exec exec) {
        this.exec = exec;
    }

    /** @param atExit started while this JVM ended already: whoever ends what ran before has done so */
    private record Running(StartedProcess started, Answer out, Exec.Capture err, boolean atExit) {

        Process process() {
            return started.getProcess();
        }

        boolean willAnswer() {
            return process().isAlive() && atExit == Exec.ending();
        }

        /** Once it has ended and its pipes are read. */
        int exitCode() {
            try {
                return exit();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return -1;
            }
        }

        private int exit() throws InterruptedException {
            try {
                return started.getFuture().get().getExitValue();
            } catch (ExecutionException e) {
                // On Windows its pipe cannot be closed where it ended before it took a question: that lies in it still.
                return process().waitFor();
            }
        }
    }

    Ran ask(Command command) {
        long begin = System.nanoTime();
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            return interrupted(command, begin);
        }
        try {
            begin = System.nanoTime();
            Running one = running;
            return one != null && one.willAnswer() ? again(command, one, begin) : first(command, begin);
        } catch (InterruptedException e) {
            end();
            return interrupted(command, begin);
        } finally {
            turn.unlock();
        }
    }

    private static Ran interrupted(Command command, long begin) {
        Thread.currentThread().interrupt();
        return ran(command, new Ran.NotStarted(Message.of("process.interrupted")), new byte[0], new byte[0], begin);
    }

    private static Ran ran(Command command, Ran.End end, byte[] out, byte[] err, long begin) {
        return new Ran(command, end, out, err, Duration.ofNanos(System.nanoTime() - begin));
    }

    private Ran first(Command command, long begin) throws InterruptedException {
        end();
        Request request = command.request().orElseThrow();
        var environment = new HashMap<>(command.environment());
        environment.put(request.variable(), request.line());
        var out = new Answer();
        var err = new Exec.Capture(this::end);
        out.begin(request.mark());
        boolean atExit = Exec.ending();
        Optional<StartedProcess> started;
        try {
            started = exec.start(command.with(environment), out, err);
        } catch (IOException e) {
            return ran(command, Exec.notStarted(e), new byte[0], new byte[0], begin);
        }
        if (started.isEmpty()) {
            return exec.notFound(command);
        }
        var one = new Running(started.get(), out, err, atExit);
        running = one;
        Thread.ofPlatform().daemon().start(() -> {
            one.exitCode();
            out.end();
        });
        return answer(command, one, begin);
    }

    private Ran again(Command command, Running one, long begin) throws InterruptedException {
        Request request = command.request().orElseThrow();
        one.out().begin(request.mark());
        one.err().reset();
        // On a thread of its own: who hangs does not read either, and a pipe of Windows holds 4 KiB.
        Thread.ofPlatform().daemon().start(() -> write(one.process().getOutputStream(), request.line()));
        Ran ran = answer(command, one, begin);
        // It was about to end, and has not seen the question.
        return one.out().ended() && !one.out().taken() ? first(command, System.nanoTime()) : ran;
    }

    private static void write(OutputStream in, String line) {
        try {
            in.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            in.flush();
        } catch (IOException e) {
            // It has ended, which is seen elsewhere.
        }
    }

    private Ran answer(Command command, Running one, long begin) throws InterruptedException {
        one.out().await(begin + command.deadline().toNanos());
        OptionalInt code = one.out().code();
        Ran.End how = one.out().flooded() || one.err().flooded() ? new Ran.Flooded()
                : code.isPresent() ? new Ran.Exited(code.getAsInt())
                : one.out().ended() ? new Ran.Exited(one.exitCode()) : new Ran.TimedOut();
        if (code.isEmpty() || how instanceof Ran.Flooded) {
            end();
        }
        // Its complaints have no marks: of an answer that came whole, nobody knows which are its own.
        return ran(command, how, one.out().bytes(), code.isPresent() ? new byte[0] : one.err().bytes(), begin);
    }

    private void end() {
        Running one = running;
        running = null;
        if (one != null) {
            exec.end(one.process());
        }
    }

    /** Lets the program end, which has nothing to do until it is asked; it is started again for another question. */
    void hangUp() {
        Running one = running;
        if (one == null) {
            return;
        }
        Exec.closeInput(one.process());
        try {
            one.process().waitFor(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }
}
