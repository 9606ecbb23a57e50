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
        String script = String.join("\n", lines.subList(lines.indexOf("param([switch]$Undo)"),
                lines.indexOf("}") + 1));
        assertEquals("""
                param([switch]$Undo)
                if (-not $Undo) {
                    # API  8000/tcp
                    # accept run api on 8000
                    Add run api -ErrorAction Stop
                    Write-Output 'fait : accept run api on 8000'
                    # accept run api6 on 8000
                    Add run api6 -ErrorAction Stop
                    Write-Output 'fait : accept run api6 on 8000'
                    # LiveKit  7880/tcp, 7881/tcp
                    # accept run live on 7880
                    Add run live -ErrorAction Stop
                    Write-Output 'fait : accept run live on 7880'
                    # accept run live1 on 7881
                    Add run live1 -ErrorAction Stop
                    Write-Output 'fait : accept run live1 on 7881'
                } else {
                    # accept run live1 on 7881
                    Del run live1 -ErrorAction Stop
                    Write-Output 'annule : accept run live1 on 7881'
                    # accept run live on 7880
                    Del run live -ErrorAction Stop
                    Write-Output 'annule : accept run live on 7880'
                    # accept run api6 on 8000
                    Del run api6 -ErrorAction Stop
                    Write-Output 'annule : accept run api6 on 8000'
                    # accept run api on 8000
                    Del run api -ErrorAction Stop
                    Write-Output 'annule : accept run api on 8000'
                }""", script);
    }

    @Test
    void whatAShellHasNoCommandForIsSaid() {
        assertTrue(PasteScript.of(Fixtures.plan(Fixtures.RUN, "run"), Profile.PUBLIC, Shell.CMD, ENGLISH)
                .stream()
                .anyMatch(line -> line.startsWith("rem this shell has no command for exactly this")));
    }

    @Test
    void theGuidesScriptHasOneRuleForEachServiceAndNothingToFillIn() {
        List<String> lines = PasteScript.of(List.of(Fixtures.service("Eloquence API Service", 8000),
                Fixtures.service("Eloquence LiveKit Service", 7880, 7881)), Shell.POWERSHELL, ENGLISH);
        assertTrue(lines.contains("        $null = New-NetFirewallRule -Name 'runbook-lan-tcp-7880-7881' -DisplayName"
                + " 'Eloquence LiveKit Service' -Group 'runbook' -Direction Inbound -Action Allow -Protocol TCP"
                + " -LocalPort 7880,7881 -Profile $profiles -RemoteAddress LocalSubnet -ErrorAction Stop"),
                lines.toString());
        assertFalse(String.join("", lines).contains("<"));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith(
                "#     Protocol and Ports [Protocole et ports]: TCP, "
                + "Specific local ports [Ports locaux specifiques]: 7880, 7881")), lines.toString());
    }

    /** What the script does to a list of rules, a line at a time: made twice, taken back twice. */
    @Test
    void runTwiceTheRulesAreTheSameAndUndoLeavesNothing() {
        List<String> lines = PasteScript.of(List.of(Fixtures.service("Eloquence API Service", 8000),
                Fixtures.service("Eloquence LiveKit Service", 7880, 7881)), Shell.POWERSHELL, ENGLISH);
        var rules = new LinkedHashSet<String>(Set.of("theirs"));
        assertEquals(List.of("done: the rule \"Eloquence API Service\"",
                "done: the rule \"Eloquence LiveKit Service\""),
                run(lines, false, rules));
        assertEquals(Set.of("theirs", "runbook-lan-tcp-8000", "runbook-lan-tcp-7880-7881"), rules);
        assertEquals(List.of("already there: the rule \"Eloquence API Service\"",
                "already there: the rule \"Eloquence LiveKit Service\""), run(lines, false, rules));
        assertEquals(3, rules.size());
        assertEquals(List.of("undone: the rule \"Eloquence LiveKit Service\"",
                "undone: the rule \"Eloquence API Service\""), run(lines, true, rules));
        assertEquals(Set.of("theirs"), rules);
        run(lines, true, rules);
        assertEquals(Set.of("theirs"), rules);
    }

    /** Understands the lines that the script is made of, and fails on any other. */
    private static List<String> run(List<String> lines, boolean undo, Set<String> rules) {
        var said = new ArrayList<String>();
        boolean outer = true;
        boolean inner = true;
        for (String line : lines) {
            Matcher test = Pattern.compile(" {4}if \\(Get-NetFirewallRule -Name '([a-z0-9-]+)' -ErrorAction "
                    + "SilentlyContinue\\) \\{").matcher(line);
            Matcher made = Pattern.compile(" {8}\\$null = (New|Remove)-NetFirewallRule -Name '([a-z0-9-]+)'.*"
                    + " -ErrorAction Stop").matcher(line);
            Matcher words = Pattern.compile(" {8}Write-Output '(.*)'").matcher(line);
            if (line.equals("if (-not $Undo) {")) {
                outer = !undo;
            } else if (line.equals("} else {")) {
                outer = !outer;
            } else if (line.equals("}")) {
                outer = true;
            } else if (test.matches()) {
                inner = rules.contains(test.group(1));
            } else if (line.equals("    } else {")) {
                inner = !inner;
            } else if (line.equals("    }")) {
                inner = true;
            } else if (made.matches() && outer && inner) {
                assertTrue(made.group(1).equals("New") ? rules.add(made.group(2)) : rules.remove(made.group(2)), line);
            } else if (words.matches() && outer && inner) {
                said.add(words.group(1));
            } else {
                assertTrue(made.matches() || words.matches() || line.isBlank() || line.strip().startsWith("#")
                        || line.equals("param([switch]$Undo)") || line.contains("$profiles"), line);
            }
        }
        return said;
    }

    /** A pipeline that finds nothing says nothing: what it was to change is looked at before it is called done. */
    @Test
    void whatAPipelineMayMissIsLookedAtAfterwards() {
        String text = "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|LPort=8000|Name=theirs|";
        String there = "Get-NetFirewallRule | Where-Object { $_.Name -eq 'a b' -and $_.Enabled -eq 'False' }";
        assertEquals("""
                    if (%1$s) {
                        Write-Output 'already there: Disable the block rule "theirs" (a b)'
                    } else {
                        $null = Get-NetFirewallRule | Where-Object { $_.Name -eq 'a b' } | Set-NetFirewallRule -Enabled \
                False -ErrorAction Stop
                        if (%1$s) {
                            Write-Output 'done: Disable the block rule "theirs" (a b)'
                        } else {
                            Write-Output 'the system accepted the change, but it is not in effect: Disable the \
                block rule "theirs" (a b)'
                        }
                    }
                """.formatted(there), done(new DisableRule("a b", text)));
        assertEquals("""
                    if (%1$s) {
                        $null = Get-NetFirewallRule | Where-Object { $_.Name -eq 'a b' } | Set-NetFirewallRule -Enabled \
                True -ErrorAction Stop
                        if (%1$s) {
                            Write-Output 'it is still in effect: Disable the block rule "theirs" (a b)'
                        } else {
                            Write-Output 'undone: Disable the block rule "theirs" (a b)'
                        }
                    } else {
                        Write-Output 'was no longer in effect: Disable the block rule "theirs" (a b)'
                    }
                """.formatted(there), undone(new DisableRule("a b", text)));
        String named = done(new DisableRule("theirs", text));
        assertTrue(named.startsWith("    if (Get-NetFirewallRule -Name 'theirs' -ErrorAction SilentlyContinue | "
                + "Where-Object { $_.Enabled -eq 'False' }) {\n"), named);
        assertEquals(1, named.split("if \\(", -1).length - 1,
                "a cmdlet that is given a name fails where there is none");
        String network = done(new SetPrivate("{0f8fad5b-d9cb-469f-a165-70867728950e}", "Wi-Fi", "home"));
        assertEquals(2, network.split("-and \\$_.NetworkCategory -eq 'Private' }\\) \\{", -1).length - 1, network);
    }

    private static String done(Change change) {
        return part(change, "if (-not $Undo) {", "} else {");
    }

    private static String undone(Change change) {
        return part(change, "} else {", "}");
    }

    private static String part(Change change, String from, String to) {
        Plan plan = Plan.of(Fixtures.RUN, Optional.of(Fixtures.LAN),
                List.of(Fixtures.blocked(Fixtures.service("API", 8000), 8000, change)));
        List<String> lines = PasteScript.of(plan, Profile.PUBLIC, Shell.POWERSHELL, ENGLISH);
        return lines.subList(lines.indexOf(from) + 1, lines.lastIndexOf(to)).stream()
                .filter(line -> !line.strip().startsWith("#")).map(line -> line + "\n").collect(Collectors.joining());
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
                .filter(line -> line.contains("Remove-NetFirewallRule")).forEach(line -> assertTrue(line.matches(
                        " {8}\\$null = Remove-NetFirewallRule -Name '[A-Za-z0-9-]+' -ErrorAction Stop"), line));
    }

    /** A console that is pasted line by line takes an empty line, and a brace that is alone, for the end. */
    @Test
    void itCanBePastedLineByLine() {
        List<String> lines = PasteScript.of(List.of(hostile()), Shell.POWERSHELL, FRENCH);
        List<String> within = lines.subList(lines.indexOf("if (-not $Undo) {"), lines.indexOf("}"));
        assertTrue(within.stream().noneMatch(String::isBlank), within.toString());
        assertTrue(lines.stream().noneMatch(line -> line.strip().startsWith("else")), lines.toString());
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
                + "sudo() { printf '<%s>' \"$@\"; echo; }\nreboot() { echo REBOOTED; }\n";
        String script = stand + String.join("\n", PasteScript.of(List.of(hostile()), Shell.BASH, ENGLISH));
        Result ran = Result.of(new Exec().run(Command.of("bash", "-c", script))).exitedWith(0);
        assertEquals("<iptables><-w><-I><INPUT><1><-i><eth0><-s><192.0.2.0/24><-p><tcp><--dport><8000><-m><comment>"
                + "<--comment><x'; reboot  \" & reboot   %PATH% $(reboot) `reboot`><-j><ACCEPT>",
                ran.out().lines().findFirst().orElse(""));
        assertFalse(ran.out().contains("REBOOTED"), ran.out());
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
