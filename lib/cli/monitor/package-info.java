/// The options of monitor, what it does with them ([cli.monitor.MonitorCommand]), and the commands below it that have
/// the system keep it running in the background. What a round finds and says is the business of `monitor`, the system's
/// scheduler that of `monitor.schedule`.
package cli.monitor;
