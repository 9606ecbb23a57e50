package firewall.linux;

import firewall.linux.netfilter.RuleStep;
import firewall.linux.netfilter.Statement;
import firewall.linux.netfilter.Store;
import firewall.linux.netfilter.Table;
import firewall.linux.netfilter.Verdict;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.Cidr;
import net.Protocol;

/**
 * The zones of firewalld, as they show in the chains that it makes: in a table of its own in nft, or, told to by
 * {@code FirewallBackend=iptables}, among those of iptables. Whatever else is put there is gone at its next reload.
 */
final class FirewalldZones {
    private static final String DISPATCH = "(filter_)?INPUT_ZONES(_SOURCE|_IFACES)?";
    private static final Pattern ZONE = Pattern.compile("(?:filter_)?IN_(.+)");
    private static final Pattern OF_IPTABLES = Pattern.compile(
            "INPUT|FORWARD|OUTPUT|(INPUT|FORWARD|OUTPUT|IN|FWD|FWDI|FWDO|OUT)_.*");

    private FirewalldZones() { }

    /** True where firewalld has made the chain that the packet is stopped in. */
    static boolean made(Verdict.Spot spot) {
        Table table = spot.table();
        String chain = spot.chain().name();
        return table.store() == Store.NFT ? table.name().endsWith(" firewalld")
                // Rules of "firewall-cmd --direct" are in iptables, whatever the rest is in.
                : chain.endsWith("_direct")
                        || table.chains().containsKey("INPUT_ZONES") && OF_IPTABLES.matcher(chain).matches();
    }

    /** True for what ends the chain of a zone: its target, by default a reject. */
    static boolean target(Verdict.Spot spot) {
        List<RuleStep> steps = spot.chain().steps();
        return made(spot) && spot.index() == steps.size() - 1 && steps.getLast().unconditional();
    }

    /** Those that packets are sent to, by source and by adapter. A policy has such a chain too; none is sent there. */
    static List<String> of(Table table) {
        return table.chains().values().stream().filter(chain -> chain.name().matches(DISPATCH))
                .flatMap(chain -> chain.steps().stream()).flatMap(step -> step.statements().stream())
                .flatMap(FirewalldZones::zone).distinct().toList();
    }

    private static Stream<String> zone(Statement statement) {
        String chain = switch (statement) {
            case Statement.Goto(String name) -> name;
            case Statement.Jump(String name) -> name;
            default -> "";
        };
        Matcher matcher = ZONE.matcher(chain);
        return matcher.matches() && RichRule.zone(matcher.group(1)) ? Stream.of(matcher.group(1)) : Stream.empty();
    }

    /**
     * A rule that would do in a table of firewalld's, and where it would stand.
     *
     * @param index from 0; empty for the end of the chain
     */
    record Place(RichRule rule, String chain, OptionalInt index) {

        /** The same rules with this one in its place. @param table that it is in */
        LinuxPolicy into(LinuxPolicy policy, Table table) {
            return policy.inserted(table, chain, index.orElse(table.chains().get(chain).steps().size()),
                    rule.step(table.store(), chain));
        }
    }

    /** Among those that allow, which are asked after those that deny; then before all others. */
    static List<Place> places(Table table, Protocol protocol, Cidr lan, int port) {
        String prefix = table.store() == Store.NFT ? "filter_IN_" : "IN_";
        return of(table).stream().flatMap(zone -> Stream.of(
                new Place(new FirewalldRule(zone, false, protocol, lan, port),
                        prefix + zone + "_allow", OptionalInt.empty()),
                new Place(new FirewalldFirstRule(zone, false, protocol, lan, port),
                        prefix + zone + "_pre", OptionalInt.of(0))))
                .filter(place -> table.chains().containsKey(place.chain())).toList();
    }
}
