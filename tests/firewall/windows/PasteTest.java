package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Change;
import firewall.Firewall.Wanted;
import firewall.windows.policy.FakeWindows;
import host.Profile;
import java.util.List;
import net.Cidr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Shell;
import process.ShellCommand;

/** Lines to paste: what a service is called can never become part of a command. */
class PasteTest {

    private static AddRule rule(String service) {
        return AddRule.of("r1", new Wanted(service, FakeWindows.phone(8000), Cidr.parse("192.168.1.0/24")),
                Profile.PUBLIC);
    }

    private static String line(List<ShellCommand> lines, Shell shell) {
        return lines.stream().filter(shellCommand -> shellCommand.shell() == shell).findFirst().orElseThrow().line();
    }

    @Test
    void theLinesOfTheGuidesApiService() {
        Change change = rule("Eloquence API Service");
        assertEquals("New-NetFirewallRule -Name 'runbook-r1-tcp-8000-public' -DisplayName 'Eloquence API Service' "
                + "-Group 'runbook' -Direction Inbound -Action Allow -Protocol TCP -LocalPort 8000 -Profile Public "
                + "-RemoteAddress LocalSubnet", line(change.paste(), Shell.POWERSHELL));
        assertEquals("%SystemRoot%\\System32\\netsh.exe advfirewall firewall add rule name=\"Eloquence API Service\" "
                + "dir=in action=allow protocol=TCP localport=8000 profile=public remoteip=localsubnet",
                line(change.paste(), Shell.CMD));
        assertEquals("Remove-NetFirewallRule -Name 'runbook-r1-tcp-8000-public'",
                line(change.pasteUndo(), Shell.POWERSHELL));
        assertTrue(change.paste().stream().allMatch(ShellCommand::asAdministrator));
    }

    @Test
    void quotesOfEveryKindAreDoubledForPowerShell() {
        assertTrue(line(rule("L'API \u2019x\u2018").paste(), Shell.POWERSHELL)
                .contains("-DisplayName 'L''API \u2019\u2019x\u2018\u2018' -Group"));
    }

    /** In single quotes nothing is expanded, and a quote is doubled: the name begins and ends where it should. */
    @ParameterizedTest
    @ValueSource(strings = {"$(Remove-Item C:\\)", "a; shutdown /s", "a' -Action Block; '", "a\nb\r\nc", "-Confirm",
            "\u062e\u062f\u0645\u0629 \u0627\u0644\u0635\u0648\u062a", "%PATH%", "a\" & del C:\\",
            "@FirewallAPI.dll,-1", "all", "a|Action=Block|b", "|||", "\u202Egnp.exe", "100% !x!",
            "back\\slash\\", "tab\tx", "\u201Aq\u201B"})
    void aNameStaysOneWord(String service) {
        AddRule change = rule(service);
        String powershell = line(change.paste(), Shell.POWERSHELL);
        String quoted = powershell.substring(powershell.indexOf("-DisplayName ") + 13, powershell.indexOf(" -Group"));
        String inner = quoted.substring(1, quoted.length() - 1);
        assertTrue(quoted.startsWith("'") && quoted.endsWith("'"), powershell);
        assertFalse(inner.replaceAll("(['\u2018\u2019\u201A\u201B])\\1", "").matches("(?s).*['\u2018-\u201B].*"),
                powershell);
        assertEquals(change.display(), inner.replaceAll("(['\u2018\u2019\u201A\u201B])\\1", "$1"));
        String cmd = line(change.paste(), Shell.CMD);
        String name = cmd.substring(cmd.indexOf("name=\"") + 6, cmd.indexOf("\" dir=in"));
        assertFalse(name.isBlank() || name.matches("(?s).*[\"%!\n\r\t].*") || name.endsWith("\\"), cmd);
        for (ShellCommand shellCommand : List.of(change.paste().getFirst(), change.paste().getLast())) {
            assertTrue(shellCommand.line().chars().noneMatch(Character::isISOControl), shellCommand.line());
        }
        assertFalse(change.display().contains("|") || change.display().startsWith("@"), change.display());
    }

    @Test
    void threeHundredCharactersAreCutToWhatARuleIsCalledByPeople() {
        AddRule change = rule("x".repeat(300));
        assertEquals("x".repeat(200), change.display());
        assertEquals(change.display(), DisplayName.of(change.display()));
    }

    @Test
    void aRuleWithWildcardsInItsNameIsPickedByComparing() {
        String id = "TCP Query User{A}C:\\it's [x]\\a.exe";
        var change = new DisableRule(id, "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|Name=x|");
        assertEquals("Get-NetFirewallRule | Where-Object { $_.Name -eq 'TCP Query User{A}C:\\it''s [x]\\a.exe' } "
                + "| Set-NetFirewallRule -Enabled False", line(change.paste(), Shell.POWERSHELL));
        assertTrue(line(change.pasteUndo(), Shell.POWERSHELL).endsWith("-Enabled True"));
        assertEquals("Set-NetFirewallRule -Name '{A-1}' -Enabled False", line(new DisableRule("{A-1}",
                "v2.10|Action=Block|Active=TRUE|Dir=In|Name=x|").paste(), Shell.POWERSHELL));
    }

    @Test
    void aRemovedRuleCanBeMadeAgainByHand() {
        var change = new RemoveRule("{A-1}", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort2_10=7880-7881|"
                + "Name=Eloquence LiveKit Service|");
        assertEquals("Remove-NetFirewallRule -Name '{A-1}'", line(change.paste(), Shell.POWERSHELL));
        assertEquals("New-NetFirewallRule -Name '{A-1}' -DisplayName 'Eloquence LiveKit Service' -Direction Inbound "
                + "-Action Allow -Protocol TCP -LocalPort '7880-7881' -Profile 'Public','Private','Domain' "
                + "-RemoteAddress 'Any'", line(change.pasteUndo(), Shell.POWERSHELL));
    }
}
