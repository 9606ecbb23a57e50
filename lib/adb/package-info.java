/// What an Android phone at the end of a USB cable says: [adb.Asking] lets it try every port itself, and
/// [adb.AppFindings] reads the app's own log for failures of connections, an iPhone's pasted one too.
//JAVA 25+
//SOURCES Device.java
//SOURCES Program.java
//SOURCES Choice.java
//SOURCES PhoneScript.java
//SOURCES Attempt.java
//SOURCES Attempts.java
//SOURCES PhoneAnswer.java
//SOURCES AdbPhone.java
//SOURCES PhoneFindings.java
//SOURCES Asked.java
//SOURCES Asking.java
//SOURCES AppFailure.java
//SOURCES LogLine.java
//SOURCES AppLog.java
//SOURCES ThisMachine.java
//SOURCES AppFindings.java
//SOURCES PhoneLog.java
//SOURCES ../path/package-info.java
//FILES adb/messages_en.properties=messages_en.properties
//FILES adb/messages_fr.properties=messages_fr.properties
package adb;
