/**
 * The ring on a Windows: scripts of the runbook under Wine, with a real Java for Windows, the engine of PowerShell 7.6,
 * Wine's registry and {@code cmd.exe}, and stand-ins for what Wine has not. What is found there and is Wine's or the
 * bench's, and not this project's:
 *
 * <ul>
 * <li>Everybody is an administrator. {@code cmdlets.ps1} says otherwise where a test asks for it, and gives what is
 *     started with the verb {@code runas} these rights; Windows' question and its refusal are not played.
 * <li>The firewall is its registry. No rule lets a packet in or keeps it out, so a phone gets through before the rules
 *     are made, too; who decides whether they stay is real, and what they do is not.
 * <li>The cmdlets of NetSecurity, NetConnection, CIM and ScheduledTasks are functions. What they refuse with, and with
 *     which {@code FullyQualifiedErrorId}, is as Microsoft documents it.
 * <li>{@code schtasks.exe} writes down what it is told. A task's command is run by the test, as the service would.
 * <li>Java has no JShell, so the alias {@code console} is left out; there is no terminal, so no question is asked.
 * <li>Wine writes two lines of its own to standard error (a drive's label, the affinity of a process group), which are
 *     left out before anything is compared.
 * <li>PowerShell needs a second of a processor to start, and seconds to read hundreds of rules through functions: how
 *     long something takes there says nothing of Windows.
 * <li>Where its language is constrained, the engine cannot read a further question, so that each starts one; PowerShell
 *     7 for Linux answers them all in one process ({@code OneProcessTest}).
 * <li>What is pasted comes through standard input, all at once: no console reads it line by line.
 * <li>Windows PowerShell 5.1 is not there; what differs in it rests on documentation.
 * </ul>
 */
package windows;
