/// The journal of changes: every change is a line in it before it is made. It survives a kill and a full disk, is
/// compacted without losing what is not settled, and [change.journal.JournalState] says what is in effect.
package change.journal;
