# One process for many scripts: a line of JSON in for each, its output and a last line out. Each has a session of its
# own: first, in full language, what stands in for cmdlets; then the text in the mode asked for, as Windows would run it.
while ($null -ne ($line = [Console]::In.ReadLine())) {
    if (-not $line) { continue }
    $asked = ConvertFrom-Json $line
    foreach ($one in $asked.environment.PSObject.Properties) {
        [Environment]::SetEnvironmentVariable($one.Name, $one.Value)
    }
    $space = [System.Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace()
    $space.Open()
    $shell = [powershell]::Create()
    $shell.Runspace = $space
    $null = $shell.AddScript([string]$asked.before).Invoke()
    $shell.Commands.Clear()
    $space.SessionStateProxy.LanguageMode = [string]$asked.mode
    try {
        foreach ($said in $shell.AddScript([string]$asked.text).Invoke()) { [Console]::Out.WriteLine([string]$said) }
    } catch {
        [Console]::Out.WriteLine([string]$_.Exception.Message)
    }
    foreach ($wrong in $shell.Streams.Error) { [Console]::Out.WriteLine([string]$wrong) }
    [Console]::Out.WriteLine('runbook-ended')
    foreach ($one in $asked.environment.PSObject.Properties) {
        [Environment]::SetEnvironmentVariable($one.Name, [NullString]::Value)
    }
    $shell.Dispose()
    $space.Dispose()
}
