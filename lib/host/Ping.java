package host;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import process.Command;
import process.Fact;
import process.Ran;
import process.World;

/**
 * What became of one ICMP echo request. Many phones do not answer any, so only a reply proves something: the device
 * is there. Windows counts "destination host unreachable" as received and ends with exit code 0, so neither its count
 * nor its exit code is looked at.
 */
public sealed interface Ping {

    /** @param time from request to reply; an upper bound where the system says less than a millisecond */
    record Replied(Duration time) implements Ping { }

    /** Nobody answered in time. */
    record NoReply() implements Ping { }

    /** @param by who says so: this machine itself where no device took the address, else a router */
    record Unreachable(String by) implements Ping { }

    /** How long a reply may take; a phone that sleeps on a Wi-Fi needs some hundred milliseconds. */
    Duration PATIENCE = Duration.ofSeconds(1);

    /** Sends one request. Unknown where ping cannot be run or says something that is none of these. */
    static Fact<Ping> ask(World world, InetAddress address) {
        String to = address.getHostAddress();
        return switch (world.os()) {
            case WINDOWS -> said(world.run(Command.of("ping", "-n", "1", "-w",
                    String.valueOf(PATIENCE.toMillis()), to)));
            case LINUX, OTHER -> said(world.run(Command.of("ping", "-n", "-c", "1", "-W",
                    String.valueOf(PATIENCE.toSeconds()), to)));
            // There -W is in milliseconds.
            case MAC -> said(world.run(Command.of("ping", "-n", "-c", "1", "-W",
                    String.valueOf(PATIENCE.toMillis()), to)));
        };
    }

    private static Fact<Ping> said(Ran ran) {
        if (!(ran.end() instanceof Ran.Exited)) {
            return Fact.unknown(ran.failure());
        }
        return parse(ran.outText()).<Fact<Ping>>map(Fact::known).orElseGet(() -> Fact.unknown(ran.failure()));
    }

    /**
     * Output of ping of Windows or Linux in any language; a reply has {@code TTL=} or, over IPv6 on Windows, a time
     * alone. The end has a percentage in brackets, or before a word:
     * <pre>
     * Réponse de 10.33.66.78 : octets=32 temps=9 ms TTL=64
     * Antwort von 2a00:1450:4001:810::2003: Zeit=11ms
     * Reply from 192.168.1.69: Destination host unreachable.
     *     Packets: Sent = 4, Received = 0, Lost = 4 (100% loss),
     * 64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.045 ms
     * </pre>
     *
     * @return empty where this is no answer of ping
     */
    static Optional<Ping> parse(String text) {
        List<String> lines = text.lines().map(line -> line.replace('\u00a0', ' ').strip()).toList();
        for (String line : lines) {
            Optional<Duration> time = PingLines.reply(line);
            if (time.isPresent()) {
                return time.map(Replied::new);
            }
        }
        return lines.stream().flatMap(line -> PingLines.refusal(line).stream()).findFirst()
                .<Ping>map(Unreachable::new)
                .or(() -> lines.stream().anyMatch(PingLines::isCount) ? Optional.of(new NoReply()) : Optional.empty());
    }
}
