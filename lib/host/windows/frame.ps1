# What PowerShell is started with: our scripts, and a loop that runs the one that it is asked for. A question is a line of
# JSON, the name of a script and its data; it is read as data, and nothing of it is ever run. The first one stands in
# the environment, the next ones are read from standard input. ASCII in and out, so that no code page can spoil it.
# This text must not name the variable for piped input: where one does, the host reads standard input itself.
# Where AppLocker or App Control is in force the language is constrained (about_Language_Modes): operators, cmdlets and
# core types are all that this may use, and the answer says which mode it was.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'
$mode = [string]$ExecutionContext.SessionState.LanguageMode
# What programs print is read as UTF-8; a constrained language cannot set it.
if ($mode -eq 'FullLanguage') {
    try { [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false } catch { }
}
# Windows PowerShell 5.1 otherwise writes some arrays as an object with value and Count.
try { Remove-TypeData System.Array -ErrorAction SilentlyContinue } catch { }
$line = [string]$env:RUNBOOK_REQUEST
while ($line) {
    # A scope for each question: the next one finds nothing of it.
    & {
        $request = ConvertFrom-Json $line
        Write-Output ([string]$request.mark + ' taken')
        $data = $request.data
        $code = 0
        try {
            $answer = switch ([string]$request.script) {
                # SCRIPTS
                default { throw 'runbook: no such script' }
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
        Write-Output ([string]$request.mark + ' ' + $code)
    }
    $line = ''
    if ($mode -eq 'FullLanguage') { $line = [Console]::In.ReadLine() } else { try { $line = Read-Host } catch { } }
}
