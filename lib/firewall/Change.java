package firewall;

import java.util.List;
import java.util.Optional;
import process.Fact;
import process.ShellCommand;
import process.World;
import text.Message;

/**
 * One change of a firewall that can be made, looked for and taken back. It is a record of validated values, written
 * to the journal as JSON before it is made; undoing never needs anything but this record.
 */
public interface Change {

    /** False where whoever is logged in may make it and undo it. */
    default boolean needsAdministrator() {
        return true;
    }

    /**
     * True where taking it back can only let less in, whatever its record says: then a record that others could have
     * written may be taken back with an administrator's rights.
     */
    default boolean undoOnlyCloses() {
        return false;
    }

    /** What is there now. */
    enum State {
        /** The change is not in effect. */
        ABSENT,
        /** The change is in effect, exactly as we make it. */
        PRESENT,
        /** Something with our mark is there, but somebody changed it since. */
        EDITED
    }

    /** Stable name of this kind in the journal, such as {@code iptables-rule}. */
    String kind();

    /** One sentence: what it does. */
    Message what();

    /** How long it stays by itself. */
    Lifetime lifetime();

    /** True where this is what has the other one again after a restart. */
    default boolean keeps(Change other) {
        return false;
    }

    /** The same as commands to read or paste; empty where a shell has no such command. */
    List<ShellCommand> paste();

    /** A command of bash that succeeds where it is in effect; empty where making it twice is the same as once. */
    default Optional<ShellCommand> pasteTest() {
        return Optional.empty();
    }

    /** How a script of PowerShell finds out how it stands; empty where making it twice is the same as once anyway. */
    default Optional<PasteCheck> pasteCheck() {
        return Optional.empty();
    }

    /** The commands that take it back, to read or paste. */
    List<ShellCommand> pasteUndo();

    /** One change that does what this one and the other do, both for one service; empty where there is none. */
    default Optional<Change> joined(Change other) {
        return Optional.empty();
    }

    /** True when whoever agrees to this has agreed to the other, which does the same or less. */
    default boolean covers(Change other) {
        return equals(other);
    }

    Fact<State> state(World world);

    /**
     * What of ours stands there now, as the system writes it: what to show beside {@link #what} where somebody edited
     * it.
     */
    Fact<List<String>> found(World world);

    /** Makes it; doing it twice is the same as once. @return the new state, or why it could not be made */
    Fact<State> apply(World world);

    /** Removes what a run that was killed while it made this may have left beside it. */
    default void removeLeftovers() {
    }

    /**
     * Takes it back; doing it twice is the same as once. An edited rule stays, unless {@code force}.
     *
     * @return the new state, or why it could not be taken back
     */
    Fact<State> undo(World world, boolean force);
}
