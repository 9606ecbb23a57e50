/// What fix-firewall and rollback do from the plan to the result: show, ask, carry out, confirm, keep, undo.
package change.run;
