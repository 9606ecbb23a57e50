package firewall.linux;

import firewall.linux.netfilter.AddressRanges;
import firewall.linux.netfilter.Condition;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.Field;
import firewall.linux.netfilter.HostNetwork;
import firewall.linux.netfilter.Operand;
import firewall.linux.netfilter.Range;
import firewall.linux.netfilter.Statement;
import firewall.linux.netfilter.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.Cidr;

/** Senders that rules name: devices of a LAN that may fare otherwise than their neighbours. */
final class NamedSources {

    private NamedSources() { }

    /** At most {@link AddressRanges#MOST} of them; more nobody asks about one by one. */
    static List<Cidr> within(Cidr lan, List<Table> tables, HostNetwork hostNetwork) {
        Range whole = Range.of(lan.inet(), lan.prefix());
        Set<Cidr> named = new LinkedHashSet<>();
        for (Range range : sources(tables, Family.of(lan.inet()))) {
            if (whole.covers(range) && !range.covers(whole)) {
                AddressRanges.of(range, lan.isV4()).forEach(named::add);
            }
        }
        named.removeIf(each -> each.prefix() == AddressRanges.bits(lan.isV4()) && hostNetwork.own(each.inet()));
        return named.stream().limit(AddressRanges.MOST).toList();
    }

    private static Set<Range> sources(List<Table> tables, Family family) {
        Set<Range> spans = new LinkedHashSet<>();
        for (Table table : tables) {
            if (table.families().contains(family)) {
                table.chains().values().stream().flatMap(chain -> chain.steps().stream())
                        .flatMap(step -> step.statements().stream())
                        .forEach(statement -> {
                            if (statement instanceof Statement.Check(Condition match)) {
                                sources(match, spans);
                            }
                        });
            }
        }
        return spans;
    }

    private static void sources(Condition match, Set<Range> spans) {
        if (match instanceof Condition.Either either) {
            either.matches().forEach(each -> sources(each, spans));
        }
        if (match instanceof Condition.In in) {
            for (int i = 0; i < in.parts().size(); i++) {
                Condition.Part part = in.parts().get(i);
                if (part.field() == Field.SOURCE || part.field() == Field.ORIGINAL_SOURCE) {
                    for (List<Operand> element : in.elements()) {
                        if (element.get(i) instanceof Range range && part.mask().isEmpty()) {
                            spans.add(range);
                        }
                    }
                }
            }
        }
    }
}
