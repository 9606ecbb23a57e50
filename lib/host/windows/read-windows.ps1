# Everything that PowerShell has to tell about this machine, in one answer. Changes nothing, needs no administrator.
# Each part, and each item of a list, stands alone: what fails is null, and errors says by which error. Enumerations go
# out as numbers, so that no language can matter. In ConstrainedLanguage (AppLocker, WDAC) no method of .NET may be
# called but those of texts and numbers: what needs one has a second way.
# The modules NetAdapter, NetTCPIP, NetConnection and NetSecurity take long to load: none is used where all is well.
$errors = @{}
function Write-Failure($part, $item, $record) {
    if (-not $errors[$part]) { $errors[$part] = @() }
    # A thousand items may fail for one and the same reason.
    if ($errors[$part].Count -lt 5) {
        $errors[$part] += @{
            item = [string]$item
            error = [string]$record.FullyQualifiedErrorId
            message = [string]$record.Exception.Message
        }
    }
}
# A property that cannot be read is null to PowerShell, and null would be 0: a network whose category is not told would
# be a public one.
function ConvertTo-Number($value) {
    if ($null -eq $value) { throw 'runbook: not told' }
    [long]$value
}
function ConvertTo-Texts($values) { $values | Where-Object { $null -ne $_ } | ForEach-Object { [string]$_ } }
$noise = 'PSPath', 'PSParentPath', 'PSChildName', 'PSDrive', 'PSProvider'
function Read-Values($part, $path) {
    $values = [ordered]@{}
    try {
        if (Test-Path -LiteralPath $path) {
            $item = Get-ItemProperty -LiteralPath $path
            if ($null -ne $item) {
                foreach ($property in $item.PSObject.Properties) {
                    $name = [string]$property.Name
                    if ($noise -notcontains $name) { $values[$name] = [string]$property.Value }
                }
            }
        }
    } catch {
        # A value that has not the form of its type takes all others of its key with it: then each is read by itself.
        $names = @((Get-Item -LiteralPath $path).Property)
        foreach ($name in $names) {
            try {
                $item = Get-ItemProperty -LiteralPath $path -Name ($name -replace '([\[\]*?`])', '`$1')
                $values[[string]$name] = [string]$item.$name
            } catch {
                $values[[string]$name] = $null
                Write-Failure $part ($path + '\' + $name) $_
            }
        }
    }
    $values
}
# Which of these keys there are below any of those. To look for each that may be there costs more than their lists, since
# most are not; where a list is refused, any of them may be there.
function Find-Keys($root, $keys, $names) {
    foreach ($key in @($keys)) {
        $found = $names
        try {
            $path = $root + $key
            $found = @(if (Test-Path -LiteralPath $path) { Get-ChildItem -LiteralPath $path -Name })
        } catch { Write-Failure 'profiles' $path $_ }
        $names | Where-Object { $found -contains $_ } | ForEach-Object { [string]$key + '\' + $_ }
    }
}
# What Get-NetAdapter and its kin ask; the cmdlet itself where only that answers. Both know what holds now and what is
# kept for the next start: the latter is left out.
function Find-Network($class) {
    $found = $null
    try { $found = @(Get-CimInstance -Namespace root/StandardCimv2 -ClassName $class) }
    catch {
        $found = @(switch ($class) {
            'MSFT_NetAdapter' { Get-NetAdapter -IncludeHidden }
            'MSFT_NetIPInterface' { Get-NetIPInterface }
            'MSFT_NetIPAddress' { Get-NetIPAddress }
            'MSFT_NetRoute' { Get-NetRoute }
            'MSFT_NetConnectionProfile' { Get-NetConnectionProfile }
        })
    }
    $found | Where-Object { [string]$_.Store -ne '0' -and [string]$_.Store -ne 'PersistentStore' }
}

$virtual = @{}
# NetCfgInstanceId is the adapter's GUID; the lowest bit of Characteristics is NCF_VIRTUAL.
$class = 'HKLM:\SYSTEM\CurrentControlSet\Control\Class\{4d36e972-e325-11ce-bfc1-08002be10318}\[0-9]*'
try {
    foreach ($card in @(Get-ItemProperty -Path $class -ErrorAction SilentlyContinue)) {
        try {
            if ($card.NetCfgInstanceId -and $null -ne $card.Characteristics) {
                $virtual[[string]$card.NetCfgInstanceId] = ([int]$card.Characteristics -band 1) -eq 1
            }
        } catch { Write-Failure 'adapters' $card.PSChildName $_ }
    }
} catch { Write-Failure 'adapters' $class $_ }
# Adapters and addresses, as .NET has them at once.
$adapters = $null
$faces = $null
try {
    $adapters = @(foreach ($card in [System.Net.NetworkInformation.NetworkInterface]::GetAllNetworkInterfaces()) {
        $one = @{ name = ''; index = $null; dhcp = $null; addresses = $null }
        try {
            $one['name'] = [string]$card.Name
            $one['description'] = [string]$card.Description
            $one['guid'] = [string]$card.Id
            $one['type'] = ConvertTo-Number $card.NetworkInterfaceType
            $one['status'] = ConvertTo-Number $card.OperationalStatus
            $one['virtual'] = $virtual[[string]$card.Id]
            $properties = $card.GetIPProperties()
            try {
                $v4 = $properties.GetIPv4Properties()
                $one['index'] = [int]$v4.Index
                $one['dhcp'] = [bool]$v4.IsDhcpEnabled
            } catch { }
            if ($null -eq $one['index']) {
                try { $one['index'] = [int]$properties.GetIPv6Properties().Index } catch { }
            }
            $one['addresses'] = @(foreach ($unicast in $properties.UnicastAddresses) {
                @{ address = [string]$unicast.Address; prefix = ConvertTo-Number $unicast.PrefixLength }
            })
        } catch { Write-Failure 'adapters' $one['name'] $_ }
        $one
    })
} catch {
    $links = @{}
    $all = $null
    try {
        foreach ($link in @(Find-Network 'MSFT_NetAdapter')) {
            $links[[string]$link.InterfaceIndex] = $link
        }
    } catch { Write-Failure 'adapters' 'MSFT_NetAdapter' $_ }
    try { $faces = @(Find-Network 'MSFT_NetIPInterface') }
    catch { Write-Failure 'adapters' 'MSFT_NetIPInterface' $_ }
    try { $all = @(Find-Network 'MSFT_NetIPAddress') }
    catch { Write-Failure 'adapters' 'MSFT_NetIPAddress' $_ }
    # An adapter that is switched off has no interface of IP; the loopback has one, and is no adapter.
    $indexes = @($links.Keys)
    if ($faces) { $indexes = @($faces | ForEach-Object { [string]$_.InterfaceIndex } | Select-Object -Unique) }
    if ($indexes.Count) {
        $adapters = @(foreach ($index in $indexes) {
            $one = @{ name = ''; index = $null; dhcp = $null; addresses = $null }
            try {
                $one['index'] = [int]$index
                $card = $links[$index]
                foreach ($face in @($faces | Where-Object { $null -ne $_ -and [string]$_.InterfaceIndex -eq $index })) {
                    $one['name'] = [string]$face.InterfaceAlias
                    if ([int]$face.AddressFamily -eq 2) { $one['dhcp'] = [int]$face.Dhcp -eq 1 }
                }
                $found = $null
                if ($null -ne $all) {
                    $found = @(foreach ($unicast in @($all | Where-Object { [string]$_.InterfaceIndex -eq $index })) {
                        @{ address = [string]$unicast.IPAddress; prefix = ConvertTo-Number $unicast.PrefixLength }
                    })
                }
                if ($card) {
                    $one['name'] = [string]$card.Name
                    $one['description'] = [string]$card.InterfaceDescription
                    $one['guid'] = [string]$card.InterfaceGuid
                    $one['type'] = ConvertTo-Number $card.InterfaceType
                    $one['status'] = ConvertTo-Number $card.InterfaceOperationalStatus
                    $one['virtual'] = $virtual[[string]$card.InterfaceGuid]
                    if ($null -eq $one['virtual']) { $one['virtual'] = [bool]$card.Virtual }
                } elseif (@($found | Where-Object { $_.address -match '^(127\.|::1$)' }).Count) {
                    # ifType softwareLoopback, ifOperStatus up.
                    $one['description'] = $one['name']
                    $one['type'] = 24
                    $one['status'] = 1
                } else { throw 'runbook: no such adapter' }
                $one['addresses'] = $found
            } catch { Write-Failure 'adapters' $one['name'] $_ }
            $one
        })
    }
}

# Routes to networks; those to one address, to all or to groups lead nowhere else. The metric is the route's and the
# interface's together.
$routes = $null
$aside = '/(32|128)$|^(127|22[4-9]|23\d)\.|^ff'
try {
    $routes = @(foreach ($route in @(Find-Network 'MSFT_NetRoute')) {
        try {
            $prefix = [string]$route.DestinationPrefix
            if ($prefix -notmatch $aside) {
                $metric = $route.InterfaceMetric
                if ($null -eq $metric) {
                    if ($null -eq $faces) { $faces = @(Find-Network 'MSFT_NetIPInterface') }
                    foreach ($face in $faces) {
                        if ($face.InterfaceIndex -eq $route.InterfaceIndex -and
                            [int]$face.AddressFamily -eq [int]$route.AddressFamily) { $metric = $face.InterfaceMetric }
                    }
                }
                @{
                    prefix = $prefix
                    next = [string]$route.NextHop
                    index = ConvertTo-Number $route.InterfaceIndex
                    metric = (ConvertTo-Number $route.RouteMetric) + (ConvertTo-Number $metric)
                }
            }
        } catch { Write-Failure 'routes' $prefix $_ }
    })
} catch {
    Write-Failure 'routes' 'IPv6' $_
    try {
        $bits = @{ '255' = 8; '254' = 7; '252' = 6; '248' = 5; '240' = 4; '224' = 3; '192' = 2; '128' = 1; '0' = 0 }
        $routes = @(foreach ($route in @(Get-CimInstance -ClassName Win32_IP4RouteTable)) {
            try {
                $length = 0
                foreach ($byte in ([string]$route.Mask -split '\.')) { $length += $bits[$byte] }
                $prefix = [string]$route.Destination + '/' + $length
                if ($prefix -notmatch $aside) {
                    @{
                        prefix = $prefix
                        next = [string]$route.NextHop
                        index = ConvertTo-Number $route.InterfaceIndex
                        metric = ConvertTo-Number $route.Metric1
                    }
                }
            } catch { Write-Failure 'routes' ([string]$route.Destination) $_ }
        })
    } catch { Write-Failure 'routes' '' $_ }
}

# Network categories: 0 Public, 1 Private, 2 DomainAuthenticated.
$networks = $null
try {
    $networks = @(foreach ($network in @(Find-Network 'MSFT_NetConnectionProfile')) {
        try {
            @{
                index = ConvertTo-Number $network.InterfaceIndex
                category = ConvertTo-Number $network.NetworkCategory
                ipv4 = ConvertTo-Number $network.IPv4Connectivity
                ipv6 = ConvertTo-Number $network.IPv6Connectivity
            }
        } catch { Write-Failure 'networks' ([string]$network.InterfaceIndex) $_ }
    })
} catch { Write-Failure 'networks' '' $_ }

$elevated = $null
try {
    $user = New-Object Security.Principal.WindowsPrincipal ([Security.Principal.WindowsIdentity]::GetCurrent())
    $elevated = $user.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
} catch {
    try {
        # By the integrity level of this process: high, or that of the system.
        $levels = @(& ($env:SystemRoot + '\System32\whoami.exe') /groups /fo csv /nh) -match 'S-1-16-\d'
        if ($levels.Count) { $elevated = @($levels -match 'S-1-16-(12288|16384)\b').Count -gt 0 }
        else { throw 'runbook: no integrity level' }
    } catch { Write-Failure 'elevated' 'whoami' $_ }
}

# Who may be listening. The path is empty where it may not be read.
$processes = $null
try {
    $processes = @(foreach ($process in @(Get-CimInstance -ClassName Win32_Process -Property ProcessId, Name,
            ExecutablePath)) {
        try {
            @{
                pid = ConvertTo-Number $process.ProcessId
                name = [string]$process.Name
                path = [string]$process.ExecutablePath
            }
        } catch { Write-Failure 'processes' ([string]$process.ProcessId) $_ }
    })
} catch {
    try {
        $processes = @(foreach ($process in @(Get-Process)) {
            $path = ''
            try { $path = [string]$process.Path } catch { }
            try { @{ pid = ConvertTo-Number $process.Id; name = [string]$process.Name + '.exe'; path = $path } }
            catch { Write-Failure 'processes' '' $_ }
        })
    } catch { Write-Failure 'processes' '' $_ }
}

# Products that registered with the Security Center. A server has no such namespace, so it has none of them.
$products = @{}
foreach ($kind in 'firewall', 'antiVirus') {
    try {
        $products[$kind] = @(Get-CimInstance -Namespace root/SecurityCenter2 -ClassName ($kind + 'Product') |
            ForEach-Object { @{
                displayName = [string]$_.displayName
                instanceGuid = [string]$_.instanceGuid
                pathToSignedProductExe = [string]$_.pathToSignedProductExe
            } })
    } catch {
        $products[$kind] = $null
        if ([string]$_.Exception.NativeErrorCode -eq 'InvalidNamespace') { $products[$kind] = @() }
        else { Write-Failure 'products' $kind $_ }
    }
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
    $wsl = @{ networkingMode = $mode; setting = $null; profiles = $null; rules = $null }
} catch { Write-Failure 'wsl' '.wslconfig' $_ }
if ($null -ne $wsl -and $wsl['networkingMode'] -eq 'mirrored') {
    $id = '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}'
    try {
        $setting = Get-NetFirewallHyperVVMSetting -PolicyStore ActiveStore -Name $id
        $wsl['setting'] = @{
            enabled = ConvertTo-Number $setting.Enabled
            defaultInboundAction = ConvertTo-Number $setting.DefaultInboundAction
            allowHostPolicyMerge = ConvertTo-Number $setting.AllowHostPolicyMerge
        }
    } catch { Write-Failure 'wsl' 'setting' $_ }
    # The active store is the sum of all others. Asking it for what it does not have is an error: then there is none.
    try {
        $wsl['profiles'] = @(Get-NetFirewallHyperVProfile -PolicyStore ActiveStore |
            Where-Object { [string]$_.Name -eq $id } | ForEach-Object { @{
                profile = ConvertTo-Number $_.Profile
                enabled = ConvertTo-Number $_.Enabled
                defaultInboundAction = ConvertTo-Number $_.DefaultInboundAction
                allowLocalRules = ConvertTo-Number $_.AllowLocalFirewallRules
            } })
    } catch {
        $kind = [string]$_.FullyQualifiedErrorId
        if ($kind -like 'CmdletizationQuery_NotFound*' -or $kind -eq 'CommandNotFoundException') {
            $wsl['profiles'] = @()
        } else { Write-Failure 'wsl' 'profiles' $_ }
    }
    try {
        $found = @()
        try { $found = @(Get-NetFirewallHyperVRule -PolicyStore ActiveStore) }
        catch { if ([string]$_.FullyQualifiedErrorId -notlike 'CmdletizationQuery_NotFound*') { throw } }
        $unread = 0
        $read = @(foreach ($rule in $found) {
            try {
                # A rule without a creator is for the machines of all. What the sources 8 to 11 hold are rules of
                # Windows Firewall, read from the registry below.
                $creator = [string]$rule.VMCreatorId
                $ours = ('', '*', 'Any', $id) -contains $creator -and [int]$rule.PolicyStoreSourceType -lt 8
                if ((ConvertTo-Number $rule.Enabled) -eq 1 -and (ConvertTo-Number $rule.Direction) -eq 1 -and $ours) {
                    @{
                        name = [string]$rule.DisplayName
                        action = ConvertTo-Number $rule.Action
                        priority = $rule.RulePriority
                        profiles = [int]$rule.Profiles
                        source = [int]$rule.PolicyStoreSourceType
                        status = [int]$rule.EnforcementStatus
                        protocol = [string]$rule.Protocol
                        ports = @(ConvertTo-Texts $rule.LocalPorts)
                        remotePorts = @(ConvertTo-Texts $rule.RemotePorts)
                        local = @(ConvertTo-Texts $rule.LocalAddresses)
                        remote = @(ConvertTo-Texts $rule.RemoteAddresses)
                    }
                }
            } catch {
                $unread++
                Write-Failure 'wsl' ([string]$rule.DisplayName) $_
            }
        })
        $wsl['rules'] = $read
        $wsl['unread'] = $unread
    } catch { Write-Failure 'wsl' 'rules' $_ }
}

# The firewall from the registry, where every user may read it at once; the rule cmdlets need a minute on a machine
# with a thousand rules.
$base = 'HKLM:\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy'
$policy = 'HKLM:\SOFTWARE\Policies\Microsoft\WindowsFirewall'
$stores = [ordered]@{ local = $base; policy = $policy; mdm = $base + '\Mdm' }
$rules = [ordered]@{}
$profiles = [ordered]@{}
$logging = [ordered]@{}
foreach ($store in @($stores.Keys)) {
    $rules[$store] = $null
    try { $rules[$store] = Read-Values 'rules' ($stores[$store] + '\FirewallRules') }
    catch { Write-Failure 'rules' $store $_ }
    $profiles[$store] = [ordered]@{}
    $logging[$store] = [ordered]@{}
    $named = @(Find-Keys $stores[$store] '' ('DomainProfile', 'PrivateProfile', 'PublicProfile', 'StandardProfile'))
    $parts = @(Find-Keys $stores[$store] $named ('AuthorizedApplications', 'GloballyOpenPorts', 'Logging'))
    $lists = @(Find-Keys $stores[$store] ($parts -notlike '*\Logging') 'List')
    foreach ($key in $named + $parts + $lists) {
        $path = $stores[$store] + $key
        $name = $key -replace '^\\'
        try {
            if ($name -like '*\Logging') { $logging[$store][$name -replace '\\.*'] = Read-Values 'logging' $path }
            else { $profiles[$store][$name] = Read-Values 'profiles' $path }
        } catch {
            if ($name -like '*\Logging') { Write-Failure 'logging' $path $_ }
            else {
                $profiles[$store][$name] = $null
                Write-Failure 'profiles' $path $_
            }
        }
    }
}
# What services run: rules name them.
$services = [ordered]@{}
foreach ($store in @($rules.Keys)) {
    if ($null -ne $rules[$store]) {
        foreach ($rule in @($rules[$store].Values)) {
            if ($rule -match '\|Svc=([^|\\*]+)\|') { $services[$Matches[1]] = $null }
        }
    }
}
foreach ($service in @($services.Keys)) {
    $path = 'HKLM:\SYSTEM\CurrentControlSet\Services\' + $service
    try { $services[$service] = (Read-Values 'services' $path)['ImagePath'] }
    catch { Write-Failure 'services' $service $_ }
}
$running = $null
try { $running = [string](Get-Service -Name mpssvc).Status -eq 'Running' } catch { Write-Failure 'running' 'mpssvc' $_ }

$environment = [ordered]@{}
foreach ($name in 'SystemRoot', 'windir', 'SystemDrive', 'ProgramFiles', 'ProgramFiles(x86)', 'ProgramW6432',
        'ProgramData', 'ALLUSERSPROFILE', 'CommonProgramFiles', 'CommonProgramFiles(x86)', 'PUBLIC') {
    if (Test-Path -LiteralPath ('Env:' + $name)) {
        $environment[$name] = [string](Get-Item -LiteralPath ('Env:' + $name)).Value
    }
}

# What the firewall wrote down as dropped: the last lines of its log, where a profile has one and we may read it.
$drops = $null
try {
    $paths = [ordered]@{}
    foreach ($store in @($logging.Keys)) {
        foreach ($name in @($logging[$store].Keys)) {
            if ($logging[$store][$name]['LogDroppedPackets'] -eq '1') {
                $path = $logging[$store][$name]['LogFilePath']
                if (-not $path) { $path = '%SystemRoot%\System32\LogFiles\Firewall\pfirewall.log' }
                # Every second piece between the signs is the name of a variable.
                $pieces = @($path -split '%')
                for ($i = 1; $i -lt $pieces.Count - 1; $i += 2) {
                    $variable = 'Env:' + $pieces[$i]
                    if ($pieces[$i] -and (Test-Path -LiteralPath $variable)) {
                        $pieces[$i] = [string](Get-Item -LiteralPath $variable).Value
                    } else { $pieces[$i] = '%' + $pieces[$i] + '%' }
                }
                $paths[$pieces -join ''] = $true
            }
        }
    }
    $drops = @(foreach ($path in @($paths.Keys)) {
        $log = @{ path = $path; state = 'unreadable'; lines = @() }
        try {
            $head = @(Get-Content -LiteralPath $path -TotalCount 10 | Where-Object { $_ -match '^#Fields:' })
            $tail = @(Get-Content -LiteralPath $path -Tail 2000 |
                Where-Object { $_ -cmatch '^\S+ \S+ DROP .* RECEIVE' })
            $log['lines'] = @($head + $tail | ForEach-Object { [string]$_ })
            $log['state'] = 'read'
        } catch {
            # Told by the kind of error: its text is in the language of the system.
            $kind = [string]$_.CategoryInfo.Reason
            if ($kind -eq 'UnauthorizedAccessException') { $log['state'] = 'denied' }
            elseif ($kind -eq 'ItemNotFoundException') { $log['state'] = 'missing' }
            else { Write-Failure 'drops' $path $_ }
        }
        $log
    })
} catch { Write-Failure 'drops' '' $_ }

$version = $null
$build = $null
try {
    $windows = Read-Values 'version' 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    if ($windows['CurrentMajorVersionNumber']) {
        $version = [string]$windows['CurrentMajorVersionNumber'] + '.' + [string]$windows['CurrentMinorVersionNumber']
    }
    if ($windows['CurrentBuild']) { $build = [int]$windows['CurrentBuild'] }
} catch { Write-Failure 'version' '' $_ }

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
    errors = $errors
}
