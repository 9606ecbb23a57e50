# Starts one program with an administrator's rights, which Windows asks the user for, and waits until it has ended. A
# path and a line of arguments are all it is given, and no shell reads either. Start-Process is left alone: it hides
# the number that tells a refusal (1223, ERROR_CANCELLED) from every other error, and the words for it are translated.
$start = New-Object System.Diagnostics.ProcessStartInfo
$start.FileName = [string]$data.program
$start.Arguments = [string]$data.arguments
$start.Verb = 'runas'
$start.UseShellExecute = $true
$start.WindowStyle = [System.Diagnostics.ProcessWindowStyle]::Hidden
$process = $null
$number = 0
try {
    $process = [System.Diagnostics.Process]::Start($start)
} catch {
    $cause = $_.Exception
    while ($null -ne $cause -and -not ($cause -is [System.ComponentModel.Win32Exception])) {
        $cause = $cause.InnerException
    }
    if ($null -eq $cause) { throw }
    $number = [int]$cause.NativeErrorCode
}
$code = $null
if ($null -ne $process) {
    $process.WaitForExit()
    try { $code = [int]$process.ExitCode } catch { }
}
@{ error = $number; started = ($null -ne $process); exit = $code }
