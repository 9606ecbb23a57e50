/// The rim of the script that watches: its rounds on a terminal, in a log or once, and the commands that have the
/// system keep such a watch running. What a round finds and says is the business of `monitor`, the system's scheduler
/// that of `monitor.schedule`.
package cli.monitor;
