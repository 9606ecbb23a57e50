/// The phone's own word: a small page on the LAN that a phone's browser opens, which tries every service from there and
/// says what it got.
//JAVA 25+
//DEPS io.nayuki:qrcodegen:1.8.0
//SOURCES BadPorts.java
//SOURCES ByPhone.java
//SOURCES Conversation.java
//SOURCES FreePort.java
//SOURCES Heard.java
//SOURCES PageServer.java
//SOURCES Proving.java
//SOURCES Qr.java
//SOURCES Stage.java
//SOURCES Target.java
//SOURCES Targets.java
//SOURCES Token.java
//SOURCES Trials.java
//SOURCES ../evidence/package-info.java
//SOURCES ../change/package-info.java
//FILES phone/messages_en.properties=messages_en.properties
//FILES phone/messages_fr.properties=messages_fr.properties
package phone;
