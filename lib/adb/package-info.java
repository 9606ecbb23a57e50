/// A port of an Android phone that adb leads to this machine, as a change that is journaled and undone like any other.
/// Which phone that is, and what it says, is the business of `phone.cable`.
package adb;
