package replay;

import static path.FindingId.PORTPROXY_OUTBOUND_BLOCKED;
import static path.FindingId.PORTPROXY_STALE;
import static replay.FieldFault.SECOND_LEG;
import static replay.RemedyCases.NETSH;
import static replay.RemedyCases.passedOn;
import static replay.RemedyCases.stale;
import static replay.RemedyCases.well;

import java.util.List;

/** Machines from the field: whether what this PC passes on gets out of it again. */
final class OutboundCases {
    private static final String SVCHOST = "App=%SystemRoot%\\system32\\svchost.exe|";

    private OutboundCases() { }

    static List<FieldCase> all() {
        return List.of(
                cut(FieldCase.guilty(SECOND_LEG, ruled("outbound-rule", SVCHOST + "Svc=iphlpsvc|")))
                        .says("blocks that outbound connection: rule \"Keep in\"", "bloque cette connexion sortante :"
                                + " règle « Keep in »")
                        .says("Disable-NetFirewallRule -Name '{9D}'", "Disable-NetFirewallRule -Name '{9D}'"),
                cut(FieldCase.guilty(SECOND_LEG, ruled("outbound-rule-for-everybody",
                        "Protocol=6|RPort2_10=8000-9000|RA4=172.16.0.0/255.240.0.0|")))
                        .says("rule \"Keep in\"", "règle « Keep in »"),
                cut(FieldCase.guilty(SECOND_LEG, passedOn("outbound-rule-of-policy", "172.28.23.5")
                        .rule("policy", "{9D}", block("Protocol=6|RPort=8086|"))))
                        .says("Ask the administrator of this machine", "Demander à l'administrateur de cette machine")
                        .neverSays("Disable-NetFirewallRule", "New-NetFirewallRule"),
                cut(FieldCase.guilty(SECOND_LEG, byDefault("outbound-default", "DomainProfile", "PrivateProfile",
                        "PublicProfile")))
                        .says("no rule allows it, and the default is to block", "aucune règle ne l'autorise, et par"
                                + " défaut il bloque")
                        .says("DefaultOutboundAction=1", "DefaultOutboundAction=1")
                        .says("-Direction Outbound -Program '%SystemRoot%\\System32\\svchost.exe' -Service iphlpsvc"
                                + " -Protocol TCP -RemotePort 8086 -Action Allow", "-Service iphlpsvc"),
                cut(FieldCase.guilty(SECOND_LEG, byDefault("outbound-default-and-void-rules", "DomainProfile",
                        "PrivateProfile", "PublicProfile").apply(OutboundCases::noLocalRules)))
                        .says("Ask the administrator of this machine", "Demander à l'administrateur de cette machine")
                        .neverSays("-Direction Outbound"),
                cut(FieldCase.guilty(SECOND_LEG, byDefault("outbound-default-on-public-networks", "PublicProfile")))
                        .plans(30, "its own outbound connection may be blocked")
                        .says("may block that outbound connection", "bloque peut-être cette connexion sortante")
                        .says("wsl hostname -I", "wsl hostname -I"),
                cut(FieldCase.guilty(SECOND_LEG, byDefault("outbound-default-to-an-address-of-the-lan",
                        "PrivateProfile").edit(NETSH, text -> text.replace("172.28.23.5", "192.168.1.23"))))
                        .says("Windows Firewall blocks that outbound connection", "Le Pare-feu Windows bloque cette"
                                + " connexion sortante"),
                cut(FieldCase.guilty(SECOND_LEG, ruled("outbound-rule-and-a-held-connection", "Protocol=6|")
                        .probed("127.0.0.1", "8086", "HELD", "").probed("192.168.1.61", "8086", "HELD", ""))),
                FieldCase.innocent(SECOND_LEG, ruled("outbound-rule-that-does-no-harm", "Protocol=6|RPort=8086|"
                        + "LUAuth=O:LSD:(A;;CC;;;S-1-5-84)|").never("probe")
                        .seen("probe 127.0.0.1 8086", well()).seen("probe 192.168.1.61 8086", well()))
                        .exits(0).plans(0).lacks(PORTPROXY_OUTBOUND_BLOCKED, PORTPROXY_STALE),
                stale(FieldCase.innocent(SECOND_LEG, byDefault("outbound-default-of-another-network",
                        "DomainProfile"))),
                stale(FieldCase.innocent(SECOND_LEG, byDefault("outbound-default-and-a-rule-for-it", "DomainProfile",
                        "PrivateProfile", "PublicProfile").rule("local", "{9E}", "v2.30|Action=Allow|Active=TRUE|"
                                + "Dir=Out|Protocol=6|" + SVCHOST + "Svc=iphlpsvc|Name=Forward|"))),
                stale(FieldCase.innocent(SECOND_LEG, ruled("outbound-rule-for-another-port", "Protocol=6|RPort=443|"))),
                stale(FieldCase.innocent(SECOND_LEG, ruled("outbound-rule-for-our-port-of-theirs",
                        "Protocol=6|LPort=8086|"))),
                stale(FieldCase.innocent(SECOND_LEG, ruled("outbound-rule-for-another-program",
                        "App=C:\\tools\\socat.exe|"))),
                stale(FieldCase.innocent(SECOND_LEG, ruled("outbound-rule-for-another-service",
                        SVCHOST + "Svc=RpcSs|"))),
                stale(FieldCase.innocent(SECOND_LEG, ruled("outbound-rule-for-another-address",
                        "Protocol=6|RA4=10.0.0.0/255.0.0.0|"))),
                stale(FieldCase.innocent(SECOND_LEG, passedOn("outbound-rule-switched-off", "172.28.23.5")
                        .rule("local", "{9D}", block("").replace("Active=TRUE", "Active=FALSE")))),
                stale(FieldCase.innocent(SECOND_LEG, passedOn("outbound-rule-to-loopback", "127.0.0.1")
                        .rule("local", "{9D}", block("")))),
                stale(FieldCase.innocent(SECOND_LEG, ruled("outbound-rule-perhaps",
                        "LUAuth=O:LSD:(A;;CC;;;S-1-5-84)|")))
                        .plans(30, "its own outbound connection may be blocked")
                        .says("the forwarding itself may be blocked on its way out", "est peut-être bloquée à sa"
                                + " sortie")
                        .says("Keep in", "Keep in").says("wsl hostname -I", "wsl hostname -I"));
    }

    private static FieldCase cut(FieldCase field) {
        return field.exits(20).plans(20, "its own outbound connection")
                .finds(PORTPROXY_OUTBOUND_BLOCKED).lacks(PORTPROXY_STALE)
                .neverSays("WSL's current address", "l'adresse actuelle de WSL");
    }

    private static String block(String conditions) {
        return "v2.30|Action=Block|Active=TRUE|Dir=Out|" + conditions + "Name=Keep in|";
    }

    private static ComposedMachine ruled(String name, String conditions) {
        return passedOn(name, "172.28.23.5").rule("local", "{9D}", block(conditions));
    }

    private static ComposedMachine byDefault(String name, String... profiles) {
        ComposedMachine machine = passedOn(name, "172.28.23.5");
        for (String profile : profiles) {
            machine.setting("policy", profile, "DefaultOutboundAction", 1);
        }
        return machine;
    }

    private static void noLocalRules(ComposedMachine machine) {
        machine.rule("policy", "{9C}", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=8086|Name=Influx|");
        for (String profile : List.of("DomainProfile", "PrivateProfile", "PublicProfile")) {
            machine.setting("policy", profile, "AllowLocalPolicyMerge", 0);
        }
    }
}
