# What the stand-ins of the bench lack. How a cmdlet is to behave is in the registry, HKLM:\SOFTWARE\Bench, as theirs.

# Security products are what C:\bench\products.json says: {"firewall":[{"displayName":...}],"antiVirus":[...]}.
${function:Get-BenchCimInstance} = ${function:Get-CimInstance}
function Get-CimInstance {
    [CmdletBinding()] param($ClassName, $Namespace, $Property, $Filter)
    if ($ClassName -match '^(firewall|antiVirus)Product$' -and (Test-Path -LiteralPath C:\bench\products.json)) {
        $kind = $Matches[1]
        (Get-Content -LiteralPath C:\bench\products.json -Raw | ConvertFrom-Json).$kind
    } else {
        Get-BenchCimInstance @PSBoundParameters
    }
}
