package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Project;
import testing.Result;

/**
 * An ordinary user of a machine whose firewall drops what a phone sends: the line that is pasted reads it, and so does
 * the one line in sudoers that the documentation shows. With the real sudo, a user of its own and a network of its own.
 */
@Tag("lab")
class RootLineLabTest {
    private static RootLineUser zoe;

    @BeforeAll
    static void begin() throws IOException {
        LabExtension.require(List.of("ip", "nft", "iptables", "setpriv", "busybox", "sudo", "su", "useradd",
                "userdel"));
        zoe = RootLineUser.create();
    }

    @AfterAll
    static void end() throws IOException {
        if (zoe != null) {
            zoe.close();
        }
    }

    @Test
    void withoutRightsItIsUnknownAndTheLineIsThere() {
        Result told = zoe.diagnose("/usr/bin:/bin").exitedWith(30).outContains("needs root to read the firewall");
        assertTrue(line(told).startsWith("sudo /"), told.out());
        assertTrue(line(told).length() < 300, "short enough to read: " + line(told));
    }

    /** Pasted into another shell, in another folder, by a user who may use sudo: nothing of the first one is left. */
    @Test
    void theLineReadsTheFirewallWithSudo() throws IOException {
        String line = line(zoe.diagnose("/usr/bin:/bin"));
        try (var _ = zoe.sudoers("ALL=(ALL) NOPASSWD: ALL")) {
            zoe.paste("cd /; " + line).exitedWith(20).outContains("firewall-block-rule");
        }
    }

    /** Where there is no sudo; root is asked for no password here. */
    @Test
    void theLineReadsTheFirewallWithSu() {
        String line = line(zoe.diagnose("/nonexistent"));
        assertTrue(line.startsWith("su -c '/"), line);
        zoe.asRoot("cd /; " + line).exitedWith(20).outContains("firewall-block-rule");
    }

    @Test
    void theLineOfTheDocumentationIsEnough() throws IOException {
        String[] line = documented().split(" ", 2);
        assertEquals("zoe", line[0]);
        try (var _ = zoe.sudoers(line[1])) {
            zoe.diagnose("/usr/bin:/bin", "--sudo").exitedWith(20).outContains("firewall-block-rule");
            zoe.diagnose("/usr/bin:/bin").exitedWith(30);
        }
    }

    /** It lets nobody write a file or start a program as root. */
    @ParameterizedTest
    @ValueSource(strings = {"iptables-save --file /tmp/x", "iptables-save --modprobe /bin/true", "nft list ruleset",
        "nft -j flush ruleset"})
    void theLineOfTheDocumentationIsNoMore(String command) throws IOException {
        try (var _ = zoe.sudoers(documented().split(" ", 2)[1])) {
            zoe.paste("sudo -n /usr/sbin/" + command).exitedWith(1).errContains("password is required");
        }
    }

    @Test
    void whereSudoersHasNoSuchLineItStaysUnknown() {
        zoe.diagnose("/usr/bin:/bin", "--sudo").exitedWith(30).outContains("sudo did not run");
    }

    private static String documented() throws IOException {
        try (Stream<String> lines = Files.lines(Project.path("docs/rights.md"))) {
            return lines.filter(line -> line.contains("NOPASSWD")).findFirst().orElseThrow();
        }
    }

    private static String line(Result told) {
        return told.out().lines().map(String::strip).filter(one -> one.matches("(sudo|su -c) .*")).findFirst()
                .orElseThrow(() -> new AssertionError(told.out()));
    }
}
