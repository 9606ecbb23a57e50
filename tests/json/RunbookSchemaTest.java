package json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import path.FindingId;
import path.Hop;
import process.Shell;
import testing.Project;
import testing.RunbookSchema;

/** The published schema is one, knows every id, and fits the documents we have so tightly that it sees changes. */
class RunbookSchemaTest {
    private static final JsonObject SCHEMA =
            JsonParser.parseString(Project.read(RunbookSchema.FILE)).getAsJsonObject();

    static List<String> expected() {
        return Project.files("tests/fixtures/hosts", ".json").stream()
                .filter(file -> file.contains("/expected/")).toList();
    }

    @ParameterizedTest
    @MethodSource("expected")
    void isMetByWhatIsExpectedOfEveryRecording(String file) {
        RunbookSchema.document(Project.read(file));
    }

    /** Every key of every document: without it, and with another one beside it, it is none any more. */
    @Test
    void leavesNoKeyOut() {
        JsonObject document = RunbookSchema.document(
                Project.read("tests/fixtures/hosts/windows-popup-block-rule/expected/diagnose.json"));
        var accepted = new TreeSet<String>();
        for (List<String> path : objects(document)) {
            JsonObject other = document.deepCopy();
            at(other, path).addProperty("another", 1);
            if (RunbookSchema.errors(other).isEmpty()) {
                accepted.add(path + " with another key");
            }
            for (String key : at(document, path).keySet()) {
                JsonObject less = document.deepCopy();
                at(less, path).remove(key);
                if (RunbookSchema.errors(less).isEmpty()) {
                    accepted.add(path + " without " + key);
                }
                JsonObject wrong = document.deepCopy();
                at(wrong, path).add(key, new JsonArray(1));
                at(wrong, path).getAsJsonArray(key).add(new JsonPrimitive(true));
                if (RunbookSchema.errors(wrong).isEmpty()) {
                    accepted.add(path + " with something else as " + key);
                }
            }
        }
        assertEquals(new TreeSet<>(), accepted);
    }

    @Test
    void knowsEveryId() {
        assertEquals(ids(FindingId.values()), ids("findingId"));
        assertEquals(ids(Hop.values()), ids("hop"));
        assertEquals(ids(Shell.values()), SCHEMA.getAsJsonObject("$defs").getAsJsonObject("command")
                .getAsJsonObject("properties").getAsJsonObject("shell").getAsJsonArray("enum").asList().stream()
                .map(JsonElement::getAsString).toList());
    }

    @Test
    void usesEveryDefinition() {
        var used = new TreeSet<String>();
        references(SCHEMA, used);
        assertEquals(used, SCHEMA.getAsJsonObject("$defs").keySet().stream().map(name -> "#/$defs/" + name)
                .collect(Collectors.toCollection(TreeSet::new)));
        assertTrue(SCHEMA.get("$id").getAsString().startsWith("urn:"), "nobody is asked for it over a network");
    }

    @Test
    void isNotMetByAnything() {
        for (String text : List.of("{}", "[]", "null", "{\"schema\":\"runbook/1\"}",
                "{\"schema\":\"runbook/1\",\"at\":\"2026-11-23T10:00:00Z\",\"event\":\"else\"}",
                "{\"schema\":\"runbook/2\",\"at\":\"2026-11-23T10:00:00Z\",\"event\":\"offline\"}",
                "{\"schema\":\"runbook/1\",\"at\":\"yesterday\",\"event\":\"offline\"}")) {
            assertFalse(RunbookSchema.errors(JsonParser.parseString(text)).isEmpty(), text);
        }
        RunbookSchema.document("{\"schema\":\"runbook/1\",\"at\":\"2026-11-23T10:00:00Z\",\"event\":\"offline\"}");
    }

    private static List<String> ids(Id... ids) {
        return Stream.of(ids).map(Id::id).toList();
    }

    private static List<String> ids(String definition) {
        return SCHEMA.getAsJsonObject("$defs").getAsJsonObject(definition).getAsJsonArray("enum").asList().stream()
                .map(JsonElement::getAsString).toList();
    }

    private static void references(JsonElement in, TreeSet<String> found) {
        switch (in) {
            case JsonObject object -> object.entrySet().forEach(entry -> {
                if (entry.getKey().equals("$ref")) {
                    found.add(entry.getValue().getAsString());
                } else {
                    references(entry.getValue(), found);
                }
            });
            case JsonArray array -> array.forEach(each -> references(each, found));
            default -> { }
        }
    }

    /** Ways to the objects in it, one for each shape: of an array, the first object. */
    private static List<List<String>> objects(JsonObject document) {
        var found = new ArrayList<List<String>>();
        objects(document, List.of(), found);
        return found;
    }

    private static void objects(JsonElement in, List<String> path, List<List<String>> found) {
        if (in instanceof JsonObject object) {
            found.add(path);
            object.entrySet().forEach(entry -> objects(entry.getValue(), and(path, entry.getKey()), found));
        } else if (in instanceof JsonArray array && !array.isEmpty()) {
            objects(array.get(0), and(path, "0"), found);
        }
    }

    private static List<String> and(List<String> path, String key) {
        return Stream.concat(path.stream(), Stream.of(key)).toList();
    }

    private static JsonObject at(JsonObject document, List<String> path) {
        JsonElement here = document;
        for (String key : path) {
            here = here instanceof JsonArray array ? array.get(Integer.parseInt(key)) : here.getAsJsonObject().get(key);
        }
        return here.getAsJsonObject();
    }
}
