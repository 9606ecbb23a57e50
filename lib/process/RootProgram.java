package process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        return Stream.of(values()).filter(one -> Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> isThere(folder, one.program))).findFirst().orElse(SU);
    }

    private static boolean isThere(String folder, String program) {
        try {
            return !folder.isEmpty() && Files.isExecutable(Path.of(folder, program));
        } catch (InvalidPathException e) {
            return false;
        }
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
