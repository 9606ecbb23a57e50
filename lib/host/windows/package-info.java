/// What Windows says of itself, by `netsh` and PowerShell, read into records. [host.windows.PowerShell] runs one of our
/// scripts: its data in, one value out.
///
/// What a whole reading of a Windows machine starts, all at the same time, so that it takes as long as the longest.
/// No figure was measured here: *reported* ones are published by users of other programs, *documented* ones by
/// Microsoft; where neither exists the table says so.
///
/// | process | how many | cost |
/// |---|---|---|
/// | `powershell.exe` with `read-windows.ps1` | 1 | start 0.6 to 1 s, warm 0.2 s, cold 2.2 s (1) |
/// | `netstat -ano`, `arp -a` | 2 | no figure published; no module, no WMI |
/// | `netsh` for reserved ports, forwardings, Wi-Fi | 3 | no figure published; no module, no WMI |
/// | `docker context inspect`, `ps`, `container inspect` | 3 | as on every system; one `inspect` for 50 containers |
///
/// (1) reported: PowerShell issues 4239 and 12843; what the script asks comes on top.
///
/// | in `read-windows.ps1` | how many | cost |
/// |---|---|---|
/// | `NetworkInterface.GetAllNetworkInterfaces` (.NET) | 1 | one call of GetAdaptersAddresses (documented) |
/// | `Get-CimInstance`: routes, networks, processes, security products (2) | 5 | one module; no figure published |
/// | `Get-CimInstance`: adapters, their interfaces and addresses, in a constrained language | 0 to 3 | the same module |
/// | `whoami`, in a constrained language | 0 to 1 | one process |
/// | `Get-ItemProperty`: rules of 3 stores, adapters, version | 5 | a store's rules are one key: 1,000 are one call |
/// | `Test-Path`, `Get-ChildItem`, `Get-ItemProperty`: settings and lists of the profiles in 3 stores | 12 to 30 | registry; a `Test-Path` in vain took 5 times as long under Wine |
/// | the same for each service that a rule names | about 60 | registry; no figure published |
/// | `Get-Service` | 1 | one service |
/// | `Get-Content`: `.wslconfig`; 2 for a log of the firewall that is on | 0 to 3 | the log's last 2,000 lines |
/// | `Get-NetFirewallHyperVVMSetting`, `...Profile`, `...Rule`, where WSL is mirrored | 0 to 3 | load NetSecurity |
///
/// It is designed to end within 2 s on a machine with 1,000 rules. What it avoids: `Get-NetFirewallRule` took 48 s
/// and 69 s there, `HNetCfg.FwPolicy2` 17 s (reported with 1,091 rules: PS2-Servers pull 83), a filter cmdlet for
/// each rule 1,440 CIM calls (reported: mql pull 10357), and the modules NetAdapter, NetTCPIP and NetConnection, whose
/// cmdlets stand in only where the faster way fails.
package host.windows;
