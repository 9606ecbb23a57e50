package change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inventory.Service;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import process.Command;
import process.Exec;
import process.Ran;
import process.Shell;
import text.Language;
import text.Words;

class PasteScriptTest {
    private static final Words ENGLISH = new Words(Language.ENGLISH);
    private static final Words FRENCH = new Words(Language.FRENCH);

    @Test
    void aPlanIsItsCommandsAndItsWayBackAsComments() {
        assertEquals("""
                # Ouvre a 192.168.1.0/24, et a personne d'autre, les services de cette machine
                # A lancer dans PowerShell en tant qu'administrateur

                # API  8000/tcp
                # accept run api on 8000
                Add run api
                # accept run api6 on 8000
                Add run api6

                # LiveKit  7880/tcp, 7881/tcp
                # accept run live on 7880
                Add run live
                # accept run live1 on 7881
                Add run live1

                # Pour l'annuler :
                # Del run live1
                # Del run live
                # Del run api6
                # Del run api""", String.join("\n",
                PasteScript.of(Fixtures.plan(Fixtures.RUN, "run"), Shell.POWERSHELL, FRENCH)));
    }

    @Test
    void whatAShellHasNoCommandForIsSaid() {
        assertTrue(PasteScript.of(Fixtures.plan(Fixtures.RUN, "run"), Shell.CMD, ENGLISH)
                .contains("rem this shell has no command for it; use PowerShell"));
    }

    @Test
    void theGuidesScriptHasOneRuleForEachServiceAndNothingToFillIn() {
        List<String> lines = PasteScript.of(List.of(Fixtures.service("Eloquence API Service", 8000),
                Fixtures.service("Eloquence LiveKit Service", 7880, 7881)), Shell.POWERSHELL, ENGLISH);
        assertTrue(lines.contains("if (-not (Get-NetFirewallRule -Name 'lan-tcp-7880-7881' -ErrorAction"
                + " SilentlyContinue)) { New-NetFirewallRule -Name 'lan-tcp-7880-7881' -DisplayName"
                + " 'Eloquence LiveKit Service' -Group 'runbook' -Direction Inbound -Action Allow -Protocol TCP"
                + " -LocalPort 7880,7881 -Profile $profiles -RemoteAddress LocalSubnet }"), lines.toString());
        assertEquals("# Remove-NetFirewallRule -Name 'lan-tcp-8000'", lines.getLast());
        assertFalse(String.join("", lines).contains("<"));
    }

    /** Bash itself reads the script; the commands it would run only tell what they were given. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNameIsDataInBash() {
        String stand = "ip() { echo 'default via 192.0.2.1 dev eth0'; echo '192.0.2.0/24 dev eth0'; }\n"
                + "sudo() { printf '<%s>' \"$@\"; echo; }\nreboot() { echo REBOOTED; }\n";
        String script = stand + String.join("\n", PasteScript.of(List.of(hostile()), Shell.BASH, ENGLISH));
        Ran ran = new Exec().run(Command.of("bash", "-c", script));
        assertTrue(ran.succeeded(), ran.errText());
        assertEquals("<iptables><-w><-I><INPUT><1><-i><eth0><-s><192.0.2.0/24><-p><tcp><--dport><8000><-m><comment>"
                + "<--comment><x'; reboot  \" & reboot   %PATH% $(reboot) `reboot`><-j><ACCEPT>",
                ran.outText().lines().findFirst().orElse(""));
        assertFalse(ran.outText().contains("REBOOTED"), ran.outText());
    }

    @Test
    void aNameIsDataInPowerShellAndCmd() {
        assertTrue(PasteScript.of(List.of(hostile()), Shell.POWERSHELL, ENGLISH).stream().anyMatch(line ->
                line.contains(" -DisplayName 'x''; reboot  \" & reboot   %PATH% $(reboot) `reboot`' -Group")));
        assertTrue(PasteScript.of(List.of(hostile()), Shell.CMD, ENGLISH).stream().anyMatch(line ->
                line.startsWith("netsh advfirewall firewall add rule name=\"x'; reboot   & reboot   PATH $(reboot) "
                        + "`reboot`\" dir=in")));
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void aNameNeverBreaksALine(Shell shell) {
        PasteScript.of(List.of(hostile()), shell, ENGLISH)
                .forEach(line -> assertFalse(line.contains("\n") || line.contains("\r"), line));
    }

    @Test
    void powershellIsAsciiWhateverTheNameIs() {
        List<String> lines = PasteScript.of(List.of(Fixtures.service("Éloquence \u2019s «API»", 8000)),
                Shell.POWERSHELL, FRENCH);
        assertTrue(String.join("", lines).chars().allMatch(c -> c < 128), lines.toString());
        assertTrue(String.join("", lines).contains("-DisplayName ('' + [char]0x00C9 + 'loquence ' + [char]0x2019 + 's "
                + "' + [char]0x00AB + 'API' + [char]0x00BB + '')"), lines.toString());
    }

    @Test
    void cmdIsToldTheCodePageOnlyWhereItMatters() {
        assertEquals("chcp 65001 >nul",
                PasteScript.of(List.of(Fixtures.service("Éloquence", 8000)), Shell.CMD, ENGLISH).getFirst());
        assertTrue(PasteScript.of(List.of(Fixtures.service("Eloquence", 8000)), Shell.CMD, ENGLISH)
                .stream().noneMatch(line -> line.startsWith("chcp")));
    }

    private static Service hostile() {
        return Fixtures.service("x'; reboot \n\" & reboot | %PATH% $(reboot) `reboot`", 8000);
    }
}
