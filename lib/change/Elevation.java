package change;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import process.Os;
import process.Shell;

/**
 * The command line that runs this very program again, with the rights of an administrator. It names the Java and the
 * jars that run now, since sudo keeps neither the PATH nor the home folder where JBang and its cache are, and JBang run
 * by root would fill the user's cache with files that are not the user's any more.
 */
public record Elevation(Os os, String java, String classPath, String mainClass) {

    /** How this process was started. */
    public static Elevation ofThisProcess(Class<?> script) {
        Optional<String> running = ProcessHandle.current().info().command();
        String java = running.orElseGet(() -> Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return new Elevation(Os.current(), java, System.getProperty("java.class.path"), script.getName());
    }

    /** The same command with {@code --apply}, for the machine itself: a recording cannot be changed. */
    public static String applying(String script, List<String> args) {
        var words = new ArrayList<>(List.of("jbang", script));
        for (int i = 0; i < args.size(); i++) {
            String option = args.get(i).replaceFirst("=.*", "");
            if (option.equals("--replay") || option.equals("--record")) {
                i += args.get(i).contains("=") ? 0 : 1;
            } else if (!option.equals("--raw")) {
                words.add(args.get(i));
            }
        }
        words.add("--apply");
        return (Os.current() == Os.WINDOWS ? Shell.POWERSHELL : Shell.BASH).line(words);
    }

    /** To paste into bash as the user, or on Windows into a PowerShell that was started as administrator. */
    public String line(List<String> args) {
        var words = new ArrayList<String>();
        if (os != Os.WINDOWS) {
            words.add("sudo");
        }
        words.addAll(List.of(java, "-cp", classPath, mainClass));
        words.addAll(args);
        return (os == Os.WINDOWS ? Shell.POWERSHELL : Shell.BASH).line(words);
    }
}
