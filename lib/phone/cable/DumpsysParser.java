package phone.cable;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import phone.cable.AppPackage.Permission;
import phone.cable.AppPackage.Standing;

/**
 * Reads what {@code dumpsys package} prints of one app, of Android 10 to 17:
 * <pre>
 *   Package [com.example.app] (292ed35):
 *     versionCode=1 minSdk=24 targetSdk=37
 *     requested permissions:
 *       android.permission.INTERNET
 *     install permissions:
 *       android.permission.INTERNET: granted=true
 *     User 0: ceDataInode=311793 installed=true hidden=false
 *       runtime permissions:
 *         android.permission.ACCESS_LOCAL_NETWORK: granted=false, flags=[ USER_SET]
 * </pre>
 * What an app is granted for all users stands under {@code install permissions}, the rest with each user of the phone.
 */
public final class DumpsysParser {

    /** A busy app has some thousand lines, a whole phone some hundred thousand. */
    private static final int MOST_LINES = 500_000;

    private static final int LONGEST = 2000;

    private static final int MOST_USERS = 100;

    private static final Pattern TARGET = Pattern.compile("\\btargetSdk=(\\d{1,5})\\b");
    private static final Pattern USER = Pattern.compile("User (\\d{1,6}):(.*)");
    private static final Pattern HEADING = Pattern.compile("(requested|install|runtime|declared) permissions:");
    private static final Pattern ITEM = Pattern.compile("([A-Za-z0-9_]++(?:\\.[A-Za-z0-9_]++)+)(?:[:,](.*))?");

    /** What one user of the phone has granted; for all of them where it stands before the first one. */
    private static final class User {
        private final Map<Permission, Boolean> granted = new EnumMap<>(Permission.class);
        private boolean installed = true;
    }

    private final Set<Permission> requested = new HashSet<>();
    private final User everybody = new User();
    private final Map<Integer, User> users = new HashMap<>();
    private User user = everybody;
    private String section = "";
    private OptionalInt target = OptionalInt.empty();
    private boolean shared;

    private DumpsysParser() { }

    /** Empty where it says nothing of this app; also where no user of the phone has it any more. */
    public static Optional<AppPackage> parse(String printed, AppId id) {
        String heading = "Package [" + id.text() + "]";
        Iterator<String> lines = printed.lines().limit(MOST_LINES)
                .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) : line).iterator();
        while (lines.hasNext()) {
            if (lines.next().strip().startsWith(heading)) {
                var parser = new DumpsysParser();
                parser.readUntilTheNext(lines);
                return parser.told();
            }
        }
        return Optional.empty();
    }

    /** What belongs to the app stands further to the right than its heading, without an empty line between. */
    private void readUntilTheNext(Iterator<String> lines) {
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isBlank() || !line.startsWith("   ")) {
                return;
            }
            read(line.strip());
        }
    }

    private void read(String line) {
        Matcher heading = HEADING.matcher(line);
        Matcher somebody = USER.matcher(line);
        Matcher item = ITEM.matcher(line);
        if (heading.matches()) {
            section = heading.group(1);
        } else if (somebody.matches()) {
            section = "";
            user = users.size() < MOST_USERS
                    ? users.computeIfAbsent(Integer.valueOf(somebody.group(1)), any -> new User()) : new User();
            user.installed = !somebody.group(2).contains(" installed=false");
        } else if (item.matches() && !section.isEmpty()) {
            permission(item.group(1)).ifPresent(permission -> take(permission, item.group(2)));
        } else {
            section = "";
            // Its permissions stand with the group, behind all packages.
            shared |= line.startsWith("sharedUser=") && !line.equals("sharedUser=null");
            Matcher found = TARGET.matcher(line);
            if (target.isEmpty() && found.find()) {
                target = OptionalInt.of(Integer.parseInt(found.group(1)));
            }
        }
    }

    private static Optional<Permission> permission(String name) {
        return List.of(Permission.values()).stream().filter(each -> each.full().equals(name)).findFirst();
    }

    private void take(Permission permission, String rest) {
        if (section.equals("requested")) {
            requested.add(permission);
        } else if (!section.equals("declared") && rest != null && rest.contains("granted=")) {
            user.granted.put(permission, rest.contains("granted=true"));
        }
    }

    private Optional<AppPackage> told() {
        List<User> having = users.values().stream().filter(each -> each.installed).toList();
        if (having.isEmpty() && !users.isEmpty()) {
            return Optional.empty();
        }
        var standings = new EnumMap<Permission, Standing>(Permission.class);
        for (Permission permission : Permission.values()) {
            standings.put(permission, standing(permission, having.isEmpty() ? List.of(everybody) : having));
        }
        return Optional.of(new AppPackage(target, standings, AppPackage.Cleartext.UNREAD));
    }

    private Standing standing(Permission permission, List<User> having) {
        if (shared) {
            return Standing.UNREAD;
        }
        Standing none = requested.contains(permission) ? Standing.DENIED : Standing.NOT_REQUESTED;
        List<Standing> all = having.stream().map(each -> Optional.ofNullable(each.granted.get(permission))
                .or(() -> Optional.ofNullable(everybody.granted.get(permission)))
                .map(granted -> granted ? Standing.GRANTED : Standing.DENIED).orElse(none)).distinct().toList();
        return all.size() == 1 ? all.getFirst() : Standing.DIFFERS;
    }
}
