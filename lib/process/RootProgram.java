package process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What runs a command as root on Unix, the one that most systems have first. */
public enum RootProgram {
    /** sudo(8): asks for the user's own password. */
    SUDO("sudo"),
    /** doas(1): the same of OpenBSD, and Alpine's usual one. */
    DOAS("doas"),
    /** pkexec(1): asks by polkit, and stands in root's home folder then. */
    PKEXEC("pkexec"),
    /** su(1): asks for root's password, and is everywhere. */
    SU("su");

    private final String program;

    RootProgram(String program) {
        this.program = program;
    }

    /** The first one that is on this PATH; su where none is. */
    public static RootProgram on(String path) {
        ProgramLocator programs = ProgramLocator.of(Os.OTHER, Map.of("PATH", path));
        return Stream.of(values()).filter(one -> programs.find(one.program).isPresent()).findFirst().orElse(SU);
    }

    /** A line for bash that has it run these words. */
    String line(List<String> words) {
        if (this == SU) {
            return Shell.BASH.line(List.of(program, "-c", Shell.BASH.line(words)));
        }
        var all = new ArrayList<>(List.of(program));
        all.addAll(words);
        return Shell.BASH.line(all);
    }
}
