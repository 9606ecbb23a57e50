package host.windows;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.reflect.TypeToken;
import host.Adapter;
import host.Listener;
import host.Profile;
import host.Route;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import json.Json;
import json.JsonShapeException;
import net.Cidr;
import net.IpAddresses;
import process.Fact;
import text.Message;

/**
 * The part of {@code read-windows.ps1}'s answer that speaks of adapters, networks and processes. Its shape:
 * {@code {"adapters":[{"index":5,"name":"Wi-Fi","description":"Intel(R) ...","guid":"{...}","type":71,"status":1,
 * "virtual":false,"dhcp":true,"addresses":[{"address":"192.168.1.44","prefix":24}]}],"routes":[{"prefix":"0.0.0.0/0",
 * "next":"192.168.1.1","index":5,"metric":35}],"networks":[{"index":5,"category":0,"ipv4":4,"ipv6":1}],
 * "processes":[{"pid":4,"name":"System","path":""}],"elevated":false,"errors":{},...}}. Each part is read by itself, so
 * that one that is missing takes no other along. An adapter whose addresses are {@code null} could not be read; of
 * routes, recordings of earlier versions have the default ones of IPv4 alone, without prefix and next hop.
 */
public final class WindowsAnswer {

    /** ifOperStatus of RFC 2863, and of .NET's OperationalStatus. */
    private static final int UP = 1;
    /** ifType other. */
    private static final int OTHER = 1;
    /** IPv4Connectivity and IPv6Connectivity of MSFT_NetConnectionProfile: disconnected is 0, no traffic 1. */
    private static final int NO_TRAFFIC = 1;

    private final JsonObject answer;
    private final ReadErrors errors;

    // Boxed numbers, so that one that is missing is missed: where it is used, a missing one throws.

    private record Card(Integer index, String name, String description, Integer type, Integer status, Boolean virtual,
            Boolean dhcp, List<Unicast> addresses) { }

    private record Unicast(String address, Integer prefix) { }

    private record RouteRow(String prefix, Integer index, Long metric) {
        boolean isDefault() {
            return prefix == null || prefix.equals("0.0.0.0/0");
        }
    }

    private record Network(Integer index, Integer category, Integer ipv4, Integer ipv6) {
        boolean traffic() {
            return ipv4 > NO_TRAFFIC || ipv6 > NO_TRAFFIC;
        }
    }

    private record Running(Long pid, String name, String path) { }

    private WindowsAnswer(JsonObject answer) {
        this.answer = answer;
        this.errors = ReadErrors.of(answer);
    }

    public static Fact<WindowsAnswer> of(JsonElement answer) {
        return answer instanceof JsonObject object ? Fact.known(new WindowsAnswer(object))
                : Fact.unknown(Message.of("host.powershell-unclear"));
    }

    public Fact<List<Adapter>> adapters() {
        return cards().map(cards -> cards.stream().map(WindowsAnswer::adapter).toList());
    }

    /** The adapters that have a default route, the least metric first, among those that are up. */
    public Fact<List<String>> defaultRouteAdapters() {
        return cards().then(cards -> part("routes", new TypeToken<List<RouteRow>>() { }, routes -> routes.stream()
                .filter(RouteRow::isDefault).sorted(Comparator.comparingLong(RouteRow::metric))
                .flatMap(route -> cards.stream().filter(card -> adapter(card).up())
                        .filter(card -> requireNonNull(route.index()).equals(card.index())))
                .map(Card::name).distinct().toList()));
    }

    /** The category of the network behind each adapter. */
    public Fact<NetworkProfiles> profiles() {
        return cards().then(cards -> part("networks", new TypeToken<List<Network>>() { }, networks -> {
            var profiles = new HashMap<String, Profile>();
            // Of two networks behind one adapter the one with traffic is the last word.
            networks.stream().sorted(Comparator.comparing(Network::traffic)).forEach(network ->
                    cards.stream().filter(card -> network.index().equals(card.index()))
                            .forEach(card -> profiles.put(card.name(), Profile.ofWindows(network.category()))));
            return new NetworkProfiles(profiles, errors.why("networks").isEmpty());
        }));
    }

    /**
     * The routes of IPv4, of all adapters that are up; none where a recording of an earlier version has the default
     * ones alone.
     */
    public Fact<List<Route>> routes() {
        return cards().then(cards -> part("routes", new TypeToken<List<RouteRow>>() { }, routes -> routes.stream()
                .filter(route -> route.prefix() != null && route.prefix().indexOf(':') < 0)
                .flatMap(route -> cards.stream().filter(card -> adapter(card).up())
                        .filter(card -> requireNonNull(route.index()).equals(card.index()))
                        .map(card -> new Route(Cidr.parse(route.prefix()), card.name(), route.metric())))
                .toList()));
    }

    public Fact<Boolean> elevated() {
        return part("elevated", new TypeToken<JsonPrimitive>() { }, WindowsAnswer::isTrue);
    }

    /** Any text would do for Gson, as false. */
    private static boolean isTrue(JsonPrimitive value) {
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("neither true nor false: " + value);
        }
        return value.getAsBoolean();
    }

    /** The processes by their id: by name and, where it may be read, by path. */
    public Fact<Map<Long, Listener.Program>> programs() {
        return part("processes", new TypeToken<List<Running>>() { }, processes -> {
            var programs = new LinkedHashMap<Long, Listener.Program>();
            for (Running process : processes) {
                String path = process.path() == null ? "" : process.path();
                if (!process.name().isBlank()) {
                    programs.put(process.pid(), new Listener.Program(process.name(),
                            path.isEmpty() ? Optional.empty() : Optional.of(path)));
                }
            }
            return programs;
        });
    }

    /** The adapters that ask a router for their address. */
    public Fact<Set<String>> dhcp() {
        return cards().then(cards -> !cards.isEmpty() && cards.stream().allMatch(card -> card.dhcp() == null)
                ? Fact.unknown(ConstrainedLanguage.because(answer, Message.of("host.not-told", "dhcp")))
                : Fact.known(cards.stream().filter(card -> Boolean.TRUE.equals(card.dhcp())).map(Card::name)
                        .collect(Collectors.toUnmodifiableSet())));
    }

    public Fact<List<WindowsFacts.SecurityProduct>> products() {
        return part("products", new TypeToken<JsonElement>() { }, SecurityProducts::of).then(products ->
                errors.why("products").filter(why -> products.isEmpty())
                        .map(Fact::<List<WindowsFacts.SecurityProduct>>unknown).orElse(Fact.known(products)));
    }

    public Fact<WindowsFacts.Wsl> wsl() {
        Optional<Integer> build = part("build", new TypeToken<Integer>() { }, number -> number).toOptional();
        return part("wsl", new TypeToken<WslAnswer>() { }, wsl -> wsl.made(build, errors));
    }

    private Fact<List<Card>> cards() {
        return part("adapters", new TypeToken<List<Card>>() { }, cards -> {
            cards.forEach(WindowsAnswer::adapter);
            return cards;
        });
    }

    private static Adapter adapter(Card card) {
        requireNonNull(card.name());
        if (card.addresses() == null) {
            String description = requireNonNullElse(card.description(), "");
            return new Adapter(card.name(), description, List.of(), Adapter.Link.UNREAD, WindowsKinds.of(card.name(),
                    description, requireNonNullElse(card.type(), OTHER), Boolean.TRUE.equals(card.virtual()),
                    List.of()));
        }
        List<Cidr> addresses = card.addresses().stream()
                .map(unicast -> new Cidr(IpAddresses.plain(unicast.address()), unicast.prefix())).toList();
        // A disabled adapter is not among them, so one that is down is on and not connected.
        return new Adapter(card.name(), card.description(), addresses,
                card.status() == UP ? Adapter.Link.UP : Adapter.Link.NO_CARRIER,
                WindowsKinds.of(card.name(), card.description(), card.type(), Boolean.TRUE.equals(card.virtual()),
                        addresses));
    }

    /** @param make throws where the part has not the shape it should have */
    private <P, T> Fact<T> part(String name, TypeToken<P> shape, Function<P, T> make) {
        JsonElement part = answer.get(name);
        if (part == null || part.isJsonNull()) {
            return Fact.unknown(errors.why(name).orElseGet(() ->
                    ConstrainedLanguage.because(answer, Message.of("host.not-told", name))));
        }
        try {
            P read = Json.value(part, shape);
            return Fact.known(Json.read(part, whole -> make.apply(read)));
        } catch (JsonShapeException e) {
            return Fact.unknown(Message.of("host.powershell-unclear"));
        }
    }
}
