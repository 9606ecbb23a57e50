package process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import testing.Executable;
import testing.Result;

class ThisProgramTest {

    @Test
    void isOneLineForTheShellOfTheSystem() {
        assertEquals("sudo /opt/java/bin/java -cp '/home/o'\\''neil/a.jar:b.jar' runbook.FixFirewall --apply",
                new ThisProgram(Os.LINUX, "/opt/java/bin/java", "/home/o'neil/a.jar:b.jar", "runbook.FixFirewall")
                        .line(RootProgram.SUDO, Optional.empty(), List.of("--apply")));
        assertEquals("& 'C:\\Program Files\\java.exe' -cp 'C:\\a.jar;C:\\b c.jar' runbook.FixFirewall --apply",
                new ThisProgram(Os.WINDOWS, "C:\\Program Files\\java.exe", "C:\\a.jar;C:\\b c.jar",
                        "runbook.FixFirewall")
                        .line(RootProgram.SUDO, Optional.empty(), List.of("--apply", "--elevate")));
    }

    /** An elevated PowerShell opens in System32, pkexec in root's home: a file beside the user is not found there. */
    @ParameterizedTest
    @EnumSource(value = Os.class, names = {"LINUX", "WINDOWS"})
    @DisabledOnOs(OS.WINDOWS)
    void filesAreNamedByTheirWholePaths(Os os) {
        String line = new ThisProgram(os, "java", "a.jar", "runbook.FixFirewall")
                .line(RootProgram.SUDO, Optional.empty(), List.of("--services=my services.yaml", "--yes"));
        assertEquals((os == Os.WINDOWS ? "" : "sudo ") + "java -cp a.jar runbook.FixFirewall --services '"
                + Path.of("my services.yaml").toAbsolutePath() + "' --yes", line);
    }

    /** Java would run what lies in the folder one stands in, and an administrator's Java stands elsewhere. */
    @Test
    void anEmptyEntryOfTheClassPathIsLeftOut() {
        String path = String.join(File.pathSeparator, "", "a.jar", " ", "", "b.jar", "");
        assertEquals(List.of(Path.of("a.jar").toAbsolutePath(), Path.of("b.jar").toAbsolutePath()),
                ThisProgram.classPath(path));
    }

    /** A folder that a recording was made in takes no second one. */
    @Test
    void aRecordingIsNotMadeAnew() {
        assertEquals("sudo java -cp a.jar runbook.Diagnose -v", new ThisProgram(Os.LINUX, "java", "a.jar",
                "runbook.Diagnose").line(RootProgram.SUDO, Optional.empty(),
                        List.of("--record", "folder", "--raw", "-v")));
    }

    @Test
    void eachProgramThatRunsOthersAsRootTakesTheLineInItsOwnForm() {
        var self = new ThisProgram(Os.LINUX, "/opt/my java/bin/java", "a.jar", "runbook.Diagnose");
        Optional<Path> file = Optional.of(Path.of("/home/zoé/diagnose.args"));
        List<String> args = List.of("--lang", "it's");
        String words = "'/opt/my java/bin/java' '@/home/zoé/diagnose.args' --lang 'it'\\''s'";
        assertEquals(List.of("sudo " + words, "doas " + words, "pkexec " + words), Stream.of(RootProgram.SUDO,
                RootProgram.DOAS, RootProgram.PKEXEC).map(by -> self.line(by, file, args)).toList());
        String su = self.line(RootProgram.SU, file, args);
        String shell = su.replaceFirst("^su -c ", "printf '%s' ");
        assertEquals(words, Result.of(new Exec().run(Command.of("bash", "-c", shell))).exitedWith(0).out());
    }

    @Test
    void theFirstOfThemThatIsThereIsTaken(@TempDir Path folder) throws IOException {
        assertEquals(RootProgram.SU, RootProgram.on(folder + "::" + folder.resolve("none")));
        for (RootProgram one : List.of(RootProgram.SU, RootProgram.PKEXEC, RootProgram.DOAS, RootProgram.SUDO)) {
            Executable.write(folder.resolve(one.name().toLowerCase(Locale.ROOT)), "#!/bin/sh\n");
            assertEquals(one, RootProgram.on(folder.resolve("none") + File.pathSeparator + folder));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void thePlanIsCarriedOutWithTheSameOptionsAndOnTheMachineItself() {
        assertEquals("jbang fix-firewall --services 'my services.yaml' --override-blocks --apply",
                ThisProgram.applying("fix-firewall", List.of("--services", "my services.yaml", "--replay", "folder",
                        "--override-blocks", "--record=other", "--raw")));
    }

    /** The line is pasted into a shell whose sudo, as the real one, leaves nothing of the environment. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theLineRunsTheSameProgramWithoutPathAndHome() {
        String line = ThisProgram.ofThisProcess(Greeting.class)
                .line(RootProgram.SUDO, Optional.empty(), List.of("two words", "$(reboot)"));
        String sudo = "sudo() { /usr/bin/env -i \"$@\"; }\n";
        Result ran = Result.of(new Exec().run(Command.of("bash", "-c", sudo + line).within(Duration.ofMinutes(1))));
        assertEquals("two words,$(reboot)", ran.exitedWith(0).out().strip());
    }

    /** ShellExecuteEx takes short lines only, so Java is told the class path by a file: Java itself reads it here. */
    @Test
    void javaReadsTheFileThatIsWrittenForIt(@TempDir Path folder) throws IOException {
        ThisProgram self = ThisProgram.ofThisProcess(Greeting.class);
        Path jars = Files.createDirectories(folder.resolve("my jars"));
        Path file = Files.writeString(jars.resolve("elevated-1.args"),
                new ThisProgram(self.os(), self.java(), self.classPath() + File.pathSeparator
                + jars.resolve("it's \\ x"),
                        self.mainClass()).argumentFile());
        Result ran = Result.of(new Exec().run(Command.of(self.java(), "@" + file, "two words", "@not a file",
                "C:\\my folder\\").within(Duration.ofMinutes(1))));
        assertEquals("two words,@not a file,C:\\my folder\\", ran.exitedWith(0).out().strip());
    }

    @Test
    void theOtherProcessGetsWholePathsAndNotWhatIsTheFirstOnesBusiness() {
        String here = Path.of("my services.yaml").toAbsolutePath().toString();
        assertEquals(List.of("--apply", "--services", here, "--lang", "fr", "--yes", "--set-private"),
                ThisProgram.handedOn(List.of("--apply", "--services", "my services.yaml", "--record", "folder", "--raw",
                        "--lang", "fr", "--elevate", "--yes", "--record=other", "--set-private")));
        assertEquals(List.of("--services", here), ThisProgram.handedOn(List.of("--services=my services.yaml")));
    }

    static final class Greeting {
        private Greeting() { }

        public static void main(String... args) {
            System.out.println(String.join(",", args));
        }
    }
}
