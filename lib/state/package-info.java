/// Where this program keeps what has to outlive a run, and for whose eyes.
//JAVA 25+
//SOURCES Account.java
//SOURCES StateFolder.java
//SOURCES ../process/package-info.java
//FILES state/messages_en.properties=messages_en.properties
//FILES state/messages_fr.properties=messages_fr.properties
package state;
