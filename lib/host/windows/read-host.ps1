# Adapters, addresses, default routes, network categories and rights of this machine. Enumerations go out as numbers.
function Number($value) { if ($null -eq $value) { return 0 } return [long]$value }

$adapters = @(Get-NetAdapter | ForEach-Object { @{
    index = Number $_.InterfaceIndex
    name = [string]$_.Name
    description = [string]$_.InterfaceDescription
    type = Number $_.InterfaceType
    status = Number $_.InterfaceOperationalStatus
    virtual = [bool]$_.Virtual
} })
$addresses = @(Get-NetIPAddress | ForEach-Object { @{
    index = Number $_.InterfaceIndex
    alias = [string]$_.InterfaceAlias
    address = [string]$_.IPAddress
    prefix = Number $_.PrefixLength
} })
# All routes are read and then filtered: asking for one that is not there would be an error.
$routes = @(Get-NetRoute -AddressFamily IPv4 | Where-Object { $_.DestinationPrefix -eq '0.0.0.0/0' } | ForEach-Object { @{
    index = Number $_.InterfaceIndex
    metric = (Number $_.RouteMetric) + (Number $_.InterfaceMetric)
} })
$networks = @(Get-NetConnectionProfile | ForEach-Object { @{
    index = Number $_.InterfaceIndex
    category = Number $_.NetworkCategory
    ipv4 = Number $_.IPv4Connectivity
    ipv6 = Number $_.IPv6Connectivity
} })
$user = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
$elevated = $user.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)

@{ adapters = $adapters; addresses = $addresses; routes = $routes; networks = $networks; elevated = $elevated }
