package state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import process.FileError;
import text.Message;

/**
 * The Java that a task of root's or of an administrator's starts. JBang's lies in a user's own folder, where any program
 * of that user could put another one; a copy of it lies where the task's own account alone writes.
 *
 * @param path where the copies are, each in a folder of its own
 */
record JavaCopy(StateFolder state, Path path) {
    /** What a program is compiled and described with, and no program runs from. */
    private static final Set<String> LEFT_OUT = Set.of("include", "jmods", "legal", "man", "demo", "sample");
    private static final String SOURCES = "src.zip";
    /** Written last: a folder that has it is whole. */
    private static final String WHOLE = "copied";

    /**
     * @param java the program, {@code …\bin\javaw.exe}
     * @param believed whether nobody else can change it where it is
     * @return the same where it may be believed, else that of a copy
     */
    Path export(Path java, boolean believed) throws StateException {
        if (believed) {
            return java;
        }
        state.create();
        Path home = java.getParent().getParent();
        try {
            List<Path> files = files(home);
            Path copy = path.resolve(name(home, files));
            if (!Files.isRegularFile(copy.resolve(WHOLE), LinkOption.NOFOLLOW_LINKS)) {
                for (Path file : files) {
                    Path to = copy.resolve(home.relativize(file).toString());
                    Files.createDirectories(to.getParent(), Account.current().only(PrivateFile.FOLDER));
                    AtomicFile.write(to, out -> Files.copy(file, out));
                    if (Account.current().posix() && Files.isExecutable(file)) {
                        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString(PrivateFile.FOLDER));
                    }
                }
                AtomicFile.write(copy.resolve(WHOLE), out -> { });
            }
            return copy.resolve(home.relativize(java).toString());
        } catch (IOException | UncheckedIOException e) {
            IOException why = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : (IOException) e;
            throw StateException.io(Message.of("state.no-copy", path.toString(), FileError.reason(why)), why);
        }
    }

    private static List<Path> files(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> !LEFT_OUT.contains(home.relativize(file).getName(0).toString()))
                    .filter(file -> !file.endsWith(SOURCES)).filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** By what is in it and how large that is: another Java gets another folder. */
    private static String name(Path home, List<Path> files) throws IOException {
        try {
            MessageDigest sum = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                sum.update((home.relativize(file) + " " + Files.size(file) + " " + Files.getLastModifiedTime(file) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sum.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
