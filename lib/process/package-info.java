/// Runs programs and reads files: the one door to the outside world. Every program is started by [process.Exec], and
/// everything that is read from the machine passes through a [process.World], so that one run can be recorded and
/// another can be answered from the recording. What could not be found out is a [process.Fact] too: unknown, with its
/// cause.
package process;
