/// Which rule decides whether a packet from the LAN comes in, and how that can be changed and changed back. This
/// package holds the words of that question; `firewall.linux` and `firewall.windows` read and change the real thing.
//JAVA 25+
//SOURCES Flow.java
//SOURCES Rule.java
//SOURCES Decision.java
//SOURCES Policy.java
//SOURCES Change.java
//SOURCES Changing.java
//SOURCES Permissions.java
//SOURCES Firewall.java
//SOURCES LoggedDrop.java
//SOURCES ../host/package-info.java
package firewall;
