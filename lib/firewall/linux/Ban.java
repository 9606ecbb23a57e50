package firewall.linux;

import firewall.Advice;
import firewall.Firewall.Wanted;
import firewall.Rule;
import firewall.Ternary;
import firewall.linux.netfilter.AddressRanges;
import firewall.linux.netfilter.Condition;
import firewall.linux.netfilter.Field;
import firewall.linux.netfilter.HostNetwork;
import firewall.linux.netfilter.Operand;
import firewall.linux.netfilter.Range;
import firewall.linux.netfilter.RuleStep;
import firewall.linux.netfilter.Statement;
import firewall.linux.netfilter.Store;
import firewall.linux.netfilter.Table;
import firewall.linux.netfilter.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.Cidr;
import text.Message;

/**
 * A device that a program shut out by its address: crowdsec and fail2ban keep a set, or a rule for each. No rule of ours
 * is an answer to that: the address is taken out where it was put in.
 *
 * @param place where the address stands
 */
record Ban(Verdict.Stopped stop, String device, Place place) {
    /** fail2ban's actions name nft's set {@code addr-set-JAIL}, the one of ipset and the chain {@code f2b-JAIL}. */
    private static final Pattern JAIL_SET = Pattern.compile("(?:addr6?-set|f2b|fail2ban)-(.+)");
    private static final Pattern JAIL_CHAIN = Pattern.compile("(?:f2b|fail2ban)-(.+)");

    /** Where the address stands. */
    private sealed interface Place { }

    /** @param element of it that the device is, or is in */
    private record InSet(String set, List<Operand> element, List<Field> fields) implements Place { }

    private record InRule(String jail) implements Place { }

    /** Empty where the rule that stops it is for more than this device and its nearest. */
    static Optional<Ban> of(Verdict.Stopped stop, Wanted wanted, HostNetwork hostNetwork) {
        if (stop.spot().index() < 0) {
            return Optional.empty();
        }
        String device = wanted.flow().from().getHostAddress();
        return inSet(stop, wanted, hostNetwork).or(() -> inRule(stop, wanted))
                .map(place -> new Ban(stop, device, place));
    }

    private static Optional<Place> inSet(Verdict.Stopped stop, Wanted wanted, HostNetwork hostNetwork) {
        return conditions(stop).filter(in -> in.set().isPresent() && !in.negated()).flatMap(in -> {
            List<Field> fields = in.parts().stream().map(Condition.Part::field).toList();
            int source = fields.indexOf(Field.SOURCE);
            return source < 0 ? Stream.empty() : in.elements().stream()
                    .filter(element -> in.holding(List.of(element)).holds(stop.packet(), hostNetwork) == Ternary.YES)
                    .filter(element -> ofFew(element.get(source), wanted))
                    .map(element -> (Place) new InSet(in.set().get(), element, fields));
        }).findFirst();
    }

    private static Optional<Place> inRule(Verdict.Stopped stop, Wanted wanted) {
        Matcher jail = JAIL_CHAIN.matcher(stop.spot().chain().name());
        boolean ofFew = conditions(stop).anyMatch(in -> !in.negated() && in.parts().size() == 1
                && in.parts().getFirst().field() == Field.SOURCE
                && in.elements().stream().allMatch(element -> ofFew(element.getFirst(), wanted)));
        return stop.spot().table().store() != Store.NFT && ofFew && jail.matches()
                ? Optional.of(new InRule(jail.group(1))) : Optional.empty();
    }

    private static Stream<Condition.In> conditions(Verdict.Stopped stop) {
        return stop.spot().chain().steps().get(stop.spot().index()).statements().stream()
                .flatMap(statement -> statement instanceof Statement.Check(Condition.In in)
                        ? Stream.of(in) : Stream.empty());
    }

    /** A list of networks that nobody may come from is a rule on purpose; one device, or a few, is a ban. */
    private static boolean ofFew(Operand source, Wanted wanted) {
        Cidr lan = wanted.lan();
        boolean single = lan.prefix() == AddressRanges.bits(lan.isV4());
        Range whole = Range.of(lan.inet(), lan.prefix());
        return source instanceof Range range && (single ? range.covers(whole) && range.low().equals(range.high())
                : !range.covers(whole));
    }

    Message why() {
        return Message.of("firewall-linux.beyond-ban", stop.spot().rule().text(), stop.spot().rule().where(), device);
    }

    /** How it is taken out, by the program that put it there where that is known. */
    List<Advice> advice() {
        Rule rule = stop.spot().rule();
        String table = stop.spot().table().name();
        return switch (place) {
            case InRule(String jail) -> Stream.concat(Stream.of(unban(jail)), RuleLine.deleting(stop).stream()
                    .map(line -> new Advice(Message.of("firewall-linux.advice-delete", rule.text()), List.of(line))))
                    .toList();
            case InSet set -> {
                var steps = new ArrayList<Advice>();
                Matcher jail = JAIL_SET.matcher(set.set());
                if ((ofIptables() || table.endsWith(" f2b-table")) && jail.matches()) {
                    yield List.of(unban(jail.group(1)), delete(set, "firewall-linux.advice-element-after"));
                }
                boolean crowdsec = table.contains("crowdsec") || set.set().contains("crowdsec");
                if (crowdsec) {
                    steps.add(new Advice(Message.of("firewall-linux.advice-crowdsec", device),
                            List.of(RuleLine.paste(List.of("sudo", "cscli", "decisions", "delete", "--ip", device)))));
                }
                steps.add(delete(set, crowdsec ? "firewall-linux.advice-element-after"
                        : "firewall-linux.advice-element"));
                yield steps;
            }
        };
    }

    private Advice unban(String jail) {
        return new Advice(Message.of("firewall-linux.advice-fail2ban", device, jail),
                List.of(RuleLine.paste(List.of("sudo", "fail2ban-client", "set", jail, "unbanip", device))));
    }

    private Advice delete(InSet in, String key) {
        String table = stop.spot().table().name();
        var words = new ArrayList<>(List.of("sudo"));
        if (ofIptables()) {
            words.addAll(List.of("ipset", "del", in.set(), written(in)));
        } else {
            words.addAll(List.of("nft", "delete", "element"));
            words.addAll(List.of(table.split(" ")));
            words.addAll(List.of(in.set(), "{ " + written(in) + " }"));
        }
        return new Advice(Message.of(key, device, in.set(), ofIptables() ? "ipset" : table),
                List.of(RuleLine.paste(words)));
    }

    /** Then its sets are those of ipset, which every table of iptables may name. */
    private boolean ofIptables() {
        return stop.spot().table().store() != Store.NFT;
    }

    private static String written(InSet in) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < in.element().size(); i++) {
            boolean address = in.fields().get(i) == Field.SOURCE || in.fields().get(i) == Field.DESTINATION;
            parts.add(switch (in.element().get(i)) {
                case Operand.Named named -> '"' + named.name() + (named.prefix() ? "*" : "") + '"';
                case Range range when address -> AddressRanges.written(range);
                case Range range -> range.low().equals(range.high()) ? range.low().toString()
                        : range.low() + "-" + range.high();
            });
        }
        return String.join(" . ", parts);
    }

    /** The same rules without the address. */
    LinuxPolicy lifted(LinuxPolicy policy) {
        return switch (place) {
            case InRule rule -> policy.without(stop.spot().table(), stop.spot().rule());
            case InSet set -> {
                LinuxPolicy now = policy;
                for (Table table : policy.tables()) {
                    if (table == stop.spot().table() || ofIptables() && table.store() != Store.NFT) {
                        now = now.replacing(table, step -> without(step, set));
                    }
                }
                yield now;
            }
        };
    }

    private static RuleStep without(RuleStep step, InSet set) {
        return new RuleStep(step.rule(), step.statements().stream().map(statement ->
                statement instanceof Statement.Check(Condition.In in) && in.set().equals(Optional.of(set.set()))
                        ? new Statement.Check(in.holding(in.elements().stream()
                        .filter(element -> !element.equals(set.element())).toList())) : statement).toList());
    }
}
