package replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runbook.Diagnose;
import runbook.FixFirewall;
import testing.Cli;

/** Many rules that nearly let phones in, on two ports: how many are named, which, and what programs get of them. */
class ClosestRulesTest {
    private static final String RULE = "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|";

    @TempDir
    private Path folder;

    @BeforeEach
    void aMachineWithFiveSuchRulesForEachPort() throws IOException {
        ComposedMachine machine = FieldCase.like("rule-other-adapter", "many").inventory("services.yaml",
                "host: auto\nservices:\n  - name: Backend\n    port: 5000\n  - name: Admin\n    port: 6000\n")
                .listener("0.0.0.0:6000", "0.0.0.0:0", 23344);
        for (int port : List.of(5000, 6000)) {
            IntStream.range(0, 5).forEach(i -> machine.rule("local", "{" + port + i + "}", RULE + "LPort=" + port
                    + "|RA4=10.0." + i + ".0/255.255.255.0|Name=Subnet " + i + " of " + port + "|"));
        }
        for (var file : machine.folder().entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private JsonObject diagnosis() {
        JsonObject document = JsonParser.parseString(Cli.run(400, new Diagnose(), "--lang", "en", "--output", "json",
                "--replay", folder.toString()).exitedWith(20).out()).getAsJsonObject();
        return document.getAsJsonArray("findings").get(0).getAsJsonObject();
    }

    private static List<String> texts(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString).filter(text -> text.contains("does not count"))
                .toList();
    }

    @Test
    void aFindingNamesTheThreeClosestAndTheClosestOfEveryOtherPort() {
        assertEquals(List.of("The allow rule \"WSL\" for port 5000 does not count here: it is for the adapter vEthernet (WSL"
                + " (Hyper-V firewall)), and would have to be for Wi-Fi", subnet(0, 5000), subnet(1, 5000),
                subnet(0, 6000)), texts(diagnosis().getAsJsonArray("evidence")));
    }

    @Test
    void programsGetThemAsTheRegistryHasThem() {
        assertEquals(List.of("WSL", "Subnet 0 of 5000", "Subnet 1 of 5000", "Subnet 0 of 6000", "Subnet 1 of 6000",
                "Subnet 2 of 6000"), diagnosis().getAsJsonArray("rules").asList().stream().map(JsonElement::getAsJsonObject)
                .peek(rule -> assertEquals("PersistentStore", rule.get("where").getAsString()))
                .map(rule -> rule.get("name").getAsString()).toList());
    }

    @Test
    void thePlanNamesThemForEachPort() {
        JsonArray ports = JsonParser.parseString(Cli.run(400, new FixFirewall(question -> Optional.empty()), "--lang", "en",
                "--output", "json", "--replay", folder.toString()).exitedWith(40).out()).getAsJsonObject()
                .getAsJsonArray("endpoints");
        JsonArray second = ports.get(1).getAsJsonObject().getAsJsonObject("before").getAsJsonArray("notes");
        assertEquals(Stream.of(0, 1, 2).map(i -> subnet(i, 6000)).toList(), texts(second));
    }

    private static String subnet(int number, int port) {
        return "The allow rule \"Subnet " + number + " of " + port + "\" for port " + port + " does not count here: it lets in"
                + " 10.0." + number + ".0/24 only, and would have to let in 192.168.2.0/24";
    }
}
