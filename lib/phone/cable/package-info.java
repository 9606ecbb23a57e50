/// What an Android phone at the end of a USB cable says: [phone.cable.AdbProbe] lets it try every port itself,
/// [phone.cable.AppProbe] asks it what an app may do there. The app's own log is `phone.applog`.
package phone.cable;
