package phone.cable;

import host.LanAddress;
import inventory.Endpoint;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.Protocol;
import path.Facts;
import path.Finding;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneReport;
import process.Command;
import process.Fact;
import process.Ran;
import process.World;
import text.Message;

/**
 * Lets an Android phone at the end of a cable try every port itself, with nothing to install on it. It
 * changes nothing on the phone.
 */
public final class AdbProbe {

    /** Enough for a median, few enough not to be a load. */
    private static final int TRIES = 3;

    /**
     * Less, and a machine that is not there would be called silent: Linux asks three times, a second apart, who has an
     * address before it says that there is no way (arp(7): mcast_solicit, retrans_time). A rejection by ICMP may be
     * heeded only at the second packet, after a second.
     */
    private static final int LEAST_SECONDS = 4;

    /** For starting a shell on a phone that sleeps, over what the tries themselves may take. */
    private static final Duration SHELL_LIMIT = Duration.ofSeconds(10);

    /** Connection tracking tells within milliseconds, and on a busy machine within a second. */
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS = 20;

    private final World world;
    private final DeviceSelection.Chosen phone;

    /** @param world the machine that the phone is plugged into */
    public AdbProbe(World world, DeviceSelection.Chosen phone) {
        this.world = world;
        this.phone = phone;
    }

    /**
     * Lets the phone try every TCP port of the inventory at the LAN address.
     *
     * @param patience how long one try may take; nc counts whole seconds, so it is rounded up, and is four at least
     * @param seen     what this machine saw of that phone's packets to an endpoint, asked once it has its results
     */
    public Fact<Result> ask(Facts facts, Duration patience,
            BiFunction<InetAddress, Endpoint, Fact<PacketFate>> seen) {
        if (facts.chosen().isEmpty()) {
            return Fact.unknown(Message.of("adb.no-address"));
        }
        InetAddress asked = facts.chosen().map(LanAddress.Chosen::address).orElseThrow().inet();
        int seconds = seconds(patience);
        List<Integer> ports = facts.inventory().endpoints().stream()
                .filter(endpoint -> endpoint.service().protocol() == Protocol.TCP)
                .map(Endpoint::port).distinct().toList();
        if (ports.isEmpty()) {
            return Fact.unknown(Message.of("adb.no-tcp-port"));
        }
        return answer(asked, seconds, ports).then(this::proves)
                .map(known -> said(known, facts, asked, Duration.ofSeconds(seconds), seen));
    }

    /** How long {@link #ask} may take. @param patience how long one try may take */
    public static Duration atMost(Facts facts, Duration patience) {
        int scripts = 1 + facts.inventory().endpoints().size() / ShellScript.MOST_PORTS;
        return limit(seconds(patience), TRIES).multipliedBy(scripts);
    }

    private static Duration limit(int seconds, int tries) {
        return Duration.ofSeconds((seconds + 2L) * tries).plus(SHELL_LIMIT);
    }

    /** Lets the phone try ports of its own, as an app on it would: what is reversed is reached there. */
    Fact<Map<Integer, PhoneAttempt>> askItself(List<Integer> ports, Duration patience) {
        int seconds = seconds(patience);
        return answer(InetAddress.ofLiteral("127.0.0.1"), seconds, ports).then(answer -> {
            Optional<Message> unable = unable(answer.tool());
            if (unable.isPresent()) {
                return Fact.unknown(unable.get());
            }
            Map<Integer, List<NcAttempt>> byPort = answer.byPort();
            return Fact.known(ports.stream().collect(Collectors.toMap(port -> port, port -> NcAttempt.word(
                    byPort.getOrDefault(port, List.of()), answer.tool() == ShellAnswer.Tool.LINGERS,
                    Duration.ofSeconds(seconds)))));
        });
    }

    private static int seconds(Duration patience) {
        return Math.clamp((patience.toMillis() + 999) / 1000, LEAST_SECONDS, 60);
    }

    private static Optional<Message> unable(ShellAnswer.Tool tool) {
        return switch (tool) {
            case NONE -> Optional.of(Message.of("adb.no-nc"));
            case TOO_OLD -> Optional.of(Message.of("adb.old-nc"));
            case CONNECTS, LINGERS -> Optional.empty();
        };
    }

    private Fact<ShellAnswer> answer(InetAddress asked, int seconds, List<Integer> ports) {
        Fact<ShellAnswer> answer = null;
        for (int from = 0; from < ports.size(); from += ShellScript.MOST_PORTS) {
            var script = new ShellScript(asked, seconds, TRIES,
                    ports.subList(from, Math.min(ports.size(), from + ShellScript.MOST_PORTS)));
            Fact<ShellAnswer> next = run(script);
            answer = answer == null ? next : answer.then(first -> next.map(first::and));
        }
        return answer;
    }

    /** A phone whose adbd is older than Android 7 tells no exit codes: what it said counts, whatever adb ends with. */
    private Fact<ShellAnswer> run(ShellScript script) {
        Duration limit = limit(script.seconds(), script.tries());
        Ran ran = world.run(Command.of(phone.program(), "-s", phone.device().serial(), "shell", script.text())
                .within(limit).called("adb shell"));
        ShellAnswer answer = ShellAnswer.parse(ran.outText());
        return answer.complete() || !answer.attempts().isEmpty() ? Fact.known(answer)
                : Fact.unknown(ran.succeeded() ? Message.of("adb.shell-silent") : Message.of("adb.shell-failed",
                        ran.failure()));
    }

    /** An answer that a word can rest on: of a real phone, which could try and says by which address it did. */
    private Fact<ShellAnswer> proves(ShellAnswer answer) {
        if (answer.emulated() || phone.device().kind() == Device.Kind.EMULATOR) {
            return Fact.unknown(Message.of("adb.with-next", Message.of("adb.emulator", phone.device().name()),
                    Message.of("adb.next.emulator")));
        }
        return unable(answer.tool()).<Fact<ShellAnswer>>map(Fact::unknown)
                .orElseGet(() -> answer.source().isPresent() ? Fact.known(answer)
                        : Fact.unknown(Message.of("adb.no-source")));
    }

    private Result said(ShellAnswer answer, Facts facts, InetAddress asked, Duration limit,
            BiFunction<InetAddress, Endpoint, Fact<PacketFate>> seen) {
        var asker = new AdbPhone(phone.device().name(), phone.device().kind(), answer.source().orElseThrow(),
                answer.route().map(ShellAnswer.Route::device), answer.addresses());
        boolean lingers = answer.tool() == ShellAnswer.Tool.LINGERS;
        Map<Integer, List<NcAttempt>> byPort = answer.byPort();
        var words = new ArrayList<PhoneReport>();
        InetAddress from = asker.source();
        for (Endpoint endpoint : facts.inventory().endpoints()) {
            PhoneAttempt attempt = endpoint.service().protocol() == Protocol.UDP
                    ? new PhoneAttempt.NotTried(Message.of("adb.udp"))
                    : NcAttempt.word(byPort.getOrDefault(endpoint.port(), List.of()), lingers, limit);
            words.add(new PhoneReport(world.now(), from, endpoint, asked, PhoneReport.How.ADB, attempt,
                    seen(() -> seen.apply(from, endpoint), attempt)));
        }
        return new Result(asker, words, AdbFindings.of(asker, facts));
    }

    /** The phone may have its answer before this machine is told of the last step of its handshake. */
    private static Fact<PacketFate> seen(Supplier<Fact<PacketFate>> look, PhoneAttempt attempt) {
        Fact<PacketFate> seen = look.get();
        try {
            for (int looks = 1; looks < LOOKS && attempt instanceof PhoneAttempt.GotThrough
                    && seen.equals(Fact.known(new PacketFate.Unanswered())); looks++) {
                Thread.sleep(LOOK);
                seen = look.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return seen;
    }

    /**
     * What asking a phone by adb brought.
     *
     * @param words    none where its word would prove nothing
     * @param findings what is to be known of the phone itself
     */
    public record Result(AdbPhone phone, List<PhoneReport> words, List<Finding> findings) {

        public Result {
            words = List.copyOf(words);
            findings = List.copyOf(findings);
        }
    }
}
