package process;

import java.util.ArrayList;
import java.util.List;

/**
 * sudo(8), without ever asking for a password. By whole paths, since sudoers names programs by theirs, and no other is
 * to be found on somebody's PATH.
 */
public final class Sudo {
    private static final String PROGRAM = "/usr/bin/sudo";
    private static final List<String> NEVER_ASK = List.of("-n", "--");

    /** What identifies such a command in a recording. */
    public static final String BEGIN = PROGRAM + " ";

    private Sudo() { }

    /** @param program its whole path; it and all arguments are constants of ours, which sudoers can name exactly */
    public static Command of(String program, String... args) {
        var words = new ArrayList<>(NEVER_ASK);
        words.add(program);
        words.addAll(List.of(args));
        return Command.of(PROGRAM, words);
    }
}
