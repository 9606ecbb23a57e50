package replay;

import static path.FindingId.ADDRESS_AMBIGUOUS;
import static path.FindingId.ADDRESS_BY_MDNS;
import static path.FindingId.ADDRESS_IS_COMPUTER_NAME;
import static path.FindingId.ADDRESS_WITHOUT_PHONES;
import static path.FindingId.ANSWERS_LEAVE_ELSEWHERE;
import static path.FindingId.FIREWALL_ALLOW_RULE_OTHER_PROFILE;
import static path.FindingId.FIREWALL_BLOCKS_BY_DEFAULT;
import static path.FindingId.NETWORK_PUBLIC;
import static path.FindingId.PHONE_BEHIND_OTHER_ADAPTER;
import static path.FindingId.PHONE_ON_OTHER_NETWORK;
import static replay.NetworkMachines.categories;
import static replay.NetworkMachines.everywhere;
import static replay.NetworkMachines.lan;
import static replay.NetworkMachines.mdnsIn;
import static replay.NetworkMachines.named;
import static replay.NetworkMachines.route;
import static replay.NetworkMachines.routes;
import static replay.NetworkMachines.server;
import static replay.NetworkMachines.services;
import static replay.NetworkMachines.tunnel;
import static replay.NetworkMachines.udp;
import static replay.NetworkMachines.unidentified;

import java.util.List;
import java.util.stream.Stream;

/** Machines from the field: which network the phone is in, and the way back to it. */
final class NetworkCases {
    private static final String WIFI_PHONE = "192.168.1.23";
    /** With {@link #ALL_WELL_FR}: the verdict where nothing is left to say. */
    private static final String ALL_WELL = "ports work, as far as this machine can tell";
    private static final String ALL_WELL_FR = "Tout fonctionne";

    private NetworkCases() { }

    static List<FieldCase> all() {
        return Stream.of(twoNetworks(), kindsOfNetwork(), hotspots(), virtualAddresses(), names(), waysBack()).flatMap(List::stream)
                .toList();
    }

    private static List<FieldCase> twoNetworks() {
        return List.of(
                FieldCase.guilty(FieldFault.TWO_NETWORKS, "two-networks").exits(0).finds(ADDRESS_AMBIGUOUS)
                        .says("this is about 10.20.30.40 (Ethernet, domain network), but the phone may use"
                                        + " 192.168.1.44 (Wi-Fi, public network)",
                                "ce qui suit vaut pour 10.20.30.40 (Ethernet, réseau de domaine), mais le téléphone"
                                        + " passe peut-être par 192.168.1.44 (Wi-Fi, réseau public)")
                        .says("At 192.168.1.44 (Wi-Fi, public network), 5002, 8000, 8001, 7880, 7881: dropped",
                                "À 192.168.1.44 (Wi-Fi, réseau public), 5002, 8000, 8001, 7880, 7881 : bloqué")
                        .says("The allow rule \"Eloquence API Service\" is for another kind of network",
                                "La règle d'autorisation « Eloquence API Service »")
                        .neverSays(ALL_WELL, ALL_WELL_FR)
                        .plans(0, "phones at 192.168.1.44 (Wi-Fi, public network) stay blocked"),
                guilty(FieldFault.TWO_NETWORKS, "two-networks", "two-networks-phone-named")
                        .with("--from", WIFI_PHONE).exits(20)
                        .finds(FIREWALL_ALLOW_RULE_OTHER_PROFILE, PHONE_BEHIND_OTHER_ADAPTER)
                        .says("The phone (192.168.1.23) is on Wi-Fi (public network): the app must use 192.168.1.44",
                                "Le téléphone (192.168.1.23) est sur Wi-Fi (réseau public) : l'application doit"
                                        + " appeler 192.168.1.44")
                        .says("jbang fix-firewall --from 192.168.1.23", "jbang fix-firewall --from 192.168.1.23")
                        .lacks(PHONE_ON_OTHER_NETWORK, ADDRESS_AMBIGUOUS)
                        .plans(40, "Allow 192.168.1.0/24 to reach the services on 192.168.1.44 (Wi-Fi)"),
                // The cable is the one that is shut: the phone on the Wi-Fi gets in, whatever the verdict is about.
                FieldCase.guilty(FieldFault.TWO_NETWORKS, categories("other-one-is-open", 0, 1)).exits(20)
                        .finds(FIREWALL_ALLOW_RULE_OTHER_PROFILE, ADDRESS_AMBIGUOUS)
                        .says("At 192.168.1.44 (Wi-Fi, private network), 5002, 8000, 8001, 7880, 7881: nothing found"
                                        + " that keeps a phone out",
                                "À 192.168.1.44 (Wi-Fi, réseau privé), 5002, 8000, 8001, 7880, 7881 : rien trouvé qui"
                                        + " arrête un téléphone")
                        .plans(40),
                FieldCase.guilty(FieldFault.TWO_NETWORKS, unidentified()).exits(0).finds(ADDRESS_AMBIGUOUS)
                        .says("192.168.1.44 (Wi-Fi, public network), 5002", "192.168.1.44 (Wi-Fi, réseau public), 5002")
                        .neverSays(ALL_WELL, ALL_WELL_FR).plans(0, "stay blocked"),
                FieldCase.guilty(FieldFault.TWO_NETWORKS, server("cable-only-server", "10.20.30.40")).exits(0)
                        .finds(ADDRESS_AMBIGUOUS)
                        .says("At 192.168.1.44 (Wi-Fi, public network), 8000: node.exe",
                                "À 192.168.1.44 (Wi-Fi, réseau public), 8000 : node.exe")
                        .neverSays(ALL_WELL, ALL_WELL_FR).plans(0),
                FieldCase.guilty(FieldFault.TWO_NETWORKS, udp("udp-for-domain", "Profile=Domain|")).exits(0)
                        .finds(ADDRESS_AMBIGUOUS)
                        .says("At 192.168.1.44 (Wi-Fi, public network), 7882: dropped by",
                                "À 192.168.1.44 (Wi-Fi, réseau public), 7882 : bloqué par")
                        .neverSays(ALL_WELL, ALL_WELL_FR).plans(0, "stay blocked"),
                FieldCase.innocent(FieldFault.TWO_NETWORKS, udp("udp-everywhere", "")).exits(0)
                        .says("the same for every port", "de même pour chaque port").plans(0)
                        .neverPlans("stay blocked"),
                FieldCase.innocent(FieldFault.TWO_NETWORKS, server("server-everywhere", "0.0.0.0")).exits(0)
                        .says("the same for every port", "de même pour chaque port").plans(0),
                FieldCase.innocent(FieldFault.TWO_NETWORKS, categories("two-networks-alike", 2, 1)).exits(0)
                        .says("At 192.168.1.44 (Wi-Fi, private network): the same for every port",
                                "À 192.168.1.44 (Wi-Fi, réseau privé) : de même pour chaque port")
                        .lacks(FIREWALL_ALLOW_RULE_OTHER_PROFILE, NETWORK_PUBLIC)
                        .neverSays("jbang diagnose --from", "dropped by").plans(0).neverPlans("stay blocked"),
                // Whoever names the address has said which network it is about.
                FieldCase.innocent(FieldFault.TWO_NETWORKS, FieldCase.like("two-networks", "address-named")
                                .inventory("services.yaml", services("10.20.30.40"))).exits(0)
                        .says("this is about 10.20.30.40", "ce qui suit vaut pour 10.20.30.40")
                        .neverSays("jbang diagnose --from").plans(0).neverPlans("stay blocked"),
                guilty(FieldFault.TWO_NETWORKS, "two-networks", "address-named-phone-elsewhere",
                        services("10.20.30.40")).with("--from", WIFI_PHONE).exits(0)
                        .finds(PHONE_BEHIND_OTHER_ADAPTER).lacks(PHONE_ON_OTHER_NETWORK)
                        .says("Give the app 192.168.1.44 (Wi-Fi) instead", "Donner à l'application 192.168.1.44 (Wi-Fi)")
                        .neverSays(ALL_WELL, ALL_WELL_FR, "join").plans(0));
    }

    private static List<FieldCase> kindsOfNetwork() {
        return List.of(
                FieldCase.guilty(FieldFault.TWO_NETWORKS, lan("network-not-listed", "[]")).exits(20)
                        .finds(FIREWALL_ALLOW_RULE_OTHER_PROFILE, NETWORK_PUBLIC)
                        .says("(Wi-Fi, Public network)", "(Wi-Fi, réseau public)")
                        .neverSays("--set-private").plans(40),
                // Unidentified, and private by a policy of the administrators.
                FieldCase.innocent(FieldFault.TWO_NETWORKS, lan("unidentified-private",
                                "[{\"index\":16,\"category\":1,\"ipv4\":1,\"ipv6\":0}]")).exits(0)
                        .lacks(NETWORK_PUBLIC).says("(Wi-Fi, Private network)", "(Wi-Fi, réseau privé)").plans(0),
                // What could not be read is not public either.
                FieldCase.innocent(FieldFault.TWO_NETWORKS, lan("networks-not-read", "null")).exits(30)
                        .lacks(FIREWALL_ALLOW_RULE_OTHER_PROFILE, NETWORK_PUBLIC).plans(30));
    }

    private static List<FieldCase> hotspots() {
        return List.of(
                FieldCase.guilty(FieldFault.TWO_NETWORKS, "mobile-hotspot").with("--from", "192.168.137.87").exits(20)
                        .finds(FIREWALL_ALLOW_RULE_OTHER_PROFILE, PHONE_BEHIND_OTHER_ADAPTER)
                        .says("The phone (192.168.137.87) is on this machine's own hotspot, Local Area Connection* 10"
                                        + " (public network: Windows does not list it): the app must use 192.168.137.1",
                                "Le téléphone (192.168.137.87) est sur le point d'accès de cette machine, Local Area"
                                        + " Connection* 10 (réseau public : Windows ne le liste pas) : l'application"
                                        + " doit appeler 192.168.137.1")
                        .lacks(PHONE_ON_OTHER_NETWORK).neverSays("join this machine's network", "--set-private",
                                "rejoindre le réseau de cette machine")
                        .plans(40, "Allow 192.168.137.0/24 to reach the services on 192.168.137.1"),
                FieldCase.guilty(FieldFault.TWO_NETWORKS, FieldCase.like("mobile-hotspot", "hotspot-nobody-named"))
                        .exits(0).finds(ADDRESS_AMBIGUOUS)
                        .says("At 192.168.137.1 (Local Area Connection* 10, this machine's own hotspot, public network), 5002",
                                "À 192.168.137.1 (Local Area Connection* 10, point d'accès de cette machine, réseau public), 5002")
                        .neverSays(ALL_WELL, ALL_WELL_FR).plans(0, "192.168.137.1 (Local Area Connection* 10, this machine's own hotspot, public network)"),
                FieldCase.guilty(FieldFault.TWO_NETWORKS, FieldCase.like("mobile-hotspot", "hotspot-nobody-heard")
                                .edit("007-arp.out", arp -> arp.replace("192.168.137.87", "192.168.29.87"))
                                .replaced("Local Area Connection* 10", "Connexion au réseau local* 3"))
                        .exits(0).finds(ADDRESS_AMBIGUOUS)
                        .says("At 192.168.137.1 (Connexion au réseau local* 3, this machine's own hotspot, public network)",
                                "À 192.168.137.1 (Connexion au réseau local* 3, point d'accès de cette machine, réseau public)").plans(0),
                FieldCase.guilty(FieldFault.TWO_NETWORKS, FieldCase.like("mobile-hotspot", "hotspot-cable-in-app")
                                .inventory("services.yaml", services("192.168.29.10")))
                        .with("--from", "192.168.137.87").exits(0).finds(PHONE_BEHIND_OTHER_ADAPTER)
                        .says("Give the app 192.168.137.1 (Local Area Connection* 10) instead",
                                "Donner à l'application 192.168.137.1 (Local Area Connection* 10)")
                        .says("this machine's own hotspot, public network), 5002, 8000: dropped by",
                                "point d'accès de cette machine, réseau public), 5002, 8000 : bloqué par")
                        .lacks(PHONE_ON_OTHER_NETWORK).neverSays(ALL_WELL, ALL_WELL_FR).plans(0, "stay blocked"),
                FieldCase.innocent(FieldFault.TWO_NETWORKS, everywhere(FieldCase.like("mobile-hotspot",
                                "hotspot-rules-for-all"))).with("--from", "192.168.137.87").exits(0)
                        .says("the app must use 192.168.137.1", "l'application doit appeler 192.168.137.1")
                        .lacks(FIREWALL_ALLOW_RULE_OTHER_PROFILE, PHONE_ON_OTHER_NETWORK, ADDRESS_AMBIGUOUS).plans(0));
    }

    private static List<FieldCase> virtualAddresses() {
        return List.of(
                FieldCase.guilty(FieldFault.TWO_NETWORKS, "app-has-hostonly-address").exits(20)
                        .finds(ADDRESS_WITHOUT_PHONES)
                        .says("The app uses 192.168.56.1, where no phone is expected. VirtualBox Host-Only Network",
                                "L'application appelle 192.168.56.1, où aucun téléphone n'est attendu. VirtualBox")
                        .says("Give the app 192.168.1.44 (Wi-Fi) instead, and the services file: host: 192.168.1.44",
                                "Donner à l'application 192.168.1.44 (Wi-Fi) à la place, et au fichier de services :"
                                        + " host: 192.168.1.44")
                        .lacks(NETWORK_PUBLIC).neverSays(ALL_WELL, ALL_WELL_FR, "BLOCKED", "The firewall blocks")
                        .plans(30, "no firewall rule changes that: give it 192.168.1.44"),
                virtual("vmware", "VMware Network Adapter VMnet8", "VMware Virtual Ethernet Adapter for VMnet8"),
                virtual("hyper-v", "vEthernet (Default Switch)", "Hyper-V Virtual Ethernet Adapter"),
                virtual("wsl", "vEthernet (WSL)", "Hyper-V Virtual Ethernet Adapter #2"),
                virtual("docker", "vEthernet (DockerNAT)", "Hyper-V Virtual Ethernet Adapter #3"),
                // An emulator is a phone too, and lives there.
                FieldCase.innocent(FieldFault.TWO_NETWORKS, everywhere(FieldCase.like(
                                "app-has-hostonly-address", "emulator"))).with("--from", "192.168.56.101").exits(0)
                        .lacks(ADDRESS_WITHOUT_PHONES).plans(0),
                FieldCase.innocent(FieldFault.TWO_NETWORKS, FieldCase.like("app-has-hostonly-address", "lan-address")
                                .replaced("host: 192.168.56.1", "host: 192.168.1.44")).exits(0)
                        .lacks(ADDRESS_WITHOUT_PHONES, ADDRESS_AMBIGUOUS).plans(0));
    }

    private static FieldCase virtual(String name, String adapter, String description) {
        return FieldCase.guilty(FieldFault.TWO_NETWORKS, FieldCase.like("app-has-hostonly-address", "app-has-" + name)
                        .replaced("VirtualBox Host-Only Ethernet Adapter", description)
                        .replaced("VirtualBox Host-Only Network", adapter).replaced("192.168.56.1", "172.22.48.1"))
                .exits(20).finds(ADDRESS_WITHOUT_PHONES).lacks(FIREWALL_BLOCKS_BY_DEFAULT)
                .says("The app uses 172.22.48.1, where no phone is expected. " + adapter,
                        "L'application appelle 172.22.48.1, où aucun téléphone n'est attendu. " + adapter)
                .says("Give the app 192.168.1.44 (Wi-Fi) instead", "Donner à l'application 192.168.1.44 (Wi-Fi)")
                .plans(30);
    }

    private static List<FieldCase> names() {
        return List.of(
                FieldCase.guilty(FieldFault.TWO_NETWORKS, named("computer-name", "DESKTOP-K3P9")).exits(0)
                        .finds(ADDRESS_IS_COMPUTER_NAME)
                        .says("The app uses the name DESKTOP-K3P9: phones do not look up Windows names",
                                "L'application appelle le nom DESKTOP-K3P9 : les téléphones ne résolvent pas les noms"
                                        + " Windows")
                        .says("Give the app 192.168.1.44 (Wi-Fi) instead", "Donner à l'application 192.168.1.44 (Wi-Fi)")
                        .neverSays(ALL_WELL, ALL_WELL_FR).plans(0),
                FieldCase.guilty(FieldFault.TWO_NETWORKS, named("mdns-blocked", "bureau-anna.local")).exits(0)
                        .finds(ADDRESS_BY_MDNS)
                        .says("UDP 5353 is blocked", "UDP 5353 est bloqué")
                        .says("Android does from 12 on", "Android depuis la version 12")
                        .neverSays(ALL_WELL, ALL_WELL_FR).plans(0),
                FieldCase.innocent(FieldFault.TWO_NETWORKS, mdnsIn(named("mdns-comes-in", "bureau-anna.local")))
                        .exits(0).finds(ADDRESS_BY_MDNS).neverSays("UDP 5353 is blocked").plans(0),
                FieldCase.innocent(FieldFault.TWO_NETWORKS, named("name-of-dns", "pc.home.example")).exits(0)
                        .lacks(ADDRESS_IS_COMPUTER_NAME, ADDRESS_BY_MDNS).plans(0));
    }

    private static List<FieldCase> waysBack() {
        return List.of(
                FieldCase.guilty(FieldFault.WAY_BACK, tunnel("subnet-router", "Tailscale", "Tailscale Tunnel", 131)
                                .apply(lan -> route(lan, "192.168.1.0/24", 63, 5))).exits(20)
                        .finds(ANSWERS_LEAVE_ELSEWHERE)
                        .says("Answers to 192.168.1.0/24 leave by Tailscale, not by Wi-Fi",
                                "Les réponses à 192.168.1.0/24 partent par Tailscale, pas par Wi-Fi")
                        .says("Route 192.168.1.0/24 over Tailscale, metric 5",
                                "Route 192.168.1.0/24 par Tailscale, métrique 5")
                        .says("In the settings of Tailscale, take 192.168.1.0/24 out of what it carries",
                                "Dans les réglages de Tailscale, retirer 192.168.1.0/24 de ce qu'il transporte")
                        .neverSays(ALL_WELL, ALL_WELL_FR).plans(0, "answers to the phone leave by Tailscale"),
                // Two halves are longer than the LAN's own route, whatever their metric is.
                FieldCase.guilty(FieldFault.WAY_BACK, tunnel("two-halves", "work", "WireGuard Tunnel", 53)
                                .apply(lan -> route(lan, "192.168.1.0/25", 63, 900))
                                .apply(lan -> route(lan, "192.168.1.128/25", 63, 900))).exits(20)
                        .finds(ANSWERS_LEAVE_ELSEWHERE).says("Answers to 192.168.1.0/24 leave by work",
                                "Les réponses à 192.168.1.0/24 partent par work").plans(0),
                FieldCase.guilty(FieldFault.WAY_BACK, tunnel("one-half", "work", "WireGuard Tunnel", 53)
                                .apply(lan -> route(lan, "192.168.1.128/25", 63, 900))).exits(0)
                        .finds(ANSWERS_LEAVE_ELSEWHERE).says("Answers to 192.168.1.128/25 leave by work",
                                "Les réponses à 192.168.1.128/25 partent par work").neverSays(ALL_WELL, ALL_WELL_FR).plans(0),
                // A network of virtual machines that was given addresses of the LAN.
                FieldCase.guilty(FieldFault.WAY_BACK, tunnel("virtual-overlap", "work", "WireGuard Tunnel", 53)
                                .apply(lan -> route(lan, "192.168.1.64/26", 51, 15))).exits(0)
                        .finds(ANSWERS_LEAVE_ELSEWHERE)
                        .says("Answers to 192.168.1.64/26 leave by vEthernet (WSL (Hyper-V firewall))",
                                "Les réponses à 192.168.1.64/26 partent par vEthernet (WSL (Hyper-V firewall))")
                        .neverSays("In the settings of vEthernet", ALL_WELL, ALL_WELL_FR).plans(0),
                FieldCase.innocent(FieldFault.WAY_BACK, tunnel("other-half", "work", "WireGuard Tunnel", 53)
                                .apply(lan -> route(lan, "192.168.1.128/25", 63, 900))).with("--from", WIFI_PHONE)
                        .exits(0).lacks(ANSWERS_LEAVE_ELSEWHERE).plans(0),
                FieldCase.guilty(FieldFault.WAY_BACK, tunnel("phone-in-half", "work", "TAP-Windows Adapter V9", 6)
                                .apply(lan -> route(lan, "192.168.1.0/27", 63, 900))).with("--from", WIFI_PHONE)
                        .exits(20).finds(ANSWERS_LEAVE_ELSEWHERE).says("Answers to 192.168.1.23 leave by work",
                                "Les réponses à 192.168.1.23 partent par work").plans(0),
                // The LAN's own route has the lower metric.
                FieldCase.innocent(FieldFault.WAY_BACK, tunnel("worse-metric", "Tailscale", "Tailscale Tunnel", 131)
                                .apply(lan -> route(lan, "192.168.1.0/24", 63, 5000))).exits(0)
                        .lacks(ANSWERS_LEAVE_ELSEWHERE).plans(0),
                // All the rest of the world, in two halves, as OpenVPN and WireGuard do it.
                FieldCase.innocent(FieldFault.WAY_BACK, tunnel("takes-all", "work", "WireGuard Tunnel", 53)
                                .apply(lan -> route(lan, "0.0.0.0/1", 63, 5))
                                .apply(lan -> route(lan, "128.0.0.0/1", 63, 5))
                                .apply(lan -> route(lan, "192.168.0.0/16", 63, 5))).exits(0)
                        .lacks(ANSWERS_LEAVE_ELSEWHERE).plans(0),
                // A cable and a Wi-Fi of one LAN: either leads there.
                FieldCase.innocent(FieldFault.WAY_BACK, routes(everywhere(FieldCase.like("two-networks", "same-lan")
                                .replaced("10.20.30.40", "192.168.1.55")))
                                .apply(lan -> route(lan, "192.168.1.0/24", 7, 281))).exits(0)
                        .lacks(ANSWERS_LEAVE_ELSEWHERE, ADDRESS_AMBIGUOUS).plans(0));
    }

    private static FieldCase guilty(FieldFault fault, String given, String name) {
        return FieldCase.guilty(fault, FieldCase.like(given, name));
    }

    private static FieldCase guilty(FieldFault fault, String given, String name, String services) {
        return FieldCase.guilty(fault, FieldCase.like(given, name).inventory("services.yaml", services));
    }
}
