/// The door to the outside world. Every program is started by [process.Exec], and everything that is read from the
/// machine passes through a [process.World], so that one run can be recorded and another can be answered from the
/// recording.
//JAVA 25+
//DEPS org.zeroturnaround:zt-exec:1.13.0
//DEPS org.slf4j:slf4j-nop:1.7.36
//SOURCES Closing.java
//SOURCES Command.java
//SOURCES Ran.java
//SOURCES Exec.java
//SOURCES Capture.java
//SOURCES LineFeed.java
//SOURCES Os.java
//SOURCES Shell.java
//SOURCES Paste.java
//SOURCES World.java
//SOURCES LiveWorld.java
//SOURCES RecordingWorld.java
//SOURCES ReplayedWorld.java
//SOURCES Tape.java
//SOURCES WindowsArguments.java
//SOURCES NetworkNames.java
//SOURCES Redaction.java
//SOURCES ../fact/package-info.java
//SOURCES ../json/package-info.java
//FILES process/messages_en.properties=messages_en.properties
//FILES process/messages_fr.properties=messages_fr.properties
package process;
