package process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testing.Executable;
import testing.Jvm;
import testing.Result;

/** Programs on root's PATH that another account has put there, or can change. */
@EnabledOnOs(OS.LINUX)
class RootOwnedTest {
    private static final int SOMEBODY = 12345;

    @TempDir
    private Path folder;

    private Path bin;
    private Path tool;

    @BeforeEach
    void plant() throws IOException {
        assumeTrue(RootOwned.concernsThisProcess(), "not root");
        bin = Files.createDirectories(folder.resolve("home/bin"));
        tool = Executable.write(bin.resolve("iptables"), "#!/bin/sh\necho \"$0 $*\" >> '" + folder.resolve("started")
                + "'\n");
    }

    private Optional<Path> found() {
        return ProgramLocator.of(Os.LINUX, Map.of("PATH", bin.toString())).of(ProgramOwner.ROOT, "PATH").find("iptables")
                .filter(each -> each.startsWith(folder));
    }

    @Test
    void whatIsRootsIsUsed() {
        assertEquals(Optional.of(tool), found());
    }

    @ParameterizedTest
    @CsvSource({"home/bin/iptables, rwxrwxrwx", "home/bin/iptables, rwxr-xrwx", "home/bin, rwxrwxrwx", "home, rwxr-xrwx"})
    void whatOthersCanWriteIsNot(String path, String mode) throws IOException {
        Files.setPosixFilePermissions(folder.resolve(path), PosixFilePermissions.fromString(mode));
        assertEquals(Optional.empty(), found());
    }

    @ParameterizedTest
    @CsvSource({"home/bin/iptables", "home/bin", "home"})
    void whatIsAnothersIsNot(String path) throws IOException {
        Files.setAttribute(folder.resolve(path), "unix:uid", SOMEBODY);
        assertEquals(Optional.empty(), found());
    }

    /** A link belongs to whoever can make it: it may lead to a program of root's that does something else. */
    @Test
    void anothersLinkToAProgramOfRootsIsNot() throws IOException {
        Files.move(tool, folder.resolve("roots"));
        Files.createSymbolicLink(tool, folder.resolve("roots"));
        assertEquals(Optional.of(tool), found());
        Files.setAttribute(tool, "unix:uid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);
        assertEquals(Optional.empty(), found());
    }

    @Test
    void aGroupThatIsNotRootsMayNotWriteIt() throws IOException {
        Files.setPosixFilePermissions(bin, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertEquals(Optional.of(tool), found());
        Files.setAttribute(bin, "unix:gid", SOMEBODY);
        assertEquals(Optional.empty(), found());
    }

    /** What a program starts in its turn is looked for by the PATH that it gets. */
    @Test
    void noFolderOfAnotherAccountIsHandedOn() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.setAttribute(other, "unix:uid", SOMEBODY);
        assertEquals(bin + ":/usr/bin", ProgramLocator.of(Os.LINUX, Map.of("PATH", other + ":" + bin + ":/usr/bin"))
                .of(ProgramOwner.ROOT, "PATH").environment().get("PATH").replaceFirst("(:/usr/bin).*", "$1"));
    }

    /** As somebody's {@code sudo env "PATH=$PATH"} has it, and the reason is given. */
    @Test
    void aWholeCommandStartsNoneOfThem() throws Exception {
        Files.setAttribute(bin, "unix:uid", SOMEBODY);
        for (String name : List.of("nft", "iptables-save", "ss", "ip", "docker", "only-here")) {
            Files.createSymbolicLink(bin.resolve(name), tool);
        }
        List<String> path = List.of("PATH=" + bin + ":" + System.getenv("PATH"), "XDG_STATE_HOME=" + folder);
        run(path, Jvm.words(Class.forName("runbook.Diagnose"), "--example"));
        assertFalse(Files.exists(folder.resolve("started")));
        assertEquals("only-here is not installed where only root can write; " + bin.resolve("only-here")
                + " is not used: another account can change it, so root does not start it",
                run(path, Jvm.words(Child.class, "why", "only-here")).exitedWith(0).out().strip());
    }

    private static Result run(List<String> environment, List<String> words) {
        var all = new ArrayList<>(environment);
        all.addAll(words);
        return Result.of(new Exec().run(Command.of("env", all).within(Duration.ofMinutes(2))));
    }
}
