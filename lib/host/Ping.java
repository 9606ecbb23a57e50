package host;

import fact.Fact;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import process.Command;
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
            Optional<Duration> time = Lines.reply(line);
            if (time.isPresent()) {
                return time.map(Replied::new);
            }
        }
        return lines.stream().flatMap(line -> Lines.refusal(line).stream()).findFirst()
                .<Ping>map(Unreachable::new)
                .or(() -> lines.stream().anyMatch(Lines::isCount) ? Optional.of(new NoReply()) : Optional.empty());
    }

    /** The shapes of ping's lines. */
    final class Lines {
        private static final Pattern WITH_TTL = Pattern.compile("(?i).*\\bTTL=\\d+.*");
        private static final Pattern TIME =
                Pattern.compile("[=<]\\s?(\\d{1,6}(?:[.,]\\d{1,6})?)\\s?\\p{L}{1,3}(?=\\s+TTL=|\\s*$)",
                        Pattern.CASE_INSENSITIVE);
        private static final Pattern V6 = Pattern.compile("(?i)(?<![0-9a-z:])[0-9a-f]{1,4}:[0-9a-f:]*:[0-9a-f]{1,4}"
                + "(?:%\\d+)?(?![0-9a-z:]*[0-9a-z])");
        private static final Pattern V4 = Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.])");
        private static final Pattern NUMBERED = Pattern.compile("^:?\\s.*seq=\\d+\\b(?!.*\\btime=)");
        private static final Pattern SPOKEN = Pattern.compile("[^\\d:=]*:\\s*[^\\s\\d=][^=]*");
        private static final Pattern COUNT = Pattern.compile("(?:^|.*[(\\s,])\\D*\\b\\d{1,3}(?:\\.\\d+)?\\s?%.*");

        private Lines() { }

        private static Optional<Duration> reply(String line) {
            boolean six = V6.matcher(line).find();
            Matcher time = TIME.matcher(line);
            if (!WITH_TTL.matcher(line).matches() && !six || !time.find()) {
                return Optional.empty();
            }
            double millis = Double.parseDouble(time.group(1).replace(',', '.'));
            return Optional.of(Duration.ofNanos(Math.round(millis * 1_000_000)));
        }

        /** An address, then a colon or a number of the request, then words: who says that it cannot be reached. */
        private static Optional<String> refusal(String line) {
            Matcher four = V4.matcher(line);
            Matcher six = V6.matcher(line);
            Matcher by = four.find() ? four : six.find() ? six : null;
            if (by == null || WITH_TTL.matcher(line).matches()) {
                return Optional.empty();
            }
            String rest = line.substring(by.end());
            if (!NUMBERED.matcher(rest).find() && !SPOKEN.matcher(rest).matches()) {
                return Optional.empty();
            }
            try {
                return Optional.of(Literals.plain(by.group()));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static boolean isCount(String line) {
            return COUNT.matcher(line).matches();
        }
    }
}
