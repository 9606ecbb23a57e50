package powershell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import powershell.Cmdlets.Cmdlet;

/**
 * Commands against Microsoft's reference: the cmdlet exists in 5.1, its parameters exist under their whole names,
 * enumerations have values that are allowed, switches have none. Aliases are no names.
 */
final class CallCheck {
    /** Programs of Windows, and the tools that the guide is about. Not {@code curl}: 5.1 has an alias of that name. */
    private static final Set<String> PROGRAMS = Set.of("jbang", "jbang.cmd", "powershell.exe", "docker", "netsh",
            "netsh.exe", "net", "net.exe", "wsl", "wsl.exe", "ipconfig", "ipconfig.exe", "ping.exe", "curl.exe",
            "winget", "adb", "flutter", "python", "uvicorn", "schtasks.exe", "schtasks", ".\\configure_firewall.ps1");

    private CallCheck() { }

    static List<String> complaints(Tree tree) {
        Set<String> own = tree.all("function_name").map(Tree::text).collect(Collectors.toSet());
        return Call.in(tree).filter(call -> call.operator().isEmpty() && !own.contains(call.name()))
                .filter(call -> !PROGRAMS.contains(call.name()))
                .flatMap(call -> Cmdlets.find(call.name()).map(cmdlet -> of(call, cmdlet, tree))
                        .orElseGet(() -> List.of("no cmdlet " + call.name())).stream()
                        .map(what -> what + " (" + call.node().where() + ")"))
                .toList();
    }

    private static List<String> of(Call call, Cmdlet cmdlet, Tree tree) {
        var wrong = new ArrayList<String>();
        var given = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        Optional<Call.Parameter> open = Optional.empty();
        int positional = 0;
        for (Call.Word word : call.words()) {
            switch (word) {
                case Call.Parameter parameter -> {
                    open.ifPresent(before -> wrong.add("-" + before.name() + " has no value"));
                    if (!given.add(parameter.name())) {
                        wrong.add("-" + parameter.name() + " twice");
                    }
                    boolean bare = cmdlet.isSwitch(parameter.name());
                    if (!bare && !cmdlet.takesValue(parameter.name())) {
                        wrong.add(call.name() + " has no parameter -" + parameter.name());
                    }
                    if (bare && parameter.glued()) {
                        wrong.add("switch -" + parameter.name() + " is given a value");
                    }
                    open = bare ? Optional.empty() : Optional.of(parameter);
                }
                case Call.Value(Tree value) when value.text().startsWith("@") && value.is("variable") ->
                    splatted(value, tree).forEach(entry -> {
                        given.add(entry.key());
                        wrong.addAll(value(call, cmdlet, entry.key(), entry.value()));
                    });
                case Call.Value(Tree value) -> {
                    if (open.isPresent()) {
                        wrong.addAll(value(call, cmdlet, open.get().name(), value));
                    } else {
                        positional++;
                    }
                    open = Optional.empty();
                }
            }
        }
        open.ifPresent(before -> wrong.add("-" + before.name() + " has no value"));
        if (positional > cmdlet.positional()) {
            wrong.add(call.name() + " takes " + cmdlet.positional() + " values without a parameter's name, not "
                    + positional);
        }
        return wrong;
    }

    private static List<String> value(Call call, Cmdlet cmdlet, String parameter, Tree value) {
        if (!cmdlet.takesValue(parameter)) {
            return List.of(call.name() + " has no parameter -" + parameter + " that takes a value");
        }
        List<String> allowed = cmdlet.allowed(parameter).orElse(List.of());
        return allowed.isEmpty() ? List.of() : value.elements().stream().flatMap(each -> each.literal().stream())
                .filter(each -> allowed.stream().noneMatch(each::equalsIgnoreCase))
                .map(each -> "-" + parameter + " cannot be " + each + ", only " + allowed).toList();
    }

    private record Entry(String key, Tree value) { }

    /** {@code New-NetFirewallRule @rule}: what the table that {@code $rule} was last set to holds. */
    private static Stream<Entry> splatted(Tree variable, Tree tree) {
        String name = "$" + variable.text().substring(1);
        return tree.all("assignment_expression").filter(node -> node.children().getFirst().text().equals(name))
                .flatMap(node -> node.all("hash_literal_body").limit(1))
                .flatMap(body -> body.children().stream()).filter(node -> node.is("hash_entry"))
                .map(entry -> new Entry(entry.children().getFirst().text(), only(entry.children().getLast())));
    }

    /** The one thing that a pipeline is. */
    private static Tree only(Tree node) {
        return node.is("pipeline", "pipeline_chain") ? only(node.children().getFirst()) : node;
    }
}
