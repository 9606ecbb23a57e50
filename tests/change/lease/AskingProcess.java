package change.lease;

import change.journal.KillSwitch;
import change.journal.LeaseKept;
import change.journal.MemoryGuard;
import change.journal.MemoryWorld;
import change.journal.RunId;
import change.plan.Machine;
import change.plan.Plan;
import inventory.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import state.StateException;

/**
 * A program that changes something and asks whether it stays. It stops where it is told to, says {@code here}, and goes
 * on when its input has another character.
 */
final class AskingProcess implements Confirmation {

    private AskingProcess() { }

    /** @param args the state folder, and where to stop: {@code making} or {@code asking} */
    public static void main(String... args) throws Exception {
        var world = new MemoryWorld(KillSwitch.never());
        if (args[1].equals("making")) {
            world.beforeLook = () -> {
                if (world.rules.size() == 1) {
                    world.beforeLook = () -> { };
                    stop();
                }
            };
        }
        var machine = new Machine(world);
        machine.fixing(Path.of(args[0]), new LeaseSetup(new LeaseTerms(Optional.of(new LeaseTerms.Confirming(
                Duration.ofMinutes(2), LeaseKept.By.PERSON, Optional.of(new AskingProcess()))), Optional.empty()),
                MemoryGuard.there(), new RunId("20261122-101500-aaaa"))).carryOut(machine.plan(), Duration.ofMinutes(1));
    }

    private static void stop() {
        System.out.println("here");
        try {
            System.in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Endpoint> needs() {
        return List.of();
    }

    @Override
    public Verdict await(Plan plan, Duration within, Asking asking) throws StateException {
        if (asking.begin().isPresent()) {
            stop();
        }
        throw new IllegalStateException("nobody answers");
    }
}
