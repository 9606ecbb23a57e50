package host.read;

import host.linux.routing.RoutingPolicy;
import host.linux.routing.RoutingRule;
import host.linux.routing.SenderFilter;
import host.linux.routing.TableRoute;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import process.Command;
import process.Fact;
import process.Tasks;
import process.World;

/** The rules and tables by which Linux routes, all read at once. Every user may see them. */
final class RoutingReader {
    private static final Command RULES = Command.of("ip", "-4", "-json", "rule");
    private static final Command ROUTES = Command.of("ip", "-4", "-json", "route", "show", "table", "all");

    private RoutingReader() { }

    static Fact<RoutingPolicy> read(World world, List<String> adapters) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Fact<List<RoutingRule>>> rules = threads.submit(() ->
                    world.run(RULES).text().then(RoutingRule::list));
            Fact<List<TableRoute>> routes = world.run(ROUTES).text().then(TableRoute::table);
            SenderFilter filter = filter(world, adapters);
            return Tasks.result(rules).then(known -> routes.map(table -> new RoutingPolicy(known, table, filter)));
        }
    }

    /** Where no filter is strict, nothing else of it matters. */
    private static SenderFilter filter(World world, List<String> adapters) {
        Map<String, Integer> modes = settings(world, adapters, "rp_filter");
        boolean strict = modes.containsValue(SenderFilter.STRICT);
        return new SenderFilter(modes, strict ? settings(world, adapters, "arp_ignore") : Map.of(),
                strict ? world.file("/proc/net/netstat").map(SenderFilter::dropped).toOptional()
                        .orElse(OptionalLong.empty()) : OptionalLong.empty());
    }

    private static Map<String, Integer> settings(World world, List<String> adapters, String name) {
        Map<String, Integer> settings = new HashMap<>();
        Stream.concat(Stream.of(SenderFilter.ALL), adapters.stream().filter(adapter -> !adapter.contains("/")))
                .forEach(adapter -> world.file("/proc/sys/net/ipv4/conf/" + adapter + "/" + name).toOptional()
                        .map(String::strip).filter(text -> text.matches("\\d"))
                        .ifPresent(text -> settings.put(adapter, Integer.valueOf(text))));
        return settings;
    }
}
