# Stand-ins for the cmdlets of Windows that our scripts change or read rules with: a function is found before a cmdlet
# of its name (about_Command_Precedence). What they are given is written down, a line a call; nothing is changed.
function Told($cmdlet, $given) {
    $words = foreach ($key in ($given.Keys | Sort-Object)) { '-' + $key + ' ' + (@($given[$key]) -join ',') }
    [System.IO.File]::AppendAllText($env:RUNBOOK_CALLS, $cmdlet + ' ' + ($words -join ' ') + [char]10)
}
function New-NetFirewallRule {
    [CmdletBinding()]
    param($PolicyStore, $Name, $DisplayName, $Group, $Direction, $Action, $Enabled, $Protocol, $LocalPort, $Profile,
        $RemoteAddress)
    Told 'New-NetFirewallRule' $PSBoundParameters
}
function Remove-NetFirewallRule {
    [CmdletBinding()]
    param($PolicyStore, $Name)
    Told 'Remove-NetFirewallRule' $PSBoundParameters
}
function Set-NetFirewallRule {
    [CmdletBinding()]
    param($InputObject, $Enabled)
    Told 'Set-NetFirewallRule' @{ Name = $InputObject.Name; Enabled = $Enabled }
}
function Get-NetFirewallRule {
    [CmdletBinding()]
    param($PolicyStore, $Name)
    Told 'Get-NetFirewallRule' $PSBoundParameters
    foreach ($one in 'runbook-a', 'UDP Query User{1}C:\x.exe') {
        if ((-not $Name) -or $one -eq $Name) { [pscustomobject]@{ Name = $one } }
    }
}
function Get-ItemProperty {
    [CmdletBinding()]
    param($LiteralPath)
    [pscustomobject]@{ 'runbook-a' = 'v2.30|Name=' + [char]0xE9 + '|'; 'PSPath' = $LiteralPath }
}
