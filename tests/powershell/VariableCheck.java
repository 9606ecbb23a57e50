package powershell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Every variable that is read is set somewhere, and every one that is set is read: a slip of the pen shows so. */
final class VariableCheck {
    /** about_Automatic_Variables and about_Preference_Variables, 5.1; not {@code $IsWindows}, which came later. */
    private static final Set<String> KNOWN = Set.of("_", "psitem", "null", "true", "false", "matches", "error", "home",
            "args", "input", "pid", "psversiontable", "psboundparameters", "pscmdlet", "this", "lastexitcode",
            "executioncontext", "erroractionpreference", "progresspreference", "warningpreference",
            "confirmpreference");
    /** What the frame gives to every script, whether it has a use for it or not. */
    private static final String DATA = "data";

    /** All parameters at once. */
    private static final String PARAMETERS = "psboundparameters";
    private static final Pattern IN_A_WORD = Pattern.compile("\\$(\\w+)");

    private VariableCheck() { }

    static List<String> complaints(Tree tree) {
        var set = new HashSet<String>();
        var setAt = new TreeMap<Integer, String>();
        tree.all("assignment_expression", "foreach_statement", "script_parameter").forEach(node -> targets(node)
                .stream().filter(target -> !target.text().contains(":"))
                .forEach(target -> setAt.put(target.start(), name(target))));
        set.addAll(setAt.values());
        var read = new HashSet<String>();
        var wrong = new ArrayList<String>();
        tree.all("variable").filter(node -> !node.text().contains(":") && !setAt.containsKey(node.start()))
                .forEach(node -> {
                    read.add(name(node));
                    if (!set.contains(name(node)) && !KNOWN.contains(name(node))) {
                        wrong.add(node.text() + " is never set (" + node.where() + ")");
                    }
                });
        // As in connectaddress=$wsl: one word for the grammar, and PowerShell puts the value in.
        tree.all("generic_token").flatMap(node -> IN_A_WORD.matcher(node.text()).results())
                .forEach(found -> read.add(found.group(1).toLowerCase(Locale.ROOT)));
        if (read.contains(PARAMETERS)) {
            tree.all("script_parameter").flatMap(node -> targets(node).stream()).forEach(node -> read.add(name(node)));
        }
        set.stream().filter(name -> !read.contains(name) && !KNOWN.contains(name) && !name.equals(DATA)).sorted()
                .forEach(name -> wrong.add("$" + name + " is set and never read"));
        return wrong;
    }

    /** {@code $a}, {@code [int]$a} and {@code $a, $b} are set; of {@code $a.b} and {@code $a['b']} a part is. */
    private static List<Tree> targets(Tree node) {
        return switch (node.type()) {
            case "assignment_expression" -> node.children().getFirst().all("member_access", "element_access")
                    .findAny().isPresent() || !node.children().get(1).text().equals("=") ? List.of()
                            : node.children().getFirst().all("variable").toList();
            default -> node.children().stream().filter(child -> child.is("variable")).limit(1).toList();
        };
    }

    private static String name(Tree variable) {
        return variable.text().replaceAll("[$@{}]", "").toLowerCase(Locale.ROOT);
    }
}
