/// Tries a port the way a client would: connects, asks, and waits for bytes, with the time of each phase.
package probe;
