/// JSON, the one way it is written and read: how it becomes text, what every document begins with, the names in it
/// that stay, and the stream that it leaves by.
//JAVA 25+
//DEPS com.google.code.gson:gson:2.13.2
//SOURCES GsonAdapters.java
//SOURCES Id.java
//SOURCES Json.java
//SOURCES JsonBuilder.java
//SOURCES JsonDocument.java
//SOURCES JsonOutput.java
//SOURCES JsonShapeException.java
package json;
