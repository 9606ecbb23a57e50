package process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Unix keeps the programs of its administrator (Filesystem Hierarchy Standard, "System binaries"). Debian leaves
 * these folders out of an ordinary user's PATH, and such a user may have iptables, nft and ss all the same.
 */
final class SystemPrograms {
    private static final List<Path> FOLDERS = Stream.of("/usr/local/sbin", "/usr/sbin", "/sbin").map(Path::of).toList();

    private SystemPrograms() { }

    /** A program that is not on the PATH; empty where it is not there either, and for one that has a folder. */
    static Optional<Path> find(String program) {
        return Os.current() == Os.WINDOWS || program.contains("/") ? Optional.empty()
                : find(program, FOLDERS);
    }

    static Optional<Path> find(String program, List<Path> folders) {
        return folders.stream().map(folder -> folder.resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst();
    }
}
