/// What an Android phone at the end of a USB cable says: [phone.cable.AdbProbe] lets it try every port itself, and
/// [phone.cable.AppLogFindings] reads the app's own log for failures of connections, an iPhone's pasted one too.
package phone.cable;
