package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import firewall.Decision;
import firewall.windows.policy.FakeWindows;
import host.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Captured answers of the cmdlets and of netsh about profiles, put into the registry's words, and what they decide.
 * The integers are those of MSFT_NetFirewallRule and MSFT_NetFirewallProfile.
 */
class ProfileListingTest {

    private static List<JsonObject> json(String fixture) {
        JsonElement whole = JsonParser.parseString(Listing.read("firewall-ps/" + fixture));
        return (whole.isJsonArray() ? whole.getAsJsonArray().asList() : List.of(whole)).stream()
                .map(JsonElement::getAsJsonObject).toList();
    }

    /** GpoBoolean: 0 False, 1 True, 2 NotConfigured. An action: 0 NotConfigured, 2 Allow, 4 Block. */
    private static Map<String, String> registry(JsonObject profile) {
        var values = new LinkedHashMap<String, String>();
        values.put("EnableFirewall", profile.get("Enabled").getAsString());
        switch (profile.get("DefaultInboundAction").getAsInt()) {
            case 0 -> { }
            case 2 -> values.put("DefaultInboundAction", "0");
            case 4 -> values.put("DefaultInboundAction", "1");
            default -> throw new AssertionError(profile);
        }
        configured(profile, "AllowInboundRules").ifPresent(allow -> values.put("DoNotAllowExceptions",
                allow ? "0" : "1"));
        configured(profile, "AllowLocalFirewallRules").ifPresent(merge -> values.put("AllowLocalPolicyMerge",
                merge ? "1" : "0"));
        return values;
    }

    private static Optional<Boolean> configured(JsonObject profile, String name) {
        return switch (profile.get(name).getAsInt()) {
            case 0 -> Optional.of(false);
            case 1 -> Optional.of(true);
            case 2 -> Optional.empty();
            default -> throw new AssertionError(name + " " + profile);
        };
    }

    @Test
    void profilesWhereNothingIsConfiguredBlockByDefault() {
        List<JsonObject> profiles = json("Get-NetFirewallProfile.ConvertTo-Json.json");
        assertEquals(List.of("Private", "Public"), profiles.stream().map(profile -> profile.get("Name").getAsString())
                .toList());
        for (JsonObject profile : profiles) {
            Map<String, String> values = registry(profile);
            assertEquals(Map.of("EnableFirewall", "1"), values);
            boolean isPrivate = profile.get("Name").getAsString().equals("Private");
            var windows = new FakeWindows().category(isPrivate ? 1 : 0);
            windows.profiles.get("local").put(isPrivate ? "StandardProfile" : "PublicProfile", values);
            assertTrue(windows.policy().decide(FakeWindows.phone(8000)) instanceof Decision.Blocked blocked
                    && blocked.cause() == Decision.Cause.DEFAULT && blocked.by().byDefault());
        }
    }

    /** Direction 1 In; Action 2 Allow; Enabled 1 yes; Profiles 0 any; StatusCode 65536: parsed from the store. */
    @Test
    void theTwoRulesOfOpenSshAreAllowRulesForEveryProfile() {
        List<JsonObject> rules = json("Get-NetFirewallRule.ConvertTo-Json.json");
        assertEquals(List.of("OpenSSH-Server-In-TCP", "sshd"), rules.stream()
                .map(rule -> rule.get("Name").getAsString()).toList());
        var windows = new FakeWindows();
        for (JsonObject rule : rules) {
            assertEquals("1 2 1 0 0 1 1", String.join(" ", rule.get("Direction").getAsString(),
                    rule.get("Action").getAsString(), rule.get("Enabled").getAsString(),
                    rule.get("Profiles").getAsString(), rule.get("EdgeTraversalPolicy").getAsString(),
                    rule.get("PrimaryStatus").getAsString(), rule.get("PolicyStoreSourceType").getAsString()));
            assertEquals(65536, rule.get("StatusCode").getAsInt());
            assertEquals("PersistentStore", rule.get("PolicyStoreSource").getAsString());
            // Which port and program is for the filter cmdlets to say: here it is a condition that is not listed.
            windows.rule(rule.get("InstanceID").getAsString(), "v2.30|Action=Allow|Active=TRUE|Dir=In|Name="
                    + rule.get("DisplayName").getAsString() + "|" + Listing.UNSEEN);
        }
        for (int category = 0; category <= 2; category++) {
            assertTrue(windows.category(category).policy().decide(FakeWindows.phone(22))
                    instanceof Decision.Undecided undecided && undecided.rules().size() == 2);
        }
    }

    /** No setting that could turn a decision stands in the global settings; the active profile is not told (65535). */
    @Test
    void theGlobalSettingsDecideNothing() {
        JsonObject settings = json("Get-NetFirewallSetting.ConvertTo-Json.json").getFirst();
        assertEquals(24, settings.size());
        assertEquals(65535, settings.get("ActiveProfile").getAsInt());
        assertEquals("MSFT|GlobalIPSecSettingData", settings.get("InstanceID").getAsString());
    }

    @ParameterizedTest
    @CsvSource({"win-en-show-currentprofile-public.txt,Public Profile Settings:,0,blocked",
            "win-en-show-currentprofile-public-blockoutbound.txt,Public Profile Settings:,0,blocked",
            "win-en-show-currentprofile-domain-off.txt,Domain Profile Settings:,2,allowed"})
    void whatNetshSaysOfTheProfileInUseIsDecided(String file, String title, int category, String expected) {
        List<String> lines = Listing.read("firewall-netsh/" + file).lines().filter(line -> !line.isBlank()).toList();
        assertEquals(title, lines.getFirst());
        Map<String, String> said = new LinkedHashMap<>();
        lines.stream().map(line -> line.split(" {2,}")).filter(words -> words.length == 2)
                .forEach(words -> said.put(words[0], words[1]));
        var windows = new FakeWindows().category(category);
        windows.profiles.get("local").put(category == 2 ? "DomainProfile" : "PublicProfile", Map.of(
                "EnableFirewall", said.get("State").equals("ON") ? "1" : "0", "DefaultInboundAction",
                said.get("Firewall Policy").startsWith("BlockInbound,") ? "1" : "0"));
        assertEquals("N/A (GPO-store only)", said.get("LocalFirewallRules"));
        Decision decision = windows.policy().decide(FakeWindows.phone(8000));
        assertEquals(expected, decision instanceof Decision.Allowed ? "allowed" : "blocked");
    }

    @Test
    void theFrenchProfileOfADomainSaysItInEnglishWords() {
        Listing domain = Listing.formatList(Listing.read("profiles/win11-fr-Get-NetFirewallProfile-domain.txt"))
                .getFirst();
        assertEquals(18, domain.fields().size());
        assertEquals("Domain True NotConfigured NotConfigured NotConfigured {NotConfigured}", String.join(" ",
                domain.name(), domain.field("Enabled", ""), domain.field("DefaultInboundAction", ""),
                domain.field("AllowInboundRules", ""), domain.field("AllowLocalFirewallRules", ""),
                domain.field("DisabledInterfaceAliases", "")));
        List<String> table = Listing.read("profiles/win-fr-Get-NetFirewallProfile-ft.txt").lines()
                .filter(line -> line.endsWith("True")).toList();
        assertEquals(List.of("Domain     True", "Private    True", "Public     True"), table);
    }

    @ParameterizedTest
    @CsvSource({"win-en-Get-NetConnectionProfile-public.txt,Network,Ethernet",
            "win-en-Get-NetConnectionProfile-wifi.txt,Google Starbucks  12,Wi-Fi",
            "win-fr-Get-NetConnectionProfile-public.txt,Réseau,Ethernet"})
    void connectionProfilesKeepTheirPropertyNames(String file, String name, String alias) {
        Listing network = Listing.formatList(Listing.read("profiles/" + file)).getFirst();
        assertEquals(List.of("Name", "InterfaceAlias", "InterfaceIndex", "NetworkCategory", "IPv4Connectivity",
                "IPv6Connectivity"), List.copyOf(network.fields().keySet()));
        assertEquals(name, network.name());
        assertEquals(alias, network.field("InterfaceAlias", ""));
        assertEquals(Profile.PUBLIC.name(), network.field("NetworkCategory", "").toUpperCase(Locale.ROOT));
    }
}
