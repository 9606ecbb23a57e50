package state;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import process.Command;
import process.Exec;
import process.Os;
import process.Ran;
import testing.Executable;
import testing.Result;

/** An account without rights: nobody where root runs the tests, else whoever runs them. */
record UnprivilegedAccount(Path folder, Path jar) {

    static boolean canRun() {
        return Os.current() == Os.LINUX && (!Account.current().isRoot()
                || new Exec().run(Command.of("setpriv", "--version")).succeeded());
    }

    /** @param folder an empty one, in which nobody gets a program that it can read */
    static UnprivilegedAccount in(Path folder) throws Exception {
        Path readable = Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Path> classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of).toList();
        Path jar = new ProgramCopy(new StateFolder(readable.resolve("program")), readable.resolve("program/copy"))
                .export(classPath, Commands.class.getName());
        try (Stream<Path> files = Files.walk(readable.resolve("program"))) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        // A cron that has nothing and takes everything; and nothing else that a script could ask.
        Path bin = Files.createDirectory(readable.resolve("bin"));
        Executable.write(bin.resolve("crontab"), "#!/bin/sh\n");
        return new UnprivilegedAccount(readable, jar);
    }

    /** @param environment the whole of it, but for the PATH */
    Map<String, Result> run(Map<String, String> environment, List<String> commands) {
        var words = new ArrayList<String>();
        if (Account.current().isRoot()) {
            words.addAll(List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"));
        }
        words.addAll(List.of("env", "-i", "PATH=" + folder.resolve("bin"), "LC_ALL=C.UTF-8"));
        environment.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                // Nobody's own, also where it is somebody who runs the tests: theirs is never looked into.
                "-Duser.home=/nonexistent", "-jar", jar.toString()));
        words.addAll(commands);
        Ran ran = new Exec().run(Command.of(words.getFirst(), words.subList(1, words.size()))
                .within(Duration.ofMinutes(4)));
        return Commands.results(ran);
    }
}
