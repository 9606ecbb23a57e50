package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The rules of the machine's firewall: as text to compare, and put back as they were. */
record Rules(Machine machine, Path folder) {

    /** Each line behind the name of the program that says it; all in one process, since every test asks twice. */
    private static final String GIST = """
            set -e
            for tool in iptables-save ip6tables-save iptables-legacy-save 'nft list tables'; do
                said=$($tool)
                printf '%s\\n' "$said" | sed "s/^/${tool%% *} /"
            done
            """;

    private static final String EXACT = """
            set -e
            iptables-save
            ip6tables-save
            nft --stateless list ruleset
            cat /etc/ufw/user.rules /etc/ufw/user6.rules /etc/ufw/ufw.conf /etc/default/ufw
            """;

    /**
     * For comparing before and after a fault: without counters, without the order and the container
     * addresses that Docker chooses anew whenever a container starts, and without tables that hold nothing.
     */
    String gist() {
        return machine.must("sh", "-c", GIST).lines().filter(Rules::says)
                .map(line -> line.replaceAll(" ?\\[\\d+:\\d+]", "").replaceAll("172\\.17\\.0\\.\\d+", "172.17.0.x"))
                .sorted().collect(Collectors.joining("\n"));
    }

    /** Every rule and its place, to the letter; only counters and the listing's own remarks are left out. */
    String exact() {
        return machine.must("sh", "-c", EXACT).lines()
                .filter(line -> !line.startsWith("# "))
                .map(line -> line.replaceAll(" ?\\[\\d+:\\d+]", "") + "\n")
                .collect(Collectors.joining());
    }

    private static boolean says(String line) {
        return !line.matches("\\S+ (|#.*|\\*.*|COMMIT|:[A-Z]+ ACCEPT .*|table ip6? (filter|nat|raw|mangle|security))");
    }

    /** Every rule as it is now, to be put back in one stroke: ufw leaves chains and defaults of its own behind. */
    Fault.Heal keep() {
        Path v4 = saved("iptables-save");
        Path v6 = saved("ip6tables-save");
        return () -> {
            machine.must("iptables-restore", v4.toString());
            // A table that was not there when they were saved is not in the file, and would stay as it is.
            for (String chain : List.of("INPUT", "FORWARD", "OUTPUT")) {
                machine.must("ip6tables", "-P", chain, "ACCEPT");
            }
            machine.must("ip6tables", "-F");
            machine.must("ip6tables", "-X");
            machine.must("ip6tables-restore", v6.toString());
        };
    }

    private Path saved(String tool) {
        try {
            return Files.writeString(Files.createTempFile(folder, tool, ".saved"), machine.must(tool));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
