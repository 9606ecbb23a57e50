/// What every script shares at its rim: options, exit codes, languages, colour or plain text, and the one place that
/// runs a command and turns what went wrong into a sentence and a code. A script's class holds a [cli.Common] as a
/// mixin, is a `Callable<ExitCode>`, and its `main` is one call of [cli.Script].
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//JAVA 25+
//DEPS info.picocli:picocli:4.7.7
//SOURCES BadValue.java
//SOURCES Common.java
//SOURCES Complaint.java
//SOURCES Consent.java
//SOURCES Discovered.java
//SOURCES ExitCode.java
//SOURCES Handover.java
//SOURCES HelpTexts.java
//SOURCES LeaseOptions.java
//SOURCES Output.java
//SOURCES PathAnswer.java
//SOURCES PlainWriter.java
//SOURCES PortOption.java
//SOURCES Script.java
//SOURCES ServicesFrom.java
//SOURCES Settings.java
//SOURCES ShellName.java
//SOURCES Stop.java
//SOURCES Streams.java
//SOURCES Terminal.java
//SOURCES TerminalConsent.java
//SOURCES TimeOption.java
//SOURCES AddressOption.java
//SOURCES Verbosity.java
//SOURCES Version.java
//SOURCES WorldFrom.java
//SOURCES ../report/package-info.java
//FILES cli/messages_en.properties=messages_en.properties
//FILES cli/messages_fr.properties=messages_fr.properties
//FILES cli/help_en.properties=help_en.properties
//FILES cli/help_fr.properties=help_fr.properties
//FILES runbook/help_en.properties=../../runbook/help_en.properties
//FILES runbook/help_fr.properties=../../runbook/help_fr.properties
package cli;
