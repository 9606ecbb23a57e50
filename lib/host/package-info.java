/// This machine as the network sees it: adapters and addresses, the default route, who listens, who is nearby.
//SOURCES Cidr.java
//SOURCES Adapter.java
//SOURCES Listener.java
//SOURCES Profile.java
//SOURCES windows/package-info.java
//FILES host/messages_en.properties=messages_en.properties
//FILES host/messages_fr.properties=messages_fr.properties
//SOURCES ../text/package-info.java
//SOURCES ../fact/package-info.java
//SOURCES ../process/package-info.java
//SOURCES ../inventory/package-info.java
package host;
