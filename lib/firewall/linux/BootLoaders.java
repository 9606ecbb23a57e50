package firewall.linux;

import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import process.Command;
import process.Fact;
import process.Ran;
import process.World;
import state.SystemFile;

/**
 * What loads rules when this machine starts, as far as it was seen.
 *
 * @param systemd             true where systemd runs this machine
 * @param netfilterPersistent true where it is to load {@code /etc/iptables/rules.v4} and {@code rules.v6}
 * @param nftables            true where its service is to load {@code /etc/nftables.conf}
 * @param restores            the iptables that {@code iptables-restore} is; empty where that is not known
 * @param nativeComments      true where iptables-nft reads the comment of a rule that nft made
 * @param files               the text of each file that could be read and is there
 * @param folders             which of their folders are there
 * @param programs            each iptables by its name, with its absolute path
 */
record BootLoaders(boolean systemd, boolean netfilterPersistent, boolean nftables, Optional<Store> restores,
        boolean nativeComments, Map<String, String> files, List<String> folders, Map<String, String> programs) {

    /** Folders that root alone can write to; what a unit starts is in one of them. */
    private static final List<String> PROGRAMS = List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin");
    private static final Pattern VERSION =
            Pattern.compile("v(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?: \\((nf_tables|legacy)\\))?");
    /** Of iptables 1.8.9 it was seen. */
    private static final int FIRST_WITH_NATIVE_COMMENTS = 1_08_09;

    private record There(boolean there) { }

    static BootLoaders read(World world, List<IptablesRule> rules) {
        Optional<Matcher> version = world.run(Command.of("iptables", "--version")).text().toOptional()
                .map(VERSION::matcher).filter(Matcher::find);
        Map<String, String> files = new HashMap<>();
        for (SystemFile file : List.of(RulesFileEntry.file(Family.V4), RulesFileEntry.file(Family.V6),
                SystemFile.at(NftablesInclude.CONF))) {
            file.read(world).toOptional().flatMap(text -> text)
                    .ifPresent(text -> files.put(file.path().toString(), text));
        }
        Map<String, String> programs = new HashMap<>();
        for (String name : rules.stream().map(IptablesRule::program).distinct().toList()) {
            PROGRAMS.stream().map(folder -> folder + "/" + name).filter(path -> there(world, path)).findFirst()
                    .ifPresent(path -> programs.put(name, path));
        }
        return new BootLoaders(there(world, "/run/systemd/system"),
                enabled(world, "netfilter-persistent.service")
                        && there(world, "/usr/share/netfilter-persistent/plugins.d/15-ip4tables"),
                enabled(world, "nftables.service"),
                version.map(found -> "legacy".equals(found.group(4)) ? Store.IPTABLES_LEGACY : Store.IPTABLES_NFT),
                version.filter(found -> number(found) >= FIRST_WITH_NATIVE_COMMENTS).isPresent(), files,
                List.of("/etc/iptables").stream().filter(folder -> there(world, folder)).toList(), programs);
    }

    private static int number(Matcher version) {
        return Integer.parseInt(version.group(1)) * 1_00_00 + Integer.parseInt(version.group(2)) * 1_00
                + Integer.parseInt(version.group(3));
    }

    /** systemctl(1) tells it from the files alone, whether systemd runs or not. */
    private static boolean enabled(World world, String unit) {
        Ran ran = world.run(Command.of("systemctl", "is-enabled", unit));
        return ran.succeeded() && ran.outText().strip().startsWith("enabled");
    }

    private static boolean there(World world, String path) {
        return world.observe("there " + path, There.class,
                () -> Fact.known(new There(Files.exists(Path.of(path))))).map(There::there).toOptional().orElse(false);
    }

    /** True where {@code iptables-restore} writes to the tables that the rule is in. */
    boolean restores(IptablesRule rule) {
        return rule.store() == Store.IPTABLES || restores.filter(rule.store()::equals).isPresent();
    }
}
