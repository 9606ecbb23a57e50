package state;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cli.ExitCode;
import cli.Script;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import console.Streams;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import process.Ran;
import runbook.Diagnose;
import runbook.FixFirewall;
import runbook.Monitor;
import runbook.Rollback;
import runbook.Verify;
import testing.Result;

/** Runs one command after the other in one process, and prints as JSON how each of them ended and what it said. */
public final class Commands {

    private Commands() { }

    /** @param args each a whole command with blanks between its words */
    public static void main(String... args) {
        var results = new JsonArray();
        for (String command : args) {
            String[] words = command.split(" ", 2);
            var out = new StringWriter();
            var err = new StringWriter();
            int exit = Script.execute(script(words[0]), Streams.plain(new PrintWriter(out, true),
                    new PrintWriter(err, true)), words.length == 1 ? new String[0] : words[1].split(" "));
            var result = new JsonObject();
            result.addProperty("command", command);
            result.addProperty("exit", exit);
            result.addProperty("out", out.toString());
            result.addProperty("err", err.toString());
            results.add(result);
        }
        System.out.println(results);
    }

    /** What it printed, by the commands. */
    static Map<String, Result> results(Ran ran) {
        assertTrue(ran.succeeded(), () -> ran.outText() + ran.errText());
        var results = new LinkedHashMap<String, Result>();
        for (JsonElement one : JsonParser.parseString(ran.outText()).getAsJsonArray()) {
            JsonObject result = one.getAsJsonObject();
            results.put(result.get("command").getAsString(), new Result(result.get("exit").getAsInt(),
                    result.get("out").getAsString(), result.get("err").getAsString()));
        }
        return results;
    }

    private static Callable<ExitCode> script(String name) {
        return switch (name) {
            case "diagnose" -> new Diagnose();
            case "verify" -> new Verify();
            case "fix-firewall" -> new FixFirewall(question -> Optional.empty());
            case "rollback" -> new Rollback(question -> Optional.empty());
            case "monitor" -> new Monitor();
            case "fill" -> new JournalFiller();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
