package firewall.linux.iptables;

import firewall.linux.iptables.IptablesArgs.Module;
import firewall.linux.iptables.IptablesArgs.Option;
import firewall.linux.netfilter.AddressType;
import firewall.linux.netfilter.Condition;
import firewall.linux.netfilter.ConnectionBits;
import firewall.linux.netfilter.Field;
import firewall.linux.netfilter.Operand;
import firewall.linux.netfilter.Protocols;
import firewall.linux.netfilter.Range;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Conditions of iptables rules, as iptables(8) and iptables-extensions(8) define them. */
final class IptablesConditions {

    private IptablesConditions() { }

    /** The conditions of one group of options; one that is not understood is {@link firewall.linux.netfilter.Condition.Unclear}. */
    static List<Condition> of(Module module) {
        try {
            return switch (module.name()) {
                case "", "tcp", "udp", "udplite", "sctp", "dccp", "icmp", "icmp6" ->
                    each(module, option -> plain(option));
                case "multiport" -> each(module, IptablesConditions::multiport);
                case "comment" -> List.of();
                case "iprange" -> each(module, IptablesConditions::addressRange);
                case "conntrack", "state" -> each(module, IptablesConditions::connection);
                case "mark" -> each(module, option -> mark(Field.MARK, option));
                case "connmark" -> each(module, option -> mark(Field.CONNECTION_MARK, option));
                case "addrtype" -> addressType(module);
                case "pkttype" -> each(module, IptablesConditions::packetType);
                case "physdev" -> List.of(new Condition.BridgePort(module.options().stream()
                        .allMatch(Option::negated)));
                case "rpfilter" -> List.of(new Condition.ReversePath(module.option("--invert").isPresent()));
                case "limit" -> List.of(new Condition.WithinLimit(true));
                case "hashlimit" -> List.of(new Condition.WithinLimit(module.option("--hashlimit-above").isEmpty()));
                case "connlimit" -> List.of(connectionLimit(module));
                case "recent" -> List.of(recent(module));
                case "policy" -> List.of(ipsec(module));
                case "helper" -> each(module, option -> new Condition.Fixed(option.negated()));
                case "rt" -> module.option("--rt-type").map(Option::negated).map(Condition.Fixed::new)
                        .<List<Condition>>map(List::of).orElseGet(() -> List.of(unclear(module)));
                case "mac" -> each(module, option -> new Condition.OneDevice(option.negated()));
                case "set" -> List.of(set(module));
                case "nfacct" -> List.of();
                default -> List.of(unclear(module));
            };
        } catch (IllegalArgumentException e) {
            return List.of(unclear(module));
        }
    }

    private static List<Condition> each(Module module, Function<Option, Condition> one) {
        List<Condition> matches = new ArrayList<>();
        for (Option option : module.options()) {
            matches.add(one.apply(option));
        }
        return matches;
    }

    private static Condition.Unclear unclear(Module module) {
        return new Condition.Unclear("-m " + module.name());
    }

    /** {@code --match-set blacklist src}; what asks for a port or an adapter besides is not understood. */
    private static Condition set(Module module) {
        boolean one = module.options().size() == 1 && module.options().getFirst().name().equals("--match-set")
                && module.options().getFirst().values().size() == 2;
        if (!one) {
            return unclear(module);
        }
        Option option = module.options().getFirst();
        return switch (option.values().get(1)) {
            case "src" -> new Condition.InIpset(option.value(), Field.SOURCE, option.negated());
            case "dst" -> new Condition.InIpset(option.value(), Field.DESTINATION, option.negated());
            default -> unclear(module);
        };
    }

    private static Condition plain(Option option) {
        boolean negated = option.negated();
        return switch (option.name()) {
            case "-p", "--protocol" -> option.value().equals("all") || option.value().equals("0")
                    ? new Condition.Fixed(!negated)
                    : in(Field.PROTOCOL, negated, List.of(Range.of(Protocols.number(option.value()))));
            case "-s", "--source" -> network(Field.SOURCE, option);
            case "-d", "--destination" -> network(Field.DESTINATION, option);
            case "-i", "--in-interface" -> in(Field.IN, negated, List.of(adapter(option.value())));
            case "-o", "--out-interface" -> in(Field.OUT, negated, List.of(adapter(option.value())));
            case "-f", "--fragment" -> new Condition.Fixed(negated);
            case "--dport", "--destination-port" ->
                in(Field.DESTINATION_PORT, negated, List.of(ports(option.value())));
            case "--sport", "--source-port" -> in(Field.SOURCE_PORT, negated, List.of(ports(option.value())));
            case "--syn" -> flags(List.of("FIN,SYN,RST,ACK", "SYN"), negated);
            case "--tcp-flags" -> flags(option.values(), negated);
            // Types of ICMP and SCTP chunks: the condition on the protocol, which stands before, does not hold.
            default -> new Condition.Unclear(option.name());
        };
    }

    private static Condition.In in(Field field, boolean negated, List<? extends Operand> allowed) {
        return Condition.In.of(field, negated, allowed);
    }

    static Operand adapter(String name) {
        boolean prefix = name.endsWith("+");
        return new Operand.Named(prefix ? name.substring(0, name.length() - 1) : name, prefix);
    }

    /** {@code 80}, {@code 80:90}, {@code :90}, {@code 80:}. */
    static Range ports(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Range.of(Long.parseLong(text));
        }
        String low = text.substring(0, colon);
        String high = text.substring(colon + 1);
        return Range.of(low.isEmpty() ? 0 : Long.parseLong(low), high.isEmpty() ? 65535 : Long.parseLong(high));
    }

    /** An address, a network {@code 10.0.0.0/8}, or bits anywhere: {@code 1.2.0.4/255.255.0.255}. */
    private static Condition network(Field field, Option option) {
        List<Condition> any = new ArrayList<>();
        for (String each : option.value().split(",", -1)) {
            int slash = each.indexOf('/');
            InetAddress address = InetAddress.ofLiteral(slash < 0 ? each : each.substring(0, slash));
            String mask = slash < 0 ? "" : each.substring(slash + 1);
            if (mask.contains(".") || mask.contains(":")) {
                BigInteger bits = Range.number(InetAddress.ofLiteral(mask));
                any.add(new Condition.In(List.of(new Condition.Part(field, Optional.of(bits))),
                        List.of(List.of(Range.of(Range.number(address).and(bits)))), false));
            } else {
                int prefix = mask.isEmpty() ? address.getAddress().length * 8 : Integer.parseInt(mask);
                any.add(Condition.In.of(field, false, List.of(Range.of(address, prefix))));
            }
        }
        if (any.size() == 1 && any.getFirst() instanceof Condition.In only) {
            return new Condition.In(only.parts(), only.elements(), option.negated());
        }
        return new Condition.Either(any, option.negated());
    }

    private static Condition flags(List<String> values, boolean negated) {
        if (values.size() != 2) {
            throw new IllegalArgumentException("not two lists of flags: " + values);
        }
        BigInteger mask = Protocols.tcpFlags(Arrays.asList(values.get(0).split(",", -1)));
        BigInteger set = Protocols.tcpFlags(Arrays.asList(values.get(1).split(",", -1)));
        return new Condition.In(List.of(new Condition.Part(Field.TCP_FLAGS, Optional.of(mask))),
                List.of(List.of(Range.of(set))), negated);
    }

    private static Condition multiport(Option option) {
        List<Range> ports = Arrays.stream(option.value().split(",", -1)).map(IptablesConditions::ports).toList();
        Condition from = in(Field.SOURCE_PORT, false, ports);
        Condition to = in(Field.DESTINATION_PORT, false, ports);
        return switch (option.name()) {
            case "--dports", "--destination-ports" -> in(Field.DESTINATION_PORT, option.negated(), ports);
            case "--sports", "--source-ports" -> in(Field.SOURCE_PORT, option.negated(), ports);
            case "--ports" -> new Condition.Either(List.of(from, to), option.negated());
            default -> new Condition.Unclear(option.name());
        };
    }

    private static Condition addressRange(Option option) {
        String[] ends = option.value().split("-", -1);
        var range = new Range(Range.number(InetAddress.ofLiteral(ends[0])),
                Range.number(InetAddress.ofLiteral(ends[ends.length - 1])));
        return switch (option.name()) {
            case "--src-range" -> in(Field.SOURCE, option.negated(), List.of(range));
            case "--dst-range" -> in(Field.DESTINATION, option.negated(), List.of(range));
            default -> new Condition.Unclear(option.name());
        };
    }

    private static Condition connection(Option option) {
        boolean negated = option.negated();
        return switch (option.name()) {
            case "--ctstate", "--state" -> state(option);
            case "--ctstatus" -> new Condition.AnyBit(Field.STATUS, bits(option), negated);
            case "--ctproto" -> in(Field.PROTOCOL, negated, List.of(Range.of(Protocols.number(option.value()))));
            case "--ctorigsrc" -> network(Field.ORIGINAL_SOURCE, option);
            case "--ctorigdst" -> network(Field.ORIGINAL_DESTINATION, option);
            case "--ctorigdstport" -> in(Field.ORIGINAL_PORT, negated, List.of(ports(option.value())));
            case "--ctdir" -> in(Field.DIRECTION, negated,
                    List.of(Range.of(option.value().equalsIgnoreCase("REPLY") ? 1 : 0)));
            default -> new Condition.Unclear(option.name());
        };
    }

    /** SNAT and DNAT are states to iptables, and bits of the status to the kernel. */
    private static Condition state(Option option) {
        List<Range> states = new ArrayList<>();
        int translated = 0;
        for (String state : option.value().toLowerCase(Locale.ROOT).split(",", -1)) {
            switch (state) {
                case "snat" -> translated |= ConnectionBits.SNAT;
                case "dnat" -> translated |= ConnectionBits.DNAT;
                default -> states.add(Range.of(known(ConnectionBits.STATES.get(state), state)));
            }
        }
        Condition in = in(Field.STATE, option.negated(), states);
        return translated == 0 ? in : new Condition.Either(List.of(in(Field.STATE, false, states),
                new Condition.AnyBit(Field.STATUS, BigInteger.valueOf(translated), false)), option.negated());
    }

    private static BigInteger bits(Option option) {
        int bits = 0;
        for (String status : option.value().toLowerCase(Locale.ROOT).split(",", -1)) {
            bits |= known(ConnectionBits.STATUSES.get(status), status);
        }
        return BigInteger.valueOf(bits);
    }

    private static int known(Integer number, String name) {
        if (number == null) {
            throw new IllegalArgumentException(name);
        }
        return number;
    }

    private static Condition mark(Field field, Option option) {
        String[] parts = option.value().split("/", -1);
        Optional<BigInteger> mask = parts.length > 1
                ? Optional.of(Protocols.number32(parts[1])) : Optional.empty();
        return new Condition.In(List.of(new Condition.Part(field, mask)),
                List.of(List.of(Range.of(Protocols.number32(parts[0])))), option.negated());
    }

    private static List<Condition> addressType(Module module) {
        Optional<Field> adapter = module.option("--limit-iface-in").map(option -> Field.IN)
                .or(() -> module.option("--limit-iface-out").map(option -> Field.OUT));
        List<Condition> matches = new ArrayList<>();
        for (Option option : module.options()) {
            if (option.name().startsWith("--limit-iface")) {
                continue;
            }
            Field field = option.name().equals("--src-type") ? Field.SOURCE_TYPE : Field.DESTINATION_TYPE;
            List<AddressType> types = Arrays.stream(option.value().split(",", -1)).map(AddressType::valueOf).toList();
            matches.add(adapter
                    .<Condition>map(on -> new Condition.TypeOnAdapter(field, on, types, option.negated()))
                    .orElseGet(() -> in(field, option.negated(), types.stream().map(AddressType::span).toList())));
        }
        return matches;
    }

    private static Condition packetType(Option option) {
        long number = switch (option.value()) {
            case "unicast", "host" -> 0;
            case "broadcast" -> 1;
            case "multicast" -> 2;
            default -> 3;
        };
        return in(Field.PACKET_TYPE, option.negated(), List.of(Range.of(number)));
    }

    private static Condition connectionLimit(Module module) {
        boolean above = module.options().stream().anyMatch(option ->
                option.name().equals("--connlimit-above") && !option.negated()
                || option.name().equals("--connlimit-upto") && option.negated());
        boolean none = module.options().stream().anyMatch(option ->
                option.name().startsWith("--connlimit-") && option.value().equals("0"));
        return new Condition.WithinLimit(none == above);
    }

    /** A list of addresses seen lately: with a number of hits it is a limit, without one a memory we cannot read. */
    private static Condition recent(Module module) {
        if (module.option("--set").isPresent()) {
            return new Condition.Fixed(!module.option("--set").get().negated());
        }
        boolean counts = module.option("--hitcount").filter(hits -> !hits.value().equals("1")).isPresent();
        boolean negated = module.options().stream()
                .anyMatch(option -> option.negated() && !option.name().equals("--hitcount"));
        return counts ? new Condition.WithinLimit(negated) : unclear(module);
    }

    /** No phone on a LAN speaks IPsec to us. */
    private static Condition ipsec(Module module) {
        return module.option("--pol").<Condition>map(pol ->
                new Condition.Fixed(pol.value().equals("none") != pol.negated()))
                .orElseGet(() -> unclear(module));
    }
}
