package replay;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import testing.Project;

/**
 * A recording of a Windows machine, put together: the parts of another one, most often {@code windows-guide}, which are
 * captures or have the form of captures, and the changes that a program says. What was changed stands in its
 * {@code case.md}.
 */
final class ComposedMachine {
    static final Charset OEM = Charset.forName("IBM850");

    private static final String POWERSHELL = "006-powershell.exe.out";
    private static final String CONTAINERS = "004-docker.out";
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private final String name;
    private final List<JsonObject> manifest = new ArrayList<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();
    private final JsonObject answer;
    private String story = "";
    private String machine = "";

    ComposedMachine(String name) {
        this("tests/fixtures/hosts/windows-guide", name);
    }

    /** @param base the folder of the recording that it is made from, from the root of the project */
    ComposedMachine(String base, String name) {
        this.name = name;
        Project.read(base + "/manifest.jsonl").lines()
                .forEach(line -> manifest.add(JsonParser.parseString(line).getAsJsonObject()));
        for (String file : Project.files(base, ".out")) {
            files.put(file.substring(base.length() + 1), bytes(file));
        }
        String said = text(POWERSHELL);
        this.answer = JsonParser.parseString(said.substring(said.indexOf('{'), said.lastIndexOf('}') + 1))
                .getAsJsonObject().getAsJsonObject("answer");
    }

    String name() {
        return name;
    }

    /** What is true there, in a sentence or a few; and the machine in one. */
    ComposedMachine is(String machine, String story) {
        this.machine = machine;
        this.story = story;
        return this;
    }

    /** One line of {@code case.md}: what is not as in windows-guide, and where it comes from. */
    ComposedMachine changed(String what) {
        changes.add(what);
        return this;
    }

    ComposedMachine apply(Consumer<ComposedMachine> change) {
        change.accept(this);
        return this;
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(Project.path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // what PowerShell answers

    JsonObject answer() {
        return answer;
    }

    /** Only rules that can decide: a folder of every rule would be ten times as large and say the same. */
    ComposedMachine onlyActiveInboundRules() {
        JsonObject rules = answer.getAsJsonObject("rules").getAsJsonObject("local");
        List.copyOf(rules.keySet()).forEach(id -> {
            String text = rules.get(id).getAsString().toLowerCase(Locale.ROOT);
            if (!text.contains("|active=true|") || !text.contains("|dir=in|")) {
                rules.remove(id);
            }
        });
        return changed("`006-powershell.exe.out`: of the 443 rules the " + rules.size()
                + " that are for inbound packets and switched on");
    }

    ComposedMachine rule(String store, String id, String text) {
        answer.getAsJsonObject("rules").getAsJsonObject(store).addProperty(id, text);
        return this;
    }

    ComposedMachine setting(String store, String profile, String value, int number) {
        JsonObject profiles = answer.getAsJsonObject("profiles").getAsJsonObject(store);
        if (!profiles.has(profile)) {
            profiles.add(profile, new JsonObject());
        }
        profiles.getAsJsonObject(profile).addProperty(value, String.valueOf(number));
        return this;
    }

    /** @param category 0 public, 1 private, 2 domain */
    ComposedMachine category(int category) {
        answer.getAsJsonArray("networks").get(0).getAsJsonObject().addProperty("category", category);
        return this;
    }

    /** The adapter of the LAN. */
    JsonObject wifi() {
        return answer.getAsJsonArray("adapters").get(0).getAsJsonObject();
    }

    ComposedMachine withoutProcess(String name) {
        var kept = new JsonArray();
        answer.getAsJsonArray("processes").forEach(process -> {
            if (!process.getAsJsonObject().get("name").getAsString().equalsIgnoreCase(name)) {
                kept.add(process);
            }
        });
        answer.add("processes", kept);
        return this;
    }

    ComposedMachine process(long pid, String program) {
        var process = new JsonObject();
        process.addProperty("pid", pid);
        process.addProperty("name", program);
        process.addProperty("path", "");
        answer.getAsJsonArray("processes").add(process);
        return this;
    }

    static JsonElement json(String text) {
        return JsonParser.parseString(text);
    }

    // what the other commands answer

    String text(String file) {
        return new String(files.get(file), StandardCharsets.UTF_8);
    }

    ComposedMachine edit(String file, UnaryOperator<String> change) {
        return write(file, change.apply(text(file)));
    }

    ComposedMachine write(String file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    ComposedMachine write(String file, byte[] bytes) {
        files.put(file, bytes);
        return this;
    }

    /** As a Windows of Western Europe prints it to a pipe: CRLF, code page 850. */
    ComposedMachine writeOem(String file, String text) {
        return write(file, text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(OEM));
    }

    ComposedMachine rows(Predicate<String> kept) {
        return edit("002-netstat.out", text -> text.lines().filter(kept)
                .collect(Collectors.joining("\r\n", "", "\r\n")));
    }

    /** A row of {@code netstat -ano}, before the first one of UDP. */
    ComposedMachine listener(String address, String foreign, long pid) {
        String row = String.format("  TCP    %-22s %-22s LISTENING       %d\r\n", address, foreign, pid);
        return edit("002-netstat.out", text -> {
            int udp = text.indexOf("  UDP ");
            return text.substring(0, udp) + row + text.substring(udp);
        });
    }

    /** Changes what Docker says of the containers of this Compose service. */
    ComposedMachine container(String service, Function<JsonObject, JsonObject> change) {
        return edit(CONTAINERS, text -> text.lines().map(line -> {
            JsonObject container = JsonParser.parseString(line).getAsJsonObject();
            String of = container.getAsJsonObject("Config").getAsJsonObject("Labels")
                    .get("com.docker.compose.service").getAsString();
            return of.equals(service) ? GSON.toJson(change.apply(container)) : line;
        }).collect(Collectors.joining("\n", "", "\n")));
    }

    /** The command's answer in place of the recorded one; {@code out} and {@code err} stay if the entry has them. */
    ComposedMachine answered(String what, String entry) {
        for (int i = 0; i < manifest.size(); i++) {
            JsonObject old = manifest.get(i);
            if (old.has("what") && old.get("what").getAsString().startsWith(what)) {
                drop(old);
                var made = new JsonObject();
                made.add("what", old.get("what"));
                JsonParser.parseString(entry).getAsJsonObject().entrySet()
                        .forEach(value -> made.add(value.getKey(), value.getValue()));
                manifest.set(i, made);
            }
        }
        return this;
    }

    /** One more command or look, and its answer. */
    ComposedMachine seen(String what, String entry) {
        var made = new JsonObject();
        made.addProperty("what", what);
        JsonParser.parseString(entry).getAsJsonObject().entrySet()
                .forEach(value -> made.add(value.getKey(), value.getValue()));
        manifest.add(made);
        return this;
    }

    ComposedMachine never(String what) {
        manifest.stream().filter(entry -> entry.has("what") && entry.get("what").getAsString().startsWith(what))
                .forEach(this::drop);
        manifest.removeIf(entry -> entry.has("what") && entry.get("what").getAsString().startsWith(what));
        return this;
    }

    private void drop(JsonObject entry) {
        if (entry.has("out")) {
            files.remove(entry.get("out").getAsString());
        }
    }

    /** This very text in place of that one, in everything that was asked and answered: an address, a name. */
    ComposedMachine replaced(String from, String to) {
        manifest.replaceAll(entry -> JsonParser.parseString(GSON.toJson(entry).replace(from, to)).getAsJsonObject());
        files.keySet().stream().filter(file -> !file.equals(POWERSHELL)).toList()
                .forEach(file -> edit(file, text -> text.replace(from, to)));
        JsonObject made = JsonParser.parseString(GSON.toJson(answer).replace(from, to)).getAsJsonObject();
        made.entrySet().forEach(part -> answer.add(part.getKey(), part.getValue()));
        return this;
    }

    /** One more question, and its answer. */
    ComposedMachine asked(String what, String value) {
        var entry = new JsonObject();
        entry.addProperty("what", what);
        entry.addProperty("end", "known");
        entry.add("value", JsonParser.parseString(value));
        manifest.add(entry);
        return this;
    }

    /** No Docker on the Windows side. */
    ComposedMachine withoutDocker() {
        return answered("docker context", "{\"end\":\"not-found\",\"tookMillis\":3}").never("docker ps")
                .never("docker container").withoutProcess("com.docker.backend.exe")
                .withoutProcess("com.docker.build.exe").withoutProcess("Docker Desktop.exe")
                .rows(row -> !row.endsWith(" 10716"));
    }

    /** How a probe ended: every port of that address, or one of them. */
    ComposedMachine probed(String address, String port, String state, String detail) {
        return answered("probe " + address + " " + port, "{\"end\":\"known\",\"value\":{\"state\":\"" + state
                + "\",\"status\":0,\"detail\":\"" + detail + "\",\"connect\":\""
                + (state.equals("CLOSED") ? "PT0.000432S" : "PT1.021S") + "\",\"firstByte\":\"PT0S\",\"total\":\""
                + (state.equals("CLOSED") ? "PT0.003017S" : "PT1.021S") + "\"}}");
    }

    ComposedMachine inventory(String name, String text) {
        var value = new JsonObject();
        value.addProperty("from", "file");
        value.addProperty("name", name);
        value.addProperty("text", text);
        var entry = new JsonObject();
        entry.addProperty("end", "known");
        entry.add("value", value);
        return answered("inventory", GSON.toJson(entry));
    }

    /** Everything in the folder but {@code expected}: by name, the bytes. */
    Map<String, byte[]> folder() {
        var folder = new LinkedHashMap<>(files);
        if (files.containsKey(POWERSHELL)) {
            var whole = new JsonObject();
            whole.add("answer", answer);
            // Windows PowerShell 5.1 writes these four as numbers (JavaScriptSerializer).
            String json = GSON.toJson(whole).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
                    .replace("'", "\\u0027");
            folder.put(POWERSHELL, ("runbook-begin " + json + " runbook-end\r\n").getBytes(StandardCharsets.UTF_8));
        }
        folder.put("manifest.jsonl", manifest.stream().map(entry -> GSON.toJson(entry) + "\n")
                .collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8));
        folder.put("case.md", told().getBytes(StandardCharsets.UTF_8));
        return folder;
    }

    private String told() {
        return "# " + name + "\n\n" + wrapped("", story) + "\n- " + wrapped("  ", "Machine: " + machine).stripLeading()
                + "- " + wrapped("  ", "Made up, not captured: nobody ran `diagnose` on this machine."
                        + " `tests/replay/WindowsMachines.java` puts it together from"
                        + " [windows-guide](../windows-guide/case.md), whose parts are captures or have the form of"
                        + " captures. What is not as there:").stripLeading()
                + changes.stream().map(change -> "  - " + wrapped("    ", change).stripLeading())
                        .collect(Collectors.joining())
                + "- Still to come: the same from a live Windows\n";
    }

    private static String wrapped(String indent, String text) {
        var lines = new StringBuilder();
        var line = new StringBuilder(indent);
        for (String word : text.split(" ")) {
            if (line.length() + word.length() + 1 > 118 && !line.toString().isBlank()) {
                lines.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(indent);
            }
            line.append(word).append(' ');
        }
        return lines.append(line.toString().stripTrailing()).append('\n').toString();
    }
}
