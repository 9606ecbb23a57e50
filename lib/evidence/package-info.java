/// What this machine saw of a phone's packets while the phone tried: did they arrive, and what became of them. A
/// [evidence.Watch] is begun before the phone tries and asked afterwards.
//JAVA 25+
//SOURCES ConnectionAttempt.java
//SOURCES ConnectionAttempts.java
//SOURCES Beside.java
//SOURCES Course.java
//SOURCES FirstPacket.java
//SOURCES KernelTrace.java
//SOURCES LinuxWatch.java
//SOURCES Port.java
//SOURCES RuleRise.java
//SOURCES TraceText.java
//SOURCES Tracking.java
//SOURCES TrackingSource.java
//SOURCES Watch.java
//SOURCES Watches.java
//SOURCES WindowsWatch.java
//SOURCES ../path/package-info.java
//FILES evidence/messages_en.properties=messages_en.properties
//FILES evidence/messages_fr.properties=messages_fr.properties
package evidence;
