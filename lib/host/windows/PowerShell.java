package host.windows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import json.Json;
import json.JsonShapeException;
import process.Command;
import process.Fact;
import process.Ran;
import process.Request;
import process.SystemFolder;
import process.World;
import text.Message;

/**
 * Runs one of our PowerShell scripts and hands back the value it returned.
 *
 * <p>A script is a resource with constant text: ASCII, no double quote (Java passes these to a Windows program almost
 * unchanged), fit for Windows PowerShell 5.1. It finds its data in {@code $data} and returns one value; what it
 * throws becomes an unknown fact that names the error. The text goes in {@code -Command}, which no execution policy
 * forbids; {@code -EncodedCommand} and {@code -ExecutionPolicy Bypass} are what anti-virus programs look for.
 *
 * <p>One PowerShell runs all scripts of a run, one after the other: each start takes up to 2 s, and each module that it
 * loads more. A question is a {@link Request}: the script's name and its data, on standard input. A PowerShell that
 * cannot read it there ends behind its answer, and another one is started. {@code -NonInteractive} is not given, because
 * a constrained language can read a line by {@code Read-Host} alone.
 */
public final class PowerShell {

    /** A cold start takes up to 2 s, modules of the system a few more; a machine under load several times that. */
    public static final Duration DEADLINE = Duration.ofSeconds(30);

    /** What CreateProcess takes as a command line, less what stands before the text. */
    static final int LONGEST_TEXT = 32_000;

    private static final String FRAME = "host/windows/frame.ps1";
    private static final String PLACE = "# SCRIPTS";
    private static final Pattern NO_CODE = Pattern.compile("(?m)^ *(#.*)?\\R");
    private static final Pattern INDENT = Pattern.compile("(?m)^ +");
    private static final String BEGIN = "runbook-begin ";
    private static final String END = " runbook-end";

    /** What one process runs. Not {@code elevate.ps1}, which waits for a person and has a process of its own. */
    static final List<String> TOGETHER = List.of("host/windows/read-windows.ps1",
            "host/windows/tasks/read-task.ps1", "firewall/windows/read-network.ps1", "firewall/windows/read-rule.ps1",
            "firewall/windows/read-drops.ps1", "firewall/windows/set-network-category.ps1",
            "firewall/windows/remove-rule.ps1", "firewall/windows/add-rule.ps1",
            "firewall/windows/set-rule-enabled.ps1");
    private static final Set<String> NAMED = Set.of("read-task", "read-windows", "read-network", "read-rule",
            "read-drops", "set-network-category", "remove-rule", "add-rule", "set-rule-enabled", "elevate");

    private static final Map<List<String>, String> TEXTS = new ConcurrentHashMap<>();

    private final World world;

    public PowerShell(World world) {
        this.world = world;
    }

    public Fact<JsonElement> json(String script, Map<String, ?> data) {
        return json(script, data, DEADLINE);
    }

    /**
     * @param script the resource, such as {@code host/windows/read-host.ps1}
     * @param data   what the script finds in {@code $data}: strings, numbers, booleans, lists and maps of these
     * @return what the script returned; unknown when it threw, when PowerShell is missing, slow or cut off
     * @throws IllegalArgumentException when the resource is not a script as described above: a bug of ours
     */
    public Fact<JsonElement> json(String script, Map<String, ?> data, Duration deadline) {
        return run(script, data, deadline).json();
    }

    /** What came of a script. */
    public sealed interface Result {

        record Returned(JsonElement value) implements Result { }

        /**
         * It threw.
         *
         * @param error {@code FullyQualifiedErrorId}, the same in every language: {@code Windows System Error
         *              5,New-NetFirewallRule}
         * @param text  what Windows says of it, in its own language
         */
        record Threw(String error, String text) implements Result {
            public Message why() {
                Message why = Message.of("host.powershell-error", error, text);
                return ConstrainedLanguage.forbade(error) ? ConstrainedLanguage.named(why) : why;
            }
        }

        /** PowerShell is missing, was slow or cut off. */
        record Silent(Message why) implements Result { }

        default Fact<JsonElement> json() {
            return switch (this) {
                case Returned(JsonElement value) -> Fact.known(value);
                case Threw threw -> Fact.unknown(threw.why());
                case Silent(Message why) -> Fact.unknown(why);
            };
        }
    }

    /** The same, where it matters with which error a script ended. */
    public Result run(String script, Map<String, ?> data, Duration deadline) {
        String words = data.isEmpty() ? "" : Json.quoted(Json.tree(data));
        var command = new Command(program(), List.of("-NoLogo", "-NoProfile", "-Command", text(script)), Map.of(),
                deadline);
        return answer(world.run(command.called(("powershell " + script + " " + words).strip())
                .about(purpose(script)).asking(request(script, data))));
    }

    /**
     * In ASCII, as Windows PowerShell 5.1 reads its input in the code page of the console. What stands for a mark of ours
     * in the data must not look like one where PowerShell repeats what it reads.
     */
    private static Request request(String script, Map<String, ?> data) {
        String mark = "runbook-" + UUID.randomUUID();
        var question = new LinkedHashMap<String, Object>();
        question.put("mark", mark);
        question.put("script", script);
        question.put("data", data);
        String line = Json.ascii(Json.quoted(Json.tree(question))).replace("runbook-", "runbook\\u002d");
        return new Request("RUNBOOK_REQUEST", line, mark);
    }

    /** What it is doing, for a person who waits for it. */
    private static Message purpose(String script) {
        String name = script.substring(script.lastIndexOf('/') + 1).replace(".ps1", "");
        return NAMED.contains(name) ? Message.of("host.powershell-at." + name)
                : Message.verbatim("Windows PowerShell");
    }

    /** Reads the line {@code runbook-begin {"answer":{"elevated":false},"mode":"FullLanguage"} runbook-end}. */
    static Result answer(Ran ran) {
        String out = ran.outText();
        int begin = out.lastIndexOf(BEGIN);
        int end = out.lastIndexOf(END);
        if (begin < 0 || end < begin) {
            return new Result.Silent(failure(ran, begin >= 0));
        }
        try {
            // No line of JSON has an end of line in it: where there is one, the host broke it at its width.
            String line = out.substring(begin + BEGIN.length(), end).replaceAll("\\R", "");
            return Json.read(line, json -> {
                JsonObject said = json.getAsJsonObject();
                if (said.has("answer")) {
                    return new Result.Returned(ConstrainedLanguage.answer(said));
                }
                return new Result.Threw(said.get("error").getAsString(),
                        said.has("message") ? said.get("message").getAsString().strip() : "");
            });
        } catch (JsonShapeException e) {
            return new Result.Silent(Message.of("host.powershell-unclear"));
        }
    }

    private static Message failure(Ran ran, boolean begun) {
        return switch (ran.end()) {
            case Ran.Exited(int code) when begun -> Message.of("host.powershell-cut");
            case Ran.Exited(int code) -> Message.of("host.powershell-silent", code, CliXml.text(ran.errText()));
            case Ran.TimedOut timedOut -> Message.of("host.powershell-slow", ran.command().deadline());
            case Ran.NotFound notFound -> Message.of("host.powershell-missing", ran.command().program());
            case Ran.Flooded flooded -> ran.failure();
            case Ran.NotStarted notStarted -> ran.failure();
        };
    }

    /** The one of Windows itself, by its whole path: whatever else is called powershell on the PATH is not asked. */
    private static String program() {
        return SystemFolder.file("WindowsPowerShell\\v1.0\\powershell.exe");
    }

    /** What PowerShell is started with that is asked to run this script. */
    static String text(String script) {
        return TEXTS.computeIfAbsent(TOGETHER.contains(script) ? TOGETHER : List.of(script), PowerShell::text);
    }

    /** The frame with these scripts in their place, as short as it can be. */
    public static String text(List<String> scripts) {
        String whole = resource(FRAME).replace(PLACE, scripts.stream()
                .map(script -> "'" + script + "' { & {\n" + resource(script) + "\n} }")
                .collect(Collectors.joining("\n")));
        String text = INDENT.matcher(NO_CODE.matcher(whole).replaceAll("")).replaceAll("");
        if (text.indexOf('"') >= 0 || text.length() > LONGEST_TEXT
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(scripts + " must be short, ASCII, and without double quotes");
        }
        return text;
    }

    private static String resource(String name) {
        try (var in = PowerShell.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("missing resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
