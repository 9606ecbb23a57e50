package change.elevate;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import host.windows.PowerShell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import json.Json;
import json.JsonShapeException;
import process.Fact;
import process.ThisProgram;
import process.WindowsArguments;
import process.World;
import state.AtomicFile;
import state.PrivateFile;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * This very command once more with an administrator's rights, on Windows: the user is asked by Windows, once. What it
 * comes to is only what the other process says; what is there is looked at afterwards by the one that started it.
 *
 * @param args this command's own arguments, without those that the other process must not have
 */
public record ElevatedRun(World world, ThisProgram self, StateFolder folder, List<String> args,
        RandomGenerator random) {

    /** A person thinks about the question, and the rule cmdlets need up to a minute for each rule. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** ERROR_CANCELLED of winerror.h: the user said no, or the question was closed. */
    private static final int CANCELLED = 1223;

    public ElevatedRun {
        args = List.copyOf(args);
    }

    /** How it ended. */
    public sealed interface Outcome { }

    /** The user said no; nothing was run. */
    public record Refused() implements Outcome { }

    /**
     * Windows did not start it; nothing was run. In a constrained language PowerShell has no number for the reason, and
     * words that are translated, so that a no of the user is among them.
     */
    public record NotStarted(Message why) implements Outcome { }

    /** @param document what it handed back; empty where it ended without, whatever its exit code was */
    public record Ended(Optional<JsonObject> document) implements Outcome {

        /** Why it could not even begin, in words. */
        public Optional<String> problem() {
            return document.flatMap(said -> Json.text(said, "problem"));
        }

        /**
         * Why a change failed, in words; empty where it said nothing of that change. It has made its plan anew, so that
         * another change may have the number of this one.
         */
        public Optional<String> error(String id, String what) {
            JsonObject plan = Json.object(document.orElseGet(JsonObject::new), "plan");
            return Json.objects(plan, "steps").stream()
                    .flatMap(step -> Json.objects(step, "changes").stream())
                    .filter(change -> Json.text(change, "id").filter(id::equals).isPresent()
                            && Json.text(change, "text").filter(what::equals).isPresent())
                    .flatMap(change -> Json.text(change, "error").stream())
                    .findFirst();
        }
    }

    /** PowerShell was ended or answered nothing: the other process may have run, and may run still. */
    public record Unclear(Message why) implements Outcome { }

    /**
     * @param agreed  the digest of what the user agreed to; the other process does that or nothing
     * @param further arguments for the other process alone
     * @throws StateException where the state folder cannot be written; nothing was started then
     */
    public Outcome run(String agreed, List<String> further) throws StateException {
        ResultFile back = ResultFile.create(folder, random);
        Path start = startFile(back);
        try {
            var words = new ArrayList<String>(List.of("@" + start));
            words.addAll(args);
            words.addAll(List.of("--state", folder.path().toString(), "--result", back.file().toString(),
                    "--agreed", agreed));
            words.addAll(further);
            Fact<JsonElement> said = new PowerShell(world).json("change/elevate/elevate.ps1", Map.of("program",
                    self.windowless(), "arguments", WindowsArguments.join(words)), PATIENCE);
            Optional<JsonObject> document = back.take();
            return switch (said) {
                case Fact.Known<JsonElement>(JsonElement answer) -> outcome(answer, document);
                case Fact.Unknown<JsonElement>(Message cause) -> document.isPresent() ? new Ended(document)
                        : new Unclear(cause);
            };
        } finally {
            PrivateFile.remove(start);
        }
    }

    private static Outcome outcome(JsonElement answer, Optional<JsonObject> document) {
        try {
            return Json.read(answer, json -> {
                JsonObject said = json.getAsJsonObject();
                if (said.get("error").isJsonNull()) {
                    return document.isPresent() ? new Ended(document)
                            : new NotStarted(Message.of("change.elevate-words", said.get("words").getAsString()));
                }
                int error = said.get("error").getAsInt();
                if (error == CANCELLED) {
                    return new Refused();
                }
                if (error != 0) {
                    return new NotStarted(Message.of("change.elevate-error", error));
                }
                return said.get("started").getAsBoolean() ? new Ended(document)
                        : new Unclear(Message.of("change.elevate-unclear"));
            });
        } catch (JsonShapeException e) {
            return new Unclear(Message.of("change.elevate-unclear"));
        }
    }

    /**
     * How Java is to be started, as a file: ShellExecuteEx, which alone can ask for other rights, takes lines of some
     * 2,000 characters, and a class path can be longer.
     */
    private Path startFile(ResultFile back) throws StateException {
        Path file = back.file().resolveSibling(back.file().getFileName().toString().replace(".json", ".args"));
        try {
            AtomicFile.write(file, out -> out.write(self.argumentFile().getBytes(StandardCharsets.UTF_8)));
            return file;
        } catch (IOException e) {
            back.take();
            throw StateException.io(folder.unusable(e), e);
        }
    }
}
