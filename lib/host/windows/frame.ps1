# The frame around every script: data in, one line of JSON out. Plain ASCII out, so that no code page can spoil it.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
try { [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false } catch { }
# Windows PowerShell 5.1 otherwise writes some arrays as an object with value and Count.
Remove-TypeData System.Array -ErrorAction SilentlyContinue
$data = $null
if ($env:RUNBOOK_DATA) { $data = ConvertFrom-Json $env:RUNBOOK_DATA }
$code = 0
try {
    $answer = & {
        # SCRIPT
    }
    $json = ConvertTo-Json -InputObject @{ answer = $answer } -Depth 12 -Compress
} catch {
    $code = 1
    $json = ConvertTo-Json -InputObject @{ error = [string]$_.FullyQualifiedErrorId; message = [string]$_.Exception.Message } -Compress
}
$ascii = [regex]::Replace($json, '[^ -~]', { param($found) '\u{0:x4}' -f [int][char]$found.Value })
[Console]::Out.WriteLine('runbook-begin ' + $ascii + ' runbook-end')
exit $code
