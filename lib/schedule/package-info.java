/// The watch in the background: the running program is copied to where no cache is cleared, a [schedule.Scheduler] of
/// the system starts it and starts it again when it has died, and [schedule.Status] tells how it stands with it.
//JAVA 25+
//DEPS com.google.code.gson:gson:2.13.2
//SOURCES Entry.java
//SOURCES JarFolder.java
//SOURCES Launch.java
//SOURCES NoScheduler.java
//SOURCES Order.java
//SOURCES Outcome.java
//SOURCES Scheduler.java
//SOURCES Scheduling.java
//SOURCES Status.java
//SOURCES StatusJson.java
//SOURCES StatusText.java
//SOURCES TaskDefinition.java
//SOURCES TaskListing.java
//SOURCES TaskScheduler.java
//SOURCES TaskXml.java
//SOURCES TaskXmlReader.java
//SOURCES ../report/package-info.java
//FILES schedule/messages_en.properties=messages_en.properties
//FILES schedule/messages_fr.properties=messages_fr.properties
//FILES schedule/read-task.ps1=read-task.ps1
package schedule;
