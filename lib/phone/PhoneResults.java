package phone;

import inventory.Endpoint;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import path.Confidence;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneReport;
import path.PhoneReport.How;
import phone.evidence.PacketWatch;
import phone.page.PageEvent;
import phone.page.Target;
import process.Fact;

/** What phones have said so far. It grows with everything that is heard; one thread listens. */
final class PhoneResults {

    /** How far a phone is. */
    enum Progress { TRYING, FINISHED, LEFT }

    /** What is not seen by then is seldom seen later, and each look takes its time. */
    private static final Duration LATELY = Duration.ofSeconds(5);

    private record Subject(PageEvent.Device device, Endpoint endpoint, InetAddress asked) { }

    private final PacketWatch watch;
    private final Map<Subject, PhoneReport> words = new LinkedHashMap<>();
    private final Map<PageEvent.Device, Progress> devices = new LinkedHashMap<>();
    private final Map<InetAddress, PageEvent.Why> turnedAway = new LinkedHashMap<>();

    PhoneResults(PacketWatch watch) {
        this.watch = watch;
    }

    void hear(PageEvent event, Instant now) {
        switch (event) {
            case PageEvent.Opened(PageEvent.Device device, InetAddress at) -> devices.put(device, Progress.TRYING);
            // Of what it did not come to before the page was closed, a phone has not said anything.
            case PageEvent.Result(var device, Target target, var asked,
                    PhoneAttempt.NotTried why) when target.canBeTried() -> { }
            case PageEvent.Result(PageEvent.Device device, Target target, InetAddress asked, PhoneAttempt attempt) ->
                words.compute(new Subject(device, target.endpoint(), asked), (subject, before) -> word(now, device,
                        target.endpoint(), asked, before == null ? attempt : counted(before.attempt(), attempt)));
            case PageEvent.Finished(PageEvent.Device device) -> devices.put(device, Progress.FINISHED);
            // Whoever closes the page when all is said has not left half-way.
            case PageEvent.Left(PageEvent.Device device) -> devices.replace(device, Progress.TRYING, Progress.LEFT);
            case PageEvent.Renewed renewed -> { }
            case PageEvent.TurnedAway(InetAddress from, PageEvent.Why why) -> turnedAway.put(from, why);
        }
    }

    /** A later word replaces an earlier one; but of requests that were not answered none is forgotten for luck. */
    private static PhoneAttempt counted(PhoneAttempt before, PhoneAttempt now) {
        return before instanceof PhoneAttempt.Intermittent(int answered, int tries, Duration median, Duration worst)
                && now instanceof PhoneAttempt.GotThrough(Duration later, Duration longest, int all)
                ? new PhoneAttempt.Intermittent(answered + all, tries + all, later,
                        worst.compareTo(longest) > 0 ? worst : longest) : now;
    }

    /** Once more what this machine saw of whatever was not seen to get through: some of it is written down late. */
    void lookAgain() {
        words.replaceAll((subject, word) -> seenThrough(word) ? word : again(subject, word));
    }

    /**
     * The same for those alone who say that something came back.
     *
     * @return those of which more is known now
     */
    List<PhoneReport> confirmed() {
        List<PhoneReport> confirmed = new ArrayList<>();
        words.replaceAll((subject, word) -> {
            if (!word.attempt().reached() || seenThrough(word)) {
                return word;
            }
            PhoneReport now = again(subject, word);
            if (!now.equals(word)) {
                confirmed.add(now);
            }
            return now;
        });
        return confirmed;
    }

    /** True where some word of having got through was not borne out yet. */
    boolean doubted() {
        return words.values().stream().anyMatch(word -> word.attempt().reached() && !word.connected());
    }

    private static boolean seenThrough(PhoneReport word) {
        return word.attempt().reached() && word.connected();
    }

    /**
     * Once more what this machine saw of what failed at once: that was said within milliseconds of its packets, and who
     * tells of these may be slower. Who waited in vain has given them time enough.
     *
     * @param now only what was said lately
     * @return those of which more is known now
     */
    List<PhoneReport> seenLate(Instant now) {
        List<PhoneReport> more = new ArrayList<>();
        words.replaceAll((subject, word) -> {
            if (!awaits(word) || Duration.between(word.at(), now).compareTo(LATELY) > 0) {
                return word;
            }
            PhoneReport again = again(subject, word);
            if (!again.equals(word)) {
                more.add(again);
            }
            return again;
        });
        return more;
    }

    /** True where more of what failed at once may be seen yet. */
    boolean unsettled(Instant now) {
        return words.values().stream().anyMatch(word -> awaits(word)
                && Duration.between(word.at(), now).compareTo(LATELY) <= 0);
    }

    private static boolean awaits(PhoneReport word) {
        return word.attempt() instanceof PhoneAttempt.FailedFast && switch (word.seen()) {
            case Fact.Unknown<PacketFate> unknown -> true;
            case Fact.Known<PacketFate>(PacketFate seen) -> switch (seen) {
                case PacketFate.Connected connected -> false;
                case PacketFate.Refused refused -> false;
                case PacketFate.Dropped dropped -> dropped.confidence() == Confidence.INFERRED;
                case PacketFate.Unanswered unanswered -> true;
                case PacketFate.Arrived arrived -> true;
                case PacketFate.NoConnection none -> true;
                case PacketFate.NeverArrived never -> true;
            };
        };
    }

    private PhoneReport again(Subject subject, PhoneReport word) {
        return word(word.at(), subject.device(), subject.endpoint(), subject.asked(), word.attempt());
    }

    private PhoneReport word(Instant at, PageEvent.Device device, Endpoint endpoint, InetAddress asked,
            PhoneAttempt attempt) {
        return new PhoneReport(at, device.address(), endpoint, asked, How.BROWSER, attempt,
                attempt.reached()
                        ? watch.through(device.address(), asked, endpoint.service().protocol(), endpoint.port())
                        : watch.seen(device.address(), Optional.of(asked), endpoint.service().protocol(),
                                endpoint.port()),
                device.system());
    }

    List<PhoneReport> words() {
        return List.copyOf(words.values());
    }

    /** The words of one phone about one endpoint. */
    List<PhoneReport> words(InetAddress phone, Endpoint endpoint) {
        return words.values().stream()
                .filter(word -> word.phone().equals(phone) && word.endpoint().equals(endpoint)).toList();
    }

    /** True where this was said, and what this machine saw says otherwise. */
    boolean contradicted(PageEvent.Result said) {
        return Optional.ofNullable(words.get(new Subject(said.device(), said.target().endpoint(), said.asked())))
                .filter(PhoneReport::contradicted).isPresent();
    }

    /** How many endpoints this phone has tried, of those that a browser can try. */
    long tried(PageEvent.Device device) {
        return words.entrySet().stream().filter(entry -> entry.getKey().device().equals(device))
                .filter(entry -> !(entry.getValue().attempt() instanceof PhoneAttempt.NotTried))
                .map(entry -> entry.getKey().endpoint()).distinct().count();
    }

    Map<PageEvent.Device, Progress> devices() {
        return devices;
    }

    Map<InetAddress, PageEvent.Why> turnedAway() {
        return turnedAway;
    }

    /** So many phones have said everything, and none is in the middle of it. */
    boolean complete(int phones) {
        return devices.values().stream().filter(each -> each == Progress.FINISHED).count() >= phones && !underWay();
    }

    /** Some phone that has the page open is in the middle of its first round. */
    boolean underWay() {
        return devices.containsValue(Progress.TRYING);
    }

    /** The addresses of the phones that opened the page, in the order in which they came. */
    List<InetAddress> visitors() {
        return new ArrayList<>(devices.keySet().stream().map(PageEvent.Device::address).distinct().toList());
    }
}
