package windows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import docker.DockerQuestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import testing.Project;

/**
 * A recorded machine, loaded into a Windows: its rules and settings are in the registry, its
 * programs say what they said there, and what listened there listens.
 *
 * @param recording its folder, from the root of the project
 * @param most how many of the rules are loaded; PowerShell under Wine needs seconds for hundreds of them
 */
record RecordedWindows(String recording, int most) {

    private static final String FIREWALL = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess"
            + "\\Parameters\\FirewallPolicy";
    private static final String POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall";
    private static final String SERVICES = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\";

    /** The longest name of a file that the stand-in looks for, its kind not counted. */
    private static final int LONGEST = 200;

    private static final String HOSTS = "tests/fixtures/hosts/";

    /** Programs that have a stand-in. */
    private static final List<String> PROGRAMS = List.of("docker", "netstat", "netsh", "arp");

    /** The guide's: everything runs, is published and answers, and no rule speaks of it; 443 rules. */
    static final RecordedWindows GUIDE = new RecordedWindows("windows-guide");

    /** The same with few of its rules, for tests of what becomes of ours. */
    static final RecordedWindows FEW_RULES = new RecordedWindows(HOSTS + "windows-guide", 12);

    /** One of {@code tests/fixtures/hosts}. */
    RecordedWindows(String host) {
        this(HOSTS + host, Integer.MAX_VALUE);
    }

    /** One that people reported. */
    static RecordedWindows ofTheField(String name) {
        return new RecordedWindows("tests/fixtures/cases/windows/" + name, Integer.MAX_VALUE);
    }

    String folder() {
        return Project.path(recording).toString();
    }

    /** The services file that it was asked about. */
    String services() {
        return manifest().stream().filter(line -> what(line).equals("inventory")).findFirst().orElseThrow()
                .getAsJsonObject("value").get("text").getAsString();
    }

    /** @param machine that has no other machine's rules and answers any more afterwards */
    WindowsMachine into(WindowsMachine machine) {
        return into(machine, Map.of());
    }

    /** @param told to the stand-ins, in place of what the recording says: {@code Category}, {@code Refuse} */
    WindowsMachine into(WindowsMachine machine, Map<String, String> told) {
        JsonObject answer = answer();
        machine.forgetAnswers();
        manifest().forEach(line -> answer(machine, line));
        machine.write("C:\\bench\\processes.csv", processes(answer));
        machine.write("C:\\bench\\products.json", answer.get("products").toString());
        machine.registry().take(registry(answer, told));
        machine.write("C:\\bench\\schtasks.rc", "0");
        machine.serve();
        return machine;
    }

    private JsonObject answer() {
        String said = manifest().stream().filter(line -> what(line).equals("powershell host/windows/read-windows.ps1"))
                .map(this::out).findFirst().orElseThrow();
        return JsonParser.parseString(said.substring(said.indexOf('{'), said.lastIndexOf('}') + 1)).getAsJsonObject()
                .getAsJsonObject("answer");
    }

    private List<JsonObject> manifest() {
        return Project.read(recording + "/manifest.jsonl").lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    }

    private static String what(JsonObject line) {
        return line.has("what") ? line.get("what").getAsString() : "";
    }

    private String out(JsonObject line) {
        return new String(bytes(line), StandardCharsets.UTF_8);
    }

    private byte[] bytes(JsonObject line) {
        return Project.fixture(recording.substring("tests/fixtures/".length()) + "/" + line.get("out").getAsString());
    }

    private void answer(WindowsMachine machine, JsonObject line) {
        String program = what(line).split(" ")[0];
        if (PROGRAMS.contains(program)) {
            String file = "C:\\bench\\" + file(DockerQuestion.ofToday(what(line)));
            machine.write(file + ".txt", line.has("out") ? bytes(line) : new byte[0]);
            if (line.has("code")) {
                machine.write(file + ".rc", line.get("code").getAsString());
            }
        }
    }

    /** The command as the program is given it, in the letters that a file's name may have. */
    static String file(String what) {
        // Of all commands that are recorded, this one alone has an argument with blanks, which is quoted.
        String line = what.replaceFirst("^(docker container inspect --format )(\\{.*\\}) ", "$1\"$2\" ");
        return line.substring(0, Math.min(LONGEST, line.length())).replaceAll("[\\\\/:*?\"<>|]", "_");
    }

    private static String processes(JsonObject answer) {
        var lines = new ArrayList<>(List.of("ProcessId,Name,ExecutablePath"));
        for (JsonElement one : answer.getAsJsonArray("processes")) {
            JsonObject process = one.getAsJsonObject();
            lines.add(process.get("pid") + "," + process.get("name") + "," + process.get("path"));
        }
        return String.join("\r\n", lines).replace("\\\\", "\\") + "\r\n";
    }

    /** Nothing but what the recording has is in these keys afterwards. */
    private String registry(JsonObject answer, Map<String, String> more) {
        var file = new StringBuilder("Windows Registry Editor Version 5.00\r\n");
        List.of(FIREWALL, POLICY, WindowsRegistry.BENCH).forEach(key ->
                file.append("\r\n[-").append(key).append("]\r\n"));
        JsonObject told = told(answer);
        more.forEach(told::addProperty);
        key(file, WindowsRegistry.BENCH, told);
        for (String kind : List.of("profiles", "logging")) {
            answer.getAsJsonObject(kind).asMap().forEach((store, profiles) -> profiles.getAsJsonObject().asMap()
                    .forEach((profile, values) -> key(file, key(store) + "\\" + profile + (kind.equals("logging")
                            ? "\\Logging" : ""), values.getAsJsonObject())));
        }
        answer.getAsJsonObject("rules").asMap().forEach((store, rules) ->
                key(file, key(store) + "\\FirewallRules", some(rules.getAsJsonObject())));
        answer.getAsJsonObject("services").asMap().forEach((service, path) -> {
            if (!path.isJsonNull()) {
                var values = new JsonObject();
                values.add("ImagePath", path);
                key(file, SERVICES + service, values);
            }
        });
        return file.toString();
    }

    /** What the stand-ins go by. */
    private static JsonObject told(JsonObject answer) {
        var told = new JsonObject();
        told.add("Category", answer.getAsJsonArray("networks").get(0).getAsJsonObject().get("category"));
        told.addProperty("Servicempssvc", answer.get("running").getAsBoolean() ? "Running" : "Stopped");
        return told;
    }

    private JsonObject some(JsonObject rules) {
        var some = new JsonObject();
        rules.asMap().entrySet().stream().limit(most).forEach(rule -> some.add(rule.getKey(), rule.getValue()));
        return some;
    }

    private static String key(String store) {
        return switch (store) {
            case "local" -> FIREWALL;
            case "policy" -> POLICY;
            case "mdm" -> FIREWALL + "\\Mdm";
            default -> throw new IllegalArgumentException(store);
        };
    }

    private static void key(StringBuilder file, String key, JsonObject values) {
        file.append("\r\n[").append(key).append("]\r\n");
        values.asMap().forEach((name, value) -> file.append(quoted(name)).append('=').append(value(value))
                .append("\r\n"));
    }

    private static String value(JsonElement value) {
        String text = value.getAsString();
        return text.matches("\\d{1,9}") ? "dword:%08x".formatted(Integer.parseInt(text)) : quoted(text);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
