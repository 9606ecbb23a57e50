package discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import process.FileError;
import text.Message;

/**
 * Looks for a file here and in the folders above: not above the home, and not beyond a folder that belongs to somebody
 * else.
 *
 * @param start where the user stands
 */
record FileSearch(Path start, Path home, FileTrust trust) {

    /**
     * @param file  the nearest that fits
     * @param notes those that were nearer, and why they are passed over
     */
    record Result(Optional<Path> file, List<Message> notes) { }

    /** From where this process was started. */
    static FileSearch ofThisProcess() {
        return new FileSearch(real(Path.of("")), real(Path.of(System.getProperty("user.home"))),
                FileTrust.ofThisAccount(System.getenv()));
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath();
        }
    }

    /**
     * @param names in one folder, the first that is there counts
     * @param unfit why a file of that name is none of those that are looked for; asked only where it may be read
     */
    Result nearest(List<String> names, Function<Path, Optional<Message>> unfit) {
        var notes = new ArrayList<Message>();
        for (Path folder : folders()) {
            Optional<Message> strange = refused(folder).map(why -> Message.of("discovery.folder", why));
            for (String name : names) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file)) {
                    Optional<Message> why = strange.or(() -> refused(file)).or(() -> unfit.apply(file));
                    if (why.isEmpty()) {
                        return new Result(Optional.of(file), notes);
                    }
                    notes.add(Message.of("discovery.passed-over", file.toString(), why.get()));
                }
            }
            if (strange.isPresent()) {
                break;
            }
        }
        return new Result(Optional.empty(), notes);
    }

    /** Those that are looked into, the nearest first. */
    List<Path> folders() {
        return Stream.iterate(start, Objects::nonNull, folder -> folder.equals(home) ? null : folder.getParent())
                .toList();
    }

    /** Why nobody may be led by this file, or by anything in its folder. */
    Optional<Message> refusedWithFolder(Path file) {
        return refused(file.getParent()).map(why -> Message.of("discovery.folder", why)).or(() -> refused(file));
    }

    Optional<Message> refused(Path path) {
        try {
            return trust.refused(path);
        } catch (IOException e) {
            return Optional.of(FileError.reason(e, path));
        }
    }
}
