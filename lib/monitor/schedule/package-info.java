/// Keeps the monitor running in the background: the running program is copied to where no cache is cleared, a
/// [monitor.schedule.Scheduler] of the system starts it and starts it again when it has died, and
/// [monitor.schedule.Status] tells how it is.
package monitor.schedule;
