package powershell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import process.Command;
import process.Exec;
import process.Ran;
import testing.Project;

/**
 * Reads PowerShell with the grammar of the package tree-sitter-powershell, which {@code .ci/grammar} installs: one
 * process of node for all texts. Where it is not installed the tests are skipped, which CI=true makes a failure.
 */
final class Grammar {
    private static final Path TOOLS = Project.path(".tools/powershell");
    /** Half a second is usual; a machine that builds and tests beside it may be many times slower. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * Strings and comments, then bare words beside a comma, and bare paths that begin with a variable. To PowerShell
     * {@code Format-Table Name, Status} has two strings, and {@code $env:windir\x} is one that it puts a value into
     * (about_Parsing, argument mode); this grammar knows both only in quotes.
     */
    private static final Pattern BARE_WORD = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"`]|`.)*\"|#[^\\n]*"
            + "|(?<=\\s)([A-Za-z]\\w*)(?=\\s*,)|(?<=,\\s{0,80})([A-Za-z]\\w*)(?![\\w(.:-])"
            + "|(?<=\\s)(\\$env:\\w+\\\\[\\w\\\\.-]+)");

    private Grammar() { }

    static Map<String, Tree> read(Map<String, String> texts) {
        if (!Files.isDirectory(TOOLS.resolve("node_modules"))) {
            String why = "the grammar of PowerShell is not installed: .ci/grammar does it where there is npm";
            return "true".equals(System.getenv("CI")) ? fail(why) : abort(why);
        }
        var plain = new LinkedHashMap<String, String>();
        texts.forEach((name, text) -> plain.put(name, quoted(text)));
        JsonObject answer = JsonParser.parseString(run(plain)).getAsJsonObject();
        assertEquals(plain.keySet(), answer.keySet());
        var trees = new LinkedHashMap<String, Tree>();
        plain.forEach((name, text) -> trees.put(name, tree(answer.getAsJsonArray(name), text)));
        return trees;
    }

    static String quoted(String text) {
        return BARE_WORD.matcher(text).replaceAll(found -> {
            String mark = found.group(3) != null ? "\"" : found.group(1) != null || found.group(2) != null ? "'" : "";
            return Matcher.quoteReplacement(mark + found.group() + mark);
        });
    }

    private static String run(Map<String, String> texts) {
        try {
            Path input = Files.createTempFile("texts", ".json");
            try {
                Files.writeString(input, new Gson().toJson(texts));
                Ran ran = new Exec().run(Command.of("node", List.of("--liftoff-only",
                        Project.path("tests/powershell/parse.mjs").toString(), TOOLS.toString(), input.toString()))
                        .within(PATIENCE));
                assertEquals(new Ran.Exited(0), ran.end(), ran::errText);
                return ran.outText();
            } finally {
                Files.delete(input);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tree tree(JsonArray node, String source) {
        List<JsonElement> children = node.get(3).getAsJsonArray().asList();
        return new Tree(node.get(0).getAsString(), node.get(1).getAsInt(), node.get(2).getAsInt(),
                children.stream().map(child -> tree(child.getAsJsonArray(), source)).toList(), source);
    }
}
