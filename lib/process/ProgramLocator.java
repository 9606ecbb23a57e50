package process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the program that a bare name means, so that no system has to. CreateProcess would look in the folder of Java
 * and in the current one before its own system folder, execvp wherever PATH leads; here the system folder of Windows
 * comes first, then the entries of PATH that are whole paths, and nothing else.
 *
 * <p>On Windows a name means a file {@code .exe}, as it does to CreateProcess. A {@code .cmd} or {@code .bat} is
 * started by cmd.exe, which reads its arguments once more and by other rules, so that an argument could become syntax.
 *
 * <p>Root starts by its name only what is {@link RootOwned}: sudo and su may leave it the PATH of another account. An
 * administrator's run on Windows starts what is {@link AdministratorsOwned}: it has the PATH of its account.
 *
 * @param folders     whole paths, in their order
 * @param relative    folders that are not searched: the current one, and what PATH has of this kind
 * @param environment what a program that is started must have so that it finds others in the same way
 * @param owner       what somebody else can change is not started
 */
public record ProgramLocator(Os os, List<String> folders, List<String> relative, Map<String, String> environment,
        ProgramOwner owner) {

    /**
     * Where Unix keeps the programs of its administrator (Filesystem Hierarchy Standard, "System binaries"). Debian
     * leaves these folders out of an ordinary user's PATH, and such a user may have iptables, nft and ss all the same.
     */
    private static final List<String> ADMINISTRATION = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    /** Its existence alone keeps CreateProcess and cmd from the current folder (NeedCurrentDirectoryForExePath). */
    private static final String NOT_HERE = "NoDefaultCurrentDirectoryInExePath";

    public ProgramLocator {
        folders = List.copyOf(folders);
        relative = List.copyOf(relative);
        environment = Map.copyOf(environment);
    }

    public static ProgramLocator ofThisProcess() {
        Map<String, String> variables = System.getenv();
        ProgramLocator programs = of(Os.current(), variables);
        return programs.of(ProgramOwner.ofThisProcess(), name(programs.os, variables, "PATH"));
    }

    /**
     * The same for somebody with more rights than others: what is started finds others only where nobody else can put
     * them.
     *
     * @param variable PATH as it is written there
     */
    ProgramLocator of(ProgramOwner only, String variable) {
        if (only == ProgramOwner.ANYBODY) {
            return this;
        }
        List<String> path = folders.stream().filter(folder -> path(folder).filter(whole ->
                Files.isDirectory(whole) && only.flaw(whole).isEmpty()).isPresent()).toList();
        var limited = new HashMap<>(environment);
        limited.put(variable, os == Os.WINDOWS ? String.join(";", path)
                : String.join(":", path.isEmpty() ? List.of("/usr/bin", "/bin") : path));
        return new ProgramLocator(os, folders, relative, limited, only);
    }

    public static ProgramLocator of(Os os, Map<String, String> variables) {
        return of(os, variables, SystemFolder.ofThisProcess());
    }

    /** @param systemFolder of Windows; of no account on another system */
    static ProgramLocator of(Os os, Map<String, String> variables, String systemFolder) {
        SearchPath path = SearchPath.of(os, Optional.ofNullable(variables.get(name(os, variables, "PATH"))));
        var must = new LinkedHashMap<String, String>();
        must.put("PATH", path.text(os));
        if (os == Os.WINDOWS) {
            must.put(NOT_HERE, "1");
            // Our PowerShell scripts, and any program, take Windows' own from the folders that these two name.
            must.put("SystemRoot", SystemFolder.windows(systemFolder));
            must.put("windir", SystemFolder.windows(systemFolder));
        }
        var environment = new LinkedHashMap<String, String>();
        must.forEach((name, value) -> {
            String key = name(os, variables, name);
            if (!value.equals(variables.get(key))) {
                environment.put(key, value);
            }
        });
        List<String> folders = Stream.concat(os == Os.WINDOWS ? Stream.of(systemFolder) : path.folders().stream(),
                (os == Os.WINDOWS ? path.folders() : ADMINISTRATION).stream()).distinct().toList();
        return new ProgramLocator(os, folders, Stream.concat(Stream.of("."), path.relative().stream()).distinct()
                .toList(), environment, ProgramOwner.ANYBODY);
    }

    /** What the system is given: the program by its whole path, so that no rule of the system's looks for it. */
    Optional<List<String>> words(Command command) {
        return find(command.program())
                .map(program -> Stream.concat(Stream.of(program.toString()), command.args().stream()).toList());
    }

    /** What it gets on top of this process's own. */
    Map<String, String> environment(Command command) {
        var all = new HashMap<>(environment);
        all.putAll(command.environment());
        return all;
    }

    /** What becomes of a command for which there are no {@link #words}. */
    Ran notFound(Command command) {
        return new Ran(command, new Ran.NotFound(leftOut(command.program())), new byte[0], new byte[0], Duration.ZERO);
    }

    /** As the variable is written: names have no case on Windows, where this one is Path. */
    private static String name(Os os, Map<String, String> variables, String name) {
        return os != Os.WINDOWS ? name
                : variables.keySet().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
    }

    /** Where a program of this name may lie, in the order in which it is looked for; whole paths all of them. */
    public List<Path> places(String program) {
        return folders.stream().flatMap(folder -> in(folder, program).stream()).toList();
    }

    /** A program by its name, or by its whole path; empty where there is none, and for a path that is not whole. */
    Optional<Path> find(String program) {
        if (program.matches(os == Os.WINDOWS ? ".*[/\\\\:].*" : ".*/.*")) {
            return path(program).filter(Path::isAbsolute);
        }
        return places(program).stream().filter(this::starts).filter(this::usable).findFirst();
    }

    /** Whether it may be started by its name, for where it lies. */
    public boolean usable(Path program) {
        return owner.flaw(program).isEmpty();
    }

    /**
     * A program of this name that is not started because of where it lies: by its whole path where somebody else can
     * change it, named as from here, {@code ./docker}, where the folder is not named by its whole path.
     */
    Optional<String> leftOut(String program) {
        Optional<String> others = places(program).stream().filter(this::starts).filter(found -> !usable(found))
                .map(Path::toString).findFirst();
        return others.isPresent() ? others : relative.stream().flatMap(folder -> in(folder, program).stream()).filter(this::starts)
                .map(Path::toString).findFirst();
    }

    private Optional<Path> in(String folder, String program) {
        boolean named = os != Os.WINDOWS || program.toLowerCase(Locale.ROOT).endsWith(".exe");
        return path(folder).map(found -> found.resolve(named ? program : program + ".exe"));
    }

    private boolean starts(Path file) {
        if (Files.isRegularFile(file)) {
            return Files.isExecutable(file);
        }
        try {
            // An app execution alias of Windows is a file that only CreateProcess can open.
            return os == Os.WINDOWS && Files.readAttributes(file, BasicFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS).isOther();
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            // A PATH may hold anything; what is no folder holds no program.
            return Optional.empty();
        }
    }
}
