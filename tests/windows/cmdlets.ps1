# What the stand-ins of the bench lack. How a cmdlet is to behave is in the registry, HKLM:\SOFTWARE\Bench, as theirs.

# Security products are what C:\bench\products.json says: {"firewall":[{"displayName":...}],"antiVirus":[...]}. Adapters,
# addresses and routes are those that .NET sees; Wine writes an adapter's index into its GUID.
${function:Get-BenchCimInstance} = ${function:Get-CimInstance}
function Get-CimInstance {
    [CmdletBinding()] param($ClassName, $Namespace, $Property, $Filter)
    if ($ClassName -match '^(firewall|antiVirus)Product$' -and (Test-Path -LiteralPath C:\bench\products.json)) {
        $kind = $Matches[1]
        return (Get-Content -LiteralPath C:\bench\products.json -Raw | ConvertFrom-Json).$kind
    }
    if ($ClassName -notmatch '^MSFT_Net(Adapter|IPInterface|IPAddress|Route)$') {
        return Get-BenchCimInstance @PSBoundParameters
    }
    foreach ($card in [System.Net.NetworkInformation.NetworkInterface]::GetAllNetworkInterfaces()) {
        $loopback = [string]$card.NetworkInterfaceType -eq 'Loopback'
        $index = [Convert]::ToInt32($card.Id.Substring(1, 8), 16)
        $properties = $card.GetIPProperties()
        $addresses = @($properties.UnicastAddresses | Where-Object { [string]$_.Address.AddressFamily -eq 'InterNetwork' })
        switch ($ClassName) {
            'MSFT_NetAdapter' {
                if (-not $loopback) {
                    [pscustomobject]@{ InterfaceIndex = $index; Name = $card.Name; InterfaceDescription = $card.Description
                        InterfaceGuid = $card.Id; InterfaceType = [int]$card.NetworkInterfaceType
                        InterfaceOperationalStatus = [int]$card.OperationalStatus; Virtual = $false; Store = 1 }
                }
            }
            'MSFT_NetIPInterface' {
                [pscustomobject]@{ InterfaceIndex = $index; InterfaceAlias = $card.Name; AddressFamily = 2; Dhcp = 0
                    InterfaceMetric = 25; Store = 1 }
            }
            'MSFT_NetIPAddress' {
                foreach ($one in $addresses) {
                    [pscustomobject]@{ InterfaceIndex = $index; IPAddress = [string]$one.Address
                        PrefixLength = $one.PrefixLength; Store = 1 }
                }
            }
            'MSFT_NetRoute' {
                foreach ($gateway in @($properties.GatewayAddresses)) {
                    [pscustomobject]@{ DestinationPrefix = '0.0.0.0/0'; NextHop = [string]$gateway.Address
                        InterfaceIndex = $index; AddressFamily = 2; RouteMetric = 0; InterfaceMetric = 25; Store = 1 }
                }
            }
        }
    }
}

# Rules of ours: Refuse, Hang or Late is the number of them from which on the next one is refused, is waited for without
# end and never made, or is made and never told of.
function Get-BenchOurs {
    @((Get-ItemProperty -LiteralPath $benchRules).PSObject.Properties | Where-Object { $_.Name -like 'runbook-*' }).Count
}
function Test-BenchTurn($name) {
    $from = [string](Get-BenchValue $name '')
    $from -ne '' -and (Get-BenchOurs) -ge [int]$from
}
${function:New-BenchFirewallRule} = ${function:New-NetFirewallRule}
function New-NetFirewallRule {
    [CmdletBinding()] param($PolicyStore, $Name, $DisplayName, $Group, $Direction, $Action, $Enabled = 'True', $Protocol,
        $LocalPort, $Profile, $RemoteAddress, $Program, $Description, $InterfaceType)
    if ((Test-BenchTurn 'Refuse') -or -not (Test-BenchAdministrator)) {
        # As the cmdlet says it: an error that is written, not thrown, with the number of Windows in its id.
        $PSCmdlet.WriteError((New-Object Management.Automation.ErrorRecord (
            (New-Object ComponentModel.Win32Exception 5), 'Windows System Error 5', 'PermissionDenied', $null)))
        return
    }
    if (Test-BenchTurn 'Hang') { Start-Sleep -Seconds 3600 }
    $late = Test-BenchTurn 'Late'
    New-BenchFirewallRule @PSBoundParameters
    if ($late) { Start-Sleep -Seconds 3600 }
}
# A rule and a network come through the pipeline, too, and a network has the name of its adapter.
${function:Set-BenchFirewallRule} = ${function:Set-NetFirewallRule}
function Set-NetFirewallRule {
    [CmdletBinding()] param([Parameter(ValueFromPipeline = $true)]$InputObject, $Name, $Enabled)
    process { Set-BenchFirewallRule -Name $(if ($InputObject) { $InputObject.Name } else { $Name }) -Enabled $Enabled }
}
${function:Get-BenchConnectionProfile} = ${function:Get-NetConnectionProfile}
function Get-NetConnectionProfile {
    [CmdletBinding()] param($InterfaceIndex)
    Get-BenchConnectionProfile | Add-Member -PassThru -NotePropertyName InterfaceAlias -NotePropertyValue (Get-BenchCard).Name
}
# That of the bench makes the key anew, and with it forgets what else it was told.
function Set-NetConnectionProfile {
    [CmdletBinding()] param([Parameter(ValueFromPipeline = $true)]$InputObject, $InterfaceIndex, $NetworkCategory)
    process {
        if ([string](Get-BenchValue 'CategoryByPolicy' '') -ne '') {
            $PSCmdlet.WriteError((New-Object Management.Automation.ErrorRecord (
                (New-Object ComponentModel.Win32Exception 1260), 'Windows System Error 1260', 'PermissionDenied', $null)))
            return
        }
        Set-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\Bench' -Name Category -Value @{ Public = 0; Private = 1 }[$NetworkCategory]
    }
}

# Who is an administrator: everybody under Wine, unless Administrator says no; then only what was started as one.
function Test-BenchAdministrator {
    [string](Get-BenchValue 'Administrator' 'yes') -ne 'no' -or
        ($env:BENCH_ELEVATED_BY -and $env:BENCH_ELEVATED_BY -ne [string]$PID)
}
# Wine's has no integrity levels.
Set-Item -LiteralPath ('function:' + $env:SystemRoot + '\System32\whoami.exe') -Value {
    $level = if (Test-BenchAdministrator) { 'S-1-16-12288' } else { 'S-1-16-8192' }
    '"Mandatory Label\Level","Label","' + $level + '",""'
}
function New-Object {
    [CmdletBinding()] param([Parameter(Position = 0)] $TypeName, [Parameter(Position = 1)] $ArgumentList, $Property,
        $ComObject)
    if ([string]$TypeName -eq 'Security.Principal.WindowsPrincipal') {
        $administrator = Test-BenchAdministrator
        return [pscustomobject]@{ } | Add-Member -PassThru -MemberType ScriptMethod -Name IsInRole `
            -Value { $administrator }.GetNewClosure()
    }
    # Its children have what it has in its environment from now on; itself it stays what it was.
    if ([string]$TypeName -eq 'System.Diagnostics.ProcessStartInfo') { $env:BENCH_ELEVATED_BY = [string]$PID }
    Microsoft.PowerShell.Utility\New-Object @PSBoundParameters
}

# Tasks are what schtasks.exe was told, which writes down its calls and keeps the files that it is given.
function Get-ScheduledTask {
    [CmdletBinding()] param($TaskPath, $TaskName)
    $there = [ordered]@{}
    if (Test-Path -LiteralPath C:\bench\calls.log) {
        foreach ($line in Get-Content -LiteralPath C:\bench\calls.log -Encoding utf8) {
            if ($line -match 'schtasks\.exe"? /create /tn ("[^"]*"|\S+) ') { $there[$Matches[1].Trim('"')] = $true }
            if ($line -match 'schtasks\.exe"? /delete /tn ("[^"]*"|\S+) ') { $there.Remove($Matches[1].Trim('"')) }
        }
    }
    foreach ($name in @($there.Keys)) {
        if ($name -like $TaskName) { [pscustomobject]@{ TaskName = $name; State = 3 } }
    }
}
function Get-ScheduledTaskInfo {
    [CmdletBinding()] param($InputObject)
    # As of a task that has not run: SCHED_S_TASK_HAS_NOT_RUN, and a time that never was.
    [pscustomobject]@{ LastRunTime = [datetime]'1999-11-30'; NextRunTime = $null; LastTaskResult = 267011 }
}
