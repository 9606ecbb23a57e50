package powershell;

/** A slip, the check that must find it, and a part of what that check says; the first is a text without any. */
enum Fault {
    NONE(Check.SYNTAX, "", """
            $data = ConvertFrom-Json $env:RUNBOOK_DATA
            $name = [string]$data.name
            if ($name -notmatch '\\A[A-Za-z0-9{}_-]+\\z') { throw 'runbook: bad name' }
            Remove-NetFirewallRule -PolicyStore PersistentStore -Name $name
            $rule = @{ Name = $name; Enabled = 'True'; Profile = 'Private', 'Public' }
            New-NetFirewallRule @rule -Protocol TCP -LocalPort 80, 443
            Get-Process | Where-Object Name -eq 'x' | Format-Table Name, Id -Wrap
            Get-Content $env:windir\\System32\\x.log -Tail 20
            & ($env:SystemRoot + '\\System32\\whoami.exe') /groups
            """),

    BRACE_NOT_CLOSED(Check.SYNTAX, "MISSING }", "if ($true) { Get-Process"),
    BRACE_TOO_MANY(Check.SYNTAX, "ERROR", "if ($true) { Get-Process } }"),
    QUOTE_NOT_CLOSED(Check.SYNTAX, "ERROR", "Get-Process -Name 'a"),
    QUOTE_IN_A_NAME(Check.SYNTAX, "ERROR", "Get-Process -Name 'L'API' -Verbose"),
    TABLE_NOT_CLOSED(Check.SYNTAX, "ERROR", "$a = @{ done = $true"),
    NOTHING_ASSIGNED(Check.SYNTAX, "ERROR", "$a = "),
    ELSE_IF_IN_TWO_WORDS(Check.SYNTAX, "ERROR", "if ($true) { 1 } else if ($false) { 2 }"),
    TRY_ALONE(Check.SYNTAX, "try without catch", "try { Get-Process }"),
    AND_OF_SHELLS(Check.SYNTAX, "&& came with PowerShell 7", "Get-Process && Get-Service"),
    OR_OF_SHELLS(Check.SYNTAX, "|| came with PowerShell 7", "Get-Process || Get-Service"),
    TERNARY(Check.SYNTAX, "ERROR", "$a = $true ? 1 : 2"),
    NULL_COALESCING(Check.SYNTAX, "ERROR", "$a = $null ?? 1"),
    NULL_CONDITIONAL(Check.SYNTAX, "ERROR", "$a = ${b}?.c"),

    NO_SUCH_CMDLET(Check.CALLS, "no cmdlet Get-NetFirewallRules", "Get-NetFirewallRules"),
    CMDLET_OF_ANOTHER_MODULE(Check.CALLS, "no cmdlet NetSecurity\\Get-Item", "NetSecurity\\Get-Item -Path 'a'"),
    ALIAS_OF_WHERE(Check.CALLS, "no cmdlet where", "Get-Process | where Name -eq 'x'"),
    ALIAS_IN_ONE_SIGN(Check.CALLS, "no cmdlet ?", "Get-Process | ? Name -eq 'x'"),
    ALIAS_THAT_IS_A_PROGRAM_ELSEWHERE(Check.CALLS, "no cmdlet curl", "curl --max-time 10 http://127.0.0.1:8000/"),
    KEYWORD_WHERE_NONE_CAN_BE(Check.CALLS, "no cmdlet else", "if ($true) { 1 }; else { 2 }"),
    CLEAN_BLOCK(Check.CALLS, "no cmdlet clean", "function Read-It { clean { 1 } }"),
    NO_SUCH_PARAMETER(Check.CALLS, "no parameter -RemoteAdress", "New-NetFirewallRule -RemoteAdress LocalSubnet"),
    SHORTENED_PARAMETER(Check.CALLS, "no parameter -Dir", "New-NetFirewallRule -Dir Inbound"),
    PARAMETER_OF_LATER_VERSIONS(Check.CALLS, "no parameter -AsHashtable", "ConvertFrom-Json '{}' -AsHashtable"),
    PARALLEL(Check.CALLS, "no parameter -Parallel", "1, 2 | ForEach-Object -Parallel { $_ }"),
    VALUE_NOT_IN_THE_ENUMERATION(Check.CALLS, "-Action cannot be Deny", "New-NetFirewallRule -Action Deny"),
    ONE_VALUE_OF_TWO(Check.CALLS, "-Profile cannot be Home", "New-NetFirewallRule -Profile Private, Home"),
    VALUE_IN_A_SPLATTED_TABLE(Check.CALLS, "-Direction cannot be In",
            "$rule = @{ Name = 'a'; Direction = 'In' }; New-NetFirewallRule @rule"),
    KEY_IN_A_SPLATTED_TABLE(Check.CALLS, "no parameter -Port",
            "$rule = @{ Name = 'a'; Port = 80 }; New-NetFirewallRule @rule"),
    NO_VALUE(Check.CALLS, "-Name has no value", "Get-Process -Name -Verbose"),
    NO_VALUE_AT_THE_END(Check.CALLS, "-Name has no value", "Get-Process -Name"),
    PARAMETER_TWICE(Check.CALLS, "-Name twice", "Get-Process -Name 'a' -Name 'b'"),
    SWITCH_WITH_A_VALUE(Check.CALLS, "switch -Compress is given a value", "ConvertTo-Json 1 -Compress:$true"),
    TOO_MANY_VALUES(Check.CALLS, "takes 1 values", "Get-Process 'a' 'b'"),
    ERROR_ACTION(Check.CALLS, "-ErrorAction cannot be Silent", "Get-Process -ErrorAction Silent"),

    REMOVES_EVERY_RULE(Check.DANGERS, "could take every rule", "Remove-NetFirewallRule"),
    REMOVES_BY_AN_EMPTY_NAME(Check.DANGERS, "could take every rule", "Remove-NetFirewallRule -Name ''"),
    REMOVES_BY_A_PATTERN(Check.DANGERS, "could take every rule", "Remove-NetFirewallRule -DisplayName 'Eloquence*'"),
    REMOVES_WHAT_COMES(Check.DANGERS, "could take every rule", "Get-NetFirewallRule | Remove-NetFirewallRule"),
    REMOVES_BY_GROUP(Check.DANGERS, "could take every rule", "Remove-NetFirewallRule -Group 'runbook'"),
    REMOVES_UNGUARDED(Check.DANGERS, "could take every rule",
            "$name = [string]$data.name\nRemove-NetFirewallRule -Name $name"),
    REMOVES_BEFORE_THE_GUARD(Check.DANGERS, "could take every rule", """
            $name = [string]$data.name
            Remove-NetFirewallRule -Name $name
            if ($name -notmatch '\\A[A-Za-z0-9{}_-]+\\z') { throw 'runbook: bad name' }
            """),
    REMOVES_ANOTHER_NAME_THAN_WAS_GUARDED(Check.DANGERS, "could take every rule", """
            $name = [string]$data.name
            if ($name -notmatch '\\A[A-Za-z0-9{}_-]+\\z') { throw 'runbook: bad name' }
            $name = $name + '*'
            Remove-NetFirewallRule -Name $name
            """),
    SWITCHES_EVERY_RULE(Check.DANGERS, "could take every rule", "Set-NetFirewallRule -Enabled False"),
    ENABLES_EVERY_RULE(Check.DANGERS, "could take every rule", "Enable-NetFirewallRule"),
    RUNS_A_VARIABLE(Check.DANGERS, "runs what is not known here", "& $command"),
    READS_A_SCRIPT_IN(Check.DANGERS, "runs what is not known here", ". $file"),
    TEXT_AS_CODE(Check.DANGERS, "never Invoke-Expression", "Invoke-Expression $text"),
    TEXT_AS_CODE_IN_SHORT(Check.DANGERS, "never iex", "$text | iex"),
    RUNS_A_PARAMETER(Check.DANGERS, "& runs what is not known here", "function Get-It($a) { & $a }; Get-It { 1 }; Get-It 'x'"),
    COMPILES(Check.DANGERS, "never Add-Type", "Add-Type -TypeDefinition $text"),
    ENCODED(Check.DANGERS, "never -EncodedCommand", "powershell.exe -EncodedCommand $text"),
    PAST_THE_POLICY(Check.DANGERS, "never Bypass", "Set-ExecutionPolicy Bypass"),

    MISTYPED_VARIABLE(Check.VARIABLES, "$adress is never set", "$address = 1; $adress"),
    VARIABLE_NEVER_READ(Check.VARIABLES, "$adress is set and never read", "$adress = 1"),
    VARIABLE_IN_A_STRING(Check.VARIABLES, "$other is never set", "Get-Content \"$other\\x\""),
    AUTOMATIC_ONLY_LATER(Check.VARIABLES, "$IsWindows is never set", "if ($IsWindows) { 1 }"),

    METHOD_OF_ANY_TYPE(Check.LANGUAGE, "line 1: $a.GetType()", "$a.GetType()"),
    STATIC_METHOD(Check.LANGUAGE, "line 1: [regex]::Replace(", "[regex]::Replace('a', 'b', 'c')"),
    METHOD_OF_WHAT_A_TYPE_HAS(Check.LANGUAGE, "line 1: [Console]::Out.WriteLine", "[Console]::Out.WriteLine('a')"),
    SETTING_OF_A_TYPE(Check.LANGUAGE, "line 1: [Console]::OutputEncoding", "[Console]::OutputEncoding = $a"),
    OBJECT_OF_ANY_TYPE(Check.LANGUAGE, "line 1: New-Object", "New-Object System.Text.UTF8Encoding"),
    METHOD_IN_THE_WRONG_MODE(Check.LANGUAGE, "line 1: $a.GetType()", "if ($mode -ne 'FullLanguage') { $a.GetType() }"),
    METHOD_IN_THE_OTHER_BRANCH(Check.LANGUAGE, "line 1: $a.GetType()",
            "if ($mode -eq 'FullLanguage') { 1 } else { $a.GetType() }"),
    METHOD_BEHIND_AN_EMPTY_CATCH(Check.LANGUAGE, "line 1: $a.GetType()", "try { $a.GetType() } catch { }"),
    METHOD_IN_A_CATCH(Check.LANGUAGE, "line 1: $_.GetType()", "try { Get-Process } catch { $_.GetType() }"),

    UNKNOWN_STATIC(Check.MEMBERS, "[IO.File]::Delete", "[IO.File]::Delete('a')"),
    UNKNOWN_METHOD(Check.MEMBERS, ".Delete()", "(Get-Item -Path 'a').Delete()"),
    UNKNOWN_TYPE(Check.MEMBERS, "New-Object System.Net.WebClient", "New-Object System.Net.WebClient"),
    UNKNOWN_CAST(Check.MEMBERS, "[wmi]", "[wmi]'x'"),

    PROGRAM_BY_ITS_NAME(Check.PLACES, "by a bare name: netsh", "netsh wlan show interfaces"),
    PROGRAM_BY_ITS_FILE(Check.PLACES, "by a bare name: net.exe", "net.exe start mpssvc"),
    PROGRAM_BY_A_QUOTED_NAME(Check.PLACES, "by a bare name: 'whoami'", "& 'whoami' /groups"),
    PROGRAM_OF_ANOTHER_FOLDER(Check.DANGERS, "runs what is not known here", "& ($env:TEMP + '\\System32\\x.exe')"),

    RULE_BEFORE_THE_ANSWER(Check.OUTPUT, "leaves something", "& { New-NetFirewallRule -Name 'a'; @{ done = $true } }"),
    VALUE_IN_A_LOOP(Check.OUTPUT, "leaves something", "& { foreach ($a in 1, 2) { $a }; @{ done = $true } }"),
    VALUE_OF_A_FUNCTION(Check.OUTPUT, "leaves something",
            "& { function Get-It { if ($true) { 1 } }; Get-It; @{ done = $true } }"),
    NO_ANSWER(Check.OUTPUT, "ends without a table", "& { $a = 1 }"),
    ANSWER_WITHOUT_A_NAME(Check.OUTPUT, "ends without a table", "& { $true }");

    private final Check check;
    private final String complaint;
    private final String text;

    Fault(Check check, String complaint, String text) {
        this.check = check;
        this.complaint = complaint;
        this.text = text;
    }

    Check check() {
        return check;
    }

    /** Not what PowerShell 7 brought: the others no version can read. */
    boolean brokenInEveryVersion() {
        return switch (this) {
            case BRACE_NOT_CLOSED, BRACE_TOO_MANY, QUOTE_NOT_CLOSED, QUOTE_IN_A_NAME, TABLE_NOT_CLOSED,
                    NOTHING_ASSIGNED, ELSE_IF_IN_TWO_WORDS, TRY_ALONE -> true;
            default -> false;
        };
    }

    String complaint() {
        return complaint;
    }

    String text() {
        return text;
    }
}
