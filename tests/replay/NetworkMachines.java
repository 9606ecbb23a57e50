package replay;

import com.google.gson.JsonObject;

/** Machines on several networks, with names in place of addresses, with tunnels: what {@link NetworkCases} is about. */
final class NetworkMachines {

    private NetworkMachines() { }

    /** The services of the guide, at this address. */
    static String services(String host) {
        return """
                host: %s
                services:
                  - name: Eloquence TTS Service
                    port: 5002
                    health: /health
                  - name: Eloquence API Service
                    port: 8000
                    health: /health
                """.formatted(host);
    }

    /** @param cable 0 public, 1 private, 2 domain */
    static ComposedMachine categories(String name, int cable, int wifi) {
        ComposedMachine machine = FieldCase.like("two-networks", name);
        machine.answer().add("networks", ComposedMachine.json("[{\"index\":16,\"category\":" + wifi
                + ",\"ipv4\":4,\"ipv6\":1},{\"index\":7,\"category\":" + cable + ",\"ipv4\":4,\"ipv6\":1}]"));
        return machine;
    }

    /** Windows has no network for the Wi-Fi, which is without a way out. */
    static ComposedMachine unidentified() {
        ComposedMachine machine = FieldCase.like("two-networks", "unidentified");
        machine.answer().add("networks", ComposedMachine.json("[{\"index\":7,\"category\":1,\"ipv4\":4,\"ipv6\":1}]"));
        machine.answer().add("routes", ComposedMachine.json("[{\"index\":7,\"metric\":25}]"));
        return machine;
    }

    /** Node.js on one address, without Docker; the port is open on every kind of network. */
    static ComposedMachine server(String name, String address) {
        return everywhere(FieldCase.like("two-networks", name)).withoutDocker().inventory("services.yaml", """
                services:
                  - name: Dev server
                    port: 8000
                    health: /health
                """).rows(row -> !row.contains("]:8000")).listener(address + ":8000", "0.0.0.0:0", 4242).process(4242, "node.exe");
    }

    static ComposedMachine udp(String name, String profiles) {
        return FieldCase.like("two-networks", name).withoutDocker().inventory("services.yaml", """
                services:
                  - name: Media
                    port: 7882
                    protocol: udp
                """).apply(NetworkMachines::media).edit("002-netstat.out", rows -> rows
                        + "  UDP    0.0.0.0:7882           *:*                                    4242\r\n")
                .rule("local", "media", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=17|" + profiles
                        + "LPort=7882|Name=Media|");
    }

    private static void media(ComposedMachine machine) {
        machine.answer().getAsJsonArray("processes").add(ComposedMachine.json(
                "{\"pid\":4242,\"name\":\"media.exe\",\"path\":\"C:\\\\Media\\\\media.exe\"}"));
    }

    /** On one network, with rules for private ones. */
    static ComposedMachine lan(String name, String networks) {
        ComposedMachine machine = FieldCase.like("app-has-hostonly-address", name)
                .replaced("host: 192.168.56.1", "host: auto");
        machine.answer().add("networks", ComposedMachine.json(networks));
        return machine;
    }

    /** The rules of the services count on every kind of network. */
    static ComposedMachine everywhere(ComposedMachine machine) {
        return machine.replaced("Profile=Domain|Profile=Private|LPort", "LPort").replaced("Profile=Private|LPort",
                "LPort");
    }

    static ComposedMachine named(String name, String host) {
        ComposedMachine machine = FieldCase.like("app-has-hostonly-address", name)
                .replaced("host: 192.168.56.1", "host: " + host)
                .asked("resolve " + host, "{\"list\":[\"192.168.56.1\",\"192.168.1.44\"]}");
        machine.answer().getAsJsonObject("rules").getAsJsonObject("local").remove("MDNS-In-UDP");
        return machine;
    }

    static ComposedMachine mdnsIn(ComposedMachine machine) {
        return machine.rule("local", "MDNS-In-UDP", "v2.27|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=5353"
                + "|App=%SystemRoot%\\system32\\svchost.exe|Svc=dnscache|Name=mDNS|");
    }

    /** Private, every rule in force; the routes of the Wi-Fi as Windows lists them, and a tunnel. */
    static ComposedMachine tunnel(String name, String adapter, String description, int type) {
        ComposedMachine machine = routes(FieldCase.like("app-has-hostonly-address", name)
                .replaced("host: 192.168.56.1", "host: auto"));
        machine.answer().getAsJsonArray("adapters").add(ComposedMachine.json("{\"index\":63,\"name\":\"" + adapter
                + "\",\"description\":\"" + description + "\",\"guid\":\"{0D7B2E61-3C94-4F58-8A1B-9E6D5C04F2A7}\","
                + "\"type\":" + type + ",\"status\":1,\"virtual\":true,\"dhcp\":false,\"addresses\":["
                + "{\"address\":\"100.101.102.7\",\"prefix\":32}]}"));
        return machine;
    }

    static ComposedMachine routes(ComposedMachine machine) {
        machine.answer().add("routes", ComposedMachine.json("[]"));
        return machine.apply(lan -> route(lan, "0.0.0.0/0", 16, 35)).apply(lan -> route(lan, "192.168.1.0/24", 16, 291));
    }

    static void route(ComposedMachine machine, String prefix, int adapter, int metric) {
        var route = new JsonObject();
        route.addProperty("prefix", prefix);
        route.addProperty("next", prefix.equals("0.0.0.0/0") ? "192.168.1.1" : "0.0.0.0");
        route.addProperty("index", adapter);
        route.addProperty("metric", metric);
        machine.answer().getAsJsonArray("routes").add(route);
    }
}
