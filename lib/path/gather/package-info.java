/// Finds out all [path.Facts] of this machine at the same time, and keeps what phones reported for the next run.
package path.gather;
