package adb;

import fact.Fact;
import host.LanAddress;
import inventory.Endpoint;
import inventory.Protocol;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import path.Facts;
import path.PhoneWord;
import path.Sighting;
import path.Tried;
import process.Command;
import process.Ran;
import process.World;
import text.Message;

/**
 * Lets an Android phone at the end of a cable try every port itself, with nothing to install on it. It
 * changes nothing on the phone.
 */
public final class Asking {

    /** Enough for a median, few enough not to be a load. */
    private static final int TRIES = 3;

    /** For starting a shell on a phone that sleeps, over what the tries themselves may take. */
    private static final Duration SHELL_LIMIT = Duration.ofSeconds(10);

    private final World world;
    private final Choice.Chosen phone;

    /** @param world the machine that the phone is plugged into */
    public Asking(World world, Choice.Chosen phone) {
        this.world = world;
        this.phone = phone;
    }

    /**
     * Lets the phone try every TCP port of the inventory at the LAN address.
     *
     * @param patience how long one try may take; nc counts whole seconds, so it is rounded up
     * @param seen     what this machine saw of that phone's packets to an endpoint, asked once it has its results
     */
    public Fact<Said> ask(Facts facts, Duration patience,
            BiFunction<InetAddress, Endpoint, Fact<Sighting>> seen) {
        if (facts.chosen().isEmpty()) {
            return Fact.unknown(Message.of("adb.no-address"));
        }
        InetAddress asked = facts.chosen().map(LanAddress.Chosen::address).orElseThrow().inet();
        int seconds = Math.clamp((patience.toMillis() + 999) / 1000, 1, 60);
        List<Integer> ports = facts.inventory().endpoints().stream()
                .filter(endpoint -> endpoint.service().protocol() == Protocol.TCP)
                .map(Endpoint::port).distinct().toList();
        if (ports.isEmpty()) {
            return Fact.unknown(Message.of("adb.no-tcp-port"));
        }
        Fact<PhoneAnswer> answer = null;
        for (int from = 0; from < ports.size(); from += PhoneScript.MOST_PORTS) {
            var script = new PhoneScript(asked, seconds, TRIES,
                    ports.subList(from, Math.min(ports.size(), from + PhoneScript.MOST_PORTS)));
            Fact<PhoneAnswer> next = run(script);
            answer = answer == null ? next : answer.then(first -> next.map(first::and));
        }
        return answer.map(known -> said(known, facts, asked, Duration.ofSeconds(seconds), seen));
    }

    /** A phone whose adbd is older than Android 7 tells no exit codes: what it said counts, whatever adb ends with. */
    private Fact<PhoneAnswer> run(PhoneScript script) {
        Duration limit = Duration.ofSeconds((script.seconds() + 2L) * script.tries()).plus(SHELL_LIMIT);
        Ran ran = world.run(Command.of(phone.program(), "-s", phone.device().serial(), "shell", script.text())
                .within(limit).called("adb shell"));
        PhoneAnswer answer = PhoneAnswer.parse(ran.outText());
        return answer.complete() || !answer.attempts().isEmpty() ? Fact.known(answer)
                : Fact.unknown(ran.succeeded() ? Message.of("adb.shell-silent") : Message.of("adb.shell-failed",
                        ran.failure()));
    }

    private Said said(PhoneAnswer answer, Facts facts, InetAddress asked, Duration limit,
            BiFunction<InetAddress, Endpoint, Fact<Sighting>> seen) {
        AdbPhone asker = AdbPhone.of(phone.device(), answer);
        Map<Integer, List<Attempt>> byPort = answer.byPort();
        var words = new ArrayList<PhoneWord>();
        if (!asker.emulator() && asker.source().isPresent()) {
            InetAddress from = asker.source().get();
            for (Endpoint endpoint : facts.inventory().endpoints()) {
                words.add(new PhoneWord(world.now(), from, endpoint, asked, PhoneWord.How.ADB,
                        tried(endpoint, answer.tool(), byPort, limit), seen.apply(from, endpoint)));
            }
        }
        return new Said(asker, words, PhoneFindings.of(asker, facts));
    }

    private static Tried tried(Endpoint endpoint, PhoneAnswer.Tool tool, Map<Integer, List<Attempt>> byPort,
            Duration limit) {
        if (endpoint.service().protocol() == Protocol.UDP) {
            return new Tried.NotTried(Message.of("adb.udp"));
        }
        return switch (tool) {
            case NONE -> new Tried.NotTried(Message.of("adb.no-nc"));
            case TOO_OLD -> new Tried.NotTried(Message.of("adb.old-nc"));
            case CONNECTS, LINGERS -> Attempts.word(byPort.getOrDefault(endpoint.port(), List.of()),
                    tool == PhoneAnswer.Tool.LINGERS, limit);
        };
    }
}
