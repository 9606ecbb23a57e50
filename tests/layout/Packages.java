package layout;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The top-level packages of what is shipped, and which of them uses which, as the code says.
 *
 * @param uses   for each package all others that its code names
 * @param inside for each package the packages below it, without the name in front: {@code linux.nft} of {@code firewall}
 */
record Packages(Map<String, Set<String>> uses, Map<String, Set<String>> inside) {

    /** An import, or a name spelled out in the code: {@code package.Type}. */
    private static final Pattern USE = Pattern.compile("(?<![\\w.])([a-z]\\w*)(?:\\.[a-z]\\w*)*\\.[A-Z]\\w*");

    static Packages shipped() {
        var named = new TreeMap<String, Set<String>>();
        var inside = new TreeMap<String, Set<String>>();
        for (Source source : Source.shipped()) {
            String[] name = source.packageName().split("\\.", 2);
            Set<String> below = inside.computeIfAbsent(name[0], any -> new TreeSet<>());
            if (name.length > 1) {
                below.add(name[1]);
            }
            Set<String> used = named.computeIfAbsent(name[0], any -> new TreeSet<>());
            USE.matcher(source.code()).results().map(found -> found.group(1)).forEach(used::add);
        }
        named.forEach((user, used) -> {
            used.retainAll(named.keySet());
            used.remove(user);
        });
        return new Packages(named, inside);
    }

    /**
     * 1 for a package that uses no other; otherwise one more than the highest floor that it uses.
     *
     * @throws IllegalStateException where packages use each other in a circle
     */
    int floor(String name) {
        return floor(new TreeMap<>(), List.of(), name);
    }

    private int floor(Map<String, Integer> known, List<String> users, String name) {
        if (users.contains(name)) {
            throw new IllegalStateException("a circle: " + String.join(" uses ", users) + " uses " + name);
        }
        Integer floor = known.get(name);
        if (floor == null) {
            List<String> above = Stream.concat(users.stream(), Stream.of(name)).toList();
            floor = 1 + uses.get(name).stream().mapToInt(used -> floor(known, above, used)).max().orElse(0);
            known.put(name, floor);
        }
        return floor;
    }

    /** From the ground up. */
    List<List<String>> floors() {
        Map<Integer, List<String>> floors = uses.keySet().stream()
                .collect(Collectors.groupingBy(this::floor, TreeMap::new, Collectors.toList()));
        return List.copyOf(floors.values());
    }

    /** What a package uses and no other that it uses does: the arrows that do not follow from others. */
    Set<String> usesDirectly(String name) {
        Set<String> throughOthers = uses.get(name).stream().map(this::reached).flatMap(Collection::stream)
                .collect(Collectors.toSet());
        var direct = new TreeSet<>(uses.get(name));
        direct.removeAll(throughOthers);
        return direct;
    }

    private Set<String> reached(String name) {
        var reached = new TreeSet<>(uses.get(name));
        uses.get(name).forEach(used -> reached.addAll(reached(used)));
        return reached;
    }
}
