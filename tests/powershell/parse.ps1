# What PowerShell's own parser has against some texts: the number of the text, the line, and the error by its identity,
# which no language changes.
$ErrorActionPreference = 'Stop'
$number = 0
foreach ($text in (ConvertFrom-Json ([System.IO.File]::ReadAllText($env:RUNBOOK_TEXTS)))) {
    $tokens = $null
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput([string]$text, [ref]$tokens, [ref]$errors)
    foreach ($one in @($errors)) {
        [Console]::Out.WriteLine([string]$number + ' ' + [string]$one.Extent.StartLineNumber + ' ' + [string]$one.ErrorId)
    }
    $number = $number + 1
}
