/// The plan for people who rather do it themselves: commands to paste, a script to keep, the clicks in the settings.
package change.script;
