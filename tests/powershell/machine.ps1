# Stand-ins for what printed scripts call: a machine with rules, notes in its registry, and networks. It lasts from one
# process to the next in the folder RUNBOOK_MACHINE: rules.txt and notes.txt hold a name and a value a line, with a tab
# between; networks.txt an alias, a name, a category and how much traffic there is; refused.txt names of rules that may
# not be changed. Nothing of this machine is looked at or changed.
function Get-Lines($file) { @(Get-Content -LiteralPath ($env:RUNBOOK_MACHINE + '/' + $file)) -match '.' }
function Save-Lines($file, $lines) {
    Set-Content -LiteralPath ($env:RUNBOOK_MACHINE + '/' + $file) -Value @($lines | Where-Object { $_ })
}
function Get-Table($file) {
    $table = @{ }
    foreach ($line in (Get-Lines $file)) {
        $parts = $line -split '\t'
        $table[$parts[0]] = $parts[1]
    }
    $table
}
function Save-Table($file, $table) { Save-Lines $file @($table.Keys | Sort-Object | ForEach-Object { $_ + "`t" + $table[$_] }) }
function Save-Rule($name, $text) {
    if ((Get-Lines 'refused.txt') -contains $name) { throw 'Access is denied. (said the test)' }
    $rules = Get-Table 'rules.txt'
    if ($text) { $rules[$name] = $text } else { $rules.Remove($name) }
    Save-Table 'rules.txt' $rules
}
function Get-Required($name) {
    $rules = Get-Table 'rules.txt'
    if ($null -eq $rules[$name]) { throw 'No MSFT_NetFirewallRule objects found. (said the test)' }
    $rules[$name]
}
function Get-ItemProperty {
    [CmdletBinding()]
    param($LiteralPath)
    if ($LiteralPath -notmatch 'FirewallRules$') { throw 'not a path of the test: ' + $LiteralPath }
    $rules = Get-Table 'rules.txt'
    $rules['PSPath'] = $LiteralPath
    [pscustomobject]$rules
}
function Test-Path {
    [CmdletBinding()]
    param($LiteralPath)
    $LiteralPath -eq 'HKLM:\SOFTWARE\runbook' -and (Get-Lines 'notes.txt').Count -gt 0
}
function New-Item {
    [CmdletBinding()]
    param($Path)
    if ($Path -ne 'HKLM:\SOFTWARE\runbook') { throw 'not a path of the test: ' + $Path }
    Save-Lines 'notes.txt' '(key)'
}
function Get-Item {
    [CmdletBinding()]
    param($LiteralPath)
    if (-not (Test-Path -LiteralPath $LiteralPath)) { throw 'not there: ' + $LiteralPath }
    [pscustomobject]@{ Property = @((Get-Table 'notes.txt').Keys | Where-Object { $_ -ne '(key)' }) }
}
function New-ItemProperty {
    [CmdletBinding()]
    param($LiteralPath, $Name, $Value, [switch]$Force)
    if (-not $Force -or -not (Test-Path -LiteralPath $LiteralPath)) { throw 'not there: ' + $LiteralPath }
    $notes = Get-Table 'notes.txt'
    $notes[$Name] = $Value
    Save-Table 'notes.txt' $notes
}
function Remove-ItemProperty {
    [CmdletBinding()]
    param($LiteralPath, $Name)
    $notes = Get-Table 'notes.txt'
    if ($LiteralPath -ne 'HKLM:\SOFTWARE\runbook' -or -not $notes[$Name]) { throw 'no such value: ' + $Name }
    $notes.Remove($Name)
    Save-Table 'notes.txt' $notes
}
function Remove-Item {
    [CmdletBinding()]
    param($LiteralPath)
    if ($LiteralPath -ne 'HKLM:\SOFTWARE\runbook') { throw 'not a path of the test: ' + $LiteralPath }
    Save-Lines 'notes.txt' @()
}
function Get-NetConnectionProfile {
    [CmdletBinding()]
    param()
    foreach ($line in (Get-Lines 'networks.txt')) {
        $parts = $line -split '\t'
        [pscustomobject]@{ InterfaceAlias = $parts[0]; Name = $parts[1]; NetworkCategory = $parts[2]
            IPv4Connectivity = $parts[3]; IPv6Connectivity = 1 }
    }
}
function Set-NetConnectionProfile {
    [CmdletBinding()]
    param([Parameter(ValueFromPipeline = $true)]$InputObject, $NetworkCategory)
    process {
        $number = @{ Public = 0; Private = 1 }[$NetworkCategory]
        Save-Lines 'networks.txt' @(foreach ($line in (Get-Lines 'networks.txt')) {
            $parts = $line -split '\t'
            if ($parts[0] -eq $InputObject.InterfaceAlias) { $parts[2] = $number }
            $parts -join "`t"
        })
    }
}
function New-NetFirewallRule {
    [CmdletBinding()]
    param($Name, $DisplayName, $Group, $Direction, $Action, $Protocol, $LocalPort, $Profile, $RemoteAddress)
    if ((Get-Table 'rules.txt')[$Name]) { throw 'Cannot create a file when that file already exists. (said the test)' }
    $text = 'v2.33|Action=' + $Action + '|Active=TRUE|Dir=' + @{ Inbound = 'In'; Outbound = 'Out' }[$Direction] + '|Protocol=' + @{ TCP = 6; UDP = 17 }[$Protocol] + '|'
    foreach ($one in @($Profile)) { $text += 'Profile=' + $one + '|' }
    foreach ($one in @($LocalPort)) { $text += 'LPort=' + $one + '|' }
    foreach ($one in @($RemoteAddress)) { $text += 'RA4=' + $one + '|RA6=' + $one + '|' }
    Save-Rule $Name ($text + 'Name=' + $DisplayName + '|EmbedCtxt=' + $Group + '|')
    [pscustomobject]@{ Name = $Name }
}
function Get-NetFirewallRule {
    [CmdletBinding()]
    param()
    (Get-Table 'rules.txt').Keys | ForEach-Object { [pscustomobject]@{ Name = $_ } }
}
function Set-NetFirewallRule {
    [CmdletBinding()]
    param([Parameter(ValueFromPipeline = $true)]$InputObject, $Name, $Enabled, $Profile)
    process {
        $id = if ($InputObject) { $InputObject.Name } else { $Name }
        $text = Get-Required $id
        if ($Enabled) { $text = $text -replace '\|Active=(TRUE|FALSE)\|', ('|Active=' + @{ True = 'TRUE'; False = 'FALSE' }[$Enabled] + '|') }
        if ($Profile) {
            $more = @($Profile | ForEach-Object { '|Profile=' + $_ }) -join ''
            $text = $text -replace '\|Profile=[^|]*', '' -replace '\|Protocol=', ($more + '|Protocol=')
        }
        Save-Rule $id $text
    }
}
function Remove-NetFirewallRule {
    [CmdletBinding()]
    param($Name)
    $null = Get-Required $Name
    Save-Rule $Name ''
}
