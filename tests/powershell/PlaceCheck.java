package powershell;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A script of ours, which may run as administrator, starts a program only from the system folder: a bare name is looked
 * for in every folder of PATH. {@code Exec} sets SystemRoot anew for whatever it starts, so that nobody else does.
 */
final class PlaceCheck {
    private PlaceCheck() { }

    static List<String> complaints(Tree tree) {
        Set<String> own = tree.all("function_name").map(Tree::text).collect(Collectors.toSet());
        return Call.in(tree).filter(call -> call.operator().isEmpty() ? !own.contains(call.name())
                && Cmdlets.find(call.name()).isEmpty()
                : call.callee().literal().isPresent())
                .map(call -> "a program by a bare name: " + call.name() + " (" + call.node().where() + ")").toList();
    }
}
