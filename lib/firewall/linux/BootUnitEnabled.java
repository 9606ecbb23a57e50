package firewall.linux;

import firewall.Change;
import firewall.Lifetime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import process.Command;
import process.Fact;
import process.FileError;
import process.Ran;
import process.Shell;
import process.ShellCommand;
import process.World;
import text.Message;

/**
 * The unit of a run starts with the machine. systemd keeps that as a link, which is what is looked at: it is there or
 * not, whether systemd runs at this moment or not (systemctl(1), {@code enable}).
 *
 * @param run whose {@link BootUnit} it is
 */
public record BootUnitEnabled(String run) implements Change {
    private static final String WANTS = "/etc/systemd/system/multi-user.target.wants/";

    public BootUnitEnabled {
        BootUnit.requireRun(run);
    }

    /** @param target where the link leads; empty where there is none */
    private record Link(String target) { }

    @Override
    public String kind() {
        return "systemd-unit-enabled";
    }

    @Override
    public Message what() {
        return Message.of("firewall-linux.boot-unit-enabled", BootUnit.name(run));
    }

    @Override
    public Lifetime lifetime() {
        return Lifetime.PERMANENT;
    }

    @Override
    public List<ShellCommand> paste() {
        return List.of(paste("enable"));
    }

    @Override
    public List<ShellCommand> pasteUndo() {
        return List.of(paste("disable"));
    }

    private ShellCommand paste(String verb) {
        return new ShellCommand(Shell.BASH, true, Shell.BASH.line(List.of("sudo", "systemctl", verb,
                BootUnit.name(run))));
    }

    private Fact<Link> link(World world) {
        Path link = Path.of(WANTS, BootUnit.name(run));
        return world.observe("link " + link, Link.class, () -> {
            try {
                return Fact.known(new Link(!Files.exists(link, LinkOption.NOFOLLOW_LINKS) ? ""
                        : Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : link.toString()));
            } catch (IOException e) {
                return Fact.unknown(FileError.reason(e));
            }
        });
    }

    @Override
    public Fact<State> state(World world) {
        return link(world).map(link -> link.target.isEmpty() ? State.ABSENT
                : link.target.equals(BootUnit.path(run)) || link.target.equals("../" + BootUnit.name(run))
                ? State.PRESENT : State.EDITED);
    }

    @Override
    public Fact<List<String>> found(World world) {
        return link(world).map(link -> link.target.isEmpty() ? List.of() : List.of(link.target));
    }

    @Override
    public Fact<State> apply(World world) {
        return systemctl(world, "enable");
    }

    @Override
    public Fact<State> undo(World world, boolean force) {
        return state(world).then(now -> now == State.ABSENT || now == State.EDITED && !force ? Fact.known(now)
                : systemctl(world, "disable"));
    }

    private Fact<State> systemctl(World world, String verb) {
        Ran ran = world.run(Command.of("systemctl", verb, BootUnit.name(run)));
        return ran.succeeded() ? state(world) : Fact.unknown(ran.failure());
    }
}
