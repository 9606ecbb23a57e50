package firewall.linux;

import firewall.Change;
import firewall.Lifetime;
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
 * One line at the end of {@code /etc/nftables.conf}, which includes the {@link NftablesFile} of a run. It needs no mark:
 * nothing else is called so.
 */
public record NftablesInclude(String run) implements Change {
    static final String CONF = "/etc/nftables.conf";

    public NftablesInclude {
        BootUnit.requireRun(run);
    }

    private String line() {
        return "include \"" + NftablesFile.pattern(run) + "\"";
    }

    private static SystemFile conf() {
        return SystemFile.at(CONF);
    }

    @Override
    public String kind() {
        return "nftables-include";
    }

    @Override
    public Message what() {
        return Message.of("firewall-linux.nftables-include", CONF, line());
    }

    @Override
    public Lifetime lifetime() {
        return Lifetime.PERMANENT;
    }

    @Override
    public List<ShellCommand> paste() {
        return List.of(new ShellCommand(Shell.BASH, true, "echo " + Shell.BASH.quote(line()) + " | sudo tee -a "
                + CONF));
    }

    @Override
    public List<ShellCommand> pasteUndo() {
        return List.of(new ShellCommand(Shell.BASH, true, Shell.BASH.line(List.of("sudo", "sed", "-i",
                "\\|" + NftablesFile.path(run).replaceFirst("[.]nft$", "[.]") + "|d", CONF))));
    }

    private boolean names(String line) {
        return line.contains(NftablesFile.pattern(run)) || line.contains(NftablesFile.path(run));
    }

    private List<String> naming(Optional<String> conf) {
        return conf.stream().flatMap(String::lines).filter(this::names).toList();
    }

    private State state(Optional<String> conf) {
        List<String> naming = naming(conf);
        return naming.isEmpty() ? State.ABSENT : naming.equals(List.of(line())) ? State.PRESENT : State.EDITED;
    }

    @Override
    public Fact<State> state(World world) {
        return conf().read(world).map(this::state);
    }

    @Override
    public Fact<List<String>> found(World world) {
        return conf().read(world).map(this::naming);
    }

    /** True where a line can be put behind the last one. */
    static boolean fits(Optional<String> conf) {
        return conf.filter(text -> text.endsWith("\n")).isPresent();
    }

    @Override
    public Fact<State> apply(World world) {
        return conf().read(world).then(before -> {
            if (state(before) != State.ABSENT) {
                return Fact.known(state(before));
            }
            if (!fits(before)) {
                return Fact.unknown(Message.of("firewall-linux.rules-file-no-place", CONF));
            }
            return conf().write(before.get() + line() + "\n").<Fact<State>>map(Fact::unknown)
                    .orElseGet(() -> checked(world, before.get()));
        });
    }

    /** A file that nft refuses would leave the machine without any rule after a restart. */
    private Fact<State> checked(World world, String before) {
        Ran ran = world.run(Command.of("nft", "--check", "--file", CONF));
        if (ran.succeeded()) {
            return state(world);
        }
        return conf().write(before).<Fact<State>>map(Fact::unknown).orElseGet(() -> Fact.unknown(ran.failure()));
    }

    @Override
    public void removeLeftovers() {
        conf().removeLeftovers();
    }

    @Override
    public Fact<State> undo(World world, boolean force) {
        return conf().read(world).then(now -> {
            State state = state(now);
            if (state == State.ABSENT || state == State.EDITED && !force) {
                return Fact.known(state);
            }
            var kept = new StringBuilder();
            for (String line : now.get().split("(?<=\n)")) {
                kept.append(names(line) ? "" : line);
            }
            return conf().write(kept.toString()).<Fact<State>>map(Fact::unknown).orElseGet(() -> state(world));
        });
    }
}
