/// What is changed on this machine and how it is undone. The changes themselves are [firewall.Change]s; the packages
/// below know when they are made, in which order and on whose word: a plan, its journal, leases, and how it is shown.
package change;
