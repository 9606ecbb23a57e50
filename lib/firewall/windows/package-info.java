/// Windows Firewall: its rules read from the registry, the decision worked out from them, and changes made by small
/// constant PowerShell scripts.
package firewall.windows;
