package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import host.Ping;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import path.FakeMachine;
import path.Finding;
import path.FindingId;
import path.Phone;
import path.Remedy;
import process.Fact;
import process.Os;
import testing.FactsBuilder;
import testing.Project;
import testing.RunbookSchema;
import text.Language;
import text.Words;

/** Where this network carries nothing and nobody here can change that, the way around it is named once, and there. */
class WaysAroundTest {
    private static final Pattern PLACE = Pattern.compile("(RUNBOOK(?:\\.fr)?\\.md)#([\\p{L}\\p{N}-]+)");

    private static List<Finding> about(String phone) {
        var given = new FakeMachine();
        given.phone = Optional.of(new Phone(InetAddress.ofLiteral(phone), Fact.known(new Ping.NoReply())));
        given.neighbours = List.of();
        return given.diagnosis().findings();
    }

    private static long ways(List<Finding> findings, FindingId id) {
        Finding found = findings.stream().filter(finding -> finding.id() == id).findFirst().orElseThrow();
        return found.remedies().stream().filter(Remedies.waysAround()::equals).count();
    }

    @Test
    void aPhoneOnAnotherNetwork() {
        assertEquals(1, ways(about("10.11.12.13"), FindingId.PHONE_ON_OTHER_NETWORK));
    }

    @Test
    void aNetworkThatIsolatesItsClients() {
        assertEquals(1, ways(about("192.168.1.23"), FindingId.CLIENT_ISOLATION));
    }

    @Test
    void aMachineWithoutAnAddress() {
        assertTrue(Remedies.joinNetwork(FactsBuilder.unknown(Os.LINUX, List.of()).build())
                .contains(Remedies.waysAround()));
    }

    /** On a recorded machine, whose policy sees to it that no rule of it counts. */
    @Test
    void aFirewallThatTheOrganizationManages() {
        JsonObject document = RunbookSchema.document(
                Project.read("tests/fixtures/hosts/windows-policy-managed/expected/diagnose.json"));
        var commands = new ArrayList<String>();
        for (JsonElement finding : document.getAsJsonArray("findings")) {
            if (finding.getAsJsonObject().get("id").getAsString().equals(FindingId.FIREWALL_POLICY_MANAGED.id())) {
                finding.getAsJsonObject().getAsJsonArray("remedies").forEach(remedy -> remedy.getAsJsonObject()
                        .getAsJsonArray("commands").forEach(command -> commands.add(command.getAsJsonObject()
                                .get("run").getAsString())));
            }
        }
        assertTrue(commands.contains("jbang verify --adb --reverse"), commands::toString);
    }

    /** The section that it leads to is there, in the language of the sentence. */
    @ParameterizedTest
    @EnumSource
    void leadsToASectionThatIsThere(Language language) {
        Remedy way = Remedies.waysAround();
        assertEquals(List.of("jbang verify --adb --reverse"),
                way.commands().stream().map(command -> command.line()).distinct().toList());
        var place = PLACE.matcher(new Words(language).say(way.text()));
        assertTrue(place.find());
        List<String> anchors = Project.read("runbook/" + place.group(1)).lines()
                .filter(line -> line.startsWith("#")).map(line -> line.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')).toList();
        assertTrue(anchors.contains(place.group(2)), place.group());
        assertEquals(language == Language.FRENCH ? "RUNBOOK.fr.md" : "RUNBOOK.md", place.group(1));
    }
}
