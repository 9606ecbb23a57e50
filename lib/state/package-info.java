/// The program's folder on disk: where it is, and the one door to every file in it. What is made there is for its
/// owner's eyes alone, one process at a time writes, and a file is replaced whole or not at all.
//JAVA 25+
//SOURCES Account.java
//SOURCES AtomicFile.java
//SOURCES PrivateFile.java
//SOURCES ProcessLock.java
//SOURCES ProgramCopy.java
//SOURCES RollingLog.java
//SOURCES StateException.java
//SOURCES StateFolder.java
//SOURCES ../process/package-info.java
//FILES state/messages_en.properties=messages_en.properties
//FILES state/messages_fr.properties=messages_fr.properties
package state;
