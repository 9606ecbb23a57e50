/// The firewall of a Linux machine: read ([firewall.linux.RulesReader]), decided
/// ([firewall.linux.LinuxPolicy]), changed by rules of ours and changed back ([firewall.linux.LinuxFirewall]).
package firewall.linux;
