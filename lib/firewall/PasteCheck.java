package firewall;

import java.util.List;
import java.util.Optional;
import text.Message;

/**
 * How a script that may be run again finds out how a change stands, before it makes it or takes it back.
 *
 * @param state   a function of PowerShell, with its switches, that writes one word
 * @param about   its arguments, as data: whose state it tells, and what that is compared with
 * @param made    the word where the change is in effect
 * @param unmade  the word where it can be made; every other one is somebody else's doing, and left alone
 * @param missing what is said of {@link #NONE}, where nothing is left to change then
 * @param other   what is said of any other word, without what the change is
 * @param shown   a function that writes what stands there, and takes the first of these arguments
 * @param mark    the name under which the script notes that the change is its own; empty where the change itself
 *                shows that, as a rule of our name does
 */
public record PasteCheck(String state, List<String> about, String made, String unmade, Optional<Message> missing,
        Message other, Optional<String> shown, Optional<String> mark) {
    /** The word where what is to be changed is not there. */
    public static final String NONE = "none";
}
