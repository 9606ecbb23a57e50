package inventory.compose;

import inventory.InventoryProblem;
import inventory.Mistakes;
import inventory.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import text.Message;

/** Copies out of one file's tree what a {@link Shape} asks for, with variables in place. */
final class Excerpt {
    /** More than any project holds; a list of aliases of lists of aliases reaches it in a few lines. */
    private static final int MOST = 200_000;

    private final Interpolation variables;
    private final Notes notes;
    private int copied;

    Excerpt(Interpolation variables, Notes notes) {
        this.variables = variables;
        this.notes = notes;
    }

    Yaml of(Yaml node, Shape shape) throws InventoryProblem {
        if (++copied > MOST) {
            throw Mistakes.at(node.place(), Message.of("inventory.compose-too-much"));
        }
        return switch (node) {
            case Yaml.Text text -> text(text);
            case Yaml.Tagged(Yaml.Merging tag, Yaml value) -> new Yaml.Tagged(tag, of(value, shape));
            case Yaml.Items(List<Yaml> values, Yaml.Place place) -> {
                if (shape.items().isEmpty()) {
                    throw Mistakes.at(place, Message.of("inventory.compose-no-list"));
                }
                var items = new ArrayList<Yaml>();
                for (Yaml value : values) {
                    items.add(of(value, shape.items().get()));
                }
                yield new Yaml.Items(items, place);
            }
            case Yaml.Fields fields -> fields(fields, shape);
        };
    }

    private Yaml.Fields fields(Yaml.Fields mapping, Shape shape) throws InventoryProblem {
        if (shape.fields().isEmpty()) {
            throw Mistakes.at(mapping.place(), Message.of("inventory.compose-no-mapping"));
        }
        requireOnce(mapping);
        var fields = new ArrayList<Yaml.Field>();
        for (Yaml.Field field : mapping.fields()) {
            Shape known = shape.fields().get(field.key().value());
            if (known != null) {
                fields.add(new Yaml.Field(field.key(), of(field.value(), known)));
            }
        }
        return new Yaml.Fields(fields, mapping.place());
    }

    static void requireOnce(Yaml.Fields mapping) throws InventoryProblem {
        Set<String> seen = new HashSet<>();
        for (Yaml.Field field : mapping.fields()) {
            if (!seen.add(field.key().value())) {
                throw Mistakes.at(field.key().place(), Message.of("inventory.key-twice", field.key().value()));
            }
        }
    }

    private Yaml.Text text(Yaml.Text text) throws InventoryProblem {
        Interpolation.Result result = variables.apply(text.value(), text.place());
        result.unset().forEach(name -> notes.add("inventory.compose-unset", name, text.place().source(),
                Integer.toString(text.place().line())));
        return new Yaml.Text(result.text(), text.plain(), text.place());
    }
}
