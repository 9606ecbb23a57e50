package json;

import cli.ExitCode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import runbook.Demo;
import runbook.Diagnose;
import runbook.Explain;
import runbook.FixFirewall;
import runbook.Monitor;
import runbook.Rollback;
import runbook.Verify;
import testing.Project;

/**
 * One command line with {@code --output json}.
 *
 * @param command as a user writes it, {@code monitor status}
 * @param options what stands behind it
 * @param journal what earlier runs left, as lines of the journal
 * @param first   another command that goes before
 * @param slip    a slip that any command may meet: what is said of it goes to standard error, so that fewer ways to
 *                write it will do
 */
record ContractCase(String command, List<String> options, List<String> journal, List<String> first, boolean slip) {
    static final String HOST = "windows-popup-block-rule";

    /** The scripts of the catalog. */
    static final Map<String, Supplier<Callable<ExitCode>>> SCRIPTS = Map.of(
            "diagnose", Diagnose::new,
            "verify", Verify::new,
            "fix-firewall", () -> new FixFirewall(question -> Optional.empty()),
            "rollback", () -> new Rollback(question -> Optional.empty()),
            "monitor", Monitor::new,
            "demo", Demo::new,
            "explain", Explain::new);

    private static final String RUN = "20261122-101500-3f9a";
    private static final String HEAD = "\"at\":\"2026-11-22T10:15:00Z\",\"run\":\"" + RUN + "\",";
    private static final List<String> RULE = List.of("{\"journal\":1," + HEAD + "\"step\":\"1.1\",\"event\":\"done\","
            + "\"script\":\"fix-firewall\",\"kind\":\"windows-add-rule\",\"change\":{"
            + "\"name\":\"runbook-x-tcp-8000-public\","
            + "\"display\":\"\u00ab \u00c9t\u00e9 \u00bb \u201d \u2192 \uD83C\uDFA4\","
            + "\"protocol\":\"TCP\",\"ports\":[8000],\"profile\":\"PUBLIC\"}}");
    private static final List<String> LENT = List.of("{\"journal\":2," + HEAD + "\"script\":\"fix-firewall\","
            + "\"lease\":\"confirm\",\"until\":\"2099-11-22T10:17:00Z\"}", RULE.getFirst());

    static List<ContractCase> all(Path folder) {
        var all = new ArrayList<ContractCase>();
        String names = folder.resolve("names.yaml").toString();
        String replay = replay(HOST);
        for (String command : List.of("diagnose", "verify", "monitor", "fix-firewall")) {
            all.add(of(command, replay));
            all.add(of(command, replay, "--services", names));
            all.add(of(command, replay, "--discover", "--verbose"));
            all.add(of(command, replay("linux-docker-user-drop"), "--services", names));
        }
        all.add(of("diagnose", replay, "--from", "192.168.1.23", "--quiet"));
        all.add(of("verify", replay, "--adb-logcat="
                + Project.path("tests/fixtures/adb/flutter-android-no-route-to-host-113.txt")));
        all.add(of("monitor", replay, "--once"));
        all.add(of("fix-firewall", replay, "--override-blocks"));
        all.add(of("fix-firewall", replay, "--override-blocks", "--services", names));
        all.add(of("fix-firewall", replay, "--set-private"));
        all.add(of("fix-firewall", replay, "--print", "powershell"));
        all.add(of("fix-firewall", replay, "--gui"));
        all.add(of("fix-firewall", replay, "--apply", "--yes"));
        all.add(of("rollback", replay("windows-healthy-private"), "--list"));
        all.add(of("rollback", replay, "--yes"));
        all.add(of("fix-firewall", "--keep"));
        all.add(after(LENT, "fix-firewall", "--keep"));
        all.add(after(LENT, "fix-firewall", "--keep", RUN));
        all.add(of("fix-firewall", "--keep", "nothing"));
        all.add(of("rollback", "--list"));
        all.add(after(RULE, "rollback", "--list"));
        all.add(after(LENT, "rollback", "--list"));
        all.add(after(RULE, "rollback", "--yes"));
        all.add(after(RULE, "rollback"));
        all.add(after(List.of("\u00ab no line \u00bb"), "rollback", "--list"));
        all.add(of("monitor", "--once", "--services", folder.resolve("one.yaml").toString()));
        all.add(of("monitor", "--every", "1s", "--services", folder.resolve("one.yaml").toString()));
        all.add(of("monitor", "--log", folder.resolve("none/none").toString(), "--replay", "x"));
        all.add(of("monitor schedule", "--services", names));
        all.add(of("monitor schedule", "--discover", "--every", "10s"));
        all.add(of("monitor status"));
        all.add(new ContractCase("monitor status", List.of(), List.of(),
                List.of("monitor", "schedule", "--services", names), false));
        all.add(of("monitor unschedule"));
        all.add(of("demo"));
        all.add(of("explain", "no-answer"));
        for (String command : commands()) {
            for (List<String> wrong : List.of(List.of("--bogus"), List.of("\u00ab extra \u00bb"),
                    List.of(replay, "--services", folder.resolve("none.yaml").toString()),
                    List.of(replay, "--services", folder.resolve("wrong.yaml").toString()),
                    List.of(replay, "--services", folder.resolve("half.yaml").toString()),
                    List.of("--services", names, "--discover"), List.of("--replay", folder.resolve("none").toString()),
                    List.of("--record", folder.toString()), List.of("--verbose", "--quiet"),
                    List.of("--output", "text"), List.of("--timeout", "soon"))) {
                all.add(new ContractCase(command, wrong, List.of(), List.of(), true));
            }
        }
        return all;
    }

    private static String replay(String host) {
        return "--replay=" + Project.path("tests/fixtures/hosts").resolve(host);
    }

    private static ContractCase of(String command, String... options) {
        return after(List.of(), command, options);
    }

    private static ContractCase after(List<String> journal, String command, String... options) {
        return new ContractCase(command, List.of(options), journal, List.of(), false);
    }

    /** Every command that there is, {@code monitor status} too. */
    static List<String> commands() {
        return SCRIPTS.values().stream().flatMap(script -> commands(new CommandLine(script.get()))).sorted().toList();
    }

    private static Stream<String> commands(CommandLine line) {
        return Stream.concat(Stream.of(line.getCommandSpec().qualifiedName(" ")),
                line.getSubcommands().values().stream().flatMap(ContractCase::commands));
    }

    List<String> languages() {
        return slip ? List.of("fr") : List.of("en", "fr");
    }

    /** UTF-8 first: the others have to be equal. */
    List<Charset> charsets() {
        var windows = Charset.forName("windows-1252");
        return slip ? List.of(StandardCharsets.UTF_8, windows)
                : List.of(StandardCharsets.UTF_8, windows, StandardCharsets.US_ASCII);
    }

    Callable<ExitCode> script() {
        return SCRIPTS.get(command.split(" ")[0]).get();
    }

    List<String> args(String language) {
        var args = new ArrayList<>(List.of(command.split(" ")));
        args.removeFirst();
        args.addAll(List.of("--output", "json", "--lang", language));
        args.addAll(options);
        return args;
    }

    @Override
    public String toString() {
        return command + " " + String.join(" ", options)
                + (journal.isEmpty() ? "" : " (lines of the journal: " + journal.size() + ")")
                + (first.isEmpty() ? "" : " (after " + String.join(" ", first) + ")");
    }
}
