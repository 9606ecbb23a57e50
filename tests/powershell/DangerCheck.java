package powershell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What must never be written, whatever the table of cmdlets says. Without a criterion Remove-NetFirewallRule removes
 * every local rule, and Set-, Enable- and Disable-NetFirewallRule change every one (NetSecurity, example 1 of each).
 */
final class DangerCheck {
    private static final Set<String> CHANGERS = Set.of("Remove-NetFirewallRule", "Set-NetFirewallRule",
            "Enable-NetFirewallRule", "Disable-NetFirewallRule");
    /** Text that becomes code, and what anti-virus programs look for. */
    private static final Pattern SUSPICIOUS = Pattern.compile("(?i)\\biex\\b|invoke-expression|invoke-command|add-type"
            + "|-encodedcommand|\\bbypass\\b|frombase64|downloadstring|invoke-webrequest|invoke-restmethod"
            + "|\\[scriptblock]|\\.invokescript\\(|windowstyle\\s+hidden");
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[\\]]");
    /** A program of Windows by its place. */
    private static final Pattern OF_WINDOWS = Pattern.compile("\\(\\$(env:SystemRoot|root) \\+ '\\\\System32\\\\"
            + "(WindowsPowerShell\\\\v1\\.0\\\\)?[a-z]+\\.exe'\\)");
    private static final String GUARD = " -notmatch '\\A[A-Za-z0-9{}_-]+\\z') { throw ";

    private DangerCheck() { }

    static List<String> complaints(Tree tree) {
        var wrong = new ArrayList<String>();
        SUSPICIOUS.matcher(tree.source()).results().forEach(found -> wrong.add("never " + found.group()));
        Call.in(tree).forEach(call -> {
            call.operator().ifPresent(operator -> {
                boolean block = operator.equals("&") && call.callee().is("script_block_expression");
                if (!block && call.callee().literal().isEmpty()
                        && !OF_WINDOWS.matcher(call.callee().text()).matches() && !isBlock(call.callee(), tree)) {
                    wrong.add(operator + " runs what is not known here (" + call.node().where() + ")");
                }
            });
            if (CHANGERS.contains(call.name()) && !named(call, tree)) {
                wrong.add(call.name() + " could take every rule (" + call.node().where() + ")");
            }
        });
        return wrong;
    }

    /** A parameter of a function that is given a block in braces wherever it is called. */
    private static boolean isBlock(Tree callee, Tree tree) {
        List<Tree> functions = tree.all("function_statement").filter(function -> function.start() <= callee.start()
                && callee.end() <= function.end()).toList();
        List<Tree> parameters = functions.stream().flatMap(function -> function.all("script_parameter")).toList();
        String name = functions.stream().flatMap(function -> function.child("function_name").stream()).map(Tree::text)
                .findFirst().orElse("");
        List<Call> calls = Call.in(tree).filter(call -> call.name().equals(name)).toList();
        return !calls.isEmpty() && IntStream.range(0, parameters.size())
                .filter(i -> parameters.get(i).text().equals(callee.text()))
                .anyMatch(i -> calls.stream().allMatch(call -> call.words().size() > i
                        && call.words().get(i) instanceof Call.Value(Tree value)
                        && value.is("script_block_expression")));
    }

    private static boolean named(Call call, Tree tree) {
        if (!call.name().startsWith("Remove-") && (call.piped() || call.value("InputObject").isPresent())) {
            return true;
        }
        var criteria = List.of("Name", "DisplayName").stream().flatMap(name -> call.value(name).stream()).toList();
        return !call.piped() && criteria.size() == 1 && (criteria.getFirst().is("variable")
                ? guarded(criteria.getFirst(), call, tree)
                : criteria.getFirst().literal().filter(name -> !name.isBlank() && !WILDCARD.matcher(name).find())
                        .isPresent());
    }

    /** The variable is set once, and right behind that the script ends unless it is one plain name. */
    private static boolean guarded(Tree variable, Call call, Tree tree) {
        var sets = tree.all("assignment_expression")
                .filter(node -> node.children().getFirst().text().equalsIgnoreCase(variable.text())).toList();
        int guard = tree.source().indexOf("if (" + variable.text() + GUARD);
        return sets.size() == 1 && tree.source().substring(sets.getFirst().end()).stripLeading()
                .startsWith("if (" + variable.text() + GUARD) && guard < call.node().start();
    }
}
