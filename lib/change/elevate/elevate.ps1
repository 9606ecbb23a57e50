# Starts one program with an administrator's rights, which Windows asks the user for, and waits until it has ended. A
# path and a line of arguments are all it is given, and no shell reads either. Start-Process is left alone where the
# language is full: it hides the number that tells a refusal (1223, ERROR_CANCELLED) from every other error, and the
# words for it are translated. A constrained language has nothing else, so the words are all that is known there.
$number = 0
$words = ''
$started = $false
$code = $null
if ($mode -eq 'FullLanguage') {
    $start = New-Object System.Diagnostics.ProcessStartInfo
    $start.FileName = [string]$data.program
    $start.Arguments = [string]$data.arguments
    $start.Verb = 'runas'
    $start.UseShellExecute = $true
    $start.WindowStyle = [System.Diagnostics.ProcessWindowStyle]::Hidden
    $process = $null
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
    if ($null -ne $process) {
        $started = $true
        $process.WaitForExit()
        try { $code = [int]$process.ExitCode } catch { }
    }
} else {
    try {
        $process = Start-Process -FilePath $data.program -ArgumentList $data.arguments -Verb RunAs -PassThru -Wait
        $started = $null -ne $process
        if ($started) { $code = $process.ExitCode }
    } catch {
        # This is what Start-Process makes of every error of Windows at the start, and of nothing that comes later.
        if ([string]$_.FullyQualifiedErrorId -notlike 'InvalidOperationException,*') { throw }
        $words = [string]$_.Exception.Message
        $cause = $_.Exception
        while ($null -ne $cause -and $null -eq $cause.NativeErrorCode) { $cause = $cause.InnerException }
        $number = $null
        if ($null -ne $cause) { $number = [int]$cause.NativeErrorCode }
    }
}
@{ error = $number; words = $words; started = $started; exit = $code }
