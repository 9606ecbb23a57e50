package fuzz;

import cli.ExitCode;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import json.Json;
import json.JsonShapeException;
import testing.Cli;
import testing.Project;
import testing.Result;

/**
 * A whole machine of which one answer is foreign: what its reader makes of it is judged, explained and printed as
 * {@code diagnose} does it, in both languages, as text and as JSON. Nothing is called a bug.
 */
final class MachineTargets {
    private static final String HOSTS = "tests/fixtures/hosts/";
    private static final List<String> LANGUAGES = List.of("en", "fr");
    private static final int FEW = 3;
    private static final Set<Integer> VERDICTS =
            Set.of(ExitCode.OK.code(), ExitCode.BROKEN.code(), ExitCode.UNKNOWN.code());

    private MachineTargets() { }

    static List<Target> all() {
        return Stream.of(
                Stream.of("docker container inspect", "docker context inspect", "docker ps --all --quiet",
                        "iptables-nft-save", "ip6tables-nft-save", "nft --handle list ruleset",
                        "nft --json list ruleset", "ss -H -l -n -t -u -p", "file /proc/net/arp",
                        "file /proc/net/route", "file /proc/self/status", "ip -json -details link",
                        "what phones said").map(line -> target("linux-docker-rules-gone", line)),
                Stream.of("docker network ls").map(line -> target("linux-internal-network", line)),
                Stream.of("arp -a", "netsh interface ipv4 show", "netsh interface portproxy", "netsh wlan show",
                        "netstat -ano", "powershell host/windows/read-windows.ps1")
                        .map(line -> target("windows-portproxy-stale", line)))
                .flatMap(targets -> targets).toList();
    }

    /** @param line how the command or the look begins */
    private static Target target(String machine, String line) {
        String word = line.replaceFirst("^file /", "").replaceAll("[^A-Za-z0-9]+", "-");
        return new Target("diagnose-" + machine.substring(0, machine.indexOf('-')) + "-" + word,
                () -> List.of(recorded(machine, line)), FEW, bytes -> {
                    // One of four each: each costs as much as all of a run.
                    boolean json = bytes.length % 4 < 2;
                    sound(Cli.run(new ForeignAnswer(line, bytes), "--lang", LANGUAGES.get(bytes.length % 2),
                            "--output", json ? "json" : "text", "-v", "--replay",
                            Project.path(HOSTS + machine).toString()), json);
                });
    }

    private static byte[] recorded(String machine, String line) {
        JsonObject entry = Project.read(HOSTS + machine + "/manifest.jsonl").lines()
                .map(JsonParser::parseString).map(JsonObject.class::cast)
                .filter(each -> Json.text(each, "what").filter(what -> what.startsWith(line)).isPresent())
                .findFirst().orElseThrow();
        return Json.text(entry, "out").map(file -> Project.fixture("hosts/" + machine + "/" + file))
                .orElseGet(() -> Json.text(entry, "value").orElseThrow().getBytes(StandardCharsets.UTF_8));
    }

    private static void sound(Result result, boolean json) throws JsonShapeException {
        if (!VERDICTS.contains(result.exit()) || result.err().contains("bug in runbook")) {
            throw new AssertionError(result.toString());
        }
        if (json) {
            Json.strict(result.out());
        }
        if (result.out().chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            throw new AssertionError("a control character in\n" + result.out());
        }
    }
}
