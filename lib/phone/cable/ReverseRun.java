package phone.cable;

import adb.ReversedPort;
import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.JournalState;
import change.journal.RunId;
import change.plan.Applier;
import change.plan.ApplyResult;
import change.plan.Reverter;
import change.plan.RollbackResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import net.Protocol;
import path.Hop;
import path.PhoneAttempt;
import path.ServicePath;
import process.Fact;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * Forwards ports of a phone on a cable to this machine, each announced in the journal before, and undoes that.
 *
 * @param cable    the machine that the phone is plugged into
 * @param progress told of each change before it is made
 */
public record ReverseRun(World cable, StateFolder folder, JournalCodec codec, String script,
        Consumer<Message> progress) {

    /**
     * Forwards every TCP port, and has the phone try each of them. One that cannot be forwarded does not keep the
     * others.
     *
     * @param paths    with what this machine itself gets from the services
     * @param patience how long one try of the phone may take
     * @throws StateException where the journal cannot be used; nothing was changed then
     */
    public List<Reversal> reverse(DeviceSelection.Chosen phone, RunId run, List<ServicePath> paths, Duration patience)
            throws StateException {
        var results = new LinkedHashMap<ServicePath, Reversal.Result>();
        try (Journal journal = Journal.open(folder, codec, script, cable.now(), Journal.LOCK_WAIT, progress)) {
            var applier = new Applier(cable, journal, progress);
            int step = 0;
            for (ServicePath path : paths) {
                results.put(path, path.endpoint().service().protocol() == Protocol.TCP
                        ? reverse(applier, run, "1." + ++step, change(phone, path.endpoint().port()))
                        : new Reversal.NotTcp());
            }
        }
        List<Reversal> untried = results.entrySet().stream().map(each -> reversal(each.getKey(), each.getValue(),
                Fact.unknown(Message.of("adb.not-said")))).toList();
        List<Integer> ports = untried.stream().filter(Reversal::inPlace).map(each -> each.endpoint().port()).toList();
        if (ports.isEmpty()) {
            return untried;
        }
        Fact<Map<Integer, PhoneAttempt>> tried = new AdbProbe(cable, phone).askItself(ports, patience);
        var all = new ArrayList<Reversal>();
        results.forEach((path, result) -> all.add(reversal(path, result,
                tried.then(byPort -> Optional.ofNullable(byPort.get(path.endpoint().port()))
                        .<Fact<PhoneAttempt>>map(Fact::known)
                        .orElseGet(() -> Fact.unknown(Message.of("adb.not-said")))))));
        return all;
    }

    private static Reversal reversal(ServicePath path, Reversal.Result result, Fact<PhoneAttempt> tried) {
        return new Reversal(path.endpoint(), result, tried, path.at(Hop.LOOPBACK));
    }

    private static ReversedPort change(DeviceSelection.Chosen phone, int port) {
        return new ReversedPort(phone.program(), phone.device().serial(), phone.device().name(), port);
    }

    private Reversal.Result reverse(Applier applier, RunId run, String step, ReversedPort change) {
        Optional<String> other = change.target(cable).toOptional().flatMap(target -> target)
                .filter(target -> !target.equals("tcp:" + change.port()));
        if (other.isPresent()) {
            return new Reversal.LeadsElsewhere(other.get());
        }
        return switch (applier.apply(run, step, change)) {
            case ApplyResult.Made made -> new Reversal.Made();
            case ApplyResult.Unchanged unchanged -> new Reversal.WasThere();
            case ApplyResult.Failed(Message why, boolean mayBe) -> new Reversal.NotMade(why);
            case ApplyResult.NotTried notTried -> throw new IllegalStateException(step);
        };
    }

    /**
     * Undoes what this tool has forwarded, newest first, on whichever phone; one that is not there has dropped it.
     *
     * @throws StateException where the journal cannot be used; nothing was changed then
     */
    public Undone undo() throws StateException {
        try (Journal journal = Journal.open(folder, codec, script, cable.now(), Journal.LOCK_WAIT, progress)) {
            List<JournalState.Item> items = journal.state().open().stream()
                    .filter(item -> item.change() instanceof ReversedPort).toList();
            return new Undone(items, new Reverter(cable, journal, progress).takeBack(items, false));
        }
    }

    /** @param items what may have been in effect */
    public record Undone(List<JournalState.Item> items, RollbackResult result) {

        public Undone {
            items = List.copyOf(items);
        }
    }
}
