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
@{ user = [Security.Principal.WindowsIdentity]::GetCurrent().User.Value; task = $found }
