package firewall.linux.iptables;

import firewall.linux.netfilter.Chain;
import firewall.linux.netfilter.Condition;
import firewall.linux.netfilter.Operand;
import firewall.linux.netfilter.Range;
import firewall.linux.netfilter.RuleStep;
import firewall.linux.netfilter.Statement;
import firewall.linux.netfilter.Table;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sets of addresses that rules of iptables name, as {@code ipset save} prints them (ipset(8)):
 *
 * <pre>create crowdsec-blacklists hash:net family inet hashsize 1024 maxelem 131072 timeout 300
 *add crowdsec-blacklists 192.168.1.23 timeout 14399</pre>
 *
 * @param sets what is in each, by its name; one whose elements are more than addresses and networks is not among them
 */
public record Ipsets(Map<String, List<Range>> sets) {
    private static final Set<String> OF_ADDRESSES = Set.of("hash:ip", "hash:net", "bitmap:ip");
    /** An element that is left out of the others, and an option that keeps less of an address than is asked for. */
    private static final Set<String> UNLIKE_OTHERS = Set.of("nomatch", "netmask", "bitmask");

    public Ipsets {
        sets = Map.copyOf(sets);
    }

    /** A line that is not as ipset prints it makes its set unknown. */
    public static Ipsets parse(String saved) {
        Map<String, List<Range>> sets = new HashMap<>();
        Set<String> unclear = new HashSet<>();
        for (String line : saved.lines().toList()) {
            List<String> words = List.of(line.strip().split(" +"));
            if (words.size() < 3) {
                continue;
            }
            String name = words.get(1);
            boolean made = words.getFirst().equals("create");
            Optional<Range> element = made ? Optional.empty() : element(words.get(2));
            if (words.stream().skip(3).anyMatch(UNLIKE_OTHERS::contains)
                    || made && !OF_ADDRESSES.contains(words.get(2)) || !made && element.isEmpty()) {
                unclear.add(name);
            }
            element.ifPresent(sets.computeIfAbsent(name, n -> new ArrayList<>())::add);
        }
        sets.keySet().removeAll(unclear);
        return new Ipsets(sets);
    }

    /** {@code 192.168.1.23}, {@code 10.0.0.0/8}, {@code 10.0.0.0-10.0.0.9}. */
    private static Optional<Range> element(String text) {
        try {
            int slash = text.indexOf('/');
            int to = text.indexOf('-');
            return Optional.of(to >= 0
                    ? new Range(Range.number(InetAddress.ofLiteral(text.substring(0, to))),
                            Range.number(InetAddress.ofLiteral(text.substring(to + 1))))
                    : slash >= 0 ? Range.of(InetAddress.ofLiteral(text.substring(0, slash)),
                            Integer.parseInt(text.substring(slash + 1)))
                    : Range.of(Range.number(InetAddress.ofLiteral(text))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether any rule asks for a set at all. */
    public static boolean areNamed(List<Table> tables) {
        return tables.stream().flatMap(table -> table.chains().values().stream())
                .flatMap(chain -> chain.steps().stream()).flatMap(step -> step.statements().stream())
                .anyMatch(statement -> statement instanceof Statement.Check(Condition.InIpset in));
    }

    /** The same tables, and what is in the sets that their rules name. */
    public List<Table> in(List<Table> tables) {
        return tables.stream().map(table -> {
            Map<String, Chain> chains = new LinkedHashMap<>();
            table.chains().forEach((name, chain) -> chains.put(name, new Chain(name, chain.steps().stream()
                    .map(step -> new RuleStep(step.rule(), step.statements().stream().map(this::filled).toList()))
                    .toList(), chain.base())));
            return new Table(table.store(), table.name(), table.families(), table.bridge(), chains);
        }).toList();
    }

    private Statement filled(Statement statement) {
        return statement instanceof Statement.Check(Condition.InIpset in) && sets.containsKey(in.set())
                ? new Statement.Check(new Condition.In(List.of(new Condition.Part(in.field(), Optional.empty())),
                        sets.get(in.set()).stream().map(range -> List.<Operand>of(range)).toList(), in.negated(),
                        Optional.of(in.set())))
                : statement;
    }
}
