package process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether nobody decides what lies at a path of Windows but who may change Windows' own folder System32, by the lists of
 * access of both: nobody else can change the program or what is in its folder, nor put another folder in the place of
 * one above. What an administrator's run starts by a bare name has to lie so: every program of the account can write to
 * folders of its PATH.
 */
public final class AdministratorsOwned {

    private AdministratorsOwned() { }

    /** Whether this process has an administrator's rights over this machine. */
    static boolean concernsThisProcess() {
        return Os.current() == Os.WINDOWS && Files.isWritable(Path.of(SystemFolder.ofThisProcess()));
    }

    /** The first file or folder, from the program upwards, that others can change; empty where there is none. */
    public static Optional<Path> flaw(Path path) {
        try {
            Path windows = Path.of(SystemFolder.ofThisProcess());
            if (path.equals(windows) || windows.equals(path.getParent())) {
                return Optional.empty();
            }
            return flaw(path, Access.of(windows).writers(), true);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.of(path);
        }
    }

    /** @param follow false for a place that a link has led to: what else looks like one there is none to Windows */
    private static Optional<Path> flaw(Path path, Set<UserPrincipal> trusted, boolean follow) throws IOException {
        List<Path> way = Stream.iterate(path, step -> step != null, Path::getParent).toList();
        var lists = new ArrayList<Access>();
        for (Path step : way) {
            lists.add(Access.of(step));
        }
        // Of a program, what lies beside it as well: Windows takes libraries from there.
        int flaw = flaw(lists, Files.isDirectory(path) ? 1 : 2, trusted);
        return flaw >= 0 ? Optional.of(way.get(flaw)) : follow && lists.stream().anyMatch(Access::link)
                ? flaw(path.toRealPath(), trusted, false) : Optional.empty();
    }

    /**
     * Pure.
     *
     * @param way     from the path upwards
     * @param content how many of these nobody else may write to; those above may hold other things of others
     * @return the first that others can change, -1 where there is none
     */
    static int flaw(List<Access> way, int content, Set<UserPrincipal> trusted) {
        return IntStream.range(0, way.size()).filter(i -> way.get(i).open()
                || (i < content ? way.get(i).changedBy(trusted) : way.get(i).replacedBy(trusted)).isPresent())
                .findFirst().orElse(-1);
    }
}
