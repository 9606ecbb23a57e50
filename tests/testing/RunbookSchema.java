package testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import json.Json;
import json.JsonShapeException;

/** {@code docs/runbook-1.schema.json}: what every JSON document and line of the scripts has to be. */
public final class RunbookSchema {
    public static final String FILE = "docs/runbook-1.schema.json";

    private static final Validator VALIDATOR =
            new ValidatorFactory().withJsonNodeFactory(new GsonNode.Factory()).createValidator();
    private static final URI SCHEMA = VALIDATOR.registerSchema(Project.read(FILE));

    private RunbookSchema() { }

    /** The one document that a text is, and nothing else. */
    public static JsonObject document(String text) {
        try {
            if (Json.strict(text) instanceof JsonObject document) {
                return valid(document);
            }
        } catch (JsonShapeException e) {
            throw new AssertionError("not JSON: " + e.getMessage() + "\n" + text, e);
        }
        throw new AssertionError("not a JSON object:\n" + text);
    }

    /** The documents that stand in the lines of a text, each on its own. */
    public static List<JsonObject> lines(String text) {
        return text.lines().map(RunbookSchema::document).toList();
    }

    public static JsonObject valid(JsonObject document) {
        List<String> errors = errors(document);
        if (!errors.isEmpty()) {
            throw new AssertionError("not of the form of " + FILE + "\n" + String.join("\n", errors) + "\n"
                    + Json.pretty(document));
        }
        return document;
    }

    /** What is wrong with it: of every kind of document it might have been. */
    public static synchronized List<String> errors(JsonElement document) {
        return VALIDATOR.validate(SCHEMA, document).getErrors().stream()
                .map(error -> error.getEvaluationPath() + " at " + error.getInstanceLocation() + ": "
                        + error.getError())
                .distinct().collect(Collectors.toList());
    }
}
