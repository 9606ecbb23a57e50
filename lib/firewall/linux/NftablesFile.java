package firewall.linux;

import firewall.linux.netfilter.Family;
import java.util.List;
import java.util.stream.Collectors;
import text.Message;

/**
 * Rules of a run in the words of nft, in a file of their own that {@code /etc/nftables.conf} includes at its end. Table
 * and chain are named before they are used, so that it loads whatever the rest of that file has become: one error would
 * leave the machine without any rule. iptables-nft reads such a rule as its own, with its comment (nft(8)).
 *
 * @param run   of which it is
 * @param rules what it has again
 * @param text  the file to the letter, so that a later version of this program knows it again
 */
public record NftablesFile(String run, List<IptablesRule> rules, String text) implements OwnRulesFile {

    public NftablesFile {
        BootUnit.requireRun(run);
        if (rules == null || rules.isEmpty() || text == null) {
            throw new IllegalArgumentException("a file has rules and a text");
        }
        rules = List.copyOf(rules);
    }

    static NftablesFile of(String run, List<IptablesRule> rules) {
        String lines = rules.stream().map(NftablesFile::rule).collect(Collectors.joining());
        return new NftablesFile(run, rules, "# Made by jbang fix-firewall --persist, removed by jbang rollback --run "
                + run + "\n" + lines);
    }

    private static String rule(IptablesRule rule) {
        String ip = rule.family() == Family.V4 ? "ip" : "ip6";
        String chain = ip + " filter " + rule.chain();
        return "add table " + ip + " filter\n"
                + "add chain " + chain + " { type filter hook input priority filter; }\n"
                + (rule.position() == 0 ? "add" : "insert") + " rule " + chain + " " + ip + " saddr " + rule.source()
                + " " + rule.protocol().id() + " dport " + rule.port() + " counter accept comment \"" + rule.comment()
                + "\"\n";
    }

    /** True where nft has words for it: at the chain's top or end, on a port that is not translated. */
    static boolean holds(IptablesRule rule) {
        return rule.chain().equals("INPUT") && rule.position() <= 1 && !rule.original()
                && RuleComment.fitsNft(rule.comment());
    }

    static String path(String run) {
        return "/etc/nftables-runbook-" + run + ".nft";
    }

    /** A pattern: of one that finds nothing nft says nothing, where it takes a name that is not there for an error. */
    static String pattern(String run) {
        return path(run).replaceFirst("t$", "[t]");
    }

    @Override
    public OwnFile file() {
        return new OwnFile(path(run), text);
    }

    @Override
    public String kind() {
        return "nftables-file";
    }

    @Override
    public Message what() {
        return Message.of("firewall-linux.nftables-file", path(run), ports());
    }
}
