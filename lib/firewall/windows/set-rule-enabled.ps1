# Switches one local rule on or off. It is picked by comparing whole names, because names made by Windows itself
# hold characters that -Name takes for wildcards.
$name = [string]$data.name
if ($name.Trim().Length -eq 0) { throw 'runbook: no name' }
if (@('True', 'False') -notcontains $data.enabled) { throw 'runbook: bad switch' }
if ($name -match '\A[A-Za-z0-9{}_-]+\z') {
    $rules = @(Get-NetFirewallRule -PolicyStore PersistentStore -Name $name)
} else {
    $rules = @(Get-NetFirewallRule -PolicyStore PersistentStore | Where-Object { $_.Name -eq $name })
}
if ($rules.Count -ne 1) { throw 'runbook: not exactly one rule of that name' }
Set-NetFirewallRule -InputObject $rules[0] -Enabled $data.enabled
@{ done = $true }
