/// The firewall of a Linux machine. What iptables (both kinds) and nft print is read into tables of steps; a packet is
/// led through them hook by hook, and three values (yes, no, maybe) keep apart what is known from what is not.
package firewall.linux;
