package change.journal;

import firewall.Change;
import firewall.Decision;
import firewall.Firewall;
import firewall.Flow;
import firewall.Persistence;
import firewall.Policy;
import firewall.Rule;
import java.util.List;
import net.Cidr;
import process.Fact;
import text.Message;

/**
 * A firewall that lets a port in when {@link MemoryWorld} has a word that ends with it. {@code deaf} among the words
 * makes rules without effect, {@code on purpose} needs overriding, {@code policy} is beyond us.
 */
public record MemoryFirewall(MemoryWorld world) implements Firewall {

    @Override
    public Fact<Policy> read() {
        if (world.rules.contains("unreadable")) {
            return Fact.unknown(Message.verbatim("the list cannot be read"));
        }
        List<String> rules = List.copyOf(world.rules);
        return Fact.known(new Policy() {
            @Override
            public Decision decide(Flow flow) {
                return rules.stream().filter(rule -> rule.endsWith(" " + flow.port()) && !rules.contains("deaf"))
                        .findFirst().<Decision>map(rule -> new Decision.Allowed(
                                new Rule(rule, rule, "allow " + rule, "list", false), List.of()))
                        .orElse(Fixtures.BLOCKED);
            }

            @Override
            public List<Cidr> exceptionsWithin(Cidr lan) {
                return List.of();
            }
        });
    }

    @Override
    public Proposal propose(Wanted wanted, Decision decision, String run, Firewall.Permissions may) {
        if (world.rules.contains("policy")) {
            return new Proposal.OutOfReach(Message.verbatim("ask its administrators"));
        }
        if (world.rules.contains("on purpose") && !may.overrideBlocks()) {
            return new Proposal.NeedsOverride(Fixtures.DROP);
        }
        int port = wanted.flow().port();
        return new Proposal.Changes(List.of(new WordRule(run.replace('-', ' ') + " " + port, port)));
    }

    /** {@code boot} before each word; {@code forgetful} among the words has no way. */
    @Override
    public Persistence persistence(List<Change> changes, String run) {
        return world.rules.contains("forgetful")
                ? new Persistence.NoWay(Message.verbatim("nothing here remembers anything"))
                : new Persistence.Kept(Persistence.Way.SYSTEMD_UNIT, Message.verbatim("a list that remembers"),
                        changes.stream().map(WordRule.class::cast).<Change>map(
                                rule -> new WordRule(WordRule.BOOT + rule.word(), rule.port())).toList());
    }
}
