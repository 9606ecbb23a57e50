# Plays on a live Windows, as an administrator, what the tests play on stand-ins: a change made, seen, made again and
# taken back, the guard's task, the scheduled monitor, and each script in both language modes. It changes the firewall,
# so it starts only where CI=true says that the machine is there for it. Fit for Windows PowerShell 5.1 and 7.
param([string]$Recording = 'recording', [int]$Port = 8765)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
if ($env:CI -ne 'true') { throw 'This changes the firewall of the machine it runs on: it starts where CI=true.' }

function Confirm-Fact {
    param([string]$What, [bool]$Holds)
    if (-not $Holds) { throw ('Not so: ' + $What) }
    Write-Host -Object ('ok  ' + $What)
}

# jbang.ps1 needs an execution policy, and its break leaves whoever calls it; jbang.cmd does neither.
function Start-Runbook {
    param([int[]]$Codes, [string[]]$Words)
    $said = [string](jbang.cmd @Words | Out-String)
    $code = $LASTEXITCODE
    if ($Codes -notcontains $code) {
        Write-Host -Object $said
        throw ('jbang ' + ($Words -join ' ') + ' ended with ' + $code)
    }
    Write-Host -Object ('ok  jbang ' + ($Words -join ' ') + ': ' + $code)
    $said
}

function Get-OwnRule {
    @(Get-NetFirewallRule -PolicyStore PersistentStore -Name 'runbook-*' -ErrorAction SilentlyContinue)
}

function Get-OwnTask {
    param([string]$Name)
    @(Get-ScheduledTask -TaskPath '\' -TaskName $Name -ErrorAction SilentlyContinue)
}

# Asks until it is gone: a task starts when the scheduler comes to it, and a JVM takes seconds more.
function Wait-Gone {
    param([string]$What, [string]$Task, [int]$Seconds)
    for ($left = $Seconds; $left -gt 0; $left = $left - 2) {
        $found = @(Get-OwnRule)
        if ($Task) { $found = @(Get-OwnTask -Name $Task) }
        if ($found.Count -eq 0) { break }
        Start-Sleep -Seconds 2
    }
    Confirm-Fact -What $What -Holds ($found.Count -eq 0)
}

# One of the library's scripts in one language mode, with what its frame gives it: its answer.
function Read-Answer {
    param([string]$Mode, [string]$Script, [System.Collections.IDictionary]$Data)
    $change = ''
    if ($Mode -ne 'FullLanguage') { $change = '$ExecutionContext.SessionState.LanguageMode = ''' + $Mode + '''; ' }
    $text = $change + '$ErrorActionPreference = ''Stop''; $ProgressPreference = ''SilentlyContinue''
$mode = [string]$ExecutionContext.SessionState.LanguageMode; $data = ConvertFrom-Json $env:RUNBOOK_DATA
$answer = & {
' + [string](Get-Content -LiteralPath ('lib\' + $Script) -Raw) + '
}
Write-Output (''runbook-begin '' + (ConvertTo-Json -InputObject @{ answer = $answer; mode = $mode } -Depth 12 -Compress))'
    $env:RUNBOOK_DATA = ConvertTo-Json -InputObject $Data -Compress -Depth 5
    $said = & ($env:SystemRoot + '\System32\WindowsPowerShell\v1.0\powershell.exe') -NoLogo -NoProfile -NonInteractive -Command $text
    $said = [string]($said | Out-String -Width 1000000)
    $env:RUNBOOK_DATA = ''
    if ($said -notmatch 'runbook-begin (.*)') { throw ($Script + ' gave no answer: ' + $said) }
    $answer = ConvertFrom-Json $Matches[1]
    Confirm-Fact -What ($Script + ' ran in ' + $Mode) -Holds ($answer.mode -eq $Mode)
    $answer.answer
}

function Test-EveryScript {
    param([string]$Mode)
    $name = 'runbook-live-' + $Mode
    $machine = Read-Answer -Mode $Mode -Script 'host\windows\read-windows.ps1' -Data @{ }
    Confirm-Fact -What 'it knows that an administrator asks' -Holds ([bool]$machine.elevated)
    $null = Read-Answer -Mode $Mode -Script 'firewall\windows\add-rule.ps1' -Data @{
        name = $name; display = 'L''API; $x'; protocol = 'TCP'; ports = @($Port, '7000-7001'); profiles = @('Private')
        addresses = @('LocalSubnet') }
    $rule = (Read-Answer -Mode $Mode -Script 'firewall\windows\read-rule.ps1' -Data @{ name = $name }).rule
    Confirm-Fact -What ('the registry has it: ' + $rule) -Holds ($rule -match 'Active=TRUE.*RA4=LocalSubnet')
    $null = Read-Answer -Mode $Mode -Script 'firewall\windows\set-rule-enabled.ps1' -Data @{
        name = $name; enabled = 'False' }
    $rule = (Read-Answer -Mode $Mode -Script 'firewall\windows\read-rule.ps1' -Data @{ name = $name }).rule
    Confirm-Fact -What 'it is disabled' -Holds ($rule -match 'Active=FALSE')
    $null = Read-Answer -Mode $Mode -Script 'firewall\windows\remove-rule.ps1' -Data @{ name = $name; rule = $rule }
    Confirm-Fact -What 'it is gone' -Holds (@(Get-OwnRule).Count -eq 0)
    $null = Read-Answer -Mode $Mode -Script 'firewall\windows\read-drops.ps1' -Data @{
        since = (Get-Date).AddHours(-1).ToUniversalTime().ToString('o'); ports = @([string]$Port) }
    $null = Read-Answer -Mode $Mode -Script 'host\windows\tasks\read-task.ps1' -Data @{ name = 'runbook monitor' }
    foreach ($card in @(Get-NetConnectionProfile | Select-Object -First 1)) {
        $guid = [string](Get-NetAdapter -InterfaceIndex $card.InterfaceIndex).InterfaceGuid
        $null = Read-Answer -Mode $Mode -Script 'firewall\windows\read-network.ps1' -Data @{ guid = $guid }
        if ([string]$card.NetworkCategory -ne 'DomainAuthenticated') {
            $null = Read-Answer -Mode $Mode -Script 'firewall\windows\set-network-category.ps1' -Data @{
                guid = $guid; network = [string]$card.Name; category = [string]$card.NetworkCategory }
        }
    }
    $run = Read-Answer -Mode $Mode -Script 'change\elevate\elevate.ps1' -Data @{
        program = $env:SystemRoot + '\System32\cmd.exe'; arguments = '/c exit 7' }
    Confirm-Fact -What 'a program was started with an administrator''s rights' -Holds ($run.exit -eq 7)
}

# As > writes it: UTF-16 with a byte order mark in 5.1, UTF-8 in 7. The accent is no ASCII, as this file has to be.
$services = Join-Path $env:TEMP 'runbook live services.yaml'
$name = 'Essai d''' + [string][char]233 + 't' + [string][char]233
@('services:', ('  - name: ' + $name), ('    port: ' + $Port)) > $services
$before = @(Get-NetFirewallProfile | Select-Object -Property Name, Enabled, DefaultInboundAction)
$server = Start-Process -FilePath (Join-Path $env:JAVA_HOME 'bin\jwebserver.exe') -PassThru -NoNewWindow `
    -ArgumentList '-b', '0.0.0.0', '-p', $Port, '-o', 'none'
try {
    Set-NetFirewallProfile -All -Enabled True -DefaultInboundAction Block
    for ($left = 30; $left -gt 0; $left = $left - 1) {
        $listening = @(Get-NetTCPConnection -State Listen -LocalPort $Port -ErrorAction SilentlyContinue)
        if ($listening.Count -gt 0) { break }
        Start-Sleep -Seconds 1
    }
    Confirm-Fact -What 'a service listens' -Holds ($listening.Count -gt 0)

    $null = Start-Runbook -Codes 40 -Words 'fix-firewall', '--services', $services
    $null = Start-Runbook -Codes 0 -Words 'fix-firewall', '--services', $services, '--apply', '--yes'
    $rules = @(Get-OwnRule)
    Confirm-Fact -What 'Windows has one rule' -Holds ($rules.Count -eq 1)
    Confirm-Fact -What ('it allows what comes in: ' + $rules[0].DisplayName) -Holds ($rules[0].Enabled -eq 'True' `
        -and $rules[0].Direction -eq 'Inbound' -and $rules[0].Action -eq 'Allow')
    $ports = Get-NetFirewallPortFilter -AssociatedNetFirewallRule $rules[0]
    Confirm-Fact -What 'on that port alone' -Holds ($ports.Protocol -eq 'TCP' -and $ports.LocalPort -eq $Port)
    $addresses = Get-NetFirewallAddressFilter -AssociatedNetFirewallRule $rules[0]
    Confirm-Fact -What 'from the local subnet' -Holds ($addresses.RemoteAddress -eq 'LocalSubnet')
    $null = Start-Runbook -Codes 0 -Words 'fix-firewall', '--services', $services, '--apply', '--yes'
    Confirm-Fact -What 'a second time changes nothing' -Holds (@(Get-OwnRule).Count -eq 1)
    $null = Start-Runbook -Codes 0 -Words 'rollback', '--yes'
    Confirm-Fact -What 'the rollback leaves none' -Holds (@(Get-OwnRule).Count -eq 0)

    $null = Start-Runbook -Codes 0 -Words 'fix-firewall', '--services', $services, '--apply', '--yes', '--until', '3m'
    Confirm-Fact -What 'the guard''s task is there' -Holds (@(Get-OwnTask -Name 'runbook guard *').Count -eq 1)
    $as = [string]@(Get-OwnTask -Name 'runbook guard *')[0].Principal.UserId
    Confirm-Fact -What ('it runs as the system: ' + $as) -Holds ($as -eq 'SYSTEM' -or $as -eq 'S-1-5-18')
    $list = [string](Get-Acl -Path ($env:ProgramData + '\runbook')).Sddl
    Confirm-Fact -What ('administrators own what it believes: ' + $list) -Holds ($list -match '^O:(BA|SY)')
    Confirm-Fact -What 'and its rule' -Holds (@(Get-OwnRule).Count -eq 1)
    Wait-Gone -What 'the guard took the rule back' -Seconds 420
    Wait-Gone -What 'and its task is gone' -Task 'runbook guard *' -Seconds 120

    $null = Start-Runbook -Codes 0 -Words 'monitor', 'schedule', '--services', $services
    Confirm-Fact -What 'the monitor''s task is there' -Holds (@(Get-OwnTask -Name 'runbook monitor').Count -eq 1)
    Write-Host -Object (Start-Runbook -Codes 0, 20, 30 -Words 'monitor', 'status')
    $null = Start-Runbook -Codes 0 -Words 'monitor', 'unschedule'
    Confirm-Fact -What 'and gone again' -Holds (@(Get-OwnTask -Name 'runbook monitor').Count -eq 0)

    Test-EveryScript -Mode 'FullLanguage'
    Test-EveryScript -Mode 'ConstrainedLanguage'

    $diagnose = 'diagnose', '--services', $services, '--output', 'json'
    $live = Start-Runbook -Codes 20 -Words ($diagnose + '--record', $Recording)
    $again = Start-Runbook -Codes 20 -Words ($diagnose + '--replay', $Recording)
    Set-Content -LiteralPath ($Recording + '.json') -Value $live -Encoding Ascii
    $one = (ConvertFrom-Json $live).findings.id -join ' '
    $other = (ConvertFrom-Json $again).findings.id -join ' '
    Confirm-Fact -What ('the recording says the same: ' + $one) -Holds ($one -eq $other)
} finally {
    foreach ($each in $before) {
        Set-NetFirewallProfile -Name $each.Name -Enabled $each.Enabled -DefaultInboundAction $each.DefaultInboundAction
    }
    Stop-Process -InputObject $server
    Remove-Item -LiteralPath $services
}
