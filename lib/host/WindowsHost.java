package host;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import fact.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import text.Message;

/**
 * What {@code read-host.ps1} returns, made into our words.
 *
 * @param profiles by adapter name
 */
record WindowsHost(List<Adapter> adapters, Optional<String> defaultRouteAdapter, Map<String, Profile> profiles,
        boolean elevated) {

    /** ifType numbers of the IANA: ppp, softwareLoopback, tunnel. */
    private static final int PPP = 23;
    private static final int LOOPBACK = 24;
    private static final int TUNNEL = 131;
    /** ifOperStatus of RFC 2863. */
    private static final int UP = 1;
    /** IPv4Connectivity and IPv6Connectivity of MSFT_NetConnectionProfile: disconnected, no traffic. */
    private static final int NO_TRAFFIC = 1;

    private record Answer(List<Card> adapters, List<Address> addresses, List<Route> routes, List<Network> networks,
            Boolean elevated) { }

    private record Card(int index, String name, String description, int type, int status, boolean virtual) { }

    private record Address(int index, String alias, String address, int prefix) { }

    private record Route(int index, long metric) { }

    private record Network(int index, int category, int ipv4, int ipv6) { }

    Profile profile(String adapter) {
        return profiles.getOrDefault(adapter, Profile.NONE);
    }

    static Fact<WindowsHost> parse(JsonElement json) {
        try {
            Answer answer = new Gson().fromJson(json, Answer.class);
            if (answer == null || answer.adapters() == null || answer.addresses() == null || answer.routes() == null
                    || answer.networks() == null || answer.elevated() == null) {
                return Fact.unknown(Message.of("host.powershell-unclear"));
            }
            return Fact.known(host(answer));
        } catch (JsonParseException | IllegalArgumentException | NullPointerException e) {
            return Fact.unknown(Message.of("host.powershell-unclear"));
        }
    }

    private static WindowsHost host(Answer answer) {
        Map<Integer, Adapter> adapters = new LinkedHashMap<>();
        answer.adapters().forEach(card -> adapters.put(card.index(), adapter(card, addresses(answer, card.index()))));
        // Get-NetAdapter leaves out the loopback and hidden interfaces, whose addresses are this machine's too.
        answer.addresses().forEach(address -> adapters.computeIfAbsent(address.index(),
                index -> hidden(address.alias(), addresses(answer, index))));
        Map<String, Profile> profiles = new HashMap<>();
        for (Network network : answer.networks()) {
            Adapter adapter = adapters.get(network.index());
            if (adapter != null && (network.ipv4() > NO_TRAFFIC || network.ipv6() > NO_TRAFFIC)) {
                profiles.put(adapter.name(), category(network.category()));
            }
        }
        Optional<String> defaultRoute = answer.routes().stream().sorted(Comparator.comparingLong(Route::metric))
                .map(route -> adapters.get(route.index())).filter(adapter -> adapter != null && adapter.up())
                .map(Adapter::name).findFirst();
        return new WindowsHost(new ArrayList<>(adapters.values()), defaultRoute, profiles, answer.elevated());
    }

    private static Adapter adapter(Card card, List<Cidr> addresses) {
        boolean tunnel = card.type() == PPP || card.type() == TUNNEL || Adapters.looksLikeTunnel(card.description())
                || Adapters.looksLikeTunnel(card.name());
        boolean virtual = card.virtual() || Adapters.looksVirtual(card.description())
                || Adapters.looksVirtual(card.name());
        return new Adapter(card.name(), card.description(), addresses, card.status() == UP, card.type() == LOOPBACK,
                virtual, tunnel);
    }

    private static Adapter hidden(String alias, List<Cidr> addresses) {
        boolean loopback = addresses.stream().anyMatch(address -> address.inet().isLoopbackAddress());
        return new Adapter(alias, alias, addresses, true, loopback, true, Adapters.looksLikeTunnel(alias));
    }

    private static List<Cidr> addresses(Answer answer, int index) {
        return answer.addresses().stream().filter(address -> address.index() == index)
                .map(address -> new Cidr(Literals.plain(address.address()), address.prefix())).toList();
    }

    /** NetworkCategory of MSFT_NetConnectionProfile. */
    private static Profile category(int number) {
        return switch (number) {
            case 0 -> Profile.PUBLIC;
            case 1 -> Profile.PRIVATE;
            case 2 -> Profile.DOMAIN;
            default -> Profile.NONE;
        };
    }
}
