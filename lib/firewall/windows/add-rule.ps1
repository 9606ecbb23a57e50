# Adds one local inbound allow rule for some ports. A rule that lost its ports or its addresses would be wide open:
# checked again here, whoever asked.
$name = [string]$data.name
$display = [string]$data.display
$ports = @($data.ports | ForEach-Object { [string]$_ })
$profiles = @($data.profiles | ForEach-Object { [string]$_ })
$addresses = @($data.addresses | ForEach-Object { [string]$_ })
if ($name -notmatch '\A[A-Za-z0-9{}_-]+\z') { throw 'runbook: bad name' }
if ($display.Trim().Length -eq 0) { throw 'runbook: no display name' }
if (@('TCP', 'UDP') -notcontains $data.protocol) { throw 'runbook: bad protocol' }
if ($ports.Count -eq 0) { throw 'runbook: no port' }
foreach ($port in $ports) { if ($port -notmatch '\A[0-9]{1,5}(-[0-9]{1,5})?\z') { throw 'runbook: bad port' } }
if ($profiles.Count -eq 0) { throw 'runbook: no profile' }
foreach ($one in $profiles) {
    if (@('Public', 'Private', 'Domain') -notcontains $one) { throw 'runbook: bad profile' }
}
if ($addresses.Count -eq 0) { throw 'runbook: no address' }
foreach ($one in $addresses) { if ($one -notmatch '\A[A-Za-z0-9.:/-]+\z') { throw 'runbook: bad address' } }
$null = New-NetFirewallRule -PolicyStore PersistentStore -Name $name -DisplayName $display -Group 'runbook' `
    -Direction Inbound -Action Allow -Enabled True -Protocol $data.protocol -LocalPort $ports -Profile $profiles `
    -RemoteAddress $addresses
@{ done = $true }
