package state;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import process.Access;
import text.Message;

/**
 * Where an account without an administrator's rights can say one word to a run that has them, on Windows: by an empty
 * file in a folder that this account alone may put files into. What is in the file is never read, and nothing of the
 * account's own is looked at.
 *
 * @param machine the folder of administrators' runs
 * @param topic   what the words are about: a name that the administrator's run gave
 */
public record WordFolder(Path machine, String topic) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");
    private static final String WORDS = "words";

    public WordFolder {
        requireName(topic);
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name: " + name);
        }
    }

    private Path path() {
        return machine.resolve(WORDS).resolve(topic);
    }

    private Path file(String word) {
        requireName(word);
        return path().resolve(word);
    }

    /**
     * Made by the administrator's run, before there is anything to say.
     *
     * @param account whose own folder tells who it is that may speak
     */
    public void open(Optional<Path> account) throws StateException {
        try {
            MachineFolder folder = MachineFolder.ofThisMachine().orElseThrow();
            folder.createFor(path(), speaker(folder, account));
        } catch (IOException e) {
            throw StateException.io(new StateFolder(machine).unusable(e), e);
        }
    }

    /** Who owns that folder; where that is Windows or its administrators, who runs this process. */
    private static UserPrincipal speaker(MachineFolder folder, Optional<Path> account) throws IOException {
        Set<UserPrincipal> administrators = Access.of(folder.system()).writers();
        if (account.isPresent() && MachineFolder.isLocal(account.get().toString())
                && Files.isDirectory(account.get(), LinkOption.NOFOLLOW_LINKS)) {
            UserPrincipal owner = Files.getOwner(account.get(), LinkOption.NOFOLLOW_LINKS);
            if (!administrators.contains(owner)) {
                return owner;
            }
        }
        String me = ProcessHandle.current().info().user().orElse(System.getProperty("user.name"));
        return folder.path().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(me);
    }

    /** Said by the account. @return why it could not be; empty where it stands there now */
    public Optional<Message> say(String word) {
        try {
            Files.createFile(file(word));
            return Optional.empty();
        } catch (FileAlreadyExistsException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new StateFolder(machine).unusable(e));
        }
    }

    /** Whether it was said. */
    public boolean said(String word) {
        try {
            return Files.readAttributes(file(word), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isRegularFile();
        } catch (IOException e) {
            return false;
        }
    }

    /** Where it cannot be removed, it stays: nobody asks about that topic again. */
    public void remove() {
        ProgramCopy.remove(path());
    }
}
