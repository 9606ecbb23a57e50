package process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line that runs this very program again, with the rights of an administrator. It names the Java and the
 * jars that run now, since sudo keeps neither the PATH nor the home folder where JBang and its cache are, and JBang run
 * by root would fill the user's cache with files that are not the user's any more.
 */
public record ThisProgram(Os os, String java, String classPath, String mainClass) {
    /** Options that are followed by a file or a folder. */
    private static final List<String> FILES = List.of("--services", "--record", "--replay", "--log");
    private static final List<String> TIMES = List.of("--until", "--confirm-within", "--confirm-by-phone", "--port",
            "--phones");


    /** How this process was started. */
    public static ThisProgram ofThisProcess(Class<?> script) {
        Optional<String> running = ProcessHandle.current().info().command();
        String java = running.orElseGet(() -> Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String classPath = classPathOfThisProcess().stream().map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return new ThisProgram(Os.current(), java, classPath, script.getName());
    }

    /** What this process runs from, by whole paths. */
    public static List<Path> classPathOfThisProcess() {
        return classPath(System.getProperty("java.class.path"));
    }

    /** Java takes an empty entry for the current folder, where nothing of ours is: it is left out. */
    static List<Path> classPath(String entries) {
        return Stream.of(entries.split(File.pathSeparator)).filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry).toAbsolutePath()).toList();
    }

    /** The same command with {@code --apply}, for the machine itself: a recording cannot be changed. */
    public static String applying(String script, List<String> args) {
        return applying(script, args, List.of("--apply"));
    }

    /** The same that also outlasts a restart, without limits of time: what they were for is over. */
    public static String persisting(String script, List<String> args) {
        return applying(script, args, List.of("--apply", "--persist"));
    }

    private static String applying(String script, List<String> args, List<String> options) {
        var words = new ArrayList<>(List.of("jbang", script));
        for (int i = 0; i < args.size(); i++) {
            String option = args.get(i).replaceFirst("=.*", "");
            if (option.equals("--replay") || option.equals("--record")) {
                i += args.get(i).contains("=") ? 0 : 1;
            } else if (TIMES.contains(option) && options.size() > 1) {
                i += args.get(i).contains("=") ? 0 : 1;
            } else if (!option.equals("--raw") && !options.contains(option)) {
                words.add(args.get(i));
            }
        }
        words.addAll(options);
        return (Os.current() == Os.WINDOWS ? Shell.POWERSHELL : Shell.BASH).line(words);
    }

    /** The Java that opens no console window, where it stands beside the one that runs. */
    public String windowless() {
        String javaw = java.replaceFirst("(?i)\\bjava\\.exe$", "javaw.exe");
        return Files.isRegularFile(Path.of(javaw)) ? javaw : java;
    }

    /** The part of the command line up to the class, in the form that {@code java @file} reads. */
    public String argumentFile() {
        return Stream.of("-cp", classPath, mainClass)
                .map(word -> "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n")
                .collect(Collectors.joining());
    }

    /**
     * The arguments for the elevated process, which stands in another folder and may be another account: files by their
     * whole paths, nothing that is the first one's own business.
     */
    public static List<String> handedOn(List<String> args) {
        var words = new ArrayList<String>();
        List<String> all = wholePaths(args);
        for (int i = 0; i < all.size(); i++) {
            switch (all.get(i)) {
                case "--elevate", "--raw" -> { }
                case "--record" -> i++;
                default -> words.add(all.get(i));
            }
        }
        return words;
    }

    /** A PowerShell that was opened as administrator stands in System32, whatever folder its user comes from. */
    static List<String> wholePaths(List<String> args) {
        var words = new ArrayList<String>();
        for (int i = 0; i < args.size(); i++) {
            String[] parts = args.get(i).split("=", 2);
            boolean file = FILES.contains(parts[0]) && (parts.length == 2 || i + 1 < args.size());
            words.add(file ? parts[0] : args.get(i));
            if (file) {
                words.add(Path.of(parts.length == 2 ? parts[1] : args.get(++i)).toAbsolutePath().toString());
            }
        }
        return words;
    }

    /**
     * To paste into bash as the user, or on Windows into a PowerShell that was started as administrator. A recording is
     * not made anew: its folder is not empty any more.
     *
     * @param by           what gives these rights on Unix
     * @param argumentFile holds {@link #argumentFile()}; empty to name the class path in the line itself
     */
    public String line(RootProgram by, Optional<Path> argumentFile, List<String> args) {
        var words = new ArrayList<>(List.of(java));
        argumentFile.ifPresentOrElse(file -> words.add("@" + file),
                () -> words.addAll(List.of("-cp", classPath, mainClass)));
        words.addAll(handedOn(args));
        return os == Os.WINDOWS ? Shell.POWERSHELL.line(words) : by.line(words);
    }
}
