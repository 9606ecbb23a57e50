/// The Windows Task Scheduler: a task's definition written as XML and read back, and the program `schtasks`.
package host.windows.tasks;
