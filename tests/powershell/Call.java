package powershell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One command as it is written: which value belongs to which parameter is for the cmdlet to say.
 *
 * @param operator {@code &} or {@code .} where there is one
 * @param callee   the name, or the block or variable behind an operator
 * @param words    parameters and values in their order
 * @param piped    whether something is piped into it
 */
record Call(Tree node, Optional<String> operator, Tree callee, List<Word> words, boolean piped) {

    sealed interface Word { }

    /** @param glued whether a colon joins it to the value that follows */
    record Parameter(String name, boolean glued) implements Word { }

    record Value(Tree tree) implements Word { }

    static Stream<Call> in(Tree tree) {
        return tree.all("pipeline_chain").flatMap(Call::ofChain);
    }

    private static Stream<Call> ofChain(Tree chain) {
        return chain.children().stream().filter(node -> node.is("command"))
                .map(node -> of(node, chain.children().getFirst() != node));
    }

    private static Call of(Tree command, boolean piped) {
        var words = new ArrayList<Word>();
        for (Tree element : command.child("command_elements").map(Tree::children).orElse(List.of())) {
            switch (element.type()) {
                case "command_parameter" -> words.add(new Parameter(element.text().substring(1), false));
                case "command_argument_sep" -> {
                    if (element.text().equals(":") && words.getLast() instanceof Parameter(String name, boolean no)) {
                        words.set(words.size() - 1, new Parameter(name, true));
                    }
                }
                case "redirection" -> { }
                default -> words.add(new Value(element));
            }
        }
        Tree callee = command.child("command_name", "command_name_expr").orElseThrow();
        return new Call(command, command.child("command_invokation_operator").map(Tree::text),
                callee.is("command_name_expr") ? callee.children().getFirst() : callee, List.copyOf(words), piped);
    }

    String name() {
        return callee.text();
    }

    /** The value right behind a parameter. */
    Optional<Tree> value(String parameter) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i) instanceof Parameter(String name, boolean glued) && name.equalsIgnoreCase(parameter)
                    && words.get(i + 1) instanceof Value(Tree tree)) {
                return Optional.of(tree);
            }
        }
        return Optional.empty();
    }
}
