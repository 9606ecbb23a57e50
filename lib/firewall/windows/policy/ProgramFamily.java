package firewall.windows.policy;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether two programs are the same one in another version or another place, or parts of one product:
 * {@code C:\Program Files\nodejs\node.exe} and {@code C:\tools\node22.exe}; {@code ...\Docker\Docker Desktop.exe} and
 * {@code ...\Docker\resources\com.docker.backend.exe}.
 */
final class ProgramFamily {
    /** What a file's name has besides: {@code pythonw3.11.exe}, {@code idea64.exe}. */
    private static final Pattern ENDING = Pattern.compile("w?[-_.\\d]*(\\.exe)?$");

    /** Folders with fewer steps hold products of many makers. */
    private static final int OF_ONE_PRODUCT = 4;

    private ProgramFamily() { }

    static boolean holds(String one, String other) {
        String first = one.strip().toLowerCase(Locale.ROOT).replace('/', '\\');
        String second = other.strip().toLowerCase(Locale.ROOT).replace('/', '\\');
        String name = stem(first);
        return !name.isEmpty() && name.equals(stem(second)) || within(first, folder(second))
                || within(second, folder(first));
    }

    private static String stem(String path) {
        return ENDING.matcher(path.substring(path.lastIndexOf('\\') + 1)).replaceFirst("");
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('\\') + 1);
    }

    private static boolean within(String path, String folder) {
        return folder.chars().filter(sign -> sign == '\\').count() >= OF_ONE_PRODUCT && path.startsWith(folder);
    }
}
