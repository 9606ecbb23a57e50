package firewall.linux;

import firewall.linux.netfilter.Family;
import java.util.List;
import java.util.Optional;
import process.Command;
import process.Fact;
import process.Ran;
import process.Shell;
import process.ShellCommand;
import process.World;
import state.SystemFile;
import text.Message;

/**
 * Rules of ours in the file that netfilter-persistent loads when the machine starts. Only these lines: what else is in
 * the kernel now, such as Docker's own rules, has its own way to come back.
 *
 * @param rules of one address family
 */
public record RulesFileEntry(List<IptablesRule> rules) implements RulesAtBoot {
    private static final String FILE_V4 = "/etc/iptables/rules.v4";
    private static final String FILE_V6 = "/etc/iptables/rules.v6";

    public RulesFileEntry {
        if (rules == null || rules.isEmpty() || rules.stream().map(IptablesRule::family).distinct().count() != 1) {
            throw new IllegalArgumentException("not rules of one family: " + rules);
        }
        rules = List.copyOf(rules);
    }

    static SystemFile file(Family family) {
        return SystemFile.at(family == Family.V4 ? FILE_V4 : FILE_V6);
    }

    private SystemFile file() {
        return file(rules.getFirst().family());
    }

    @Override
    public String kind() {
        return "iptables-rules-file";
    }

    @Override
    public Message what() {
        return Message.of("firewall-linux.in-rules-file", file().path().toString(), ports());
    }

    @Override
    public List<ShellCommand> pasteUndo() {
        return rules.stream().map(rule -> new ShellCommand(Shell.BASH, true, Shell.BASH.line(List.of("sudo", "sed",
                "-i", "\\|" + pattern(rule.comment()) + "|d", file().path().toString())))).toList();
    }

    /** A regular expression of sed for exactly this text. */
    private static String pattern(String text) {
        return text.replaceAll("[\\\\.*\\[\\]^$|]", "\\\\$0");
    }

    @Override
    public Fact<State> state(World world) {
        return file().read(world).map(text -> state(RulesFile.of(text)));
    }

    private State state(RulesFile file) {
        List<RulesFile.State> states = rules.stream().map(file::state).distinct().toList();
        return switch (states.size() == 1 ? states.getFirst() : RulesFile.State.EDITED) {
            case ABSENT -> State.ABSENT;
            case PRESENT -> State.PRESENT;
            case EDITED -> State.EDITED;
        };
    }

    @Override
    public Fact<List<String>> found(World world) {
        return file().read(world).map(text -> {
            RulesFile file = RulesFile.of(text);
            return rules.stream().flatMap(rule -> file.found(rule).stream()).toList();
        });
    }

    @Override
    public Fact<State> apply(World world) {
        return file().read(world).then(before -> {
            State now = state(RulesFile.of(before));
            if (now != State.ABSENT) {
                return Fact.known(now);
            }
            Optional<String> after = with(before);
            if (after.isEmpty()) {
                return Fact.unknown(Message.of("firewall-linux.rules-file-no-place", file().path().toString()));
            }
            return file().write(after.get()).<Fact<State>>map(Fact::unknown)
                    .orElseGet(() -> checked(world, before));
        });
    }

    private Optional<String> with(Optional<String> text) {
        Optional<RulesFile> file = Optional.of(RulesFile.of(text));
        for (IptablesRule rule : rules) {
            file = file.flatMap(so -> so.with(rule));
        }
        return file.flatMap(RulesFile::text);
    }

    /** True where each rule has its place in it. */
    boolean fits(Optional<String> text) {
        return with(text).isPresent();
    }

    /** A file that iptables-restore refuses would leave the machine without any rule after a restart. */
    private Fact<State> checked(World world, Optional<String> before) {
        String program = rules.getFirst().family() == Family.V4 ? "iptables-restore" : "ip6tables-restore";
        Ran ran = world.run(Command.of(program, "--test", file().path().toString()));
        if (ran.succeeded()) {
            return state(world);
        }
        return put(before).<Fact<State>>map(Fact::unknown).orElseGet(() -> Fact.unknown(ran.failure()));
    }

    @Override
    public void removeLeftovers() {
        file().removeLeftovers();
    }

    @Override
    public Fact<State> undo(World world, boolean force) {
        return file().read(world).then(text -> {
            RulesFile file = RulesFile.of(text);
            State now = state(file);
            if (now == State.ABSENT || now == State.EDITED && !force) {
                return Fact.known(now);
            }
            for (IptablesRule rule : rules) {
                file = file.without(rule);
            }
            return put(file.text()).<Fact<State>>map(Fact::unknown).orElseGet(() -> state(world));
        });
    }

    private Optional<Message> put(Optional<String> text) {
        return text.isPresent() ? file().write(text.get()) : file().remove();
    }
}
