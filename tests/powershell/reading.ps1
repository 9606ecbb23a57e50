# A Windows machine as read-windows.ps1 meets it: its registry, what CIM and the cmdlets say, and .NET's adapters. What
# RUNBOOK_ENDS names goes wrong. Functions are found before cmdlets (about_Command_Precedence); an accelerator of a
# type's name before the type.
$benchEnds = @([string]$env:RUNBOOK_ENDS -split ',')
$benchPolicy = 'HKLM:\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy'
$benchGroup = 'HKLM:\SOFTWARE\Policies\Microsoft\WindowsFirewall'
$benchRegistry = @{
    ($benchPolicy + '\FirewallRules') = [ordered]@{ 'a[1]' = 'v2.30|Action=Allow|Svc=odd|'; b = 'v2.30|Svc=svc1|' }
    ($benchPolicy + '\PublicProfile') = @{ EnableFirewall = 1 }
    ($benchPolicy + '\PublicProfile\Logging') = @{ LogDroppedPackets = 1; LogFilePath = '%RUNBOOK_LOGS%/a.log' }
    ($benchPolicy + '\StandardProfile') = @{ }
    ($benchPolicy + '\StandardProfile\Logging') = @{ LogDroppedPackets = 1; LogFilePath = '%NOWHERE%/b.log' }
    ($benchGroup + '\DomainProfile') = @{ }
    ($benchGroup + '\DomainProfile\GloballyOpenPorts') = @{ Enabled = 1 }
    ($benchGroup + '\DomainProfile\GloballyOpenPorts\List') = @{ '8080:TCP' = '8080:TCP:*:Enabled:API' }
    'HKLM:\SYSTEM\CurrentControlSet\Services\svc1' = @{ ImagePath = 'C:\s.exe' }
    'HKLM:\SYSTEM\CurrentControlSet\Services\odd' = @{ ImagePath = 'C:\o.exe' }
    'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' = [ordered]@{
        CurrentMajorVersionNumber = 10; CurrentMinorVersionNumber = 0; CurrentBuild = '22631' }
}
$benchSecret = @{ services = 'HKLM:\SYSTEM\CurrentControlSet\Services\odd'; rules = $benchGroup + '\FirewallRules'
    profiles = $benchPolicy + '\PublicProfile'; logging = $benchPolicy + '\PublicProfile\Logging' }
function Deny($path) {
    foreach ($part in $benchSecret.Keys) {
        if ($benchEnds -contains $part -and $path -eq $benchSecret[$part]) { throw 'denied' }
    }
}
function Test-Path {
    [CmdletBinding()] param($LiteralPath)
    if ($LiteralPath -like 'HKLM:*') { 
        Deny $LiteralPath
        @($benchRegistry.Keys | Where-Object { ($_ + '\').StartsWith($LiteralPath + '\') }).Count -gt 0
    }
    elseif ($LiteralPath -like 'Env:*') { $null -ne [Environment]::GetEnvironmentVariable($LiteralPath.Substring(4)) }
    else { [System.IO.File]::Exists($LiteralPath.Replace('\', '/')) }
}
# Names of the keys in one, which need not be readable themselves.
function Get-ChildItem {
    [CmdletBinding()] param($LiteralPath, [switch]$Name)
    if (-not $Name) { throw 'names alone' }
    Deny ($LiteralPath + '\*')
    $benchRegistry.Keys | Where-Object { $_.StartsWith($LiteralPath + '\') } |
        ForEach-Object { ($_.Substring($LiteralPath.Length + 1) -split '\\')[0] } | Select-Object -Unique
}
function Get-Item {
    [CmdletBinding()] param($LiteralPath)
    if ($LiteralPath -like 'HKLM:*') {
        Deny $LiteralPath
        [pscustomobject]@{ Property = @($benchRegistry[$LiteralPath].Keys) }
    } else { [pscustomobject]@{ Value = [Environment]::GetEnvironmentVariable($LiteralPath.Substring(4)) } }
}
function Get-ItemProperty {
    [CmdletBinding()] param($LiteralPath, $Path, $Name)
    if ($Path) {
        return @([pscustomobject]@{ NetCfgInstanceId = '{W}'; Characteristics = 132; PSChildName = '0001' }
            [pscustomobject]@{ NetCfgInstanceId = '{X}'; Characteristics = 'odd'; PSChildName = '0002' }
            [pscustomobject]@{ NetCfgInstanceId = '{V}'; Characteristics = 1; PSChildName = '0003' })
    }
    Deny $LiteralPath
    # As where a REG_DWORD has two bytes: whoever asks for all values gets none (Specified cast is not valid).
    $bad = $benchEnds -contains 'values' -and $LiteralPath -eq ($benchPolicy + '\FirewallRules')
    if ($bad -and (-not $Name -or $Name -eq 'b')) {
        throw (New-Object InvalidCastException 'Specified cast is not valid.')
    }
    $values = [ordered]@{ PSPath = $LiteralPath }
    foreach ($key in @($benchRegistry[$LiteralPath].Keys)) {
        if (-not $Name -or $key -like $Name) { $values[$key] = $benchRegistry[$LiteralPath][$key] }
    }
    [pscustomobject]$values
}
# Asked for this property, it throws; PowerShell makes null of that, as of every property.
function Broken($object, $property) {
    $object.PSObject.Properties.Add((New-Object Management.Automation.PSScriptProperty $property, { throw 'odd item' }))
    $object
}
function New-Card($name, $description, $guid, $type, $properties) {
    $card = [pscustomobject]@{ Name = $name; Description = $description; Id = $guid; NetworkInterfaceType = $type
        OperationalStatus = 1; Told = $properties }
    $card.PSObject.Methods.Add((New-Object Management.Automation.PSScriptMethod 'GetIPProperties', {
        if ($null -eq $this.Told) { throw 'The system cannot find the file specified.' }
        $told = [pscustomobject]@{ UnicastAddresses = $this.Told.addresses; V4 = $this.Told.v4 }
        $told.PSObject.Methods.Add((New-Object Management.Automation.PSScriptMethod 'GetIPv4Properties', { $this.V4 }))
        $told
    }))
    $card
}
class RunbookCards {
    static [object[]] GetAllNetworkInterfaces() { return $global:benchCards }
}
$address = [pscustomobject]@{ Address = '192.168.1.44'; PrefixLength = 24 }
$local = [pscustomobject]@{ Address = '127.0.0.1'; PrefixLength = 8 }
$told = @{ addresses = @($address); v4 = [pscustomobject]@{ Index = 5; IsDhcpEnabled = $true } }
if ($benchEnds -contains 'adapters') { $told = $null }
$benchCards = @(
    (New-Card 'Wi-Fi' 'Intel Wi-Fi' '{W}' 71 $told)
    (New-Card 'Loopback' '' '' 24 @{ addresses = @($local)
        v4 = [pscustomobject]@{ Index = 1; IsDhcpEnabled = $false } })
)
if ($benchCards.Count -ne 2) { throw 'two adapters' }
# It holds for the whole process, and what a class does is done in the session that it comes from: one machine a process.
[psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')::Add(
    'System.Net.NetworkInformation.NetworkInterface', [RunbookCards])
function Refuse($what) { if ($benchEnds -contains $what) { throw ('no ' + $what) } }
function Get-CimInstance {
    [CmdletBinding()] param($Namespace, $ClassName, $Property)
    $null = $Namespace
    Refuse 'cim'
    Refuse $ClassName
    switch ($ClassName) {
        'MSFT_NetAdapter' {
            $card = [pscustomobject]@{ InterfaceIndex = 5; Name = 'Wi-Fi'; InterfaceDescription = 'Intel Wi-Fi'
                InterfaceGuid = '{W}'; InterfaceType = 71; InterfaceOperationalStatus = 1 }
            if ($benchEnds -contains 'adapters') {
                $card.PSObject.Properties.Remove('InterfaceType')
                $card = Broken $card 'InterfaceType'
            }
            $card
            [pscustomobject]@{ InterfaceIndex = 77; Name = 'Switched off' }
        }
        'MSFT_NetIPInterface' {
            foreach ($store in 0, 1) {
                [pscustomobject]@{ InterfaceIndex = 5; InterfaceAlias = 'Wi-Fi'; AddressFamily = 2; Dhcp = $store
                    InterfaceMetric = 30; Store = $store }
            }
            [pscustomobject]@{ InterfaceIndex = 1; InterfaceAlias = 'Loopback'; AddressFamily = 2; Dhcp = 0
                InterfaceMetric = 75; Store = 1 }
        }
        'MSFT_NetIPAddress' {
            [pscustomobject]@{ InterfaceIndex = 5; IPAddress = '192.168.1.44'; PrefixLength = 24; Store = 1 }
            [pscustomobject]@{ InterfaceIndex = 5; IPAddress = '192.168.1.44'; PrefixLength = 24; Store = 0 }
            [pscustomobject]@{ InterfaceIndex = 1; IPAddress = '127.0.0.1'; PrefixLength = 8; Store = 1 }
        }
        'MSFT_NetRoute' {
            $metric = @{ InterfaceIndex = 5; RouteMetric = 5; AddressFamily = 2; Store = 1 }
            foreach ($way in '0.0.0.0/0 192.168.1.1', '192.168.1.0/24 0.0.0.0', '192.168.1.255/32 0.0.0.0',
                    '224.0.0.0/4 0.0.0.0', 'ff00::/8 ::', '127.0.0.0/8 0.0.0.0', 'fe80::/64 ::') {
                $metric['DestinationPrefix'], $metric['NextHop'] = $way -split ' '
                [pscustomobject]$metric
            }
        }
        'Win32_IP4RouteTable' {
            foreach ($way in '0.0.0.0 0.0.0.0 192.168.1.1 35', '10.20.0.0 255.255.240.0 192.168.1.9 36',
                    '192.168.1.44 255.255.255.255 0.0.0.0 281') {
                $to, $mask, $next, $metric = $way -split ' '
                [pscustomobject]@{ Destination = $to; Mask = $mask; NextHop = $next; InterfaceIndex = 5
                    Metric1 = [int]$metric }
            }
        }
        'MSFT_NetConnectionProfile' {
            $one = [pscustomobject]@{ InterfaceIndex = 9; IPv4Connectivity = 4; IPv6Connectivity = 1 }
            if ($benchEnds -contains 'items') { Broken $one 'NetworkCategory' }
            [pscustomobject]@{ InterfaceIndex = 5; NetworkCategory = 1; IPv4Connectivity = 4; IPv6Connectivity = 1 }
        }
        'Win32_Process' {
            if ($benchEnds -contains 'items') { Broken ([pscustomobject]@{ Name = 'x.exe' }) 'ProcessId' }
            [pscustomobject]@{ ProcessId = 4; Name = 'System'; ExecutablePath = $null }
        }
        'FirewallProduct' { }
        'AntiVirusProduct' {
            [pscustomobject]@{ displayName = 'Shield'; instanceGuid = '{S}'; pathToSignedProductExe = 'windowsdefender://' }
        }
        default { throw ('no class ' + $ClassName + ' in ' + $Namespace) }
    }
}
function Get-Service { [CmdletBinding()] param($Name); [pscustomobject]@{ Status = 'Running' } }
function Get-NetFirewallHyperVVMSetting {
    [CmdletBinding()] param($PolicyStore, $Name)
    [pscustomobject]@{ Enabled = 1; DefaultInboundAction = 4; AllowHostPolicyMerge = 1 }
}
function Fail($cmdlet, $id) {
    $none = New-Object Exception 'none found'
    $record = New-Object Management.Automation.ErrorRecord $none, $id, ObjectNotFound, $null
    $cmdlet.ThrowTerminatingError($record)
}
function Get-NetFirewallHyperVProfile {
    [CmdletBinding()] param($PolicyStore)
    if ($benchEnds -contains 'hyperv') { Fail $PSCmdlet 'Windows System Error 5' }
    [pscustomobject]@{ Name = '{9E288F02-CE00-4D9E-BE2B-14CE463B0298}'; Profile = 4; Enabled = 0 }
    [pscustomobject]@{ Name = '{40e0ac32-46a5-438a-a0b2-2b479e8f2e90}'; Profile = 4; Enabled = 1
        DefaultInboundAction = 4; AllowLocalFirewallRules = 0 }
}
function Get-NetFirewallHyperVRule {
    [CmdletBinding()] param($PolicyStore)
    if ($PolicyStore -ne 'ActiveStore') { throw 'another store' }
    if ($benchEnds -contains 'norules') { Fail $PSCmdlet 'CmdletizationQuery_NotFound,Get-NetFirewallHyperVRule' }
    $rule = @{ DisplayName = 'ours'; VMCreatorId = '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}'; Enabled = 1; Direction = 1
        Action = 2; RulePriority = 7; Profiles = 4; PolicyStoreSourceType = 6; EnforcementStatus = 1; Protocol = 'TCP'
        LocalPorts = @('80', '443'); RemotePorts = $null; LocalAddresses = 'Any'; RemoteAddresses = @('LocalSubnet') }
    [pscustomobject]$rule
    foreach ($change in @{ DisplayName = 'for all'; VMCreatorId = $null },
            @{ VMCreatorId = '{9E288F02-CE00-4D9E-BE2B-14CE463B0298}' }, @{ Enabled = 2 }, @{ Direction = 2 },
            @{ PolicyStoreSourceType = 8 }) {
        $other = $rule.Clone()
        foreach ($key in $change.Keys) { $other[$key] = $change[$key] }
        [pscustomobject]$other
    }
    if ($benchEnds -contains 'hypervitem') {
        $odd = $rule.Clone()
        $odd.Remove('Action')
        Broken ([pscustomobject]$odd) 'Action'
    }
}
