/// What Docker says about the containers of this machine: which run, how they are, and which ports it publishes.
//JAVA 25+
//SOURCES Container.java
//SOURCES Publication.java
//SOURCES Engine.java
//SOURCES Usage.java
//SOURCES DockerReader.java
//SOURCES Inspection.java
//SOURCES Listing.java
//SOURCES Documents.java
//SOURCES PortKey.java
//SOURCES Refusal.java
//FILES docker/messages_en.properties=messages_en.properties
//FILES docker/messages_fr.properties=messages_fr.properties
//SOURCES ../inventory/package-info.java
package docker;
