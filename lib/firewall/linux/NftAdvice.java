package firewall.linux;

import firewall.Flow;
import firewall.Rule;
import firewall.linux.netfilter.Verdict;
import net.Cidr;
import text.Message;

/** What a person can do about a rule of nft's where no rule of ours would do or stay. */
final class NftAdvice {

    private NftAdvice() { }

    static Message on(Verdict.Stopped stop, Flow flow, Cidr lan) {
        Rule rule = stop.spot().rule();
        String table = stop.spot().table().name();
        String chain = table + " " + stop.spot().chain().name();
        String match = (lan.isV4() ? "ip" : "ip6") + " saddr " + lan + " " + (stop.packet().translated()
                ? "meta l4proto " + flow.protocol().id() + " ct original proto-dst " + flow.port()
                : flow.protocol().id() + " dport " + flow.port()) + " accept";
        if (stop.spot().index() < 0) {
            return Message.of("firewall-linux.beyond-nft-policy", rule.text(), rule.where(),
                    "nft add rule " + chain + " " + match);
        }
        String handle = rule.id().substring(rule.id().lastIndexOf(' ') + 1);
        return Message.of("firewall-linux.beyond-nft", rule.text(), rule.where(),
                "nft insert rule " + chain + " handle " + handle + " " + match,
                "nft delete rule " + chain + " handle " + handle);
    }
}
