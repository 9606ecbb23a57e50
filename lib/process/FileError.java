package process;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import text.Message;

/** Why the system refused a file, as a sentence: what the JDK says of the most usual reasons is the bare path. */
public final class FileError {

    private FileError() { }

    public static Message reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> Message.of("process.file-denied", file(denied));
            case NoSuchFileException missing -> Message.of("process.no-file", file(missing));
            case FileAlreadyExistsException other -> Message.of("process.file-in-the-way", file(other));
            case DirectoryNotEmptyException other -> Message.of("process.file-full", file(other));
            case NotDirectoryException other -> Message.of("process.file-no-folder", file(other));
            case FileSystemException other when other.getReason() != null ->
                Message.of("process.file-reason", file(other), other.getReason());
            case CharacterCodingException other -> Message.of("process.file-not-utf8");
            default -> Message.verbatim(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        };
    }

    /** The same where the sentence around it names the file already. */
    public static Message reason(IOException e, Path named) {
        boolean same = e instanceof FileSystemException other && named.toString().equals(other.getFile());
        return !same ? reason(e) : switch (e) {
            case AccessDeniedException denied -> Message.of("process.denied");
            case NoSuchFileException missing -> Message.of("process.missing");
            case FileSystemException other when other.getReason() != null -> Message.verbatim(other.getReason());
            default -> reason(e);
        };
    }

    private static String file(FileSystemException e) {
        return String.valueOf(e.getFile());
    }
}
