# Reads one task of the scheduler's root folder by its whole name, and who asks. Changes nothing.
# With a pattern, nothing found is nothing and no error; the whole name is compared afterwards.
$found = $null
foreach ($task in @(Get-ScheduledTask -TaskPath '\' -TaskName ($data.name + '*'))) {
    if ($null -ne $task -and $task.TaskName -eq $data.name) {
        $info = Get-ScheduledTaskInfo -InputObject $task
        $last = $null
        $next = $null
        if ($null -ne $info.LastRunTime) { $last = $info.LastRunTime.ToString('s') }
        if ($null -ne $info.NextRunTime) { $next = $info.NextRunTime.ToString('s') }
        $found = @{ state = [int]$task.State; lastRun = $last; lastResult = [long]$info.LastTaskResult; nextRun = $next }
    }
}
$user = $null
if ($mode -eq 'FullLanguage') {
    $user = [Security.Principal.WindowsIdentity]::GetCurrent().User.Value
} else {
    # One line, the name and then the identifier: PC\zoe, S-1-5-21-1004336348-1177238915-682003330-1001.
    $said = [string](& ($env:SystemRoot + '\System32\whoami.exe') /user /fo csv /nh)
    if ($said -match '(S-1(?:-[0-9]+)+)\W*\z') { $user = $Matches[1] }
}
@{ user = $user; task = $found }
