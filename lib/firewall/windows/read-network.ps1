# Reads which network one adapter is on now, and its category: 0 Public, 1 Private, 2 DomainAuthenticated. Nothing
# where the adapter is gone or on no network. Changes nothing.
$found = $null
$cards = @(Get-NetAdapter | Where-Object { [string]$_.InterfaceGuid -eq $data.guid })
if ($cards.Count -eq 1) {
    foreach ($network in @(Get-NetConnectionProfile)) {
        if ($network.InterfaceIndex -eq $cards[0].InterfaceIndex) {
            $found = @{ name = [string]$network.Name; category = [int]$network.NetworkCategory }
        }
    }
}
@{ network = $found }
