/// What an app's own log tells of its connections, held against this machine: [phone.applog.AppLogParser] reads the
/// lines, in the words of each library ([phone.applog.Dialect]), [phone.applog.AppLogFindings] says what they mean here.
/// The log comes from a phone on a cable, a file, or what is pasted ([phone.applog.Logcat]).
package phone.applog;
