/// Windows Firewall: its rules read from the registry, and changes made by small constant PowerShell scripts. What the
/// rules decide is the business of [firewall.windows.policy.WindowsPolicy].
package firewall.windows;
