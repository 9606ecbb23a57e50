/// What an Android phone at the end of a USB cable says: [adb.Asking] lets it try every port itself, and
/// [adb.AppFindings] reads the app's own log for failures of connections, an iPhone's pasted one too.
package adb;
