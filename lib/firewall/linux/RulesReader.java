package firewall.linux;

import firewall.linux.iptables.Ipsets;
import firewall.linux.iptables.IptablesSave;
import firewall.linux.iptables.IptablesTables;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.HostNetwork;
import firewall.linux.netfilter.Store;
import firewall.linux.netfilter.Table;
import firewall.linux.nft.NftRuleset;
import firewall.linux.nft.NftText;
import host.Adapter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import json.JsonShapeException;
import process.Command;
import process.Fact;
import process.Ran;
import process.Sudo;
import process.Tasks;
import process.World;
import text.Message;

/**
 * Reads every rule of the machine, all tools at once, each with its own deadline. What this user is refused is asked
 * once more by sudo where that is wanted: the commands are constants, which sudoers can name to the last argument.
 */
final class RulesReader {
    private static final Map<String, String> ENGLISH = Map.of("LC_ALL", "C");
    private static final String MISSING_FILE = "process.no-file";

    /** Where distributions have these programs, and where sudoers names them. */
    private static final String SBIN = "/usr/sbin/";

    private final World world;

    RulesReader(World world) {
        this.world = world;
    }

    /** @param tables of one family; {@code own} are those that nft lists too and that must not be judged twice */
    private record Saved(List<Table> tables, Set<String> own, boolean toolThere) { }

    /** Where they cannot be read, the cause says too what every user may see of a firewall. */
    Fact<LinuxPolicy> read(List<Adapter> adapters) {
        return switch (rules(adapters)) {
            case Fact.Known<LinuxPolicy> known -> known;
            case Fact.Unknown<LinuxPolicy>(Message cause) -> Fact.unknown(FirewallSigns.of(world)
                    .map(signs -> Message.of("firewall-linux.unread", cause, signs)).orElse(cause));
        };
    }

    private Fact<LinuxPolicy> rules(List<Adapter> adapters) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Fact<Saved>> fourth = threads.submit(() -> saved(Family.V4));
            Future<Fact<Saved>> sixth = threads.submit(() -> saved(Family.V6));
            Future<Ran> json = threads.submit(() -> nft("--json", "-j"));
            Future<Ran> text = threads.submit(() -> nft("--handle", "-a"));
            Future<Map<String, Boolean>> forwarding = threads.submit(() -> forwarding(adapters));
            Future<Boolean> ufw = threads.submit(this::ufwEnabled);
            return combine(await(fourth), await(sixth), await(json), await(text),
                    new HostNetwork(adapters, await(forwarding)), await(ufw));
        }
    }

    /** @param brief the same option as the shorter line in sudoers has it */
    private Ran nft(String option, String brief) {
        Ran ran = run("nft", option, "list", "ruleset");
        return maySudo(ran) ? sudo("nft", brief, "list", "ruleset") : ran;
    }

    private Ran run(String program, String... args) {
        return world.run(Command.of(program, args).with(ENGLISH));
    }

    private boolean maySudo(Ran refused) {
        return lacksRights(refused) && world.sudo();
    }

    private Ran sudo(String program, String... args) {
        return world.run(Sudo.of(SBIN + program, args).with(ENGLISH));
    }

    private static <T> T await(Future<T> future) {
        return Tasks.result(future);
    }

    private Fact<LinuxPolicy> combine(Fact<Saved> fourth, Fact<Saved> sixth, Ran json, Ran text,
            HostNetwork hostNetwork, boolean ufw) {
        return fourth.then(four -> {
            List<Table> tables = new ArrayList<>(four.tables);
            List<Message> notes = new ArrayList<>();
            Set<String> own = new HashSet<>(four.own);
            sixth.toOptional().ifPresent(six -> {
                tables.addAll(six.tables);
                own.addAll(six.own);
            });
            if (json.end() instanceof Ran.NotFound) {
                if (!four.toolThere) {
                    return Fact.unknown(Message.of("firewall-linux.no-tools"));
                }
                notes.add(Message.of("firewall-linux.no-nft"));
            } else if (!json.succeeded() && !noKernelSupport(json)) {
                return Fact.unknown(refused(json));
            } else if (json.succeeded()) {
                try {
                    tables.addAll(NftRuleset.parse(json.outText(), text.succeeded() ? NftText.parse(text.outText())
                            : NftText.NONE, (family, name) -> own.contains(family + " " + name)));
                } catch (JsonShapeException e) {
                    return Fact.unknown(Message.of("firewall-linux.unreadable", "nft", json.outStart()));
                }
            }
            Optional<Message> noSixth = switch (sixth) {
                case Fact.Known<Saved> known -> Optional.empty();
                case Fact.Unknown<Saved>(Message cause) -> Optional.of(cause);
            };
            boolean ufwChains = four.tables.stream().anyMatch(table -> table.chains().containsKey("ufw-user-input"));
            return Fact.known(new LinuxPolicy(tables, hostNetwork, ufw && ufwChains, notes, noSixth));
        });
    }

    private Fact<Saved> saved(Family family) {
        boolean v4 = family == Family.V4;
        Fact<String> names = world.file(v4 ? "/proc/net/ip_tables_names" : "/proc/net/ip6_tables_names");
        boolean legacy = switch (names) {
            case Fact.Known<String>(String tables) -> !tables.isBlank();
            case Fact.Unknown<String>(Message cause) -> !cause.key().equals(MISSING_FILE);
        };
        Ran nft = run(Store.IPTABLES_NFT.program(family) + "-save");
        if (maySudo(nft)) {
            return savedBySudo(family);
        }
        // Asked only where such tables exist: the tool makes empty ones for the kernel to walk through ever after.
        Optional<Ran> old = legacy ? Optional.of(run(Store.IPTABLES_LEGACY.program(family) + "-save"))
                : Optional.empty();
        Fact<Saved> first = nft.end() instanceof Ran.NotFound
                ? plain(family, old)
                : tables(nft, Store.IPTABLES_NFT, family, true);
        if (old.isEmpty() || old.get().end() instanceof Ran.NotFound) {
            return first;
        }
        return first.then(nftPart -> tables(old.get(), Store.IPTABLES_LEGACY, family, false)
                .map(oldPart -> both(nftPart, oldPart)));
    }

    /** A system with one iptables, which is of either kind and says which in the first line it prints. */
    private Fact<Saved> plain(Family family, Optional<Ran> legacy) {
        Ran only = run(Store.IPTABLES.program(family) + "-save");
        if (maySudo(only)) {
            return savedBySudo(family);
        }
        if (only.end() instanceof Ran.NotFound) {
            return Fact.known(new Saved(List.of(), Set.of(), legacy.filter(Ran::succeeded).isPresent()));
        }
        boolean ofNft = ofNft(only);
        if (!ofNft && legacy.filter(Ran::succeeded).isPresent()) {
            return Fact.known(new Saved(List.of(), Set.of(), true));
        }
        return tables(only, Store.IPTABLES, family, ofNft);
    }

    /**
     * By the one program that sudoers has to name. The kind that uses nf_tables tells of tables of the other kind, in
     * these words: {@code # Warning: iptables-legacy tables present, use iptables-legacy-save to see them}.
     */
    private Fact<Saved> savedBySudo(Family family) {
        Ran only = sudo(Store.IPTABLES.program(family) + "-save");
        Fact<Saved> first = tables(only, Store.IPTABLES, family, ofNft(only));
        String legacy = Store.IPTABLES_LEGACY.program(family);
        boolean others = (only.outText() + only.errText()).contains(legacy + " tables present");
        return !others ? first : first.then(nft ->
                tables(sudo(legacy + "-save"), Store.IPTABLES_LEGACY, family, false).map(old -> both(nft, old)));
    }

    private static boolean ofNft(Ran save) {
        return save.outText().lines().limit(1).anyMatch(line -> line.contains("nf_tables"));
    }

    private static Saved both(Saved nft, Saved legacy) {
        List<Table> both = new ArrayList<>(legacy.tables);
        both.addAll(nft.tables);
        return new Saved(both, nft.own, true);
    }

    /** With what is in the sets that their rules name; ipset is asked only where one does. */
    private List<Table> filled(List<Table> tables) {
        if (!Ipsets.areNamed(tables)) {
            return tables;
        }
        Ran ran = run("ipset", "save");
        return ran.succeeded() ? Ipsets.parse(ran.outText()).in(tables) : tables;
    }

    private Fact<Saved> tables(Ran save, Store store, Family family, boolean ofNft) {
        if (noKernelSupport(save)) {
            return Fact.known(new Saved(List.of(), Set.of(), true));
        }
        if (!save.succeeded()) {
            return Fact.unknown(refused(save));
        }
        // Warnings about tables that are not iptables' own go to either stream, depending on the version.
        var saved = IptablesSave.parse(save.outText() + "\n" + save.errText());
        List<Table> tables = filled(IptablesTables.of(saved, store, family));
        Set<String> own = new HashSet<>();
        if (ofNft) {
            tables.forEach(table -> own.add((family == Family.V4 ? "ip " : "ip6 ") + table.name()));
        }
        return Fact.known(new Saved(tables, own, true));
    }

    /** A kernel without nf_tables, or without IPv6, has no such rules. */
    private static boolean noKernelSupport(Ran ran) {
        return ran.end() instanceof Ran.Exited(int code) && code != 0
                && (ran.errText().contains("Protocol not supported")
                        || ran.errText().contains("Address family not supported"));
    }

    /** Why a tool of the firewall gave no answer. */
    static Message refused(Ran ran) {
        return ran.command().line().startsWith(Sudo.BEGIN)
                ? Message.of("firewall-linux.sudo-refused", ran.command().line(), ran.firstLine())
                : lacksRights(ran) ? Message.of("firewall-linux.needs-root", ran.command().program()) : ran.failure();
    }

    private static boolean lacksRights(Ran ran) {
        String said = ran.errText();
        return ran.end() instanceof Ran.Exited(int code) && code != 0
                && (said.contains("ermission denied") || said.contains("not permitted") || said.contains("be root"));
    }

    private boolean ufwEnabled() {
        return world.file("/etc/ufw/ufw.conf").toOptional().stream().flatMap(String::lines)
                .anyMatch(line -> line.strip().equalsIgnoreCase("ENABLED=yes"));
    }

    private Map<String, Boolean> forwarding(List<Adapter> adapters) {
        Map<String, Boolean> forwarding = new HashMap<>();
        flag(forwarding, HostNetwork.ALL_V4, "/proc/sys/net/ipv4/ip_forward");
        flag(forwarding, HostNetwork.ALL_V6, "/proc/sys/net/ipv6/conf/all/forwarding");
        for (Adapter adapter : adapters) {
            boolean outside = adapter.up() && !adapter.loopback() && !adapter.virtual()
                    && adapter.addresses().stream().anyMatch(address -> !address.inet().isLinkLocalAddress());
            if (outside && !adapter.name().contains("/")) {
                flag(forwarding, adapter.name(), "/proc/sys/net/ipv4/conf/" + adapter.name() + "/forwarding");
            }
        }
        return forwarding;
    }

    private void flag(Map<String, Boolean> flags, String name, String path) {
        world.file(path).toOptional().ifPresent(text -> flags.put(name, text.strip().equals("1")));
    }
}
