/// The model of netfilter: tables, chains, hooks, rules as conditions and statements.
/// [firewall.linux.netfilter.PacketPath] leads one packet through all hooks, [firewall.linux.netfilter.HookWalk] through
/// one of them and [firewall.linux.netfilter.ChainWalk] through one chain. What cannot be known is a third answer, never
/// a yes or a no.
package firewall.linux.netfilter;
