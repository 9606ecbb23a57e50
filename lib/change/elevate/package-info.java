/// The same command once more with an administrator's rights, by UAC: what was agreed to goes in as a digest, and the
/// result comes back in a file.
package change.elevate;
