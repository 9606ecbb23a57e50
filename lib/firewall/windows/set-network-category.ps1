# Gives the network that one adapter is on another category. The adapter is picked by its GUID, which outlives a
# restart; and only the network that was looked at is changed, not another one that the machine has moved to since.
if (@('Public', 'Private') -notcontains $data.category) { throw 'runbook: bad category' }
$cards = @(Get-NetAdapter | Where-Object { [string]$_.InterfaceGuid -eq $data.guid })
if ($cards.Count -ne 1) { throw 'runbook: not exactly one adapter' }
$index = $cards[0].InterfaceIndex
$networks = @(Get-NetConnectionProfile | Where-Object { $_.InterfaceIndex -eq $index })
if ($networks.Count -ne 1) { throw 'runbook: not exactly one network' }
if ([string]$networks[0].Name -cne [string]$data.network) { throw 'runbook: another network' }
Set-NetConnectionProfile -InterfaceIndex $index -NetworkCategory $data.category
@{ done = $true }
