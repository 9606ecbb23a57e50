package windows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.Machine;
import process.Ran;
import testing.HelperProcess;
import testing.Project;
import testing.Result;
import testing.Wait;

/**
 * A Windows on a LAN with a phone: a Wine prefix whose programs run in a network namespace of their own, where the
 * address is {@link #ADDRESS}, and another namespace for the phone. All of it ends with this JVM, however that comes.
 *
 * @param folder  for logs and for what a test puts aside
 * @param prefix  Wine's, {@code drive_c} is in it
 * @param network the namespaces that everything here runs in
 * @param phone   which holds the namespace of the phone
 * @param here    the folder that its user stands in
 */
record WindowsMachine(Path folder, Path prefix, String classPath, Machine network, HelperProcess phone, String here)
        implements AutoCloseable {

    static final String ADDRESS = "192.168.1.44";
    private static final String PHONE = "192.168.1.23";
    private static final String ROUTER = "192.168.1.1";

    /** Only ends what hangs: with three machines at once, a run that starts PowerShell often takes a minute. */
    static final Duration LIMIT = Duration.ofMinutes(4);

    /** Of Western Windows, and of Wine where the language of its system says nothing else. */
    static final Charset ANSI = Charset.forName("windows-1252");

    private static final List<Integer> PORTS = List.of(5002, 8000, 8001, 7880, 7881);

    private static final String HOME = "C:\\users\\root";
    private static final String JAVA = "C:\\Java\\bin\\java.exe";
    static final String POWERSHELL = "C:\\windows\\system32\\WindowsPowerShell\\v1.0\\powershell.exe";
    private static final List<String> JAVA_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** What Wine itself says, and no program of Windows. */
    private static final String OF_WINE = "(?m)^(wine: Read access denied for device|.*Attempt to get process group "
            + "affinity failed).*\\R?";

    static WindowsMachine start(Path folder, Path prefix, String classPath) throws IOException {
        Machine network = Machine.bare(folder);
        HelperProcess phone = null;
        try {
            phone = HelperProcess.start(List.of("unshare", "--net", "sh", "-c", "echo ready; exec cat")).says("ready");
            network.plug(phone.pid(), ADDRESS + "/24", PHONE + "/24");
            network.must("ip", "route", "add", "default", "via", ROUTER);
            var machine = new WindowsMachine(folder, prefix, classPath, network, phone, HOME);
            machine.boot();
            return machine;
        } catch (IOException | RuntimeException e) {
            if (phone != null) {
                phone.close();
            }
            network.close();
            throw e;
        }
    }

    /** Its services stay up until it is closed, so that no test waits for them again. */
    private void boot() throws IOException {
        Files.move(at("C:\\bench\\cmdlets.ps1"), at("C:\\bench\\bench-cmdlets.ps1"));
        write("C:\\bench\\cmdlets.ps1", Project.read("tests/windows/before.ps1"));
        write("C:\\bench\\ring-cmdlets.ps1", Project.read("tests/windows/cmdlets.ps1"));
        List<String> words = new ArrayList<>(environment(Map.of()));
        words.addAll(List.of("sh", "-c", "wineserver -p && exec wine wineboot >/dev/null 2>&1"));
        Ran ran = network.run(words, LIMIT);
        Result.of(ran).exitedWith(0);
    }

    /** The file of a place on drive C. */
    Path at(String place) {
        if (!place.startsWith("C:\\")) {
            throw new IllegalArgumentException(place);
        }
        return prefix.resolve("drive_c").resolve(place.substring("C:\\".length()).replace('\\', '/'));
    }

    /** Writes a file, in UTF-8, with the folders that it needs. */
    WindowsMachine write(String place, String text) {
        return write(place, text.getBytes(StandardCharsets.UTF_8));
    }

    WindowsMachine write(String place, byte[] bytes) {
        try {
            Files.createDirectories(at(place).getParent());
            Files.write(at(place), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is in a file, empty where there is none. */
    String read(String place) {
        try {
            return Files.exists(at(place)) ? Ran.decode(Files.readAllBytes(at(place))) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a stand-in program says from now on, to whatever it is asked: {@code netstat}. */
    WindowsMachine says(String program, String text) {
        return write("C:\\bench\\" + program + ".txt", text);
    }

    /** What other stand-in programs were told is no longer so, nor what was called. */
    void forgetAnswers() {
        try (Stream<Path> files = Files.list(at("C:\\bench"))) {
            for (Path file : files.filter(file -> file.toString().matches(".*\\.(txt|err|rc|log|csv|json)")).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The guide's services, on all addresses. All speak HTTP: of one that says nothing, only the connections that
     * {@code netstat} shows tell whether a phone got through, and what stands in for it there shows none.
     */
    void serve() {
        serve(PORTS);
    }

    void serve(List<Integer> ports) {
        List<Integer> missing = ports.stream().filter(port -> !listening(port)).toList();
        write("C:\\www\\index.html", "ok").write("C:\\www\\health", "ok");
        Path log = folder.resolve("services.log");
        for (int port : missing) {
            network.start(log, "busybox", "httpd", "-f", "-p", Integer.toString(port), "-h",
                    at("C:\\www").toString());
        }
        Wait.until("the services", LIMIT, () -> missing.stream().allMatch(this::listening));
    }

    private boolean listening(int port) {
        return network.must("ss", "-Hltn").contains(":" + port + " ");
    }

    /** How often PowerShell was started since the last time that this was asked. */
    int powerShellStarts() {
        int starts = (int) read("C:\\bench\\powershell.log").lines().count();
        try {
            Files.deleteIfExists(at("C:\\bench\\powershell.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return starts;
    }

    /** A script of the runbook as {@code java} starts it, the words of Wine left out of what it wrote. */
    Result script(Class<?> script, String... args) {
        return script(Map.of(), script, args);
    }

    Result script(Map<String, String> environment, Class<?> script, String... args) {
        return run(environment, java(script, args));
    }

    /** The words that start a class of this project on that Windows. */
    List<String> java(Class<?> main, String... args) {
        return Stream.of(List.of(JAVA), JAVA_OPTIONS, List.of("-cp", classPath, main.getName()), List.of(args))
                .flatMap(List::stream).toList();
    }

    /** The same as a line of {@code cmd.exe}; of all these words, none has a blank or a sign. */
    String commandLine(Class<?> main, String... args) {
        return String.join(" ", java(main, args));
    }

    Result run(String... words) {
        return run(Map.of(), List.of(words));
    }

    /** The same machine, whose user has gone to another folder. */
    WindowsMachine in(String place) {
        return new WindowsMachine(folder, prefix, classPath, network, phone, place);
    }

    Result run(Map<String, String> environment, List<String> words) {
        Ran ran = network.run(words(environment, words), LIMIT);
        Result all = Result.of(ran);
        return all.exit() < 0 ? all : new Result(all.exit(), text(ran.out()), ofTheProgram(text(ran.err())));
    }

    /** A program of Windows writes to a pipe in the ANSI code page of its system, unless it means UTF-8. */
    static String text(byte[] said) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(said)).toString();
        } catch (CharacterCodingException e) {
            return new String(said, ANSI);
        }
    }

    static String ofTheProgram(String err) {
        return err.replaceAll(OF_WINE, "");
    }

    /** Starts a program that a test goes on beside. */
    WindowsProcess start(Map<String, String> environment, List<String> words) {
        return WindowsProcess.start(this, words(environment, words));
    }

    /** Ends all processes of that name, as when the power fails. */
    void killAll(String program) {
        for (String pid : network.run("pgrep", "-f", program.replace(".", "\\.")).outText().lines().toList()) {
            network.run("kill", "-KILL", pid);
        }
    }

    /** @param environment on top of what it has; Wine sets LOCALAPPDATA and its like itself, see {@code with.exe} */
    private List<String> words(Map<String, String> environment, List<String> words) {
        var all = environment(environment);
        all.add("wine");
        all.addAll(words);
        return all;
    }

    /**
     * What each program of Wine is started with. Its loader lies at 0x7d000000, and Linux puts the heap anywhere in the
     * GiB above that: once in some 8,000 starts upon 0x7ffe0000, where Windows has the data that all processes share.
     * Wine ends then, with 1 and, as it is not to say anything, without a word; where a program of Windows started it,
     * that one gets error 1359. Without randomization the heap lies right behind the loader.
     */
    private List<String> environment(Map<String, String> more) {
        // The engine lives for seconds: to measure what it runs, for a better compilation later, costs a quarter of them.
        var variables = new HashMap<>(Map.of("DOTNET_TieredPGO", "0", "WINEPREFIX", prefix.toString(),
                "WINEDEBUG", "-all", "WINEDLLOVERRIDES", "mshtml=", "LC_ALL", "C.UTF-8", "NO_COLOR", "1",
                "COLUMNS", "200"));
        variables.putAll(more);
        var all = new ArrayList<>(List.of("setarch", "--addr-no-randomize", "env", "-C", at(here).toString(), "-u", "JAVA_TOOL_OPTIONS",
                "-u", "JDK_JAVA_OPTIONS", "-u", "JBANG_DIR", "-u", "JBANG_CACHE_DIR", "-u", "JBANG_REPO"));
        all.addAll(variables.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).sorted()
                .collect(Collectors.toList()));
        return all;
    }

    ScheduledTasks tasks() {
        return new ScheduledTasks(this);
    }

    WindowsRegistry registry() {
        return new WindowsRegistry(this);
    }

    @Override
    public void close() {
        network.run(Stream.concat(environment(Map.of()).stream(), Stream.of("wineserver", "-k")).toList(), LIMIT);
        phone.close();
        network.close();
    }
}
