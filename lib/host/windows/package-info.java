/// The way to PowerShell: one of our scripts with its data in, one value out. Its words stand in the files of
/// [host], whose manifest names this one (manifests must not name each other in a circle).
//JAVA 25+
//SOURCES PowerShell.java
//SOURCES CliXml.java
//SOURCES ../../process/package-info.java
//FILES host/windows/frame.ps1=frame.ps1
//FILES host/windows/read-windows.ps1=read-windows.ps1
//DEPS com.google.code.gson:gson:2.13.2
package host.windows;
