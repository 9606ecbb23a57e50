package lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The labs of this run. Each belongs to one class of tests at a time, for as long as that takes; three stand beside each
 * other, because a test of the lab mostly waits. One is opened when nobody has given one back.
 */
final class Labs implements AutoCloseable {

    private static final int MOST = 3;

    private final String name;
    private final Path folder;
    private final ClassPath classPath;
    private final Semaphore places = new Semaphore(MOST);
    private final Deque<Lab> free = new ArrayDeque<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Queue<Lab> opened = new ConcurrentLinkedQueue<>();

    private Labs(String name, Path folder, ClassPath classPath) {
        this.name = name;
        this.folder = folder;
        this.classPath = classPath;
    }

    /** @param classPath of the scripts and these tests */
    static Labs begin(String classPath) throws IOException {
        LabFiles.sweep();
        String name = LabFiles.PREFIX + ProcessHandle.current().pid();
        Path folder = LabFiles.folder(name);
        return new Labs(name, folder, ClassPath.copy(classPath, folder.resolve("classes")));
    }

    /** A lab for the caller alone; waits until there is one. */
    Lab take() throws IOException, InterruptedException {
        ForkJoinPool.managedBlock(new Place());
        try {
            Lab given = given();
            return given == null ? open() : given;
        } catch (IOException | RuntimeException e) {
            places.release();
            throw e;
        }
    }

    void giveBack(Lab lab) throws IOException {
        try {
            lab.forget();
            synchronized (free) {
                free.push(lab);
            }
        } finally {
            places.release();
        }
    }

    private Lab given() {
        synchronized (free) {
            return free.poll();
        }
    }

    private Lab open() throws IOException {
        Lab lab = Lab.open(folder, name, Integer.toString(numbers.incrementAndGet()), classPath);
        opened.add(lab);
        return lab;
    }

    /** Threads that run tests are counted: while one waits here, another one takes its place. */
    private final class Place implements ForkJoinPool.ManagedBlocker {

        private boolean taken;

        @Override
        public boolean block() throws InterruptedException {
            places.acquire();
            taken = true;
            return true;
        }

        @Override
        public boolean isReleasable() {
            return taken || (taken = places.tryAcquire());
        }
    }

    @Override
    public void close() throws IOException {
        for (Lab lab : opened) {
            lab.close();
        }
        LabFiles.remove(name);
    }
}
