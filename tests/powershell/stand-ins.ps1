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
function Get-NetAdapter {
    [CmdletBinding()]
    param()
    [pscustomobject]@{ InterfaceGuid = '{4F3C}'; InterfaceIndex = 7 }
    [pscustomobject]@{ InterfaceGuid = '{5A1B}'; InterfaceIndex = 9 }
}
function Get-NetConnectionProfile {
    [CmdletBinding()]
    param()
    [pscustomobject]@{ Name = 'Livebox'; InterfaceIndex = 7; NetworkCategory = [System.DayOfWeek]::Monday }
}
function Set-NetConnectionProfile {
    [CmdletBinding()]
    param($InterfaceIndex, $NetworkCategory)
    Told 'Set-NetConnectionProfile' $PSBoundParameters
}
function Get-ScheduledTask {
    [CmdletBinding()]
    param($TaskPath, $TaskName)
    foreach ($name in 'runbook guard 1', 'runbook guard 10') {
        [pscustomobject]@{ TaskName = $name; State = [System.DayOfWeek]::Wednesday }
    }
}
function Get-ScheduledTaskInfo {
    [CmdletBinding()]
    param($InputObject)
    [pscustomobject]@{ LastRunTime = [datetime]'2026-11-23T08:00:00'; NextRunTime = $null; LastTaskResult = 267009 }
}
# RUNBOOK_ENDS says how it ends: with an error of this identity, or with what is written to the Security log.
function Fail($cmdlet, $exception, $id) {
    $record = New-Object System.Management.Automation.ErrorRecord $exception, $id, InvalidOperation, $null
    $cmdlet.ThrowTerminatingError($record)
}
function Get-WinEvent {
    [CmdletBinding()]
    param($FilterHashtable, $MaxEvents, $ListProvider)
    $data = foreach ($name in 'ProcessID', 'Direction', 'SourcePort', 'DestPort', 'Protocol') { '<data name=''' + $name + '''/>' }
    $template = '<template xmlns=''http://schemas.microsoft.com/win/2004/08/events''>' + ($data -join '') + '</template>'
    if ($ListProvider) {
        $events = foreach ($version in 0, 1) { [pscustomobject]@{ Id = 5157; Version = $version; Template = $template } }
        return [pscustomobject]@{ Name = $ListProvider; Events = @($events) }
    }
    if ($env:RUNBOOK_ENDS -eq 'NoMatchingEventsFound') {
        Fail $PSCmdlet (New-Object System.Exception 'No events were found.') 'NoMatchingEventsFound'
    }
    if ($env:RUNBOOK_ENDS -eq 'LogInfoUnavailable') {
        Fail $PSCmdlet (New-Object System.UnauthorizedAccessException) 'LogInfoUnavailable'
    }
    foreach ($port in '8000', '9000') {
        $values = '4', '%%14592', '54712', $port, 6
        $event = [pscustomobject]@{ Id = 5157; Version = [int]$env:RUNBOOK_ENDS
            Properties = @(foreach ($value in $values) { [pscustomobject]@{ Value = $value } })
            Xml = '<Event xmlns=''u''><EventData><Data Name=''ProcessID''>4</Data><Data Name=''Direction''>%%14592</Data>' +
                '<Data Name=''SourcePort''>54712</Data><Data Name=''DestPort''>' + $port +
                '</Data><Data Name=''Protocol''>6</Data></EventData></Event>' }
        $event.PSObject.Methods.Add((New-Object System.Management.Automation.PSScriptMethod 'ToXml', { $this.Xml }))
        $event
    }
}
function Start-Process {
    [CmdletBinding()]
    param($FilePath, $ArgumentList, $Verb, [switch]$PassThru, [switch]$Wait)
    Told 'Start-Process' $PSBoundParameters
    $refused = 'This command cannot be run due to the error: The operation was canceled by the user.'
    switch ($env:RUNBOOK_ENDS) {
        'refused' { Fail $PSCmdlet (New-Object System.InvalidOperationException $refused) 'InvalidOperationException' }
        'numbered' {
            $inner = New-Object System.ComponentModel.Win32Exception 1223
            Fail $PSCmdlet (New-Object System.InvalidOperationException $refused, $inner) 'InvalidOperationException'
        }
        'afterwards' { Fail $PSCmdlet (New-Object System.ComponentModel.Win32Exception 5) 'System.ComponentModel.Win32Exception' }
    }
    [pscustomobject]@{ ExitCode = 10 }
}
