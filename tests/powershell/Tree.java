package powershell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node of a syntax tree with the text it was read from. Types are those of tree-sitter-powershell; a token of the
 * language is its own type, such as {@code "&&"}; what the grammar could not read is an {@code ERROR}, and what it had
 * to make up is {@code MISSING}.
 */
record Tree(String type, int start, int end, List<Tree> children, String source) {

    Tree {
        children = List.copyOf(children);
    }

    String text() {
        return source.substring(start, end);
    }

    boolean is(String... types) {
        return List.of(types).contains(type);
    }

    /** This node and all below it, in the order of the text. */
    Stream<Tree> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Tree::all));
    }

    Stream<Tree> all(String... types) {
        return all().filter(node -> node.is(types));
    }

    Optional<Tree> child(String... types) {
        return children.stream().filter(node -> node.is(types)).findFirst();
    }

    /** What a string in single quotes, a number or a bare word says; empty for what is worked out at run time. */
    Optional<String> literal() {
        return switch (type) {
            case "string_literal" -> text().startsWith("'")
                    ? Optional.of(text().substring(1, text().length() - 1).replace("''", "'"))
                    : text().contains("$") ? Optional.empty() : Optional.of(text().replace("\"", ""));
            case "generic_token", "integer_literal" -> Optional.of(text());
            default -> Optional.empty();
        };
    }

    /** The elements of a list with commas, with or without {@code @( )} around it; of anything else itself. */
    List<Tree> elements() {
        return switch (type) {
            case "array_literal_expression" -> children.stream().filter(node -> !node.is(",")).toList();
            case "array_expression" -> all("array_literal_expression").findFirst().map(Tree::elements)
                    .orElseGet(() -> all("string_literal", "integer_literal").limit(1).toList());
            default -> List.of(this);
        };
    }

    /** {@code line 3: the text}, for a complaint. */
    String where() {
        long line = source.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
        String first = text().lines().findFirst().orElse("");
        return "line " + line + ": " + (first.length() > 100 ? first.substring(0, 100) + "…" : first);
    }
}
