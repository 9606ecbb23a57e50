# Everything that PowerShell has to tell about this machine, in one answer. Changes nothing, needs no administrator.
# Each part stands alone: what fails is null. Enumerations go out as numbers, so that no language can matter.
# The modules NetAdapter, NetTCPIP, NetConnection and NetSecurity take long to load: none is used where all is well.
function Read-Values($path) {
    $values = [ordered]@{}
    if (Test-Path -LiteralPath $path) {
        $item = Get-ItemProperty -LiteralPath $path
        if ($null -ne $item) {
            foreach ($property in $item.PSObject.Properties) {
                if ($noise -notcontains $property.Name) { $values[[string]$property.Name] = [string]$property.Value }
            }
        }
    }
    $values
}
$noise = 'PSPath', 'PSParentPath', 'PSChildName', 'PSDrive', 'PSProvider'

# Adapters and addresses, as .NET has them at once.
$adapters = $null
try {
    $virtual = @{}
    try {
        # NetCfgInstanceId is the adapter's GUID; the lowest bit of Characteristics is NCF_VIRTUAL.
        $class = 'HKLM:\SYSTEM\CurrentControlSet\Control\Class\{4d36e972-e325-11ce-bfc1-08002be10318}\[0-9]*'
        foreach ($card in @(Get-ItemProperty -Path $class -ErrorAction SilentlyContinue)) {
            if ($card.NetCfgInstanceId -and $null -ne $card.Characteristics) {
                $virtual[[string]$card.NetCfgInstanceId] = ([int]$card.Characteristics -band 1) -eq 1
            }
        }
    } catch { }
    $adapters = @(foreach ($card in [System.Net.NetworkInformation.NetworkInterface]::GetAllNetworkInterfaces()) {
        $properties = $card.GetIPProperties()
        $index = $null
        $dhcp = $null
        try {
            $v4 = $properties.GetIPv4Properties()
            $index = [int]$v4.Index
            $dhcp = [bool]$v4.IsDhcpEnabled
        } catch { }
        if ($null -eq $index) { try { $index = [int]$properties.GetIPv6Properties().Index } catch { } }
        @{
            index = $index
            name = [string]$card.Name
            description = [string]$card.Description
            guid = [string]$card.Id
            type = [int]$card.NetworkInterfaceType
            status = [int]$card.OperationalStatus
            virtual = $virtual[[string]$card.Id]
            dhcp = $dhcp
            addresses = @(foreach ($unicast in $properties.UnicastAddresses) {
                @{ address = [string]$unicast.Address; prefix = [int]$unicast.PrefixLength }
            })
        }
    })
} catch {
    try {
        $all = @(Get-NetIPAddress)
        $adapters = @(Get-NetAdapter -IncludeHidden | ForEach-Object {
            $card = $_
            @{
                index = [int]$card.InterfaceIndex
                name = [string]$card.Name
                description = [string]$card.InterfaceDescription
                guid = [string]$card.InterfaceGuid
                type = [int]$card.InterfaceType
                status = [int]$card.InterfaceOperationalStatus
                virtual = [bool]$card.Virtual
                dhcp = $null
                addresses = @($all | Where-Object { $_.InterfaceIndex -eq $card.InterfaceIndex } | ForEach-Object {
                    @{ address = [string]$_.IPAddress; prefix = [int]$_.PrefixLength }
                })
            }
        })
    } catch { $adapters = $null }
}

# Default routes. Metric1 is the route's metric and the interface's together.
$routes = $null
try {
    $routes = @(Get-CimInstance -ClassName Win32_IP4RouteTable |
        Where-Object { $_.Destination -eq '0.0.0.0' -and $_.Mask -eq '0.0.0.0' } |
        ForEach-Object { @{ index = [int]$_.InterfaceIndex; metric = [long]$_.Metric1 } })
} catch {
    try {
        # All routes are read and then filtered: asking for one that is not there would be an error.
        $routes = @(Get-NetRoute -AddressFamily IPv4 | Where-Object { $_.DestinationPrefix -eq '0.0.0.0/0' } |
            ForEach-Object { @{
                index = [int]$_.InterfaceIndex
                metric = [long]$_.RouteMetric + [long]$_.InterfaceMetric
            } })
    } catch { }
}

# Network categories: 0 Public, 1 Private, 2 DomainAuthenticated.
$networks = $null
try {
    $found = $null
    try { $found = @(Get-CimInstance -Namespace root/StandardCimv2 -ClassName MSFT_NetConnectionProfile) }
    catch { $found = @(Get-NetConnectionProfile) }
    $networks = @($found | ForEach-Object { @{
        index = [int]$_.InterfaceIndex
        category = [int]$_.NetworkCategory
        ipv4 = [int]$_.IPv4Connectivity
        ipv6 = [int]$_.IPv6Connectivity
    } })
} catch { }

$elevated = $null
try {
    $user = New-Object Security.Principal.WindowsPrincipal ([Security.Principal.WindowsIdentity]::GetCurrent())
    $elevated = $user.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
} catch { }

# Who may be listening. The path is empty where it may not be read.
$processes = $null
try {
    $processes = @(Get-CimInstance -ClassName Win32_Process -Property ProcessId, Name, ExecutablePath |
        ForEach-Object { @{ pid = [long]$_.ProcessId; name = [string]$_.Name; path = [string]$_.ExecutablePath } })
} catch {
    try {
        $processes = @(Get-Process | ForEach-Object {
            $path = ''
            try { $path = [string]$_.Path } catch { }
            @{ pid = [long]$_.Id; name = [string]$_.Name + '.exe'; path = $path }
        })
    } catch { }
}

# Products that registered with the Security Center. A server has no such namespace, so it has none of them.
$products = $null
try {
    $products = @{}
    foreach ($kind in 'firewall', 'antiVirus') {
        $products[$kind] = @(Get-CimInstance -Namespace root/SecurityCenter2 -ClassName ($kind + 'Product') |
            ForEach-Object { @{ displayName = [string]$_.displayName; instanceGuid = [string]$_.instanceGuid } })
    }
} catch {
    $products = $null
    if ([string]$_.Exception.NativeErrorCode -eq 'InvalidNamespace') { $products = @{ firewall = @(); antiVirus = @() } }
}

# How WSL is joined to the network: one word of the user's file, and the firewall in front of it where it is mirrored.
$wsl = $null
try {
    $mode = ''
    $file = [string]$env:USERPROFILE + '\.wslconfig'
    if (Test-Path -LiteralPath $file) {
        foreach ($line in @(Get-Content -LiteralPath $file)) {
            if ($line -match '^\s*networkingMode\s*=\s*([A-Za-z]+)') { $mode = $Matches[1].ToLowerInvariant() }
        }
    }
    $wsl = @{ networkingMode = $mode; setting = $null; rules = $null }
    if ($mode -eq 'mirrored') {
        try {
            $id = '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}'
            $setting = Get-NetFirewallHyperVVMSetting -PolicyStore ActiveStore -Name $id
            $wsl.setting = @{
                enabled = [int]$setting.Enabled
                defaultInboundAction = [int]$setting.DefaultInboundAction
                allowHostPolicyMerge = [int]$setting.AllowHostPolicyMerge
            }
            $wsl.rules = @(Get-NetFirewallHyperVRule -VMCreatorId $id |
                Where-Object { [int]$_.Enabled -eq 1 -and [int]$_.Direction -eq 1 } | ForEach-Object { @{
                    name = [string]$_.DisplayName
                    action = [int]$_.Action
                    protocol = [string]$_.Protocol
                    ports = @($_.LocalPorts | ForEach-Object { [string]$_ })
                    remote = @($_.RemoteAddresses | ForEach-Object { [string]$_ })
                } })
        } catch {
            $wsl.setting = $null
            $wsl.rules = $null
        }
    }
} catch { }

# The firewall from the registry, where every user may read it at once; the rule cmdlets need a minute on a machine
# with a thousand rules.
$base = 'HKLM:\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy'
$stores = [ordered]@{ local = $base; policy = 'HKLM:\SOFTWARE\Policies\Microsoft\WindowsFirewall'; mdm = $base + '\Mdm' }
$rules = $null
try {
    $read = [ordered]@{}
    foreach ($store in @($stores.Keys)) { $read[$store] = Read-Values ($stores[$store] + '\FirewallRules') }
    $rules = $read
} catch { }
$profiles = $null
$logging = $null
try {
    $settings = [ordered]@{}
    $logs = [ordered]@{}
    foreach ($store in @($stores.Keys)) {
        $settings[$store] = [ordered]@{}
        $logs[$store] = [ordered]@{}
        foreach ($name in 'DomainProfile', 'PrivateProfile', 'PublicProfile', 'StandardProfile') {
            foreach ($part in $name, ($name + '\AuthorizedApplications'), ($name + '\GloballyOpenPorts')) {
                $path = $stores[$store] + '\' + $part
                if (Test-Path -LiteralPath $path) { $settings[$store][$part] = Read-Values $path }
            }
            $path = $stores[$store] + '\' + $name + '\Logging'
            if (Test-Path -LiteralPath $path) { $logs[$store][$name] = Read-Values $path }
        }
    }
    $profiles = $settings
    $logging = $logs
} catch { }
# What services run: rules name them.
$services = [ordered]@{}
try {
    foreach ($store in @($rules.Keys)) {
        foreach ($rule in @($rules[$store].Values)) {
            if ($rule -match '\|Svc=([^|\\*]+)\|') { $services[$Matches[1]] = $null }
        }
    }
    foreach ($service in @($services.Keys)) {
        $services[$service] = (Read-Values ('HKLM:\SYSTEM\CurrentControlSet\Services\' + $service))['ImagePath']
    }
} catch { }
$running = $null
try { $running = [string](Get-Service -Name mpssvc).Status -eq 'Running' } catch { }

# What the firewall wrote down as dropped: the last lines of its log, where a profile has one and we may read it.
$drops = $null
try {
    $paths = [ordered]@{}
    foreach ($store in @($logging.Keys)) {
        foreach ($name in @($logging[$store].Keys)) {
            if ($logging[$store][$name]['LogDroppedPackets'] -eq '1') {
                $path = $logging[$store][$name]['LogFilePath']
                if (-not $path) { $path = '%SystemRoot%\System32\LogFiles\Firewall\pfirewall.log' }
                $paths[[Environment]::ExpandEnvironmentVariables($path)] = $true
            }
        }
    }
    $drops = @(foreach ($path in @($paths.Keys)) {
        $log = @{ path = $path; state = 'unreadable'; lines = @() }
        try {
            $head = @(Get-Content -LiteralPath $path -TotalCount 10 | Where-Object { $_ -match '^#Fields:' })
            $tail = @(Get-Content -LiteralPath $path -Tail 2000 | Where-Object { $_ -cmatch '^\S+ \S+ DROP .* RECEIVE' })
            $log.lines = @($head + $tail | ForEach-Object { [string]$_ })
            $log.state = 'read'
        } catch {
            # Told by the kind of error: its text is in the language of the system.
            $kind = $_.Exception.GetType().Name
            if ($kind -eq 'UnauthorizedAccessException') { $log.state = 'denied' }
            if ($kind -eq 'ItemNotFoundException') { $log.state = 'missing' }
        }
        $log
    })
} catch { }

$environment = [ordered]@{}
foreach ($name in 'SystemRoot', 'windir', 'SystemDrive', 'ProgramFiles', 'ProgramFiles(x86)', 'ProgramW6432',
        'ProgramData', 'ALLUSERSPROFILE', 'CommonProgramFiles', 'CommonProgramFiles(x86)', 'PUBLIC') {
    $value = [Environment]::GetEnvironmentVariable($name)
    if ($value) { $environment[$name] = [string]$value }
}
$version = $null
$build = $null
try {
    $windows = Read-Values 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    if ($windows['CurrentMajorVersionNumber']) {
        $version = [string]$windows['CurrentMajorVersionNumber'] + '.' + [string]$windows['CurrentMinorVersionNumber']
    }
    if ($windows['CurrentBuild']) { $build = [int]$windows['CurrentBuild'] }
} catch { }

@{
    adapters = $adapters
    routes = $routes
    networks = $networks
    elevated = $elevated
    processes = $processes
    products = $products
    wsl = $wsl
    rules = $rules
    profiles = $profiles
    logging = $logging
    services = $services
    running = $running
    drops = $drops
    environment = $environment
    version = $version
    build = $build
}
