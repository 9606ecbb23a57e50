/// What is known about the world, and what could not be found out.
//JAVA 25+
//SOURCES Fact.java
//SOURCES ../text/package-info.java
package fact;
