/// Tries a port the way a client would: connects, asks, and waits for bytes, with the time of each phase.
//JAVA 25+
//SOURCES Reply.java
//SOURCES Limits.java
//SOURCES Prober.java
//SOURCES WatchedSocket.java
//SOURCES HealthRequest.java
//FILES probe/messages_en.properties=messages_en.properties
//FILES probe/messages_fr.properties=messages_fr.properties
//SOURCES ../inventory/package-info.java
//DEPS com.squareup.okhttp3:okhttp-jvm:5.5.1
package probe;
