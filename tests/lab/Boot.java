package lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import process.SystemdWords;
import testing.Project;

/**
 * A restart of the lab's machine, as far as its firewall is concerned: the kernel's tables are emptied, and then what
 * would run when it starts is run. Its {@code /etc} is a copy, and netfilter-persistent, which Debian does not install
 * beside ufw, is laid over its {@code /usr}; both end with {@link #close}. No systemd runs there: {@code systemctl} is
 * told so, and works on the files alone, as it does for who installs a system (systemd(1), {@code SYSTEMD_OFFLINE}).
 */
final class Boot implements AutoCloseable {
    private static final Path PACKAGES = Project.path(".build/lab/netfilter-persistent/usr");

    private static final String BEGIN = """
            set -e
            mkdir "$1/boot"
            cp -a /etc "$1/boot/etc"
            mount --bind "$1/boot/etc" /etc
            mkdir -p /etc/iptables /run/systemd/system "$1/boot/usr/local/sbin"
            printf '#!/bin/sh\nSYSTEMD_OFFLINE=1 exec /usr/bin/systemctl "$@"\n' >"$1/boot/usr/local/sbin/systemctl"
            chmod 755 "$1/boot/usr/local/sbin/systemctl"
            mount -t overlay -o "lowerdir=$1/boot/usr:$2:/usr" overlay /usr
            """;
    private static final String END = """
            umount -l /usr
            umount -l /etc
            rmdir /run/systemd/system /run/systemd
            rm -rf "$1/boot"
            """;
    private static final String EMPTY = """
            set -e
            nft flush ruleset
            for tool in iptables ip6tables; do
                for chain in INPUT FORWARD OUTPUT; do $tool -P $chain ACCEPT; done
            done
            """;

    private final Lab lab;

    private Boot(Lab lab) {
        this.lab = lab;
    }

    static Boot of(Lab lab) {
        assumeTrue(Files.isDirectory(PACKAGES) || "true".equals(System.getenv("CI")), "not unpacked: " + PACKAGES);
        lab.machine().must("sh", "-c", BEGIN, "begin", lab.folder().toString(), PACKAGES.toString());
        return new Boot(lab);
    }

    /** What an administrator's own start script does, and then each unit that was enabled here. */
    void restart(List<String> commands) {
        empty();
        commands.forEach(command -> must(command.split(" ")));
        startUnits();
    }

    void empty() {
        must("sh", "-c", EMPTY);
    }

    /** Each unit of ours that systemd would start, with the words that it would start. */
    void startUnits() {
        for (String unit : units()) {
            for (String line : must("cat", "/etc/systemd/system/multi-user.target.wants/" + unit).lines().toList()) {
                if (line.startsWith("ExecStart=")) {
                    var words = new ArrayList<>(List.of("/bin/sh", "-c"));
                    words.addAll(SystemdWords.words(line.substring("ExecStart=/bin/sh -c ".length())));
                    must(words.toArray(String[]::new));
                }
            }
        }
    }

    /** The units of ours that are enabled. */
    List<String> units() {
        return must("ls", "/etc/systemd/system/multi-user.target.wants").lines()
                .filter(name -> name.startsWith("runbook-")).toList();
    }

    void write(String file, String text) {
        must("sh", "-c", "printf %s \"$1\" >\"$2\"", "write", text, file);
    }

    /** Every file of {@code /etc} with its owner, its rights and the sum of its content. */
    String etc() {
        return etc("nothing");
    }

    /** The same without this folder. */
    String etc(String without) {
        return must("sh", "-c", """
                find /etc ! -type d ! -path "$1/*" ! -name '*.cache' -printf '%p %u:%g %m %l\\n' | sort
                find /etc -type f ! -path "$1/*" ! -name '*.cache' -exec cksum {} + | sort -k 3""", "etc", without);
    }

    String must(String... words) {
        return lab.machine().must(words);
    }

    @Override
    public void close() {
        lab.machine().run("sh", "-c", END, "end", lab.folder().toString());
    }
}
