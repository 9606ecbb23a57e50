/// What is changed on this machine and how it is taken back: a [change.Plan] is made from decisions and shown, the
/// [change.Applier] carries it out, the [change.Journal] remembers it whatever happens, and the [change.Rollbacker]
/// undoes it. The changes themselves are [firewall.Change]s; this package knows when, in which order and on whose word.
//JAVA 25+
//DEPS com.google.code.gson:gson:2.13.2
//SOURCES Account.java
//SOURCES Answer.java
//SOURCES Applied.java
//SOURCES Applier.java
//SOURCES Assessed.java
//SOURCES Disk.java
//SOURCES Entry.java
//SOURCES Event.java
//SOURCES Holder.java
//SOURCES Journal.java
//SOURCES JournalException.java
//SOURCES Kinds.java
//SOURCES Ledger.java
//SOURCES OptionalAsNull.java
//SOURCES Pages.java
//SOURCES Plan.java
//SOURCES Rollbacker.java
//SOURCES RolledBack.java
//SOURCES RunId.java
//SOURCES StateFolder.java
//SOURCES Step.java
//SOURCES TornLine.java
//SOURCES Trust.java
//SOURCES WriterLock.java
//SOURCES ../text/package-info.java
//SOURCES ../fact/package-info.java
//SOURCES ../process/package-info.java
//SOURCES ../inventory/package-info.java
//SOURCES ../host/package-info.java
//SOURCES ../firewall/package-info.java
//FILES change/messages_en.properties=messages_en.properties
//FILES change/messages_fr.properties=messages_fr.properties
package change;
