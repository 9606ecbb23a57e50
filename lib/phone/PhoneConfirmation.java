package phone;

import change.lease.Confirmation;
import change.plan.Plan;
import inventory.Endpoint;
import inventory.Inventory;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import path.Facts;
import path.PhoneReport;
import path.gather.FactsReader;
import probe.Limits;
import process.StopSignal;
import process.World;
import state.StateException;
import text.DueTime;
import text.Message;

/**
 * A change stays when a phone gets through to everything that it was made for, and neither another phone nor what this
 * machine saw says otherwise: nobody has to say so, and nobody can say so in the phone's place.
 *
 * @param port  of the page, as {@link phone.page.FreePort} found it
 * @param phones how many have to get through
 * @param after gets what was found out with the phone's words in it, kept or not
 */
public record PhoneConfirmation(World world, Inventory inventory, Limits limits, LiveView liveView, int port,
        int phones, Consumer<Facts> after)
        implements Confirmation {

    @Override
    public List<Endpoint> needs() {
        return List.of(PhoneSession.page(port));
    }

    @Override
    public Verdict await(Plan plan, Duration within, Asking asking) throws StateException {
        Set<Endpoint> mended = plan.steps().stream().flatMap(step -> step.endpoints().stream())
                .collect(Collectors.toSet());
        try (var stop = new StopSignal()) {
            // The rules are other ones now than when the plan was made.
            Facts facts = FactsReader.facts(world, inventory, limits);
            return switch (new PhoneSession(world, liveView, true, Optional.empty(), limits.whole(), phones)
                    .ask(facts, () -> FactsReader.facts(world.inBackground(), inventory, limits), port,
                            PhoneSession.Until.WELL, mended::contains, within, () -> begun(asking), stop)) {
                case PhoneSession.Heard(Facts proven, boolean stopped) -> {
                    after.accept(proven);
                    yield stopped ? new Verdict.TakeBack(Message.of("phone.stopped")) : verdict(proven, mended);
                }
                case PhoneSession.NotOpened(Message why) -> new Verdict.TakeBack(why);
                case PhoneSession.CalledOff off -> new Verdict.TakeBack(Message.of("change.keep-gone"));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Verdict.TakeBack(Message.of("process.interrupted"));
        }
    }

    /** Who looks on sees from now on what becomes of the change, and when. */
    private boolean begun(Asking asking) throws StateException {
        Optional<Instant> until = asking.begin();
        until.ifPresent(end -> liveView.undoneAt(DueTime.time(end, world.now())));
        return until.isPresent();
    }

    @Override
    public void leave() {
        liveView.close();
    }

    /** What the words of phones come to for a change that was made for these endpoints. */
    static Verdict verdict(Facts proven, Set<Endpoint> mended) {
        List<Integer> intermittent = ports(mended, endpoint -> PhoneSession.intermittent(proven, endpoint));
        List<Integer> missed = ports(mended, endpoint -> !PhoneSession.letIn(proven, endpoint));
        if (missed.isEmpty()) {
            boolean alone = mended.stream().anyMatch(endpoint -> !PhoneSession.seen(proven, endpoint));
            Message kept = Message.of(alone ? "phone.kept-word-alone" : "phone.kept", proven.words().stream()
                    .map(PhoneReport::phone).distinct().map(InetAddress::getHostAddress).toList());
            return new Verdict.Keep(intermittent.isEmpty() ? kept
                    : Message.of("phone.kept-intermittent", kept, intermittent));
        }
        List<Integer> contradicted = ports(mended, endpoint -> PhoneSession.contradicted(proven, endpoint));
        return new Verdict.TakeBack(proven.words().isEmpty() ? Message.of("phone.nobody-came")
                : contradicted.isEmpty() ? Message.of("phone.not-through", missed)
                : Message.of("phone.contradicted", contradicted));
    }

    private static List<Integer> ports(Set<Endpoint> endpoints, Predicate<Endpoint> which) {
        return endpoints.stream().filter(which).map(Endpoint::port).sorted().toList();
    }
}
