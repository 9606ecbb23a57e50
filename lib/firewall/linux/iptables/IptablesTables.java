package firewall.linux.iptables;

import firewall.Rule;
import firewall.linux.netfilter.Chain;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.Hook;
import firewall.linux.netfilter.Protocols;
import firewall.linux.netfilter.Range;
import firewall.linux.netfilter.RuleStep;
import firewall.linux.netfilter.Statement;
import firewall.linux.netfilter.Store;
import firewall.linux.netfilter.Table;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables as {@link IptablesSave} read them, made ready to be walked. */
public final class IptablesTables {

    /** Targets after which the next rule is asked (iptables-extensions(8)). */
    private static final Set<String> GOES_ON = Set.of("LOG", "NFLOG", "ULOG", "TRACE", "SET", "TCPMSS", "CHECKSUM",
            "CLASSIFY", "DSCP", "TOS", "ECN", "TTL", "HL", "SECMARK", "CONNSECMARK", "AUDIT", "RATEEST", "LED",
            "IDLETIMER", "TCPOPTSTRIP", "TEE", "HMARK");

    /** Targets that change where the packet says it comes from; they end the chain, and the packet goes on. */
    private static final Set<String> CHANGES_SOURCE = Set.of("SNAT", "MASQUERADE");

    private static final BigInteger ALL_BITS = BigInteger.valueOf(0xFFFF_FFFFL);

    private IptablesTables() { }

    public static List<Table> of(IptablesSave save, Store store, Family family) {
        return save.tables().stream()
                .filter(listing -> !save.incompatible().contains(listing.name()))
                .map(listing -> table(listing, store, family))
                .toList();
    }

    private static Table table(IptablesSave.Listing listing, Store store, Family family) {
        Map<String, Chain> chains = new LinkedHashMap<>();
        listing.chains().forEach((name, rules) -> chains.put(name, chain(listing, store, family, name, rules)));
        return new Table(store, listing.name(), Set.of(family), false, chains);
    }

    private static Chain chain(IptablesSave.Listing listing, Store store, Family family, String name,
            IptablesSave.Rules rules) {
        String where = listing.name() + " " + name;
        String program = store.program(family);
        List<RuleStep> steps = new ArrayList<>();
        for (IptablesSave.Line line : rules.lines()) {
            var words = IptablesArgs.of(line.words());
            var rule = new Rule(program + " " + where + " " + (steps.size() + 1), words.comment().orElse(name),
                    line.text(), where, false);
            steps.add(new RuleStep(rule, statements(words, listing.chains().keySet())));
        }
        Optional<Chain.Base> base = Hook.named(name).flatMap(hook -> rules.policy().map(policy -> {
            var byDefault = new Rule(program + " " + where + " policy", name, "-P " + name + " " + policy, where, true);
            return new Chain.Base(hook, priority(listing.name(), hook), listing.name().equals("nat"), List.of(),
                    !policy.equals("DROP"), byDefault);
        }));
        return new Chain(name, steps, base);
    }

    /** A rule that is not there yet. */
    public static RuleStep step(Store store, Family family, String chain, IptablesArgs words) {
        var rule = new Rule(store.program(family) + " filter " + chain + " new", words.comment().orElse(chain),
                "-A " + chain, "filter " + chain, false);
        return new RuleStep(rule, statements(words, Set.of()));
    }

    /** NF_IP_PRI_* of linux/netfilter_ipv4.h. */
    private static int priority(String table, Hook hook) {
        return switch (table) {
            case "raw" -> -300;
            case "mangle" -> -150;
            case "nat" -> hook == Hook.PREROUTING || hook == Hook.OUTPUT ? -100 : 100;
            case "security" -> 50;
            default -> 0;
        };
    }

    private static List<Statement> statements(IptablesArgs words, Set<String> chains) {
        List<Statement> statements = new ArrayList<>();
        for (IptablesArgs.Module module : words.modules()) {
            IptablesConditions.of(module).forEach(match -> statements.add(new Statement.Check(match)));
        }
        words.target().ifPresent(target -> statements.addAll(target(target, words, chains)));
        return statements;
    }

    private static List<Statement> target(String target, IptablesArgs words, Set<String> chains) {
        if (words.jumpsWithoutReturn()) {
            return List.of(new Statement.Goto(target));
        }
        if (GOES_ON.contains(target)) {
            return List.of();
        }
        if (CHANGES_SOURCE.contains(target)) {
            return List.of(new Statement.Accept());
        }
        try {
            return switch (target) {
                case "ACCEPT" -> List.of(new Statement.Accept());
                case "DROP" -> List.of(new Statement.Block(false));
                case "REJECT" -> List.of(new Statement.Block(true));
                case "RETURN" -> List.of(new Statement.Return());
                case "NOTRACK" -> List.of(new Statement.NoTrack());
                case "CT" -> has(words, "--notrack") ? List.of(new Statement.NoTrack()) : List.of();
                case "MARK" -> List.of(mark(words, false));
                case "CONNMARK" -> connectionMark(words);
                case "DNAT" -> List.of(destination(words));
                case "REDIRECT" -> List.of(new Statement.Translate(Optional.empty(),
                        option(words, "--to-ports").map(IptablesTables::portRange), true));
                default -> List.of(chains.contains(target) ? new Statement.Jump(target) : new Statement.HandOver());
            };
        } catch (IllegalArgumentException e) {
            return List.of(new Statement.HandOver());
        }
    }

    private static boolean has(IptablesArgs words, String name) {
        return words.targetOptions().stream().anyMatch(option -> option.name().equals(name));
    }

    private static Optional<String> option(IptablesArgs words, String name) {
        return words.targetOptions().stream().filter(option -> option.name().equals(name))
                .map(IptablesArgs.Option::value).findFirst();
    }

    /** {@code --set-xmark 0x10/0xff}: clears the bits of the mask, toggles those of the value. */
    private static Statement mark(IptablesArgs words, boolean ofConnection) {
        return new Statement.Mark(option(words, "--set-xmark").map(text -> {
            String[] parts = text.split("/", -1);
            BigInteger clear = parts.length > 1 ? Protocols.number32(parts[1]) : ALL_BITS;
            return new Statement.Change(clear, Protocols.number32(parts[0]));
        }), ofConnection);
    }

    private static List<Statement> connectionMark(IptablesArgs words) {
        BigInteger packetMask = option(words, "--nfmask").map(Protocols::number32).orElse(ALL_BITS);
        BigInteger connectionMask = option(words, "--ctmask").map(Protocols::number32).orElse(ALL_BITS);
        if (has(words, "--save-mark")) {
            return List.of(new Statement.CopyMark(true, connectionMask, packetMask));
        }
        if (has(words, "--restore-mark")) {
            return List.of(new Statement.CopyMark(false, packetMask, connectionMask));
        }
        return List.of(mark(words, true));
    }

    /** {@code 172.17.0.2:80}, {@code 172.17.0.2}, {@code :80}, {@code [fd00::2]:80}, {@code 10.0.0.2:80-90/8000}. */
    private static Statement destination(IptablesArgs words) {
        String to = option(words, "--to-destination").orElse("");
        int bracket = to.indexOf(']');
        int colon = to.startsWith("[") ? to.indexOf(':', bracket) : to.indexOf(':');
        boolean bare = !to.startsWith("[") && colon >= 0 && to.indexOf(':', colon + 1) >= 0;
        String address = bare || colon < 0 ? to : to.substring(0, colon);
        address = address.replace("[", "").replace("]", "");
        Optional<Range> ports = bare || colon < 0 ? Optional.empty()
                : Optional.of(portRange(to.substring(colon + 1)));
        boolean keeps = address.isEmpty() || address.equals("0.0.0.0");
        return new Statement.Translate(keeps ? Optional.empty() : Optional.of(InetAddress.ofLiteral(address)), ports,
                false);
    }

    private static Range portRange(String text) {
        String[] ends = text.split("/", -1)[0].split("-", -1);
        return Range.of(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
    }
}
