/// Changes that last for a time only, or until somebody confirms them, and the guard: another process, or a task of the
/// system, that undoes them even when this program is gone.
package change.lease;
