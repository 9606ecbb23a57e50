# The frame around every script: data in, one line of JSON out. Plain ASCII out, so that no code page can spoil it.
# Where AppLocker or App Control is in force the language is constrained (about_Language_Modes): operators, cmdlets and
# core types are all that this may use, and the answer says which mode it was.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$mode = [string]$ExecutionContext.SessionState.LanguageMode
if ($mode -eq 'FullLanguage') {
    try { [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false } catch { }
}
# Windows PowerShell 5.1 otherwise writes some arrays as an object with value and Count.
Remove-TypeData System.Array -ErrorAction SilentlyContinue
$data = $null
if ($env:RUNBOOK_DATA) { $data = ConvertFrom-Json $env:RUNBOOK_DATA }
$code = 0
try {
    $answer = & {
        # SCRIPT
    }
    $json = ConvertTo-Json -InputObject @{ answer = $answer; mode = $mode } -Depth 12 -Compress
} catch {
    $code = 1
    $json = ConvertTo-Json -InputObject @{
        error = [string]$_.FullyQualifiedErrorId; message = [string]$_.Exception.Message; mode = $mode
    } -Compress
}
# Every second piece is a character that is not plain ASCII. By -csplit: to -split the Kelvin sign is a k.
$pieces = @($json -csplit '([^ -~])')
for ($i = 1; $i -lt $pieces.Count; $i += 2) { $pieces[$i] = '\u{0:x4}' -f [int][char]$pieces[$i] }
Write-Output ('runbook-begin ' + ($pieces -join '') + ' runbook-end')
exit $code
