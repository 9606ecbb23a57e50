package firewall.linux;

import firewall.Change;
import firewall.Persistence;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import process.World;
import state.SystemFile;
import text.Message;

/**
 * How rules in the kernel are made to outlast a restart, by what this machine has for that: netfilter-persistent, else
 * the service of nftables, else a unit of systemd of our own. The unit also does where two services load rules whose
 * order is not settled, or where a file has no place for a rule of ours: it comes after all of them.
 */
final class RulePersistence {
    private final BootLoaders loaders;
    private final String run;

    RulePersistence(BootLoaders loaders, String run) {
        this.loaders = loaders;
        this.run = run;
    }

    static Persistence of(World world, List<Change> changes, String run) {
        Persistence others = ofOthers(world, changes, run);
        List<Message> byHand = changes.stream().filter(NftRule.class::isInstance).map(NftRule.class::cast)
                .map(NftRule::inFile).distinct().toList();
        if (byHand.isEmpty()) {
            return others;
        }
        Message why = Message.of("firewall-linux.nft-by-hand", NftablesInclude.CONF, byHand);
        return switch (others) {
            case Persistence.Lasting lasting -> new Persistence.NoWay(why);
            case Persistence.NoWay(Message also) -> new Persistence.NoWay(Message.of("firewall-linux.both", also, why));
            case Persistence.Kept(var way, Message also, List<Change> keeping) ->
                new Persistence.Kept(way, Message.of("firewall-linux.both", also, why), keeping);
        };
    }

    private static Persistence ofOthers(World world, List<Change> changes, String run) {
        List<IptablesRule> rules = changes.stream().filter(change -> !change.lifetime().outlastsRestart())
                .filter(IptablesRule.class::isInstance).map(IptablesRule.class::cast).toList();
        List<Change> firewalld = changes.stream().filter(RichRule.class::isInstance)
                .map(RichRule.class::cast).filter(rule -> !rule.permanent())
                .<Change>map(RichRule::lasting).toList();
        if (!rules.isEmpty()) {
            return both(firewalld, new RulePersistence(BootLoaders.read(world, rules), run).of(rules));
        }
        if (!firewalld.isEmpty()) {
            return new Persistence.Kept(Persistence.Way.FIREWALLD, Message.of("firewall-linux.by-firewalld"), firewalld);
        }
        boolean ufw = changes.stream().anyMatch(UfwRule.class::isInstance);
        return new Persistence.Lasting(
                Message.of(ufw ? "firewall-linux.lasts-already" : "firewall-linux.nothing-to-keep"));
    }

    /** Of a process of the machine firewalld decides, of a container iptables may. */
    private static Persistence both(List<Change> firewalld, Persistence rest) {
        return firewalld.isEmpty() ? rest : switch (rest) {
            case Persistence.Lasting lasting ->
                new Persistence.Kept(Persistence.Way.FIREWALLD, Message.of("firewall-linux.by-firewalld"), firewalld);
            case Persistence.NoWay(Message why) ->
                new Persistence.Kept(Persistence.Way.FIREWALLD, why, firewalld);
            case Persistence.Kept(var way, Message why, List<Change> changes) ->
                new Persistence.Kept(way, why, Stream.concat(firewalld.stream(), changes.stream()).toList());
        };
    }

    Persistence of(List<IptablesRule> rules) {
        Message instead = Message.of("firewall-linux.nothing-loads");
        if (loaders.netfilterPersistent() && loaders.nftables()) {
            instead = Message.of("firewall-linux.two-load");
        } else if (loaders.netfilterPersistent()) {
            Optional<List<Change>> entries = entries(rules);
            if (entries.isPresent()) {
                return new Persistence.Kept(Persistence.Way.NETFILTER_PERSISTENT,
                        Message.of("firewall-linux.by-netfilter-persistent"), entries.get());
            }
            instead = Message.of("firewall-linux.no-place-in", "netfilter-persistent");
        } else if (loaders.nftables()) {
            if (nftablesHolds(rules)) {
                return new Persistence.Kept(Persistence.Way.NFTABLES, Message.of("firewall-linux.by-nftables"),
                        List.of(NftablesFile.of(run, rules), new NftablesInclude(run)));
            }
            instead = Message.of("firewall-linux.no-place-in", "nftables.service");
        }
        boolean startable = rules.stream().allMatch(rule -> loaders.programs().containsKey(rule.program()));
        if (!loaders.systemd() || !startable) {
            return new Persistence.NoWay(Message.of("firewall-linux.no-way", instead));
        }
        return new Persistence.Kept(Persistence.Way.SYSTEMD_UNIT, Message.of("firewall-linux.by-unit", instead),
                List.of(BootUnit.of(run, rules, loaders.programs()), new BootUnitEnabled(run)));
    }

    private Optional<List<Change>> entries(List<IptablesRule> rules) {
        Map<Family, List<IptablesRule>> byFamily = rules.stream()
                .collect(Collectors.groupingBy(IptablesRule::family, TreeMap::new, Collectors.toList()));
        List<Change> entries = new ArrayList<>();
        for (List<IptablesRule> ofFamily : byFamily.values()) {
            var entry = new RulesFileEntry(ofFamily);
            SystemFile file = RulesFileEntry.file(ofFamily.getFirst().family());
            boolean fits = entry.fits(Optional.ofNullable(loaders.files().get(file.path().toString())))
                    && loaders.folders().contains(file.path().getParent().toString())
                    && ofFamily.stream().allMatch(rule -> loaders.restores(rule) && survives(rule));
            if (!fits) {
                return Optional.empty();
            }
            entries.add(entry);
        }
        return Optional.of(entries);
    }

    /** A chain that only another program makes, later, is no place in a file that is loaded before it. */
    private boolean survives(IptablesRule rule) {
        return rule.chain().equals("DOCKER-USER") || !rule.above().isEmpty() || rule.chain().equals("INPUT")
                || rule.chain().equals("FORWARD");
    }

    private boolean nftablesHolds(List<IptablesRule> rules) {
        return NftablesInclude.fits(Optional.ofNullable(loaders.files().get(NftablesInclude.CONF)))
                && rules.stream().allMatch(rule -> NftablesFile.holds(rule) && (rule.store() == Store.IPTABLES_NFT
                        || rule.store() == Store.IPTABLES && loaders.restores().equals(Optional.of(Store.IPTABLES_NFT)))
                        && loaders.nativeComments());
    }
}
