package path.check;

import docker.BridgeNetwork;
import host.Adapter;
import host.linux.routing.NextHop;
import host.linux.routing.RouteEnd;
import host.linux.routing.RoutingPolicy;
import host.linux.routing.RoutingRule;
import host.linux.routing.SenderFilter;
import host.linux.routing.TableRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.Cidr;
import path.Remedy;
import process.Shell;
import process.ShellCommand;
import text.Message;

/**
 * What helps where the routes of Linux are to blame. A line that changes them is shown only where the same look-up, over
 * the routes as they would be then, leads to the phone and back.
 *
 * @param asked   the phone, or all devices of its network
 * @param devices those that are lost, or the first of them
 */
record RouteRemedies(LinuxWayBack way, Cidr asked, Cidr devices) {

    private static final String TAILSCALE = "tailscale";

    /** Whoever made the other way has to be told; what a rule of one's own can do lasts until the next start. */
    List<Remedy> elsewhere(RouteEnd.Leaves end) {
        String name = end.by().adapter();
        var steps = new ArrayList<Remedy>();
        Optional<Adapter> adapter = way.adapter(name);
        Optional<BridgeNetwork> docker = way.network(name);
        if (docker.isPresent()) {
            steps.add(command("remove-docker-network", false, List.of("docker", "network", "rm", docker.get().name()),
                    docker.get().name(), WayBack.text(asked)));
        } else if (name.startsWith(TAILSCALE)) {
            steps.add(end.route().to().prefix() == 0
                    ? command("tailscale-allow-lan", true, List.of(TAILSCALE, "set", "--exit-node-allow-lan-access"))
                    : command("tailscale-no-routes", true, List.of(TAILSCALE, "set", "--accept-routes=false")));
        } else {
            steps.add(Remedies.byHand(adapter.filter(Adapter::tunnel).isPresent() ? "keep-lan-off-tunnel"
                    : "move-virtual-network", name, WayBack.text(asked)));
        }
        steps.addAll(past());
        steps.add(seeRoute());
        return steps;
    }

    List<Remedy> notRouted() {
        var steps = new ArrayList<>(past());
        if (steps.isEmpty()) {
            steps.add(Remedies.byHand("route-answers", WayBack.text(asked), way.chosen().adapter().name()));
        }
        steps.add(seeRoute());
        return steps;
    }

    /** A rule before all others by which the main table is asked, where that table knows the way. */
    private List<Remedy> past() {
        RoutingRule lan = RoutingRule.toMain(asked.network());
        Optional<Cidr> containers = way.target().network();
        RoutingPolicy one = way.policy().with(lan);
        if (mends(one)) {
            return List.of(rule(asked.network()));
        }
        return containers.filter(network -> mends(one.with(RoutingRule.toMain(network))))
                .map(network -> List.of(rule(asked.network()), rule(network))).orElse(List.of());
    }

    private boolean mends(RoutingPolicy changed) {
        return way.by(changed).lost(devices).isEmpty();
    }

    private static Remedy rule(Cidr network) {
        return command("route-past", true, List.of("ip", "rule", "add", "to", WayBack.text(network), "lookup",
                TableRoute.MAIN), WayBack.text(network));
    }

    /** The table that was asked lacks the containers' network. */
    List<Remedy> requestsNotRouted(RouteEnd end) {
        var steps = new ArrayList<Remedy>();
        Optional<Cidr> network = way.target().network();
        String bridge = way.target().bridge().map(Adapter::name).orElse("");
        network.flatMap(missing -> table(end).map(table -> new TableRoute(table, TableRoute.Type.UNICAST, missing, 0,
                        false, List.of(new NextHop(bridge, Optional.empty(), false)))))
                .filter(route -> mends(way.policy().with(route)))
                .ifPresent(route -> steps.add(command("route-to-containers", true, List.of("ip", "route", "add",
                        route.to().toString(), "dev", bridge, "table", route.table()), route.table())));
        network.filter(missing -> mends(way.policy().with(RoutingRule.toMain(missing))))
                .ifPresent(missing -> steps.add(rule(missing)));
        steps.add(new Remedy(Message.of("path.remedy.see-route"), List.of(new ShellCommand(Shell.BASH, false,
                "ip route get " + way.target().address().getHostAddress() + " from "
                        + way.sample(devices).getHostAddress() + " iif " + way.chosen().adapter().name()))));
        return steps;
    }

    private static Optional<String> table(RouteEnd end) {
        return end instanceof RouteEnd.Leaves leaves && !leaves.route().table().equals(TableRoute.MAIN)
                ? Optional.of(leaves.route().table()) : Optional.empty();
    }

    List<Remedy> doubted(String adapter) {
        var steps = new ArrayList<Remedy>();
        if (mends(way.policy().with(adapter, SenderFilter.LOOSE))) {
            steps.add(command("loose-filter", true, List.of("sysctl", "-w", "net.ipv4.conf." + adapter + ".rp_filter="
                    + SenderFilter.LOOSE), adapter));
        }
        steps.add(Remedies.byHand("one-adapter"));
        return steps;
    }

    private Remedy seeRoute() {
        return new Remedy(Message.of("path.remedy.see-route"), List.of(new ShellCommand(Shell.BASH, false,
                "ip route get " + way.sample(devices).getHostAddress() + " from "
                        + way.chosen().address().address())));
    }

    private static Remedy command(String key, boolean root, List<String> words, Object... args) {
        return new Remedy(Message.of("path.remedy." + key, args), List.of(new ShellCommand(Shell.BASH, root,
                (root ? "sudo " : "") + Shell.BASH.line(words))));
    }
}
