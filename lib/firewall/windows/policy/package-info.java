/// How Windows Firewall decides: profiles, the stores of rules and their order, and the conditions of one rule, matched
/// against one packet as the protocol documents MS-FASP and MS-GPFAS say.
package firewall.windows.policy;
