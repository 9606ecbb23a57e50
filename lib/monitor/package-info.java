/// Walks the path again and again and tells what changed: an alarm only after several failures, an all-clear only
/// after several passes, and nothing at all from a round in which this machine itself was offline.
package monitor;
