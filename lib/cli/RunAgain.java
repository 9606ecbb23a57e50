package cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import process.Fact;
import process.Os;
import process.RootProgram;
import process.ThisProgram;
import state.AtomicFile;
import state.ForeignWriters;
import state.PrivateFile;
import state.StateException;
import state.StateFolder;

/**
 * This very command with an administrator's rights, as a line to paste. A class path of a dozen jars would fill the
 * screen, so Java reads it from a file in the state folder.
 *
 * @param args as they were typed
 */
record RunAgain(ThisProgram program, RootProgram by, Fact<StateFolder> folder, List<String> args) {
    /** As long as the rest of the line is at its longest; a class path of one jar stays where it can be read. */
    private static final int LONG = 160;

    /** A class path is a few KiB. */
    private static final int MOST = 1 << 20;

    /** @param more options that it needs and may lack */
    static RunAgain of(Invocation invocation, Map<String, String> environment, String... more) {
        var args = new ArrayList<>(invocation.args());
        Stream.of(more).filter(option -> !args.contains(option)).forEach(args::add);
        return new RunAgain(ThisProgram.ofThisProcess(invocation.mainClass()),
                RootProgram.on(environment.getOrDefault("PATH", "")), StateFolder.ofThisProcess(), args);
    }

    String line() {
        return program.line(by, program.classPath().length() > LONG ? written() : Optional.empty(), args);
    }

    /** The file; empty where it cannot be written: a long line is better than none. */
    private Optional<Path> written() {
        return folder.toOptional().flatMap(known -> {
            Path file = known.again(program.mainClass());
            byte[] text = program.argumentFile().getBytes(StandardCharsets.UTF_8);
            try {
                known.create();
                // Read first: a run whose folder is on a read-only disk, or full, may have written it before.
                if (PrivateFile.read(file, MOST).filter(there -> Arrays.equals(there, text)).isEmpty()) {
                    AtomicFile.write(file, out -> out.write(text));
                }
                return Optional.of(file);
            } catch (IOException | StateException e) {
                return Optional.empty();
            }
        });
    }

    /** What of the program others may change, who would then decide what root runs; empty where there is none. */
    Optional<Path> writableByOthers() {
        if (program.os() == Os.WINDOWS) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(program.java()), Arrays.stream(program.classPath().split(":")))
                .map(Path::of).filter(Files::exists).flatMap(file -> ForeignWriters.of(file).stream()).findFirst();
    }
}
