package host.linux;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What sysfs tells of an adapter that the kernel's own table names no kind of.
 *
 * @param seen    {@code /sys/class/net/NAME} is there to be read
 * @param type    DEVTYPE in its {@code uevent}: {@code wlan}, {@code wwan}, {@code bridge}; empty for Ethernet
 * @param driver  DRIVER in its {@code device/uevent}: {@code e1000e}, {@code rndis_host}; empty without hardware
 */
public record DeviceFiles(boolean seen, String type, String driver) {

    public static final DeviceFiles NONE = new DeviceFiles(false, "", "");

    private static final Pattern ACCESS_POINT = Pattern.compile("\\bInterface (\\S+)\\s(?:(?!\\bInterface ).)*?"
            + "\\btype AP\\b", Pattern.DOTALL);

    /** The value of one line {@code KEY=value} of a uevent file; empty where it has none. */
    public static String value(String uevent, String key) {
        return uevent.lines().filter(line -> line.startsWith(key + "=")).findFirst()
                .map(line -> line.substring(key.length() + 1).strip()).orElse("");
    }

    /**
     * The Wi-Fi adapters that others join, from {@code iw dev}:
     * <pre>
     *         Interface ap0
     *                 ifindex 5
     *                 type AP
     * </pre>
     */
    public static Set<String> accessPoints(String text) {
        return ACCESS_POINT.matcher(text).results().map((MatchResult found) -> found.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }
}
