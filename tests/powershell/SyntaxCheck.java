package powershell;

import java.util.List;
import java.util.stream.Stream;

/**
 * The text is PowerShell 5.1 and nothing is missing in it. The grammar is that of PowerShell 7, so what came after 5.1
 * is looked for: {@code &&} and {@code ||} between pipelines (about_Pipeline_Chain_Operators).
 */
final class SyntaxCheck {
    private SyntaxCheck() { }

    static List<String> complaints(Tree tree) {
        return Stream.concat(
                tree.all().filter(node -> node.is("ERROR") || node.type().startsWith("MISSING"))
                        .map(node -> node.type() + " " + node.where()),
                Stream.concat(
                        tree.all("pipeline_chain_tail").map(node -> node.text() + " came with PowerShell 7"),
                        tree.all("try_statement")
                                .filter(node -> node.child("catch_clauses", "finally_clause").isEmpty())
                                .map(node -> "try without catch, " + node.where()))).toList();
    }
}
