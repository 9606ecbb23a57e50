package process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Executable;
import testing.Jvm;
import testing.Result;

/**
 * Programs with the names of the system's own, where somebody could have put them: in the folder one stands in, with an
 * empty entry in PATH that means it, and in a folder that PATH names without its whole path. Each tells a file when it
 * is started, and none is.
 */
@EnabledOnOs(OS.LINUX)
class PlantedProgramsTest {
    private static final List<String> NAMES = List.of("adb", "arp", "auditpol", "conntrack", "crontab", "docker",
            "firewall-cmd", "getenforce", "id", "ip", "ip6tables", "ip6tables-legacy-save", "ip6tables-nft-save",
            "ip6tables-save", "iptables", "iptables-legacy-save", "iptables-nft-save", "iptables-save", "iw", "java",
            "netsh", "netstat", "nft", "ping", "powershell", "schtasks", "setsid", "sh", "ss", "stty", "sudo",
            "systemctl", "timeout", "ufw");

    @TempDir
    private Path folder;

    private Path here;
    private Path started;

    @BeforeEach
    void plant() throws IOException {
        here = Files.createDirectories(folder.resolve("here"));
        started = folder.resolve("started");
        Path planted = Executable.write(folder.resolve("planted"), "#!/bin/sh\necho \"$0 $*\" >> '" + started + "'\n");
        for (Path place : List.of(here, Files.createDirectories(here.resolve("bin")))) {
            for (String name : NAMES) {
                Files.createSymbolicLink(place.resolve(name), planted);
            }
        }
    }

    /** Stands among them, with each of those entries in front of what PATH has. */
    private Result run(List<String> words) {
        var all = new ArrayList<>(List.of("-C", here.toString(), "PATH=:bin:.:" + System.getenv("PATH")
                + ":", "XDG_STATE_HOME=" + folder.resolve("state")));
        all.addAll(words);
        return Result.of(new Exec().run(Command.of("env", all).within(Duration.ofMinutes(2))));
    }

    private void noneWasStarted() throws IOException {
        assertEquals("", Files.exists(started) ? Files.readString(started) : "");
    }

    /** The test itself: this is what the C library does with such a PATH. */
    @Test
    void aShellStartsThem() {
        run(List.of("/bin/sh", "-c", "docker ps"));
        assertTrue(Files.exists(started));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Diagnose", "FixFirewall", "Verify", "Monitor --once"})
    void noCommandStartsOne(String command) throws Exception {
        String[] words = ("runbook." + command + " --example").split(" ");
        Result ran = run(Jvm.words(Class.forName(words[0]), Arrays.copyOfRange(words, 1, words.length)));
        assertTrue(List.of(0, 10, 20, 30).contains(ran.exit()) && ran.out().contains("TTS"), ran::toString);
        noneWasStarted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "detach"})
    void noneIsStartedByItsName(String how) throws IOException {
        run(Jvm.words(Child.class, how, "adb")).exitedWith(0);
        noneWasStarted();
    }

    /** A program that looks for another one by PATH finds it in the same places. */
    @Test
    void noneIsStartedByAProgramOfOurs() throws IOException {
        run(Jvm.words(Child.class, "run", "timeout", "10s", "docker", "--version")).exitedWith(0);
        noneWasStarted();
    }

    @Test
    void thatItIsNotUsedIsSaidWhereThereIsNoOther() {
        Executable.write(here.resolve("no-such-tool"), "#!/bin/sh\n");
        assertEquals("no-such-tool is not installed, or not on the PATH; ./no-such-tool is not used: a program in the "
                + "current folder, or in a relative PATH entry, is never started",
                run(Jvm.words(Child.class, "why", "no-such-tool")).exitedWith(0).out().strip());
        assertEquals("no-tool-at-all is not installed, or not on the PATH",
                run(Jvm.words(Child.class, "why", "no-tool-at-all")).exitedWith(0).out().strip());
    }
}
