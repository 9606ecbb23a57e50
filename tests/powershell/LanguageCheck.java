package powershell;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a constrained language forbids stands only where the mode has been looked at, or where a catch does something
 * about it: there, methods of other types than the core ones, objects of .NET and settings of a type are errors
 * (about_Language_Modes). An empty catch would hide that something is never known there.
 */
final class LanguageCheck {
    private static final String FULL = "$mode -eq 'FullLanguage'";
    private static final String NOT_FULL = "$mode -ne 'FullLanguage'";

    /** Methods of strings and moments, which are core types; of any type there is ToString. */
    private static final Set<String> CORE = Set.of("Trim", "Substring", "ToLowerInvariant", "ToString");

    private LanguageCheck() { }

    static List<String> complaints(Tree tree) {
        List<Tree> guarded = tree.all("if_statement", "try_statement").flatMap(LanguageCheck::guarded).toList();
        return forbidden(tree).filter(node -> guarded.stream()
                        .noneMatch(block -> block.start() <= node.start() && node.end() <= block.end()))
                .map(node -> "not in a constrained language: " + node.where()).toList();
    }

    private static Stream<Tree> forbidden(Tree tree) {
        return Stream.of(
                tree.all("invokation_expression").filter(node -> node.child("::").isPresent()
                        || !CORE.contains(node.child("member_name").map(Tree::text).orElse(""))),
                tree.all("left_assignment_expression").filter(node -> node.all("::").findAny().isPresent()),
                Call.in(tree).filter(call -> call.name().equals("New-Object")).map(Call::node))
                .flatMap(nodes -> nodes);
    }

    private static Stream<Tree> guarded(Tree node) {
        boolean empty = node.child("catch_clauses").filter(clauses -> clauses.all("statement_list").findAny()
                .isPresent()).isEmpty();
        String condition = node.child("pipeline").map(Tree::text).orElse("");
        return node.is("try_statement") ? node.child("statement_block").filter(block -> !empty).stream()
                : condition.equals(FULL) ? node.child("statement_block").stream()
                : condition.equals(NOT_FULL) ? node.child("else_clause").stream() : Stream.empty();
    }
}
