package change.script;

import firewall.PasteCheck;
import java.util.Optional;
import text.Message;

/**
 * One command of PowerShell that a script runs, and how it is taken back.
 *
 * @param title      what it is for, above the first one for a service
 * @param check      how it stands; empty where doing it twice is as good as once
 * @param correction what is put right where it is in effect
 */
record ScriptAction(Optional<Message> title, Message what, Optional<PasteCheck> check, String run,
        Optional<String> undo, Optional<Correction> correction) {

    /**
     * Something of a change in effect that may be put right without asking.
     *
     * @param due a condition of PowerShell
     * @param was an expression that says what it was
     */
    record Correction(String due, String was, String run) { }
}
