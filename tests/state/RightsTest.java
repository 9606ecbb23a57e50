package state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import change.elevate.ElevatedRun;
import change.journal.ChangeKinds;
import change.journal.Journal;
import change.journal.RunId;
import change.lease.GuardTurn;
import inventory.Endpoint;
import inventory.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import monitor.schedule.Crontab;
import monitor.schedule.LaunchCommand;
import monitor.schedule.TaskScheduler;
import net.Protocol;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import path.PhoneAttempt;
import path.PhoneReport;
import path.gather.PhoneHistory;
import process.Fact;
import process.Os;
import process.ThisProgram;
import testing.Executable;
import testing.FakeWorld;
import testing.JBang;
import testing.Rights;
import text.Language;
import text.Message;

/** The state folder and all that is in it is for its owner's eyes alone, whoever was the first to need it. */
@DisabledOnOs(OS.WINDOWS)
class RightsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");

    @TempDir
    private Path home;

    private interface Writer {
        void write(StateFolder folder) throws Exception;
    }

    static Stream<Named<Writer>> writers() {
        return Stream.of(
                named("the journal", folder -> open(folder).close()),
                named("a journal whose last line is torn", folder -> {
                    open(folder).close();
                    Files.writeString(folder.journal(), "{\"journal\":1,");
                    open(folder).close();
                }),
                named("what a phone said", folder -> PhoneHistory.keep(Fact.known(folder), List.of(word()), NOW)),
                named("what an elevated process hands back", folder -> new ElevatedRun(new FakeWorld(Os.WINDOWS),
                        ThisProgram.ofThisProcess(RightsTest.class), folder, List.of(), RandomGenerator.getDefault())
                                .run("digest", List.of())),
                named("a guard's log", folder -> {
                    folder.create();
                    Files.writeString(PrivateFile.create(folder.journal()), "nonsense\n");
                    GuardTurn.of(new FakeWorld(Os.LINUX), folder, Language.ENGLISH)
                            .take(new RunId("20261122-101500-3f9a"));
                    assertFalse(Files.readString(folder.guardLog()).isEmpty());
                }),
                named("the program's copy for a scheduler", folder -> folder.scheduled()
                .export(program(folder), "a.B")),
                named("the program's copy for a guard", folder -> folder.guarding().export(program(folder), "a.B")),
                named("a crontab", folder -> new Crontab(new FakeWorld(Os.LINUX).command("crontab -l", ""), folder,
                        Optional::empty).register(new LaunchCommand("java", List.of(), "monitor.jar", List.of()))),
                named("a task", folder -> new TaskScheduler(new FakeWorld(Os.WINDOWS), folder).register(
                        new LaunchCommand("java", List.of(), "monitor.jar", List.of()))),
                named("a lock", folder -> {
                    folder.create();
                    ProcessLock.take(folder.watchLock(), "monitor", NOW).orElseThrow().close();
                }),
                named("a log that rolls", folder -> {
                    folder.create();
                    var log = RollingLog.in(folder, folder.monitorLog(), 10);
                    log.append(List.of("a long line", "another"));
                    log.append("the next");
                    assertEquals(2, Files.list(folder.path()).count());
                }));
    }

    @ParameterizedTest
    @MethodSource("writers")
    void theFirstWriterMakesIt(Writer writer) throws Exception {
        var folder = new StateFolder(home.resolve("state/runbook"));
        writer.write(folder);
        assertEquals(List.of(), Rights.ofOthers(home.resolve("state")));
    }

    /** An earlier version's monitor made it for all to read, where it was the first. */
    @ParameterizedTest
    @ValueSource(strings = {"rwxr-xr-x", "rwxr-x---", "rwx--x--x"})
    void aFolderThatOthersCouldReadIsClosed(String rights) throws Exception {
        var folder = folder(rights);
        folder.create();
        assertEquals("rwx------", Rights.of(folder.path()));
    }

    /** What is in it may be somebody else's: that is for the one who reads it to judge, and must stay to be seen. */
    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxrwx---"})
    void aFolderThatOthersCouldWriteToIsRefusedAndStaysAsItIs(String rights) throws Exception {
        var folder = folder(rights);
        Files.setAttribute(folder.path(), "unix:gid", (int) Files.getAttribute(folder.path(), "unix:uid") + 1);
        assertEquals(StateException.Reason.REFUSED, assertThrows(StateException.class, folder::create).reason());
        assertEquals(rights, Rights.of(folder.path()));
    }

    @Test
    void whatALinkLeadsToIsNotTouched() throws Exception {
        StateFolder elsewhere = folder("rwxr-xr-x");
        var link = new StateFolder(Files.createSymbolicLink(home.resolve("link"), elsewhere.path()));
        link.create();
        assertEquals("rwxr-xr-x", Rights.of(elsewhere.path()));
        Files.writeString(elsewhere.monitorLog(), "precious");
        Files.createSymbolicLink(elsewhere.guardLog(), elsewhere.monitorLog());
        assertThrows(StateException.class, () ->
                RollingLog.in(elsewhere, elsewhere.guardLog(), 100).append("through a link"));
        assertEquals("precious", Files.readString(elsewhere.monitorLog()));
    }

    /** Each in a process of its own, as a person starts it; both end by themselves. */
    @ParameterizedTest
    @ValueSource(strings = {"--log LOG --services BAD", "--every 1s --services ONE", "schedule --services ONE"})
    void soDoesTheMonitor(String args) throws Exception {
        Path state = home.resolve(".local/state/runbook");
        Path bad = Files.writeString(home.resolve("bad.yaml"), "services:\n  - nam: One\n");
        Path one = Files.writeString(home.resolve("one.yaml"), "services:\n  - name: One\n    port: 9\n");
        Path crontab = Executable.write(Files.createDirectory(home.resolve("bin")).resolve("crontab"), "#!/bin/sh\n");
        var words = new ArrayList<>(List.of("-c", "umask 022; exec \"$@\" >&-", "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "runbook.Monitor"));
        words.addAll(List.of(args.replace("LOG", state.resolve("monitor.log").toString())
                .replace("BAD", bad.toString()).replace("ONE", one.toString()).split(" ")));
        JBang.of(home).with("PATH", crontab.getParent() + ":/usr/bin:/bin").command("/bin/sh", words);
        assertEquals(List.of(), Rights.ofOthers(state));
    }

    private StateFolder folder(String rights) throws IOException {
        Path folder = Files.createDirectories(home.resolve("state/runbook"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
        return new StateFolder(folder);
    }

    private static Named<Writer> named(String name, Writer writer) {
        return Named.of(name, writer);
    }

    private static Journal open(StateFolder folder) throws StateException {
        return Journal.open(folder, ChangeKinds.all(), "fix-firewall", NOW, Duration.ZERO, message -> { });
    }

    private static List<Path> program(StateFolder folder) throws IOException {
        Path jars = Files.createDirectories(folder.path().getParent().resolveSibling("jars"));
        return List.of(Files.writeString(jars.resolve("one.jar"), "one"),
                Files.writeString(jars.resolve("two.jar"), "two"));
    }

    private static PhoneReport word() {
        var api = new Service("API", List.of(8000), Protocol.TCP, Optional.empty(), Optional.empty());
        return new PhoneReport(NOW, InetAddress.ofLiteral("192.168.1.23"), new Endpoint(api, 8000),
                InetAddress.ofLiteral("192.168.1.44"), PhoneReport.How.BROWSER,
                new PhoneAttempt.GotThrough(Duration.ofMillis(12), Duration.ofMillis(40), 5),
                Fact.unknown(Message.of("path.seen.not-then")));
    }
}
