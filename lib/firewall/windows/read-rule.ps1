# Reads one local rule as the registry holds it, by its whole name; nothing where there is none. Changes nothing.
$path = 'HKLM:\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules'
$item = Get-ItemProperty -LiteralPath $path
$found = $null
if ($null -ne $item) {
    foreach ($property in $item.PSObject.Properties) {
        if ($property.Name -eq $data.name) { $found = [string]$property.Value }
    }
}
@{ rule = $found }
