/// What the tool says, as data: a [text.Message] is a key with its arguments, and only the rim turns it
/// into a sentence, in English or in French. Each package keeps its own words beside its code, in
/// `messages_en.properties` and `messages_fr.properties`.
//JAVA 25+
//SOURCES Language.java
//SOURCES Message.java
//SOURCES Bytes.java
//SOURCES Columns.java
//SOURCES Durations.java
//SOURCES Words.java
//FILES text/messages_en.properties=messages_en.properties
//FILES text/messages_fr.properties=messages_fr.properties
package text;
