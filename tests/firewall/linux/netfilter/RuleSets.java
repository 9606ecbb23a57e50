package firewall.linux.netfilter;

import java.util.ArrayList;
import java.util.List;

/** Rule sets that are worth trying, each loaded on top of those of a published container. */
public final class RuleSets {

    /** Lines are arguments of iptables, or {@code sysctl NAME=VALUE}; the first set is empty. */
    public static final List<String> IPTABLES = sets("agreement-iptables.txt");

    /** Files for nft; the first one is empty. */
    public static final List<String> NFT = sets("agreement-nft.txt");

    private RuleSets() { }

    private static List<String> sets(String fixture) {
        List<String> sets = new ArrayList<>(List.of(""));
        sets.addAll(List.of(Rules.text(fixture).strip().split("\n\n")));
        return List.copyOf(sets);
    }
}
