package phone;

import evidence.Watch;
import inventory.Endpoint;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import path.PhoneWord;
import path.PhoneWord.How;
import path.Tried;

/** What phones have said so far. It grows with everything that is heard; one thread listens. */
final class Conversation {

    /** How far a phone is. */
    enum Progress { TRYING, FINISHED, LEFT }

    private record Subject(Heard.Device device, Endpoint endpoint, InetAddress asked) { }

    private final Watch watch;
    private final Map<Subject, PhoneWord> words = new LinkedHashMap<>();
    private final Map<Heard.Device, Progress> devices = new LinkedHashMap<>();
    private final Map<InetAddress, Heard.Why> turnedAway = new LinkedHashMap<>();

    Conversation(Watch watch) {
        this.watch = watch;
    }

    void hear(Heard heard, Instant now) {
        switch (heard) {
            case Heard.Opened(Heard.Device device, InetAddress at) -> devices.put(device, Progress.TRYING);
            // Of what it did not come to before the page was closed, a phone has not said anything.
            case Heard.Result(var device, Target target, var asked, Tried.NotTried why) when target.canBeTried() -> { }
            case Heard.Result(Heard.Device device, Target target, InetAddress asked, Tried tried) ->
                words.put(new Subject(device, target.endpoint(), asked),
                        word(now, device, target.endpoint(), asked, tried));
            case Heard.Finished(Heard.Device device) -> devices.put(device, Progress.FINISHED);
            // Whoever closes the page when all is said has not left half-way.
            case Heard.Left(Heard.Device device) -> devices.replace(device, Progress.TRYING, Progress.LEFT);
            case Heard.TurnedAway(InetAddress from, Heard.Why why) -> turnedAway.put(from, why);
        }
    }

    /** Once more what this machine saw of whatever did not get through: some of it is written down late. */
    void lookAgain() {
        words.replaceAll((subject, word) -> word.tried() instanceof Tried.GotThrough ? word
                : word(word.at(), subject.device(), subject.endpoint(), subject.asked(), word.tried()));
    }

    private PhoneWord word(Instant at, Heard.Device device, Endpoint endpoint, InetAddress asked, Tried tried) {
        return new PhoneWord(at, device.address(), endpoint, asked, How.BROWSER, tried,
                watch.seen(device.address(), endpoint.service().protocol(), endpoint.port()));
    }

    List<PhoneWord> words() {
        return List.copyOf(words.values());
    }

    /** The words of one phone about one endpoint. */
    List<PhoneWord> words(InetAddress phone, Endpoint endpoint) {
        return words.values().stream()
                .filter(word -> word.phone().equals(phone) && word.endpoint().equals(endpoint)).toList();
    }

    /** How many endpoints this phone has tried, of those that a browser can try. */
    long tried(Heard.Device device) {
        return words.entrySet().stream().filter(entry -> entry.getKey().device().equals(device))
                .filter(entry -> !(entry.getValue().tried() instanceof Tried.NotTried))
                .map(entry -> entry.getKey().endpoint()).distinct().count();
    }

    Map<Heard.Device, Progress> devices() {
        return devices;
    }

    Map<InetAddress, Heard.Why> turnedAway() {
        return turnedAway;
    }

    /** A phone has said everything, and none is in the middle of it. */
    boolean complete() {
        return devices.containsValue(Progress.FINISHED) && !devices.containsValue(Progress.TRYING);
    }

    /** The addresses of the phones that opened the page, in the order in which they came. */
    List<InetAddress> visitors() {
        return new ArrayList<>(devices.keySet().stream().map(Heard.Device::address).distinct().toList());
    }
}
