package powershell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A script in its frame returns one table and nothing else: what a statement leaves on the pipeline would come before
 * it, and make a list of the answer. Commands that set or remove leave nothing (their pages, "Outputs").
 */
final class OutputCheck {
    private static final Set<String> VOID_METHODS = Set.of("WaitForExit");

    private OutputCheck() { }

    static List<String> complaints(Tree tree) {
        // The frame picks the script by its name.
        Tree scripts = tree.all("switch_statement").findFirst().orElse(tree);
        return Call.in(scripts).filter(call -> call.operator().isPresent()).map(Call::callee)
                .filter(callee -> callee.is("script_block_expression")).findFirst().stream()
                .flatMap(block -> of(block).stream()).toList();
    }

    private static List<String> of(Tree block) {
        Set<String> mute = block.all("function_statement").filter(function -> function.child("script_block").stream()
                        .flatMap(body -> statements(body, Set.of())).findAny().isEmpty())
                .map(function -> function.child("function_name").map(Tree::text).orElse("")).collect(Collectors.toSet());
        List<Tree> outputs = statements(block, mute).toList();
        var wrong = new ArrayList<String>();
        if (outputs.isEmpty() || !only(outputs.getLast()).is("hash_literal_expression")) {
            wrong.add("ends without a table");
        }
        outputs.stream().limit(Math.max(0, outputs.size() - 1))
                .forEach(node -> wrong.add("leaves something on the pipeline (" + node.where() + ")"));
        return wrong;
    }

    private static Stream<Tree> statements(Tree block, Set<String> mute) {
        return block.all("statement_list").findFirst().stream().flatMap(list -> outputs(list, mute));
    }

    /**
     * Functions and blocks in braces have a pipeline of their own, and so have assignments.
     *
     * @param mute functions of the text's own that leave nothing
     */
    private static Stream<Tree> outputs(Tree node, Set<String> mute) {
        return switch (node.type()) {
            case "pipeline" -> silent(only(node), mute) ? Stream.empty() : Stream.of(node);
            case "statement_list", "statement_block", "else_clause", "elseif_clauses", "elseif_clause", "catch_clauses",
                    "catch_clause", "finally_clause" -> node.children().stream().flatMap(child -> outputs(child, mute));
            case "if_statement", "foreach_statement", "while_statement", "try_statement" -> node.children().stream()
                    .filter(child -> !child.is("pipeline")).flatMap(child -> outputs(child, mute));
            default -> Stream.empty();
        };
    }

    private static boolean silent(Tree node, Set<String> mute) {
        return switch (node.type()) {
            case "assignment_expression", "post_increment_expression" -> true;
            case "command" -> node.text().matches("(?s)(Set|Remove)-.*")
                    || mute.contains(node.child("command_name").map(Tree::text).orElse(""));
            case "invokation_expression" -> VOID_METHODS.contains(node.child("member_name").map(Tree::text).orElse(""));
            default -> false;
        };
    }

    /** The last thing of a pipeline, from which its output comes. */
    private static Tree only(Tree node) {
        return node.is("pipeline", "pipeline_chain") ? only(node.children().getLast()) : node;
    }
}
