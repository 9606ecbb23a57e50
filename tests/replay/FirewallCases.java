package replay;

import static replay.FieldFault.FIREWALL_OFF;
import static replay.FieldFault.PRODUCT_BESIDE_DEFENDER;
import static replay.FieldFault.RULE_WITHOUT_EFFECT;

import java.util.List;
import java.util.stream.Stream;
import path.FindingId;

/** Machines from the field: what decides in Windows Firewall and beside it. */
final class FirewallCases {
    private static final String RULE = "v2.31|Action=Allow|Active=TRUE|Dir=In|";
    private static final String WSL = "IF={C9E7340A-5D18-4B6F-A2F3-94B1D06E8C57}|";
    private static final String NOT_OURS = "does not count here";

    private FirewallCases() { }

    static List<FieldCase> all() {
        return Stream.of(withoutEffect(), conditions(), innocentRules(), off(), notOff(), besideDefender())
                .flatMap(List::stream).toList();
    }

    private static List<FieldCase> withoutEffect() {
        return List.of(
                blocked(FieldCase.guilty(RULE_WITHOUT_EFFECT, "allow-rule-other-program"))
                        .says("The allow rule \"Node.js JavaScript Runtime\" does not count here: it is for the program"
                                + " C:\\Program Files\\nodejs\\node.exe, and would have to be for"
                                + " C:\\Users\\user\\AppData\\Local\\nvm\\v20.12.2\\node.exe, which listens here",
                                "La règle d'autorisation « Node.js JavaScript Runtime » ne compte pas ici : elle vaut pour"
                                + " le programme C:\\Program Files\\nodejs\\node.exe, et devrait valoir pour"
                                + " C:\\Users\\user\\AppData\\Local\\nvm\\v20.12.2\\node.exe, qui écoute ici")
                        .plans(40, "New-NetFirewallRule", "-LocalPort 8081",
                                "The allow rule \"Node.js JavaScript Runtime\" does not count here"),
                blocked(FieldCase.guilty(RULE_WITHOUT_EFFECT, "rule-other-adapter"))
                        .says("The allow rule \"WSL\" for port 5000 does not count here: it is for the adapter vEthernet"
                                + " (WSL (Hyper-V firewall)), and would have to be for Wi-Fi",
                                "La règle d'autorisation « WSL » pour le port 5000 ne compte pas ici : elle vaut pour la"
                                + " carte vEthernet (WSL (Hyper-V firewall)), et devrait valoir pour Wi-Fi")
                        .plans(40, "New-NetFirewallRule", "-LocalPort 5000", "The allow rule \"WSL\" for port 5000"),
                blocked(FieldCase.guilty(RULE_WITHOUT_EFFECT, backend("rule-for-everything-on-wsl",
                                RULE + WSL + "Name=WSL 2|")))
                        .says("The allow rule \"WSL 2\" does not count here: it is for the adapter vEthernet (WSL (Hyper-V"
                                + " firewall)), and would have to be for Wi-Fi", "« WSL 2 » ne compte pas ici")
                        .plans(40, "-LocalPort 5000"),
                blocked(FieldCase.guilty(RULE_WITHOUT_EFFECT, FieldCase.like("allow-rule-other-program",
                                "rule-of-before-the-update").apply(FirewallCases::withoutNode)
                                .rule("local", "TCP Query User{1}c:\\a\\node.exe", RULE + "Protocol=6|Profile=Private|"
                                        + "App=c:\\users\\user\\appdata\\local\\nvm\\v18.2.0\\node.exe|Name=node.exe|")))
                        .says("it is for the program c:\\users\\user\\appdata\\local\\nvm\\v18.2.0\\node.exe",
                                "le programme c:\\users\\user\\appdata\\local\\nvm\\v18.2.0\\node.exe")
                        .plans(40, "-LocalPort 8081"));
    }

    /** The condition of a rule for the very port that keeps it from counting. */
    private static List<FieldCase> conditions() {
        return List.of(
                unmet("rule-for-another-subnet", "Protocol=6|LPort=5000|RA4=10.0.0.0/255.0.0.0|",
                        "it lets in 10.0.0.0/8 only, and would have to let in 192.168.2.0/24",
                        "elle ne laisse entrer que 10.0.0.0/8, et devrait laisser entrer 192.168.2.0/24"),
                unmet("rule-for-udp", "Protocol=17|LPort=5000|", "it is for UDP, and would have to be for TCP",
                        "elle vaut pour UDP, et devrait valoir pour TCP"),
                unmet("rule-for-cable-only", "Protocol=6|LPort=5000|IFType=Lan|",
                        "it is for wired adapters, and would have to be for Wi-Fi",
                        "elle vaut pour les cartes filaires, et devrait valoir pour Wi-Fi"),
                unmet("range-ends-too-early", "Protocol=6|LPort2_10=4990-4999|",
                        "it is for port 4990-4999, and would have to be for 5000",
                        "elle vaut pour le port 4990-4999, et devrait valoir pour 5000"),
                unmet("rule-for-an-old-address", "Protocol=6|LPort=5000|LA4=192.168.2.9|",
                        "it is for connections to 192.168.2.9, and would have to be for 192.168.2.105",
                        "elle vaut pour les connexions vers 192.168.2.9, et devrait valoir pour 192.168.2.105"),
                unmet("rule-of-another-jdk", "Protocol=6|LPort=5000|App=%ProgramFiles%\\Java\\jdk-17\\bin\\java.exe|",
                        "it is for the program C:\\Program Files\\Java\\jdk-17\\bin\\java.exe, and would have to be for"
                        + " C:\\Users\\user\\AppData\\Local\\Programs\\Python\\Python312\\python.exe",
                        "elle vaut pour le programme C:\\Program Files\\Java\\jdk-17\\bin\\java.exe"),
                blocked(FieldCase.guilty(RULE_WITHOUT_EFFECT, FieldCase.like("allow-rule-other-program",
                                "other-program-and-other-network").category(0)))
                        .says("it is for another kind of network (private), and this one is public; it is for the program"
                                + " C:\\Program Files\\nodejs\\node.exe", "elle vaut pour un autre type de réseau (privé), et"
                                + " celui-ci est public ; elle vaut pour le programme C:\\Program Files\\nodejs\\node.exe")
                        .plans(40, "-LocalPort 8081", "-Profile Public"),
                blocked(FieldCase.guilty(RULE_WITHOUT_EFFECT, backend("tcp-rule-for-a-udp-service",
                                RULE + "Protocol=6|LPort=5000|Name=Jeu|").inventory("services.yaml",
                                "host: auto\nservices:\n  - name: Game\n    port: 5000\n    protocol: udp\n")
                                .edit("002-netstat.out", text -> text
                                        + "  UDP    0.0.0.0:5000           *:*                                    23344\r\n")))
                        .says("it is for TCP, and would have to be for UDP", "elle vaut pour TCP, et devrait valoir pour UDP")
                        .plans(40, "-Protocol UDP -LocalPort 5000"));
    }

    private static List<FieldCase> innocentRules() {
        return List.of(
                blocked(FieldCase.innocent(RULE_WITHOUT_EFFECT, backend("no-rule-of-anybody", null)))
                        .neverSays(NOT_OURS, "ne compte pas ici", "vEthernet").plans(40, "-LocalPort 5000"),
                blocked(FieldCase.innocent(RULE_WITHOUT_EFFECT, backend("rules-for-other-things",
                                RULE + "Protocol=6|LPort=22|Name=OpenSSH|")
                                .rule("local", "{1}", RULE + "Protocol=6|App=C:\\Games\\game.exe|Name=Game|")
                                .rule("local", "{2}", RULE + "Protocol=1|Name=Ping|")))
                        .neverSays(NOT_OURS, "OpenSSH", "Game", "Ping").plans(40, "-LocalPort 5000"),
                blocked(FieldCase.innocent(RULE_WITHOUT_EFFECT, backend("rule-of-the-next-service",
                                RULE + "Protocol=6|LPort=5001|Name=Admin|").inventory("services.yaml",
                                "host: auto\nservices:\n  - name: Backend\n    port: 5000\n  - name: Admin\n    port: 5001\n")))
                        .neverSays(NOT_OURS).plans(40, "-LocalPort 5000").neverPlans("-LocalPort 5001"),
                FieldCase.innocent(RULE_WITHOUT_EFFECT, backend("rule-that-counts", RULE + "Protocol=6|LPort=5000|Name=Mine|")
                                .rule("local", "{1}", RULE + "Protocol=6|LPort=5000|" + WSL + "Name=WSL|"))
                        .exits(0).lacks(FindingId.FIREWALL_BLOCKS_BY_DEFAULT).neverSays(NOT_OURS)
                        .plans(0).neverPlans("New-NetFirewallRule"));
    }

    private static List<FieldCase> off() {
        return List.of(
                foreign(FieldCase.guilty(FIREWALL_OFF, "antivirus-replaces-firewall"), "Kaspersky"),
                foreign(FieldCase.guilty(FIREWALL_OFF, FieldCase.like("http-sys-no-rule", "policy-off-on-public-network")
                        .setting("policy", "PublicProfile", "EnableFirewall", 0)
                        .apply(made -> product(made, "firewall", "Norton 360", "{1}", "C:\\Norton\\wsc.exe"))), "Norton 360"),
                foreign(FieldCase.guilty(FIREWALL_OFF, backend("adapter-left-alone", null)
                        .apply(made -> made.answer().getAsJsonObject("profiles").getAsJsonObject("local")
                                .getAsJsonObject("StandardProfile").addProperty("DisabledInterfaces",
                                        made.wifi().get("guid").getAsString()))
                        .apply(made -> product(made, "firewall", "ESET Firewall", "{1}", ""))), "ESET Firewall"),
                FieldCase.guilty(FIREWALL_OFF, backend("off-and-products-not-told", null)
                        .setting("local", "StandardProfile", "EnableFirewall", 0)
                        .apply(made -> made.answer().add("products", ComposedMachine.json("null")))).exits(30)
                        .finds(FindingId.UNKNOWN).lacks(FindingId.THIRD_PARTY_FIREWALL)
                        .says("Windows Firewall is off on this network, and whether another product decides instead is"
                                + " unknown", "on ignore si un autre produit décide à sa place")
                        .plans(30, "whether another product decides instead is unknown").neverPlans("New-NetFirewallRule"));
    }

    private static List<FieldCase> notOff() {
        return List.of(
                FieldCase.innocent(FIREWALL_OFF, backend("off-and-nobody-else", null)
                        .setting("local", "StandardProfile", "EnableFirewall", 0)).with("-v").exits(0)
                        .lacks(FindingId.THIRD_PARTY_FIREWALL, FindingId.UNKNOWN)
                        .says("allowed: Windows Firewall is off on this network (EnableFirewall=0)",
                                "le pare-feu Windows est désactivé sur ce réseau (EnableFirewall=0)")
                        .plans(0, "is already allowed"),
                FieldCase.innocent(FIREWALL_OFF, backend("off-and-an-antivirus", null)
                        .setting("local", "StandardProfile", "EnableFirewall", 0)
                        .apply(made -> product(made, "antiVirus", "Avira", "{1}", "C:\\Avira\\wsc.exe"))).exits(0)
                        .finds(FindingId.THIRD_PARTY_FIREWALL).lacks(FindingId.UNKNOWN)
                        .says("! Other security software is registered here and may filter too: Avira",
                                "! Un autre logiciel de sécurité est inscrit ici")
                        .neverSays("Avira decides", "Avira qui décide").plans(0, "is already allowed"),
                blocked(FieldCase.innocent(FIREWALL_OFF, backend("off-on-another-kind-of-network", null)
                        .setting("local", "PublicProfile", "EnableFirewall", 0)
                        .apply(made -> product(made, "firewall", "ESET Firewall", "{1}", ""))))
                        .finds(FindingId.THIRD_PARTY_FIREWALL).neverSays("Windows Firewall is off", "est désactivé")
                        .plans(40, "-LocalPort 5000"));
    }

    private static List<FieldCase> besideDefender() {
        return List.of(
                FieldCase.guilty(PRODUCT_BESIDE_DEFENDER, backend("bitdefender-with-guid-of-defender", null)
                        .apply(made -> product(made, "antiVirus", "Bitdefender Antivirus",
                                "{D68DDC3A-831F-4fae-9E44-DA132C1ACF46}", "C:\\Program Files\\Bitdefender\\wscfix.exe")))
                        .exits(20).finds(FindingId.THIRD_PARTY_FIREWALL)
                        .says("Bitdefender Antivirus", "Bitdefender Antivirus").plans(40),
                FieldCase.guilty(PRODUCT_BESIDE_DEFENDER, backend("bitdefender-firewall-with-guid-of-defender", null)
                        .apply(made -> product(made, "firewall", "Bitdefender Firewall",
                                "{D68DDC3A-831F-4fae-9E44-DA132C1ACF46}", "")))
                        .exits(20).finds(FindingId.THIRD_PARTY_FIREWALL)
                        .says("may filter too: Bitdefender Firewall", "Bitdefender Firewall").plans(40),
                FieldCase.innocent(PRODUCT_BESIDE_DEFENDER, backend("defender-alone", null)
                        .apply(made -> product(made, "antiVirus", "Windows Defender",
                                "{D68DDC3A-831F-4fae-9E44-DA132C1ACF46}", "windowsdefender://")))
                        .exits(20).lacks(FindingId.THIRD_PARTY_FIREWALL).neverSays("Defender").plans(40),
                FieldCase.innocent(PRODUCT_BESIDE_DEFENDER, backend("defender-under-another-guid", null)
                        .apply(made -> product(made, "antiVirus", "Microsoft Defender Antivirus", "{1}",
                                "windowsdefender://")))
                        .exits(20).lacks(FindingId.THIRD_PARTY_FIREWALL).neverSays("Defender").plans(40));
    }

    private static FieldCase unmet(String name, String conditions, String english, String french) {
        return blocked(FieldCase.guilty(RULE_WITHOUT_EFFECT, backend(name, RULE + conditions + "Name=Mon serveur|")))
                .says("The allow rule \"Mon serveur\"", "La règle d'autorisation « Mon serveur »").says(english, french)
                .plans(40, "New-NetFirewallRule", "-LocalPort 5000", english);
    }

    private static FieldCase blocked(FieldCase made) {
        return made.exits(20).finds(FindingId.FIREWALL_BLOCKS_BY_DEFAULT);
    }

    /** Who decides is said, and nothing is claimed of what it lets in. */
    private static FieldCase foreign(FieldCase made, String product) {
        return made.exits(30).finds(FindingId.THIRD_PARTY_FIREWALL)
                .lacks(FindingId.UNKNOWN, FindingId.FIREWALL_BLOCKS_BY_DEFAULT)
                .says("Windows Firewall is off on this network, so " + product + " decides what gets in",
                        "Le pare-feu Windows est désactivé sur ce réseau : c'est " + product + " qui décide")
                .says("In that product, mark this network as private or trusted",
                        "Dans ce logiciel, déclarer ce réseau privé ou de confiance")
                .neverSays("no rule blocks it", "aucune règle ne le bloque", "is already allowed", "lets every service in")
                .plans(30, "a rule of Windows changes nothing here: " + product + " decides")
                .neverPlans("New-NetFirewallRule");
    }

    /** rule-other-adapter with this rule in place of the one that it is about; none where it is null. */
    private static ComposedMachine backend(String name, String rule) {
        ComposedMachine made = FieldCase.like("rule-other-adapter", name);
        made.answer().getAsJsonObject("rules").getAsJsonObject("local")
                .remove("{7D1F7C9E-40B5-4C0E-9C57-1A2B3C4D5E6F}");
        return rule == null ? made : made.rule("local", "{7D1F7C9E-40B5-4C0E-9C57-1A2B3C4D5E6F}", rule);
    }

    private static void withoutNode(ComposedMachine made) {
        var rules = made.answer().getAsJsonObject("rules").getAsJsonObject("local");
        List.copyOf(rules.keySet()).stream().filter(id -> id.contains("Query User")).forEach(rules::remove);
    }

    /** @param path of what it starts; empty where it was not read */
    private static void product(ComposedMachine made, String kind, String name, String guid, String path) {
        made.answer().getAsJsonObject("products").add(kind, ComposedMachine.json("[{\"displayName\":\"" + name
                + "\",\"instanceGuid\":\"" + guid + "\"" + (path.isEmpty() ? "" : ",\"pathToSignedProductExe\":\""
                + path.replace("\\", "\\\\") + "\"") + "}]"));
    }
}
