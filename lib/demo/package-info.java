/// The demonstration: one scene for each kind of fault, played by real little servers on 127.0.0.1 in a machine that is
/// otherwise made up, and judged by the same readers and checks as a real one. Nothing is changed, nothing is opened
/// to the network, and no program is started.
//JAVA 25+
//SOURCES Box.java
//SOURCES Manner.java
//SOURCES Play.java
//SOURCES Programme.java
//SOURCES Reach.java
//SOURCES Scene.java
//SOURCES Seen.java
//SOURCES Stage.java
//SOURCES StandIn.java
//SOURCES ../report/package-info.java
//FILES demo/messages_en.properties=messages_en.properties
//FILES demo/messages_fr.properties=messages_fr.properties
package demo;
