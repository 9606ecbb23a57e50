package testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that stands in for adb: it answers {@code devices} and {@code logcat} from files, keeps what is reversed
 * in another as {@code reverse} says (adb's manual; nothing is led anywhere by it), and has what adb would
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
                shell|exec-out) shift; PATH=%s exec %s -c "$*" ;;
                logcat)
                    cat "$here/log"
                    case "$*" in *' -T 1') [ ! -e "$here/stays" ] || exec sleep 600 ;; esac
                    exit ;;
                reverse) shift; case $1 in
                    --list) cat "$here/reversed"; echo; exit ;;
                    --remove)
                        if ! grep -q " $2 " "$here/reversed"; then
                            echo "adb: error: listener '$2' not found" >&2; exit 1
                        fi
                        grep -v " $2 " "$here/reversed" >"$here/rest"; mv "$here/rest" "$here/reversed"; exit ;;
                    --no-rebind)
                        if [ -e "$here/busy-$2" ]; then cat "$here/busy-$2" >&2; exit 1; fi
                        if grep -q " $2 " "$here/reversed"; then
                            echo 'adb: error: cannot rebind existing socket' >&2; exit 1
                        fi
                        echo "UsbFfs $2 $3" >>"$here/reversed"; echo "${2#tcp:}"; exit ;;
                    esac ;;
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
        adb.reverses("");
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

    /** What it prints for {@code adb logcat -T 1}, and goes on. */
    public FakeAdb goesOnLogging(String log) {
        return writes("log", log).writes("stays", "");
    }

    /** What it prints for {@code adb reverse --list}, to begin with; each line a reversal that somebody has made. */
    public FakeAdb reverses(String lines) {
        return writes("reversed", lines);
    }

    /** What is reversed now. */
    public String reversed() throws IOException {
        return Files.readString(folder.resolve("reversed"));
    }

    /** An app on the phone listens on this port itself. */
    public FakeAdb usesItself(int port) {
        return writes("busy-tcp:" + port, Project.read("tests/fixtures/adb/adb-reverse-address-in-use.txt"));
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
