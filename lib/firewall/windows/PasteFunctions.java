package firewall.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Functions of PowerShell 5.1 for scripts that are printed, which call them by name: how a rule or a network stands,
 * and notes of what the script itself has changed. They call no method of .NET, so that they also run where AppLocker
 * or WDAC constrains the language (about_Language_Modes). Rules are read where the tool reads them: the cmdlets that
 * tell a rule's ports, addresses and program go through all rules for each of them.
 */
public enum PasteFunctions {
    RULES("Rule", """
            function Get-RuleText($Name) {
                $key = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\FirewallRules'
                foreach ($value in (Get-ItemProperty -LiteralPath $key -ErrorAction Stop).PSObject.Properties) {
                    if ($value.Name -eq $Name) { [string]$value.Value }
                }
            }
            function Get-RuleEffect($Text) {
                $parts = $Text -split '\\|' -replace '^RA[46]=', 'RA=' | Where-Object {
                    $_ -match '=' -and $_ -notmatch '^(Active|Name|Desc|EmbedCtxt|Defer)=|^Edge=FALSE$' }
                ($parts | Sort-Object -Unique) -join '|'
            }
            function Get-RuleState([switch]$AnyProfile, $Name, $Wanted) {
                $text = Get-RuleText $Name
                if (-not $text) { return 'none' }
                $found = $text
                if ($AnyProfile) { $found = $text -replace '\\|Profile=[^|]*', '' }
                if ((Get-RuleEffect $found) -ne (Get-RuleEffect $Wanted)) { return 'other' }
                if ($text -match '\\|Active=TRUE\\|') { return 'on' }
                'off'
            }
            """),
    RULE_PROFILES("RuleProfiles", """
            function Get-RuleProfiles($Name) {
                $found = (Get-RuleText $Name) -split '\\|' -match '^Profile=' -replace '^Profile=', ''
                ($found | Sort-Object) -join ', '
            }
            """),
    NETWORKS("NetworkState", """
            function Get-NetworkState($Adapter, $Network) {
                foreach ($one in @(Get-NetConnectionProfile -ErrorAction Stop)) {
                    if ($one.InterfaceAlias -eq $Adapter -and $one.Name -eq $Network) {
                        return @('public', 'private', 'domain')[[int]$one.NetworkCategory]
                    }
                }
                'none'
            }
            """),
    MARKS("Mark", """
            $marks = 'HKLM:\\SOFTWARE\\runbook'
            function Test-Mark($Name) {
                $item = $null
                if (Test-Path -LiteralPath $marks) { $item = Get-Item -LiteralPath $marks -ErrorAction Stop }
                @($item.Property) -contains $Name
            }
            function Add-Mark($Name, $What) {
                if (-not (Test-Path -LiteralPath $marks)) { $null = New-Item -Path $marks -ErrorAction Stop }
                $null = New-ItemProperty -LiteralPath $marks -Name $Name -Value $What -Force -ErrorAction Stop
            }
            function Remove-Mark($Name) {
                Remove-ItemProperty -LiteralPath $marks -Name $Name -ErrorAction Stop
                if (@((Get-Item -LiteralPath $marks).Property).Count -eq 0) { Remove-Item -LiteralPath $marks }
            }
            """);

    /** Writes a rule as the registry holds it; nothing where there is none. */
    static final String RULE_TEXT = "Get-RuleText";
    /** Writes {@code on}, {@code off}, {@code other} or {@code none}. */
    static final String RULE_STATE = "Get-RuleState";
    /** Writes {@code public}, {@code private}, {@code domain} or {@code none}. */
    static final String NETWORK_STATE = "Get-NetworkState";

    private final String noun;
    private final String text;

    PasteFunctions(String noun, String text) {
        this.noun = noun;
        this.text = text;
    }

    /** The lines of all functions that these lines call. */
    public static List<String> calledBy(List<String> lines) {
        var needed = new ArrayList<String>();
        Stream.of(values()).filter(each -> lines.stream().anyMatch(line -> line.matches(".*\\b[A-Z][a-z]+-"
                + each.noun + ".*"))).forEach(each -> needed.addAll(each.text.lines().toList()));
        return needed;
    }
}
