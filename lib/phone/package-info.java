/// The phone's own word: a small page on the LAN that a phone's browser opens, which tries every service from there and
/// says what it got.
//JAVA 25+
//DEPS io.nayuki:qrcodegen:1.8.0
//SOURCES Heard.java
//SOURCES BadPorts.java
//SOURCES Targets.java
//SOURCES Token.java
//SOURCES PageServer.java
//SOURCES Qr.java
//SOURCES Target.java
//SOURCES ../evidence/package-info.java
//SOURCES ../report/package-info.java
package phone;
