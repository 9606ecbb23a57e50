package firewall.linux;

import firewall.Advice;
import firewall.Flow;
import firewall.Redirection;
import firewall.linux.netfilter.Chain;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.RuleStep;
import firewall.linux.netfilter.Statement;
import firewall.linux.netfilter.Table;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import text.Message;

/** The rules that change where a packet goes, found by what becomes of it without each of them. */
final class Translations {

    private Translations() { }

    static List<Redirection> of(LinuxPolicy policy, Flow flow) {
        InetSocketAddress now = policy.arrivesAt(flow);
        var found = new ArrayList<Redirection>();
        for (Table table : policy.tables()) {
            for (Chain chain : table.chains().values()) {
                for (RuleStep step : chain.steps()) {
                    if (step.statements().stream().anyMatch(Statement.Translate.class::isInstance)) {
                        LinuxPolicy after = policy.without(table, step.rule());
                        if (!after.arrivesAt(flow).equals(now)) {
                            advice(table, chain, step, Family.of(flow.to()))
                                    .forEach(advice -> found.add(new Redirection(after, advice)));
                        }
                    }
                }
            }
        }
        return found;
    }

    /** Docker writes its own anew when it starts, with the addresses that its containers have by then. */
    private static List<Advice> advice(Table table, Chain chain, RuleStep step, Family family) {
        return DockerChains.translates(table, chain) ? List.of(DockerChains.restart())
                : RuleLine.deleting(table, chain, step.rule(), family).map(line -> new Advice(
                        Message.of("firewall-linux.advice-delete-redirect", step.rule().text()), List.of(line)))
                        .stream().toList();
    }
}
