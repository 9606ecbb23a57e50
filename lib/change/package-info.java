/// What is changed on this machine and how it is taken back: a [change.Plan] is made from decisions and shown, the
/// [change.Applier] carries it out, the [change.Journal] remembers it whatever happens, and the [change.Rollbacker]
/// undoes it. The changes themselves are [firewall.Change]s; this package knows when, in which order and on whose word.
package change;
