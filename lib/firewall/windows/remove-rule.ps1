# Removes one local rule by its whole name. Without a name that cmdlet removes every rule there is, and in a name it
# takes * ? [ ] for wildcards: neither gets past the first lines. Nothing is removed that changed since it was read.
$name = [string]$data.name
if ($name -notmatch '\A[A-Za-z0-9{}_-]+\z') { throw 'runbook: bad name' }
$path = 'HKLM:\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules'
$found = $null
foreach ($property in (Get-ItemProperty -LiteralPath $path).PSObject.Properties) {
    if ($property.Name -eq $name) { $found = [string]$property.Value }
}
if ($null -ne $found) {
    if ($found -cne [string]$data.rule) { throw 'runbook: the rule has changed' }
    Remove-NetFirewallRule -PolicyStore PersistentStore -Name $name
}
@{ done = $true }
