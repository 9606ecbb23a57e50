package testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that stands in for adb: it answers {@code devices} and {@code logcat} from files, and has what adb would
 * let the phone's shell read read by a shell of this machine, as adb would hand it over: its arguments with blanks
 * between. What that shell finds on its PATH are the phone's programs, in a folder of their own.
 */
public final class FakeAdb {

    private static final String PROGRAM = """
            #!/bin/sh
            here=%s
            case $1 in
                devices) cat "$here/devices"; exit ;;
                -s) shift 2 ;;
            esac
            if [ -e "$here/error" ]; then cat "$here/error" >&2; exit 1; fi
            if [ -e "$here/hangs" ]; then exec sleep 60; fi
            case $1 in
                shell) shift; PATH=%s exec %s -c "$*" ;;
                logcat) cat "$here/log"; exit ;;
            esac
            exit 64
            """;

    private final Path folder;

    private FakeAdb(Path folder) {
        this.folder = folder;
    }

    /** One whose phone has no program at all: {@link #has} gives it some. */
    public static FakeAdb in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("phone"));
        return in(folder, folder.resolve("phone").toString(), "/bin/sh");
    }

    /** @param shell the words that start the phone's shell, in a network of its own for example */
    public static FakeAdb in(Path folder, String path, String shell) throws IOException {
        var adb = new FakeAdb(folder);
        Files.createDirectories(folder.resolve("bin"));
        Executable.write(folder.resolve("bin/adb"), PROGRAM.formatted(folder, path, shell));
        return adb.lists("List of devices attached\nR5CT10ABCDE device usb:1-1 product:panther model:Pixel_7\n\n");
    }

    /** Where it is. */
    public String program() {
        return folder.resolve("bin/adb").toString();
    }

    /** What it prints for {@code adb devices -l}. */
    public FakeAdb lists(String devices) {
        return writes("devices", devices);
    }

    /** What it prints for {@code adb logcat}. */
    public FakeAdb logs(String log) {
        return writes("log", log);
    }

    /** It says this, and fails. */
    public FakeAdb fails(String error) {
        return writes("error", error);
    }

    /** It never answers. */
    public FakeAdb hangs() {
        return writes("hangs", "");
    }

    /** The phone has this program. */
    public FakeAdb has(String name, String script) {
        Executable.write(folder.resolve("phone").resolve(name), "#!/bin/sh\n" + script);
        return this;
    }

    private FakeAdb writes(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
