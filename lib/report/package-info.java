/// How a result is shown: a table for people, documents for programs. Nothing here decides anything.
//JAVA 25+
//SOURCES Conclusion.java
//SOURCES JsonReport.java
//SOURCES JUnitReport.java
//SOURCES Look.java
//SOURCES NagiosReport.java
//SOURCES Paint.java
//SOURCES PathTable.java
//SOURCES PhaseTable.java
//SOURCES PhonesJson.java
//SOURCES Redraw.java
//SOURCES TextReport.java
//SOURCES Wrap.java
//SOURCES ../path/package-info.java
//FILES report/messages_en.properties=messages_en.properties
//FILES report/messages_fr.properties=messages_fr.properties
package report;
