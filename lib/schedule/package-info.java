/// The watch in the background: the running program is copied to where no cache is cleared, a [schedule.Scheduler] of
/// the system starts it and starts it again when it has died, and [schedule.Status] tells how it stands with it.
package schedule;
