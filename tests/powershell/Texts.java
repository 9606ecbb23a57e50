package powershell;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import docs.Placeholder;
import host.windows.PowerShell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import powershell.Text.Kind;
import replay.RecordedMachine;
import runbook.FixFirewall;
import testing.Cli;
import testing.Project;

/** Every PowerShell text of the project, found by listing folders: one that is added is read too. */
final class Texts {
    private static final String FRAME = "lib/host/windows/frame.ps1";
    /** What is played on a live Windows; others there are stand-ins for Wine. */
    private static final String LIVE = "tests/windows/live.ps1";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z ]*)\\n(.*?)^```$");

    private Texts() { }

    static List<Text> all() {
        return Stream.of(scripts(), printed(), remedies(), page("runbook/RUNBOOK.md"), pages(), tests())
                .flatMap(List::stream).toList();
    }

    private static List<Text> tests() {
        return Stream.concat(Project.files("tests/powershell", ".ps1").stream(), Stream.of(LIVE))
                .map(file -> new Text(file, Kind.TEST, Project.read(file))).toList();
    }

    private static List<Text> scripts() {
        return Project.files("lib", ".ps1").stream().filter(file -> !file.equals(FRAME))
                .map(file -> new Text(file, Kind.SCRIPT, framed(file))).toList();
    }

    /** What {@code powershell.exe} would be started with for this script alone. */
    private static String framed(String file) {
        return PowerShell.text(List.of(file.substring("lib/".length())));
    }

    /** {@code fix-firewall --print powershell} on every recorded machine. */
    private static List<Text> printed() {
        var texts = new ArrayList<Text>();
        for (RecordedMachine host : RecordedMachine.all()) {
            for (List<String> more : List.of(List.of("--lang", "en"), List.of("--lang", "fr", "--override-blocks"))) {
                var args = new ArrayList<>(List.of("--print", "powershell", "--replay",
                        Project.path("tests/fixtures/hosts/" + host).toString()));
                args.addAll(more);
                String said = Cli.run(new FixFirewall(question -> Optional.empty()), args.toArray(String[]::new))
                        .out().replace("\r\n", "\n");
                if (!said.isEmpty()) {
                    texts.add(new Text("fix-firewall --print powershell " + String.join(" ", more) + " on " + host,
                            Kind.LINE, said));
                }
            }
        }
        return texts;
    }

    /** The commands for PowerShell in what {@code diagnose} is expected to say of the recorded machines. */
    private static List<Text> remedies() {
        var lines = Project.files("tests/fixtures/hosts", "/expected/diagnose.json").stream()
                .map(file -> JsonParser.parseString(Project.read(file)).getAsJsonObject())
                .flatMap(document -> array(document, "findings"))
                .flatMap(finding -> array(finding, "remedies"))
                .flatMap(remedy -> array(remedy, "commands"))
                .map(JsonElement::getAsJsonObject)
                .filter(command -> command.get("shell").getAsString().equals("powershell"))
                .map(command -> command.get("run").getAsString());
        return lines.distinct().map(line -> new Text("remedy: " + line, Kind.LINE, line)).toList();
    }

    private static Stream<JsonElement> array(JsonElement of, String key) {
        return of.getAsJsonObject().getAsJsonArray(key).asList().stream();
    }

    /** The README, and what it leads to. */
    private static List<Text> pages() {
        return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md"), Project.files("docs", ".md").stream())
                .flatMap(file -> page(file).stream()).toList();
    }

    private static List<Text> page(String file) {
        var texts = new ArrayList<Text>();
        for (String chapter : Project.read(file).split("(?m)^(?=#+ )")) {
            String code = BLOCK.matcher(chapter).results()
                    .filter(block -> List.of(block.group(1).split(" ")).contains("powershell"))
                    .map(block -> Placeholder.filled(block.group(2))).collect(Collectors.joining());
            if (!code.isEmpty()) {
                texts.add(new Text(file + ", " + chapter.lines().findFirst().orElse(""), Kind.PAGE, code));
            }
        }
        return texts;
    }

    /** By name, as the grammar takes them. */
    static Map<String, String> named(List<Text> texts) {
        var named = new LinkedHashMap<String, String>();
        texts.forEach(text -> named.put(text.name(), text.text()));
        return named;
    }
}
