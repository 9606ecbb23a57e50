package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import process.Command;
import process.Ran;
import testing.ThreadDump;
import testing.Wait;

/** A script of the runbook on the lab's machine that has opened a page for phones, and goes on until it has its word. */
final class PhonePageScript implements AutoCloseable {

    /** Gathering the facts takes a second or two, and the page opens after that. */
    private static final Duration PAGE_LIMIT = Duration.ofSeconds(30);

    /** Longer than any test lets the page stand. */
    private static final Duration END_LIMIT = Duration.ofSeconds(90);

    private final List<String> words;
    private final Path out;
    private final Path err;
    private final Process process;
    private final long begin = System.nanoTime();

    private PhonePageScript(List<String> words, Path out, Path err, Process process) {
        this.words = words;
        this.out = out;
        this.err = err;
        this.process = process;
    }

    static PhonePageScript start(Lab lab, String mainClass, List<String> args) {
        return start(lab, Fault.User.ROOT, Script.state(lab, Fault.User.ROOT), mainClass, args);
    }

    /** The same of one that shares no memory with others that run at the same time. */
    static PhonePageScript start(Lab lab, Path state, String mainClass, List<String> args) {
        return start(lab, Fault.User.ROOT, state, mainClass, args);
    }

    private static PhonePageScript start(Lab lab, Fault.User user, Path state, String mainClass, List<String> args) {
        try {
            Path out = Files.createTempFile(lab.folder(), "proof", ".out");
            Path err = Files.createTempFile(lab.folder(), "proof", ".err");
            List<String> words = Script.words(lab, user, state, mainClass, args);
            return new PhonePageScript(words, out, err, lab.machine().start(out, err, words.toArray(String[]::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code verify --phone} of the lab's services, all of which answer at once or never. */
    static PhonePageScript verify(Lab lab, String... options) {
        return verify(lab, Fault.User.ROOT, options);
    }

    static PhonePageScript verify(Lab lab, Fault.User user, String... options) {
        var args = new ArrayList<>(List.of("--phone", "--timeout", "1s", "--services",
                lab.inventory("auto", false).toString()));
        args.addAll(List.of(options));
        return start(lab, user, Script.state(lab, user), "runbook.Verify", args);
    }

    /** Where a phone is to go, as soon as it is said. */
    URI page() {
        return page(Lab.ADDRESS);
    }

    /** The same at another address of the machine. */
    URI page(String address) {
        Pattern url = Pattern.compile("http://" + Pattern.quote(address) + ":\\d+/[^\\s\"]*");
        try {
            Wait.until("the page's address", PAGE_LIMIT, () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("it ended before it had opened a page");
                }
                return url.matcher(said()).find();
            });
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "\n" + saidWithThreads(), e);
        }
        Matcher page = url.matcher(said());
        page.find();
        return URI.create(page.group());
    }

    /** The same, and where it stands, if it is there at all. */
    private String saidWithThreads() {
        try {
            ThreadDump.request(process);
        } catch (IOException e) {
            return said() + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return said();
    }

    /** Everything until now, results and progress. */
    String said() {
        return text(out) + text(err);
    }

    void awaitSaid(String what) {
        Wait.until("the words " + what, END_LIMIT, () -> {
            // It may have said them as it ended.
            boolean ended = !process.isAlive();
            if (!said().contains(what) && ended) {
                throw new IllegalStateException("it ended before it had said " + what + ":\n" + said());
            }
            return said().contains(what);
        });
    }

    boolean running() {
        return process.isAlive();
    }

    /** How it ended, by itself. */
    Ran end() {
        try {
            if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it goes on after " + END_LIMIT + ":\n" + said());
            }
            return new Ran(Command.of(words.getFirst(), words.subList(1, words.size())),
                    new Ran.Exited(process.exitValue()), Files.readAllBytes(out), Files.readAllBytes(err),
                    Duration.ofNanos(System.nanoTime() - begin));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does, and only to the script itself. */
    void kill() {
        process.children().forEach(ProcessHandle::destroyForcibly);
    }

    /** As {@code kill} does, to the script itself: it still has a moment. */
    void terminate() {
        process.children().forEach(ProcessHandle::destroy);
    }

    private static String text(Path file) {
        try {
            // Half a letter may be written.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever became of it. */
    @Override
    public void close() {
        Machine.end(process);
    }
}
