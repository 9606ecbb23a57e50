package monitor.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import process.Command;
import process.Exec;
import process.Fact;
import process.Os;
import process.Ran;
import state.StateFolder;
import testing.FakeWorld;
import testing.Result;
import text.Message;

/** The unit file, and what systemctl is asked. */
class SystemdUserTest {
    private static final LaunchCommand LAUNCH = new LaunchCommand("/usr/lib/jvm/25/bin/java", List.of("-Xmx256m"),
            "/srv/zoé/a b/monitor.jar", List.of("--every", "30s", "--services", "/srv/50%/$HOME/\"x\"\\y.yaml"));

    @TempDir
    Path temp;

    @Test
    void theUnitWhole() {
        assertEquals("""
                [Unit]
                Description=runbook: jbang monitor status
                StartLimitIntervalSec=0

                [Service]
                ExecStart="/usr/lib/jvm/25/bin/java" "-Xmx256m" "-jar" "/srv/zoé/a b/monitor.jar" "--every" "30s" \
                "--services" "/srv/50%%/$$HOME/\\"x\\"\\\\y.yaml"
                Restart=always
                RestartSec=60
                Nice=5

                [Install]
                WantedBy=default.target
                """, SystemdUnit.text(LAUNCH));
    }

    /** systemd's own reader has nothing to say about it; about a wrong word it has. */
    @Test
    void systemdAgrees() throws IOException {
        var real = new LaunchCommand("/bin/sh", LAUNCH.options(), LAUNCH.jar(), LAUNCH.args());
        Path unit = Files.writeString(temp.resolve(SystemdUser.UNIT), SystemdUnit.text(real));
        Command verify = Command.of("systemd-analyze", "verify", unit.toString());
        Ran ran = new Exec().run(verify);
        assumeFalse(ran.end() instanceof Ran.NotFound, "no systemd-analyze here");
        Result.of(ran).exitedWith(0).errIsEmpty();
        Files.writeString(unit, SystemdUnit.text(real).replace("Restart=always", "Restart=sometimes"));
        Result.of(new Exec().run(verify)).errContains("sometimes");
    }

    @Test
    void theWordsComeBack() {
        assertEquals(Optional.of(LAUNCH), SystemdUnit.launch(SystemdUnit.text(LAUNCH)));
        var random = new Random(20261123);
        String letters = "\\\\\"\"%%$$ '\n\ta";
        for (int round = 0; round < 5_000; round++) {
            var words = new ArrayList<String>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                var word = new StringBuilder();
                for (int length = random.nextInt(7); length > 0; length--) {
                    word.append(letters.charAt(random.nextInt(letters.length())));
                }
                words.add(word.toString());
            }
            var launch = new LaunchCommand("/bin/java", List.of(), "a.jar", words);
            assertEquals(Optional.of(launch), SystemdUnit.launch(SystemdUnit.text(launch)), words.toString());
        }
        assertEquals(Optional.empty(), SystemdUnit.launch("[Service]\nExecStart=/bin/true\n"));
        assertEquals(Optional.empty(), SystemdUnit.launch(""));
    }

    @Test
    void isRegisteredStartedAndTakenAway() {
        var world = new FakeWorld(Os.LINUX).command("systemctl --user", "");
        var systemd = new SystemdUser(world, temp.resolve("user"));
        assertEquals(new SchedulerResult.Done(), systemd.register(LAUNCH));
        assertEquals(List.of(SystemdUser.UNIT), names());
        assertEquals(new SchedulerResult.Done(), systemd.start());
        assertEquals(new SchedulerResult.Done(), systemd.stop());
        assertEquals(new SchedulerResult.Done(), systemd.unregister());
        assertEquals(List.of(), names());
        assertEquals(List.of("daemon-reload", "enable " + SystemdUser.UNIT, "start " + SystemdUser.UNIT,
                "stop " + SystemdUser.UNIT, "disable " + SystemdUser.UNIT, "daemon-reload"),
                world.asked().stream().map(command -> command.line().replace("systemctl --user ", "")).toList());
    }

    @Test
    void whatIsRefusedLeavesTheOldUnitOrNone() throws IOException {
        var world = new FakeWorld(Os.LINUX)
                .command("systemctl --user enable", new Ran.Exited(1), new byte[0], "Failed to enable unit")
                .command("systemctl --user", "");
        var systemd = new SystemdUser(world, temp.resolve("user"));
        assertInstanceOf(SchedulerResult.Refused.class, systemd.register(LAUNCH));
        assertEquals(List.of(), names());
        Files.writeString(temp.resolve("user").resolve(SystemdUser.UNIT), "old");
        assertInstanceOf(SchedulerResult.Refused.class, systemd.register(LAUNCH));
        assertEquals("old", Files.readString(temp.resolve("user").resolve(SystemdUser.UNIT)));
        assertEquals(List.of(SystemdUser.UNIT), names());
    }

    @Test
    void stateIsWhatSystemctlShows() throws IOException {
        var systemd = new SystemdUser(new FakeWorld(Os.LINUX).command("systemctl --user show",
                "LoadState=not-found\nUnitFileState=\nExecMainStatus=0\n"), temp);
        assertEquals(Fact.known(Optional.empty()), systemd.look());
        Files.writeString(temp.resolve(SystemdUser.UNIT), SystemdUnit.text(LAUNCH));
        systemd = new SystemdUser(new FakeWorld(Os.LINUX).command("systemctl --user show",
                "LoadState=loaded\nUnitFileState=enabled\nExecMainStartTimestamp=Mon 2026-11-23 08:00:00 UTC\n"
                        + "ExecMainStatus=30\n"), temp);
        assertEquals(Fact.known(Optional.of(new ScheduledTask(true, Optional.of("Mon 2026-11-23 08:00:00 UTC"),
                OptionalLong.of(30), Optional.empty(), Fact.known(LAUNCH)))), systemd.look());
        assertInstanceOf(Fact.Unknown.class, new SystemdUser(new FakeWorld(Os.LINUX), temp).look());
    }

    @Test
    void theSystemDecidesWhichScheduler() {
        var systemd = new FakeWorld(Os.LINUX).command("systemctl --user show", "Version=252");
        assertEquals(new SystemdUser(systemd, Path.of("/srv/z/.config/systemd/user")), of(systemd));
        var container = new FakeWorld(Os.LINUX)
                .command("systemctl", new Ran.Exited(1), new byte[0], "Failed to connect to bus")
                .command("crontab", new Ran.Exited(1), new byte[0], "no crontab for z");
        assertInstanceOf(Crontab.class, of(container));
        assertInstanceOf(Scheduler.None.class, of(new FakeWorld(Os.LINUX)));
        assertInstanceOf(Scheduler.None.class, of(new FakeWorld(Os.MAC)));
        assertInstanceOf(TaskScheduler.class, of(new FakeWorld(Os.WINDOWS)));
    }

    /** A unit is never written to wherever the user happens to stand. */
    @Test
    void withoutAHomeThereIsNoPlaceForAUnit() {
        var systemd = new FakeWorld(Os.LINUX).command("systemctl --user show", "Version=252");
        for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of("HOME", ""),
                Map.of("HOME", "here", "XDG_CONFIG_HOME", "there"))) {
            assertEquals(new Scheduler.None(Message.of("state.no-home")), of(systemd, environment, "?"));
            assertEquals(new SystemdUser(systemd, Path.of("/srv/y/.config/systemd/user")),
                    of(systemd, environment, "/srv/y"));
        }
        assertEquals(new SystemdUser(systemd, Path.of("/etc/z/systemd/user")),
                of(systemd, Map.of("XDG_CONFIG_HOME", "/etc/z"), "?"));
    }

    private Scheduler of(FakeWorld world) {
        return of(world, Map.of("HOME", "/srv/z"), "/srv/y");
    }

    private Scheduler of(FakeWorld world, Map<String, String> environment, String home) {
        return Scheduler.of(world, new StateFolder(temp), environment, home, Optional::empty);
    }

    private List<String> names() {
        String[] names = temp.resolve("user").toFile().list();
        assertFalse(names == null);
        return List.of(names);
    }
}
