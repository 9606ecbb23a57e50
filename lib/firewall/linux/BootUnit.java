package firewall.linux;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import process.Command;
import process.Fact;
import process.SystemdWords;
import process.World;
import text.Message;

/**
 * A unit of systemd that puts rules of a run into the kernel again when the machine starts, after everything that
 * loads rules of its own and after Docker, which makes the chain {@code DOCKER-USER}. It looks first and adds only what
 * is missing, and fails, for all to see in {@code systemctl --failed}, where a rule has no place any more.
 *
 * @param run   of which it is
 * @param rules what it has again
 * @param text  the file to the letter, so that a later version of this program knows it again
 */
public record BootUnit(String run, List<IptablesRule> rules, String text) implements OwnRulesFile {
    private static final Pattern RUN = Pattern.compile("[0-9a-z][0-9a-z-]{0,39}");
    private static final String FOLDER = "/etc/systemd/system/";

    /** All that may load rules when the machine starts; a name that is not there is passed over (systemd.unit(5)). */
    private static final String AFTER = "network-pre.target netfilter-persistent.service nftables.service "
            + "iptables.service ip6tables.service ufw.service firewalld.service docker.service";

    /**
     * Arguments: the iptables, the chain, the rule that ours stands above or nothing, and ours. A constant text: what
     * varies reaches it as words.
     */
    private static final String SCRIPT = "t=$1 c=$2 a=$3; shift 3; "
            + "\"$t\" -w 5 -t filter -C \"$c\" \"$@\" 2>/dev/null && exit 0; "
            + "[ -n \"$a\" ] || exec \"$t\" -w 5 -t filter -A \"$c\" \"$@\"; "
            + "n=$(\"$t\" -w 5 -t filter -S \"$c\" | grep -e \"^-A \" | grep -nxF -e \"$a\" | head -n 1 | cut -d: -f1); "
            + "[ -n \"$n\" ] || { echo \"not in $c: $a\" >&2; exit 1; }; "
            + "exec \"$t\" -w 5 -t filter -I \"$c\" \"$n\" \"$@\"";

    public BootUnit {
        requireRun(run);
        if (rules == null || rules.isEmpty() || text == null) {
            throw new IllegalArgumentException("a unit has rules and a text");
        }
        rules = List.copyOf(rules);
    }

    /** @param programs each iptables by its name, with its absolute path */
    static BootUnit of(String run, List<IptablesRule> rules, Map<String, String> programs) {
        String starts = rules.stream()
                .map(rule -> "ExecStart=/bin/sh -c " + SystemdWords.line(Stream.concat(
                        Stream.of(SCRIPT, "runbook", programs.get(rule.program()), rule.chain(), rule.above()),
                        rule.spec().stream()).toList()) + "\n")
                .collect(Collectors.joining());
        return new BootUnit(run, rules, """
                # Made by jbang fix-firewall --persist, removed by jbang rollback --run %s
                [Unit]
                Description=Firewall rules of jbang fix-firewall, run %s
                After=%s

                [Service]
                Type=oneshot
                RemainAfterExit=yes
                %s
                [Install]
                WantedBy=multi-user.target
                """.formatted(run, run, AFTER, starts));
    }

    static void requireRun(String run) {
        if (run == null || !RUN.matcher(run).matches()) {
            throw new IllegalArgumentException("not the name of a run: " + run);
        }
    }

    /** The name of the unit of a run. */
    static String name(String run) {
        return "runbook-" + run + ".service";
    }

    static String path(String run) {
        return FOLDER + name(run);
    }

    @Override
    public OwnFile file() {
        return new OwnFile(path(run), text);
    }

    @Override
    public String kind() {
        return "systemd-unit";
    }

    @Override
    public Message what() {
        return Message.of("firewall-linux.boot-unit", path(run), ports());
    }

    @Override
    public Fact<State> undo(World world, boolean force) {
        Fact<State> undone = OwnRulesFile.super.undo(world, force);
        // Where systemd does not run there is nothing that has to forget the unit.
        world.run(Command.of("systemctl", "daemon-reload"));
        return undone;
    }
}
