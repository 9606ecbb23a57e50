/// Reads what `iptables-save` and `ip6tables-save` print, of both kinds, into the model of `netfilter`.
package firewall.linux.iptables;
