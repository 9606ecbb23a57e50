/// Reads what `nft --json list ruleset` prints into the model of `netfilter`.
package firewall.linux.nft;
