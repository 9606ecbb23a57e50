/// Walks the path again and again and tells what changed: an alarm only after several failures, an all-clear only
/// after several passes, and nothing at all from a round in which this machine itself was offline.
//JAVA 25+
//SOURCES Health.java
//SOURCES Happening.java
//SOURCES Watch.java
//SOURCES Round.java
//SOURCES MemoryMeter.java
//SOURCES Rounds.java
//SOURCES EventLine.java
//SOURCES LiveTable.java
//SOURCES Background.java
//SOURCES ../change/package-info.java
//FILES monitor/messages_en.properties=messages_en.properties
//FILES monitor/messages_fr.properties=messages_fr.properties
package monitor;
