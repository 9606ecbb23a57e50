package lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import process.Command;
import process.Exec;
import testing.Jvm;
import testing.Result;

/**
 * A throw-away account on this machine, with a fresh home, in a network namespace of its own: a service that answers,
 * behind a rule that drops. The program lies where that account can read it, in as many jars as JBang has.
 *
 * @param name      of the account, of its group and of the namespace
 * @param classPath as {@code -cp} takes it
 */
record RootLineUser(String name, Path folder, String classPath, Process service) implements AutoCloseable {
    private static final Duration AMPLE = Duration.ofMinutes(2);

    static RootLineUser create() throws IOException {
        String name = "rb" + ProcessHandle.current().pid();
        Path folder = Files.createTempDirectory("zoe's lab ");
        try {
            return made(name, folder);
        } catch (IOException | RuntimeException | Error e) {
            remove(name, folder);
            throw e;
        }
    }

    private static RootLineUser made(String name, Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        root("useradd", "--create-home", "--home-dir", folder.resolve("home").toString(), "--user-group", name);
        for (String command : List.of("netns add NAME", "-n NAME link set lo up",
                "-n NAME link add lan type veth peer name wire",
                "-n NAME address add 192.168.1.44/24 dev lan", "-n NAME link set wire up", "-n NAME link set lan up",
                "-n NAME route add default via 192.168.1.1")) {
            root("ip", command.replace("NAME", name).split(" "));
        }
        for (String command : List.of("add table inet zoe",
                "add chain inet zoe in { type filter hook input priority 0 ; policy accept ; }",
                "add rule inet zoe in tcp dport 8000 iifname lan drop")) {
            var words = new ArrayList<>(List.of("netns", "exec", name, "nft"));
            words.addAll(List.of(command.split(" ")));
            root("ip", words.toArray(String[]::new));
        }
        Files.writeString(folder.resolve("my services.yaml"), "services: [{name: API, port: 8000}]\n");
        Process service = new ProcessBuilder("ip", "netns", "exec", name, "busybox", "httpd", "-f", "-p", "8000", "-h",
                folder.toString()).start();
        return new RootLineUser(name, folder, copied(folder), service);
    }

    private static String copied(Path folder) throws IOException {
        Path copies = Files.createDirectory(folder.resolve("program"));
        List<String> entries = Arrays.stream(Jvm.classPath().split(File.pathSeparator)).toList();
        for (String entry : entries) {
            root("cp", "--recursive", "--no-preserve=mode", entry, copies.toString());
        }
        root("chmod", "--recursive", "u=rwX,go=rX", copies.toString());
        return entries.stream().map(entry -> copies.resolve(Path.of(entry).getFileName()).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Result root(String program, String... args) {
        return Result.of(new Exec().run(Command.of(program, args).within(AMPLE))).exitedWith(0);
    }

    /** As somebody types it, with nothing of our environment. */
    Result diagnose(String path, String... more) {
        var words = new ArrayList<>(asUser(path));
        words.addAll(List.of(Jvm.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath,
                "runbook.Diagnose", "--services", folder.resolve("my services.yaml").toString(), "--lang", "en"));
        words.addAll(List.of(more));
        return inNamespace(words);
    }

    /** Into a shell of the user's. */
    Result paste(String line) {
        var words = new ArrayList<>(asUser("/usr/bin:/bin"));
        words.addAll(List.of("bash", "-c", line));
        return inNamespace(words);
    }

    Result asRoot(String line) {
        return inNamespace(List.of("env", "-i", "PATH=/usr/bin:/bin", "HOME=/nonexistent", "bash", "-c", line));
    }

    private List<String> asUser(String path) {
        return List.of("setpriv", "--reuid", name, "--regid", name, "--init-groups", "env", "-i", "PATH=" + path,
                "HOME=" + folder.resolve("home"), "COLUMNS=100", "LC_ALL=C.UTF-8");
    }

    private Result inNamespace(List<String> words) {
        var all = new ArrayList<>(List.of("netns", "exec", name));
        all.addAll(words);
        return Result.of(new Exec().run(Command.of("ip", all).within(AMPLE)));
    }

    /** What sudo lets this user do, until it is closed. */
    Sudoers sudoers(String what) throws IOException {
        Path file = Path.of("/etc/sudoers.d", name);
        Files.writeString(file, name + " " + what + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        return new Sudoers(file);
    }

    record Sudoers(Path file) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.delete(file);
        }
    }

    @Override
    public void close() throws IOException {
        service.destroyForcibly();
        remove(name, folder);
    }

    /** As far as it is there. */
    private static void remove(String name, Path folder) throws IOException {
        for (String command : List.of("ip netns delete " + name, "userdel " + name)) {
            new Exec().run(Command.of("sh", "-c", command).within(AMPLE));
        }
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(folder)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : inside) {
            Files.delete(file);
        }
    }
}
