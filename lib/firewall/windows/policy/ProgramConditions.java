package firewall.windows.policy;

import firewall.Ternary;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The conditions of a rule on the process that listens: {@code App=%SystemRoot%\system32\svchost.exe},
 * {@code Svc=RpcSs}, {@code AppPkgId=S-1-15-2-...}.
 */
final class ProgramConditions {
    private static final Pattern VARIABLE = Pattern.compile("%([^%\\\\]+)%");
    private static final Pattern SHORT_NAME = Pattern.compile("([^~]{1,6})~\\d+(\\.[^.]*)?");

    private static final Pattern DRIVERS = Pattern.compile("(O:LS)?D:\\(A;;CC;;;(S-1-5-84-0-0-0-0-0|UD)\\)",
            Pattern.CASE_INSENSITIVE);

    /** The kernel's own listeners (HTTP.sys, SMB); netstat shows them as process 4. */
    private static final String KERNEL = "system";

    private ProgramConditions() { }

    /** True where nothing more can be learnt of the program: its whole path, or that it is the kernel. */
    static boolean known(Optional<String> program) {
        return program.filter(path -> path.indexOf('\\') >= 0 || plain(path).equals(KERNEL)).isPresent();
    }

    /**
     * {@code LUAuth}: whom the process runs as. One such list is everywhere in Windows' own rules: that of drivers
     * outside the kernel (USER_MODE_DRIVERS in MS-DTYP 2.4.2.4), which WUDFHost runs.
     */
    static Ternary localUser(String list, Optional<String> program) {
        boolean elsewhere = known(program) && !last(plain(program.get())).equals("wudfhost.exe");
        return elsewhere && DRIVERS.matcher(list).matches() ? Ternary.NO : Ternary.UNKNOWN;
    }

    /** @param environment names in lower case: what the firewall service expands in a path */
    static Ternary app(String app, Optional<String> program, Map<String, String> environment) {
        if (program.isEmpty()) {
            return Ternary.UNKNOWN;
        }
        if (clearlyAnother(app, program.get())) {
            return Ternary.NO;
        }
        String wanted = plain(expand(app, environment));
        String actual = plain(program.get());
        if (wanted.equals(actual)) {
            return Ternary.YES;
        }
        if (wanted.equals(KERNEL) || actual.equals(KERNEL)) {
            return Ternary.NO;
        }
        boolean wholePaths = wanted.matches("[a-z]:\\\\.*") && actual.matches("[a-z]:\\\\.*");
        if (!wholePaths) {
            // A bare name, an unknown variable or a device path: the file's name still tells most programs apart.
            return similar(last(wanted), last(actual)) == Ternary.NO ? Ternary.NO : Ternary.UNKNOWN;
        }
        String[] these = wanted.split("\\\\");
        String[] those = actual.split("\\\\");
        Ternary match = Ternary.of(these.length == those.length);
        for (int i = 0; i < Math.min(these.length, those.length); i++) {
            match = match.and(similar(these[i], those[i]));
        }
        return match;
    }

    /** Two whole paths that end in different names of files: true of most rules, and cheap to see. */
    private static boolean clearlyAnother(String app, String program) {
        int app0 = app.lastIndexOf('\\') + 1;
        int program0 = program.lastIndexOf('\\') + 1;
        return app0 > 0 && program0 > 0 && app.indexOf('~') < 0 && program.indexOf('~') < 0
                && app.indexOf('%', app0) < 0 && Character.isLetter(app.charAt(app.length() - 1))
                && Character.isLetter(program.charAt(program.length() - 1))
                && (app.length() - app0 != program.length() - program0
                        || !app.regionMatches(true, app0, program, program0, app.length() - app0));
    }

    /** A short (8.3) name such as {@code progra~1} may be any long name that begins alike. */
    private static Ternary similar(String one, String other) {
        if (one.equals(other)) {
            return Ternary.YES;
        }
        return mayShorten(one, other) || mayShorten(other, one) ? Ternary.UNKNOWN : Ternary.NO;
    }

    private static boolean mayShorten(String brief, String whole) {
        var parts = SHORT_NAME.matcher(brief);
        if (!parts.matches() || SHORT_NAME.matcher(whole).matches()) {
            return false;
        }
        String start = parts.group(1);
        String squeezed = whole.replaceAll("[ .]", "");
        // From the fifth file that begins alike, Windows keeps two letters only and makes up the rest.
        return squeezed.startsWith(start.substring(0, Math.min(2, start.length())));
    }

    /**
     * A rule for app packages speaks only for processes in an app container; these are installed in WindowsApps or
     * SystemApps, wherever those are. A bare file name does not tell.
     */
    static Ternary appPackage(Optional<String> program) {
        if (program.isEmpty()) {
            return Ternary.UNKNOWN;
        }
        String path = plain(program.get());
        if (path.equals(KERNEL)) {
            return Ternary.NO;
        }
        return path.indexOf('\\') < 0 || path.contains("\\windowsapps\\") || path.contains("\\systemapps\\")
                ? Ternary.UNKNOWN : Ternary.NO;
    }

    /**
     * A rule for a service speaks for no other process. What program each service runs is in the registry; a program
     * that runs many services (svchost) leaves it open which of them listens.
     *
     * @param images the command line of each service, by its name in lower case
     */
    static Ternary service(String service, Optional<String> program, Map<String, String> images,
            Map<String, String> environment) {
        if (program.isEmpty()) {
            return Ternary.UNKNOWN;
        }
        if (plain(program.get()).equals(KERNEL)) {
            return Ternary.NO;
        }
        String image = images.get(service.toLowerCase(Locale.ROOT));
        if (image == null) {
            return Ternary.UNKNOWN;
        }
        String runs = plain(expand(image, environment));
        String name = last(plain(program.get()));
        return runs.contains(name) ? Ternary.UNKNOWN : Ternary.NO;
    }

    /**
     * A rule for a service, and a process that is known to be one. Services of one group may share a process, whose
     * packets are then those of each of them; since Windows 10 1703 most have one of their own.
     */
    static Ternary sameService(String service, String own, Map<String, String> images) {
        if (service.equals("*") || service.equalsIgnoreCase(own)) {
            return Ternary.YES;
        }
        String image = images.get(service.toLowerCase(Locale.ROOT));
        String ours = images.get(own.toLowerCase(Locale.ROOT));
        return image == null || ours == null || plain(image).equals(plain(ours)) ? Ternary.UNKNOWN : Ternary.NO;
    }

    /** Variables that are not known stay as they are. */
    static String expand(String path, Map<String, String> environment) {
        return VARIABLE.matcher(path).replaceAll(found -> Matcher.quoteReplacement(
                environment.getOrDefault(found.group(1).toLowerCase(Locale.ROOT), found.group())));
    }

    private static String plain(String path) {
        String plain = path.strip().toLowerCase(Locale.ROOT).replace('/', '\\').replace("\"", "");
        return plain.startsWith("\\\\?\\") ? plain.substring(4) : plain;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('\\') + 1);
    }
}
