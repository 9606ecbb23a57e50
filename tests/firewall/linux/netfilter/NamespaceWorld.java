package firewall.linux.netfilter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import process.Command;
import process.Fact;
import process.LiveWorld;
import process.Ran;
import testing.ForwardingWorld;
import text.Message;

/** The machine as it looks from inside a network namespace. */
public final class NamespaceWorld extends ForwardingWorld {
    private final List<String> enter;

    /** @param enter the command that runs another one inside: {@code nsenter --target 123 --mount} */
    public NamespaceWorld(List<String> enter) {
        super(new LiveWorld());
        this.enter = List.copyOf(enter);
    }

    @Override
    public Ran run(Command command) {
        List<String> args = new ArrayList<>(enter.subList(1, enter.size()));
        args.add(command.program());
        args.addAll(command.args());
        Ran ran = super.run(new Command(enter.getFirst(), args, command.environment(), command.deadline()));
        // The program that enters is there; what it could not find is the other one.
        boolean missing = ran.end() instanceof Ran.Exited(int code) && (code == 255 || code == 127)
                && ran.errText().contains("No such file");
        return new Ran(command, missing ? new Ran.NotFound() : ran.end(), ran.out(), ran.err(), ran.took());
    }

    @Override
    public Fact<String> file(String path) {
        Ran ran = run(Command.of("cat", path));
        return ran.errText().contains("No such file") ? Fact.unknown(Message.of("process.no-file", path)) : ran.text();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }
}
