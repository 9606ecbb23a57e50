# Reads what a decision of the firewall depends on. Rules and settings come from the registry, where every user may
# read them at once; the rule cmdlets need a minute on a machine with a thousand rules. Changes nothing.
$local = 'HKLM:\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy'
$stores = [ordered]@{
    local = $local
    policy = 'HKLM:\SOFTWARE\Policies\Microsoft\WindowsFirewall'
    mdm = $local + '\Mdm'
}
$noise = 'PSPath', 'PSParentPath', 'PSChildName', 'PSDrive', 'PSProvider'
function Read-Values($path) {
    $values = [ordered]@{}
    if (Test-Path -LiteralPath $path) {
        $item = Get-ItemProperty -LiteralPath $path
        if ($null -ne $item) {
            foreach ($property in $item.PSObject.Properties) {
                if ($noise -notcontains $property.Name) {
                    $values[[string]$property.Name] = [string]$property.Value
                }
            }
        }
    }
    $values
}
$rules = [ordered]@{}
$profiles = [ordered]@{}
$services = [ordered]@{}
foreach ($store in @($stores.Keys)) {
    $rules[$store] = Read-Values ($stores[$store] + '\FirewallRules')
    $profiles[$store] = [ordered]@{}
    foreach ($name in 'DomainProfile', 'PrivateProfile', 'PublicProfile', 'StandardProfile') {
        foreach ($part in $name, ($name + '\AuthorizedApplications'), ($name + '\GloballyOpenPorts')) {
            $path = $stores[$store] + '\' + $part
            if (Test-Path -LiteralPath $path) {
                $profiles[$store][$part] = Read-Values $path
            }
        }
    }
    foreach ($rule in @($rules[$store].Values)) {
        if ($rule -match '\|Svc=([^|\\*]+)\|') {
            $services[$Matches[1]] = $null
        }
    }
}
foreach ($service in @($services.Keys)) {
    $values = Read-Values ('HKLM:\SYSTEM\CurrentControlSet\Services\' + $service)
    $services[$service] = $values['ImagePath']
}
$environment = [ordered]@{}
foreach ($name in 'SystemRoot', 'windir', 'SystemDrive', 'ProgramFiles', 'ProgramFiles(x86)', 'ProgramW6432',
        'ProgramData', 'ALLUSERSPROFILE', 'CommonProgramFiles', 'CommonProgramFiles(x86)', 'PUBLIC') {
    $variable = Get-Item -LiteralPath ('Env:' + $name) -ErrorAction SilentlyContinue
    if ($null -ne $variable) {
        $environment[$name] = [string]$variable.Value
    }
}
$windows = Read-Values 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
$version = $null
if ($windows['CurrentMajorVersionNumber']) {
    $version = [string]$windows['CurrentMajorVersionNumber'] + '.' + [string]$windows['CurrentMinorVersionNumber']
}
$running = $null
try { $running = [string](Get-Service -Name mpssvc).Status -eq 'Running' } catch { }
$elevated = $null
try {
    $user = New-Object Security.Principal.WindowsPrincipal ([Security.Principal.WindowsIdentity]::GetCurrent())
    $elevated = $user.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
} catch { }
# Numbers, not words: 0 Public, 1 Private, 2 DomainAuthenticated.
$networks = $null
try {
    $networks = @(Get-NetConnectionProfile | ForEach-Object {
        @{ alias = [string]$_.InterfaceAlias; category = [int]$_.NetworkCategory }
    })
} catch { }
$adapters = $null
try {
    $adapters = @(Get-NetAdapter | ForEach-Object {
        @{ alias = [string]$_.Name; guid = [string]$_.InterfaceGuid; type = [int]$_.InterfaceType }
    })
} catch { }
# Who listens is known by file name only; rules ask for the whole path. Empty where it may not be read.
$programs = [ordered]@{}
foreach ($process in @(Get-Process)) {
    $path = ''
    try { $path = [string]$process.Path } catch { }
    $programs[[string]$process.Name + '|' + $path] = $true
}
@{
    programs = @($programs.Keys)
    rules = $rules
    profiles = $profiles
    services = $services
    environment = $environment
    version = $version
    running = $running
    elevated = $elevated
    networks = $networks
    adapters = $adapters
}
