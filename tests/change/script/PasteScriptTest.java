package change.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.Fixtures;
import change.plan.Plan;
import firewall.Change;
import firewall.windows.DisableRule;
import firewall.windows.SetPrivate;
import host.Profile;
import inventory.Service;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import process.Command;
import process.Exec;
import process.Shell;
import testing.Result;
import text.Language;
import text.Words;

class PasteScriptTest {
    private static final Words ENGLISH = new Words(Language.ENGLISH);
    private static final Words FRENCH = new Words(Language.FRENCH);

    @Test
    void aPlanIsItsCommandsAndItsWayBackInOneFileOfPowerShell() {
        List<String> lines = PasteScript.of(Fixtures.plan(Fixtures.RUN, "run"), Profile.PUBLIC, Shell.POWERSHELL,
                FRENCH);
        assertEquals("""
                #Requires -RunAsAdministrator
                # Ouvre a 192.168.1.0/24, et a personne d'autre, les services de cette machine
                # Enregistrer sous configure_firewall.ps1. Puis dans PowerShell en tant qu'administrateur, dans son \
                dossier :
                #    Set-ExecutionPolicy -ExecutionPolicy RemoteSigned -Scope Process
                #    .\\configure_firewall.ps1
                # Pour l'annuler :
                #    .\\configure_firewall.ps1 -Undo
                """, String.join("\n", lines.subList(0, 7)) + "\n");
        assertEquals("""
                & {
                    [CmdletBinding()]
                    param([switch]$Undo)
                    $ErrorActionPreference = 'Stop'
                    $done = @()
                    $left = @()
                    $what = ''
                    try {
                        if (-not $Undo) {
                            # API  8000/tcp
                            $what = 'accept run api on 8000'
                            $null = Add run api -ErrorAction Stop
                            $done += 'fait : ' + $what
                            Write-Output $done[-1]
                            $what = 'accept run api6 on 8000'
                            $null = Add run api6 -ErrorAction Stop
                            $done += 'fait : ' + $what
                            Write-Output $done[-1]
                            # LiveKit  7880/tcp, 7881/tcp
                            $what = 'accept run live on 7880'
                            $null = Add run live -ErrorAction Stop
                            $done += 'fait : ' + $what
                            Write-Output $done[-1]
                            $what = 'accept run live1 on 7881'
                            $null = Add run live1 -ErrorAction Stop
                            $done += 'fait : ' + $what
                            Write-Output $done[-1]
                        } else {
                            $what = 'accept run live1 on 7881'
                            $null = Del run live1 -ErrorAction Stop
                            $done += 'annule : ' + $what
                            Write-Output $done[-1]
                            $what = 'accept run live on 7880'
                            $null = Del run live -ErrorAction Stop
                            $done += 'annule : ' + $what
                            Write-Output $done[-1]
                            $what = 'accept run api6 on 8000'
                            $null = Del run api6 -ErrorAction Stop
                            $done += 'annule : ' + $what
                            Write-Output $done[-1]
                            $what = 'accept run api on 8000'
                            $null = Del run api -ErrorAction Stop
                            $done += 'annule : ' + $what
                            Write-Output $done[-1]
                        }
                    } catch {
                        Write-Output ('Arrete par une erreur, a : ' + $what)
                        if ($done.Count -eq 0) {
                            Write-Output 'Rien n''avait ete modifie avant.'
                        } else {
                            Write-Output 'Fait avant :'
                            $done | ForEach-Object { Write-Output ('    ' + $_) }
                        }
                        Write-Output 'Ce PowerShell est-il lance en tant qu''administrateur ? Une strategie \
                l''interdit-elle ? Une fois la cause ecartee, relancez-le : ce qui est fait reste fait. Pour annuler \
                ce qui est fait : -Undo.'
                        throw
                    }
                    if ($left.Count -gt 0) { throw 'Tout n''a pas ete fait : voir les lignes ci-dessus.' }
                } @args
                """, String.join("\n", block(lines)) + "\n");
    }

    /** From the brace that begins it to the one that ends it. */
    private static List<String> block(List<String> lines) {
        return lines.subList(lines.indexOf("& {"), lines.indexOf("} @args") + 1);
    }

    @Test
    void whatAShellHasNoCommandForIsNotInItsScript() {
        Plan plan = Fixtures.plan(Fixtures.RUN, "run");
        assertEquals(plan.changes(), new ManualSteps.Script(Shell.CMD).without(plan));
        assertEquals(List.of(), PasteScript.of(plan, Profile.PUBLIC, Shell.CMD, ENGLISH));
        assertEquals(List.of(), new ManualSteps.Script(Shell.BASH).without(plan));
    }

    @Test
    void theGuidesScriptHasOneRuleForEachServiceAndNothingToFillIn() {
        List<String> lines = PasteScript.of(List.of(Fixtures.service("Eloquence API Service", 8000),
                Fixtures.service("Eloquence LiveKit Service", 7880, 7881)), Shell.POWERSHELL, ENGLISH);
        assertTrue(lines.contains("                $null = New-NetFirewallRule -Name 'runbook-lan-tcp-7880-7881' -DisplayName"
                + " 'Eloquence LiveKit Service' -Group 'runbook' -Direction Inbound -Action Allow -Protocol TCP"
                + " -LocalPort 7880,7881 -Profile $profiles -RemoteAddress LocalSubnet -ErrorAction Stop"),
                lines.toString());
        assertFalse(String.join("", lines).contains("<"));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith(
                "#     Protocol and Ports [Protocole et ports]: TCP, "
                + "Specific local ports [Ports locaux specifiques]: 7880, 7881")), lines.toString());
    }

    @Test
    void aLongNameIsCutBetweenTwoCharacters() {
        String name = "x".repeat(199) + "🙂";
        String line = PasteScript.of(List.of(Fixtures.service(name, 8000)), Shell.CMD, ENGLISH).stream()
                .filter(one -> one.startsWith("%SystemRoot%") && one.contains(" add rule ")).findFirst().orElseThrow();
        assertTrue(line.contains(" name=\"" + "x".repeat(199) + "\" "), line);
    }

    @Test
    void everyRemovalNamesOneRuleLiterally() {
        PasteScript.of(List.of(hostile(), Fixtures.service("API", 8000)), Shell.POWERSHELL, ENGLISH).stream()
                .filter(line -> line.contains("Remove-NetFirewallRule") && !line.contains("Write-Output")).forEach(line -> assertTrue(line.matches(
                        " {16}\\$null = Remove-NetFirewallRule -Name '[A-Za-z0-9-]+' -ErrorAction Stop"), line));
    }

    /** A console without PSReadLine takes an empty line, and nothing else, for the end of what is pasted. */
    @Test
    void itIsOneBlockThatCanBePasted() {
        List<String> lines = PasteScript.of(List.of(hostile()), Shell.POWERSHELL, FRENCH);
        assertTrue(block(lines).stream().noneMatch(String::isBlank), lines.toString());
        assertEquals("", lines.get(lines.indexOf("} @args") + 1));
        assertTrue(lines.stream().filter(line -> !block(lines).contains(line))
                .allMatch(line -> line.isEmpty() || line.startsWith("#")), lines.toString());
    }

    @Test
    void netshDeletesTheSameRuleBeforeItAddsIt() {
        List<String> lines = PasteScript.of(List.of(Fixtures.service("Eloquence API Service", 8000)), Shell.CMD,
                ENGLISH);
        int delete = lines.indexOf("%SystemRoot%\\System32\\netsh.exe advfirewall firewall delete rule "
                + "name=\"Eloquence API Service\" dir=in protocol=TCP localport=8000");
        assertTrue(delete > 0 && lines.get(delete + 1).startsWith(
                "%SystemRoot%\\System32\\netsh.exe advfirewall firewall add rule name="),
                lines.toString());
    }

    /** Bash itself reads the script; the commands it would run only tell what they were given. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNameIsDataInBash() {
        String stand = "ip() { echo 'default via 192.0.2.1 dev eth0'; echo '192.0.2.0/24 dev eth0'; }\n"
                + "sudo() { case \" $* \" in *' -C '*) return 1 ;; esac; printf '<%s>' \"$@\"; echo; }\n"
                + "reboot() { echo REBOOTED; }\n";
        String script = stand + String.join("\n", PasteScript.of(List.of(hostile()), Shell.BASH, ENGLISH));
        Result ran = Result.of(new Exec().run(Command.of("bash", "-c", script))).exitedWith(0).errIsEmpty()
                .outContains("<iptables><-w><-I><INPUT><1><-i><eth0><-s><192.0.2.0/24><-p><tcp><--dport><8000><-m>"
                        + "<comment><--comment><runbook-lan-tcp-8000><-j><ACCEPT>",
                        "done: the rule \"x'; reboot \\u000A\" & reboot | %PATH% $(reboot) `reboot`\" (tcp 8000) in INPUT");
        assertFalse(ran.out().contains("REBOOTED"), ran.out());
    }

    /** Pasted into a terminal, an error ends the script and not the terminal. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anErrorInBashEndsTheScriptAndNotWhatItIsPastedInto() {
        String stand = "sudo() { case \" $* \" in *' -C '*) return 1 ;; *' 8001 '*) return 4 ;; esac; }\n";
        String network = "ip() { echo 'default via 192.0.2.1 dev eth0'; echo '192.0.2.0/24 dev eth0'; }\n";
        String script = String.join("\n", PasteScript.of(List.of(Fixtures.service("API", 8000),
                Fixtures.service("STT", 8001), Fixtures.service("TTS", 5002)), Shell.BASH, ENGLISH));
        Result denied = Result.of(new Exec().run(Command.of("bash", "-c", stand + network + script
                + "\necho still here"))).exitedWith(0).outContains("done: the rule \"API\"", "still here")
                .errContains("Stopped by an error, at: the rule \"STT\" (tcp 8001) in INPUT");
        assertFalse(denied.out().contains("STT") || denied.out().contains("TTS"), denied.out());
        Result nowhere = Result.of(new Exec().run(Command.of("bash", "-c", stand + "ip() { :; }\n" + script
                + "\necho still here"))).outContains("still here").errContains("This machine is on no network.");
        assertFalse(nowhere.out().contains("done"), nowhere.out());
    }

    @Test
    void aNameIsDataInPowerShellAndCmd() {
        assertTrue(PasteScript.of(List.of(hostile()), Shell.POWERSHELL, ENGLISH).stream().anyMatch(line ->
                line.contains(" -DisplayName 'x''; reboot  \" & reboot   %PATH% $(reboot) `reboot`' -Group")));
        assertTrue(PasteScript.of(List.of(hostile()), Shell.CMD, ENGLISH).stream().anyMatch(line ->
                line.startsWith("%SystemRoot%\\System32\\netsh.exe advfirewall firewall add rule "
                        + "name=\"x'; reboot   & reboot   PATH $(reboot) `reboot`\" dir=in")));
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
