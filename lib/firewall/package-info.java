/// Which rule decides whether a packet from the LAN comes in, and how that can be changed and changed back. This
/// package holds the words of that question; `firewall.linux` and `firewall.windows` read and change the real thing.
package firewall;
