package host.read;

import host.linux.routing.RoutingPolicy;
import host.linux.routing.RoutingRule;
import host.linux.routing.TableRoute;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            Map<String, Integer> filters = filters(world, adapters);
            return Tasks.result(rules).then(known -> routes.map(table -> new RoutingPolicy(known, table, filters)));
        }
    }

    private static Map<String, Integer> filters(World world, List<String> adapters) {
        Map<String, Integer> filters = new HashMap<>();
        Stream.concat(Stream.of(RoutingPolicy.ALL), adapters.stream().filter(name -> !name.contains("/")))
                .forEach(name -> world.file("/proc/sys/net/ipv4/conf/" + name + "/rp_filter").toOptional()
                        .map(String::strip).filter(text -> text.matches("[012]"))
                        .ifPresent(text -> filters.put(name, Integer.valueOf(text))));
        return filters;
    }
}
