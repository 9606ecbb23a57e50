package state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Command;
import process.Exec;
import testing.Executable;
import testing.HelperProcess;
import testing.Jvm;
import testing.Result;

/**
 * Root whose HOME is another account's, as {@code sudo -E} leaves it: that account has put there what it likes, and
 * none of it decides what root writes, starts or ends. Each of these did before.
 */
@DisabledOnOs(OS.WINDOWS)
class ForeignHomeTest {
    private static final int ZOE = 65_534;

    @TempDir
    private Path temp;
    private Path home;
    private Path state;
    private Path precious;
    private Path crontabs;

    @BeforeEach
    void zoe() throws IOException {
        assumeTrue(Account.current().isRoot(), "needs root");
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = temp.resolve("zoe");
        state = Files.createDirectories(home.resolve(".local/state/runbook"));
        precious = Files.writeString(temp.resolve("precious"), "of root's\n");
        crontabs = temp.resolve("crontabs");
        Files.writeString(temp.resolve("one.yaml"), "services:\n  - name: One\n    port: 9\n");
        Executable.write(Files.createDirectory(temp.resolve("bin")).resolve("crontab"),
                "#!/bin/sh\ncase $1 in -l) cat " + crontabs + " 2>/dev/null ;; *) cat $1 >" + crontabs + " ;; esac\n");
        Executable.write(temp.resolve("bin/systemctl"), "#!/bin/sh\nexit 1\n");
        Files.writeString(crontabs, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--log HOME/.local/state/runbook/monitor.log", "--log HOME/./.local/state/runbook/monitor.log",
        "--log HOME/elsewhere/other.log", "--every 1s", "schedule"})
    void noLinkOfTheirsIsFollowed(String args) throws Exception {
        Files.createDirectories(home.resolve("elsewhere"));
        for (String name : List.of("monitor.log", "monitor.log.old", "monitor.lock", "watch.lock", "scheduled",
                "../../../elsewhere/other.log")) {
            Files.createSymbolicLink(state.resolve(name), precious);
        }
        given();
        refused(monitor(args));
        assertEquals("of root's\n", Files.readString(precious));
        assertEquals(List.of("precious"), madeOutside());
    }

    /** A hard link cannot be told from the file itself by who opens it. */
    @ParameterizedTest
    @ValueSource(strings = {"--log HOME/.local/state/runbook/monitor.log", "--every 1s"})
    void norASecondNameOfAFileOfRoots(String args) throws Exception {
        for (String name : List.of("monitor.lock", "watch.lock", "monitor.log")) {
            Files.createLink(state.resolve(name), precious);
        }
        given();
        refused(monitor(args));
        assertEquals("of root's\n", Files.readString(precious));
    }

    /** In a folder of root's too: it may have been everybody's before. */
    @ParameterizedTest
    @ValueSource(strings = {"--log HOME/.local/state/runbook/monitor.log", "--every 1s"})
    void norOneThatWasThereBefore(String args) throws Exception {
        for (String name : List.of("monitor.lock", "watch.lock", "monitor.log")) {
            Files.createLink(state.resolve(name), precious);
        }
        refused(monitor(args));
        assertEquals("of root's\n", Files.readString(precious));
    }

    @Test
    void cronStartsNothingFromAFolderOfTheirs() throws Exception {
        given();
        refused(monitor("schedule"));
        assertEquals("", Files.readString(crontabs));
        assertEquals(List.of(), entries(state));
    }

    @Test
    void noFolderIsMadeInOneOfTheirs() throws Exception {
        Files.delete(state);
        given();
        refused(monitor("schedule"));
        refused(monitor("--every 1s"));
        assertFalse(Files.exists(state));
    }

    @Test
    void aNumberInTheirLockEndsNoProcess() throws Exception {
        try (HelperProcess mine = HelperProcess.start(List.of("sh", "-c", "echo ready; exec cat")).says("ready");
                HelperProcess theirs = holder(mine.pid())) {
            Files.writeString(crontabs, """
                    # runbook monitor, begin; jbang monitor unschedule takes this out
                    */10 * * * * /usr/bin/java -jar /srv/monitor.jar >/dev/null 2>&1
                    # runbook monitor, end
                    """);
            given();
            monitor("unschedule");
            assertTrue(mine.process().isAlive());
            assertTrue(theirs.process().isAlive());
        }
    }

    /** In a folder that everybody may write to, a link may be anybody's. */
    @Test
    void aLogThatRootNamesIsNotLedElsewhere() throws Exception {
        Path open = Files.createDirectory(temp.resolve("open"));
        Files.setAttribute(open, "unix:mode", 01777);
        Path link = Files.createSymbolicLink(open.resolve("watch.log"), precious);
        Files.setAttribute(link, "unix:uid", ZOE, LinkOption.NOFOLLOW_LINKS);
        Result told = monitor("--log " + link, temp.resolve("own"));
        assertTrue(told.err().contains(link.toString()), told::toString);
        assertEquals("of root's\n", Files.readString(precious));
    }

    /** With a home of its own, root is asked for nothing more. */
    @Test
    void inAHomeOfRootsItWorks() throws Exception {
        Path own = temp.resolve("own");
        Result done = monitor("schedule", own);
        assertEquals(0, told(done.err()), done::toString);
        assertTrue(Files.readString(crontabs).contains(own.toString()), done::toString);
        monitor("unschedule", own).exitedWith(0);
        assertEquals("", Files.readString(crontabs));
    }

    /** JBang's Java lies in the home of whoever called sudo: cron starts a copy of it. */
    @Test
    void cronStartsNoJavaThatAnotherAccountCanChange() throws Exception {
        Path java = temp.resolve("jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.createDirectories(temp.resolve("jdk/lib"));
        Executable.write(java, "#!/bin/sh\n");
        Executable.write(temp.resolve("jdk/lib/jspawnhelper"), "helper");
        Files.writeString(temp.resolve("jdk/lib/modules"), "modules");
        Files.setAttribute(java, "unix:uid", ZOE);
        var folder = new StateFolder(temp.resolve("own"));
        Path copy = folder.java(java);
        assertEquals(copy, folder.java(java), "the same again is there");
        assertTrue(copy.startsWith(folder.path()), copy::toString);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
        assertEquals("modules", Files.readString(copy.getParent().resolveSibling("lib/modules")));
        Files.setAttribute(java, "unix:uid", 0);
        assertEquals(java, folder.java(java));
    }

    /** All of it is theirs. */
    private void given() throws IOException {
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return give(file);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException end) throws IOException {
                return give(folder);
            }

            private FileVisitResult give(Path path) throws IOException {
                if (!Files.isRegularFile(path) || Files.isSymbolicLink(path)) {
                    Files.setAttribute(path, "unix:uid", ZOE, LinkOption.NOFOLLOW_LINKS);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private HelperProcess holder(long pid) throws IOException {
        Path lock = state.resolve("watch.lock");
        HelperProcess holder = HelperProcess.java(LockHolder.class, lock.toString()).says("in");
        Files.writeString(lock, pid + " " + Instant.now() + " monitor\n");
        return holder;
    }

    private Result monitor(String args) {
        return monitor(args, home);
    }

    private Result monitor(String args, Path of) {
        String all = args.contains("--services") || args.equals("unschedule") ? args
                : args + " --services " + temp.resolve("one.yaml");
        var words = new ArrayList<>(List.of("-i", "HOME=" + of, "PATH=" + temp.resolve("bin") + ":/usr/bin:/bin",
                "LC_ALL=C.UTF-8", "timeout", "100", Jvm.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                Jvm.classPath(), "runbook.Monitor"));
        words.addAll(List.of((all + " --lang en").replace("HOME", home.toString()).split(" ")));
        return Result.of(new Exec().run(Command.of("env", words).within(Duration.ofMinutes(3))));
    }

    private void refused(Result told) {
        String said = told.out() + told.err();
        assertTrue(told.exit() == 20 || told.exit() == 74, told::toString);
        assertEquals(1, told(said), said);
        assertTrue(said.contains(temp.toString()), said);
    }

    /** How many lines; a machine under load also says what it waits for. */
    private static long told(String said) {
        return said.lines().filter(line -> !line.startsWith("Waiting for")).count();
    }

    private List<String> madeOutside() throws IOException {
        List<String> names = new ArrayList<>(entries(temp));
        names.removeAll(List.of("zoe", "crontabs", "one.yaml", "bin"));
        return names;
    }

    private static List<String> entries(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
