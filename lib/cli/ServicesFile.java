package cli;

import inventory.Inventory;
import inventory.InventoryText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import process.FileError;
import process.Os;
import process.Shell;
import state.NewFile;
import text.Message;

/** {@code --write}: the services of this run as a file for somebody to edit. */
public final class ServicesFile {
    private static final Path STANDARD_OUTPUT = Path.of("-");

    private final Settings settings;
    private final Optional<Path> file;

    /**
     * Looks whether the file can be a new one, before anything takes time.
     *
     * @param file as it was given; {@code -} is standard output
     * @throws ExitException where something of that name is there
     */
    public ServicesFile(Settings settings, Optional<Path> file) {
        this.settings = settings;
        this.file = file;
        file.filter(name -> !isStandardOutput() && Files.exists(name, LinkOption.NOFOLLOW_LINKS)).ifPresent(name -> {
            throw inTheWay(name);
        });
    }

    /** What the options say against each other: standard output holds either the services or the result. */
    public static Contradictions contradictions(Settings settings, Optional<Path> file) {
        return new Contradictions().notTogether("--write -", file.filter(STANDARD_OUTPUT::equals).isPresent(),
                "--output " + settings.output().id(), settings.output() != OutputFormat.TEXT);
    }

    /** True where the services are all the answer. */
    public boolean isStandardOutput() {
        return file.filter(STANDARD_OUTPUT::equals).isPresent();
    }

    /** Does nothing without {@code --write}. */
    public void write(Inventory inventory) {
        file.ifPresent(name -> {
            String text = InventoryText.of(inventory, inventory.source().lines(), settings.words());
            if (isStandardOutput()) {
                settings.out().print(text);
            } else {
                write(name, text);
            }
        });
    }

    private void write(Path name, String text) {
        try {
            NewFile.write(name, text.getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            throw inTheWay(name);
        } catch (NoSuchFileException e) {
            throw new ExitException(ExitCode.IO_ERROR, Message.of("cli.write-no-folder", name.toString(),
                    name.toAbsolutePath().getParent().toString()));
        } catch (IOException e) {
            throw new ExitException(ExitCode.IO_ERROR,
                    Message.of("cli.not-written", name.toString(), FileError.reason(e, name)));
        }
        if (!settings.quiet()) {
            settings.say(Message.of("cli.written", name.toString()));
            // On a line of its own, which is not wrapped: it is to be pasted.
            settings.err().println("    jbang " + settings.script() + " --services " + pasted(name));
        }
    }

    private static ExitException inTheWay(Path name) {
        return new ExitException(ExitCode.IO_ERROR, Files.isDirectory(name)
                ? Message.of("cli.write-folder", name.toString(), pasted(name.resolve("services.yaml")))
                : Message.of("cli.write-in-the-way", name.toString(), pasted(name)));
    }

    /** As somebody can paste it behind an option here. */
    private static String pasted(Path name) {
        return (Os.current() == Os.WINDOWS ? Shell.POWERSHELL : Shell.BASH).quote(name.toString());
    }
}
