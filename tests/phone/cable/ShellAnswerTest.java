package phone.cable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.Cidr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import path.PhoneAttempt;
import phone.cable.NcAttempt.Result;
import phone.cable.ShellAnswer.Tool;
import process.Ran;
import testing.Mutations;

class ShellAnswerTest {

    /** As mksh and toybox 0.8.9 say it; the lines of other programs between are none of ours. */
    static final String SAID = """
            * daemon started successfully
            runbook-begin
            runbook-qemu
            runbook-route 192.168.1.44 dev wlan0 table 1030 src 192.168.1.23 uid 2000 cache
            runbook-addr 1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
            runbook-addr inet 127.0.0.1/8 scope host lo
            runbook-addr 24: wlan0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP group default qlen 3000
            runbook-addr link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff
            runbook-addr inet 192.168.1.23/24 brd 192.168.1.255 scope global wlan0
            runbook-addr inet6 fe80::1/64 scope link
            runbook-nc -q 1
            runbook-try 8000 0 1795432441.378538 1795432441.381585
            runbook-try 7880 1 1795432441.380590 1795432441.384116 nc: connect: Connection refused
            runbook-try 8000 0 1795432441.381619 1795432441.387527
            WARNING: linker: something
            runbook-try 7881 1 1795432441.381619 1795432445.387527 nc: Timeout
            runbook-try 8000 0 1795432441.387562 1795432441.391268
            runbook-end
            """;

    @Test
    void aWholeAnswer() {
        ShellAnswer answer = ShellAnswer.parse(SAID);

        assertTrue(answer.complete());
        assertFalse(answer.emulated());
        assertEquals(Tool.LINGERS, answer.tool());
        assertEquals(Optional.of(new ShellAnswer.Route("wlan0", InetAddress.ofLiteral("192.168.1.23"))),
                answer.route());
        assertEquals(List.of(Cidr.parse("192.168.1.23/24")), answer.addresses());
        assertEquals(List.of(Result.CONNECTED, Result.CONNECTED, Result.CONNECTED),
                answer.byPort().get(8000).stream().map(NcAttempt::result).toList());
        assertEquals(List.of(new NcAttempt(7881, Result.TIMED_OUT, Optional.of(Duration.ofNanos(4_005_908_000L)))),
                answer.byPort().get(7881));
        assertEquals(Result.REFUSED, answer.byPort().get(7880).getFirst().result());
    }

    /** A device without the shell protocol of Android 7 has a terminal between, which ends lines as terminals do. */
    @Test
    void linesOfATerminal() {
        assertEquals(ShellAnswer.parse(SAID), ShellAnswer.parse(SAID.replace("\n", "\r\n")));
    }

    @Test
    void whatIsCutShortIsNotComplete() {
        ShellAnswer half = ShellAnswer.parse(SAID.substring(0, SAID.indexOf("runbook-try 7881")));

        assertFalse(half.complete());
        assertEquals(3, half.attempts().size());
    }

    @ParameterizedTest
    @CsvSource({
        "runbook-qemu 1, true",
        "runbook-qemu 0 1, true",
        "runbook-qemu 0, false",
        "runbook-qemu, false",
    })
    void anEmulatorSaysSo(String line, boolean emulated) {
        assertEquals(emulated, ShellAnswer.parse("runbook-begin\n" + line + "\nrunbook-end\n").emulated());
    }

    @ParameterizedTest
    @CsvSource({"runbook-nc -z, CONNECTS", "runbook-nc -q 1, LINGERS", "runbook-no-nc old, TOO_OLD",
        "runbook-no-nc, NONE"})
    void whatItHasToConnectWith(String line, Tool tool) {
        assertEquals(tool, ShellAnswer.parse(line).tool());
    }

    /** The words of bionic's strerror, with the prefixes of nc; the last is a made-up one. */
    @ParameterizedTest
    @CsvSource({
        "nc: connect: Connection refused, REFUSED",
        "netcat: connect: Connection refused, REFUSED",
        "nc: Timeout, TIMED_OUT",
        "nc: connect: Connection timed out, TIMED_OUT",
        "nc: connect: No route to host, UNREACHABLE",
        "nc: connect: Network is unreachable, UNREACHABLE",
        "nc: connect: Operation not permitted, NOT_PERMITTED",
        "nc: socket 2 1: Permission denied, NOT_PERMITTED",
        "nc: no such luck, UNCLEAR",
    })
    void whyItFailed(String said, Result result) {
        assertEquals(result, NcAttempt.parse("try 8000 1 1795432441.380590 1795432441.384116 " + said).orElseThrow()
                .result());
    }

    @ParameterizedTest
    @CsvSource({
        "1795432441.380590 1795432441.384116, 3526000",
        "1795432441415248828 1795432441421575580, 6326752",
        "1795432441%N 1795432441%N,",
        "1795432441.384116 1795432441.380590,",
        "1795432441.384116 1895432441.380590,",
    })
    void timesOfThePhonesClock(String times, Long nanos) {
        assertEquals(Optional.ofNullable(nanos).map(Duration::ofNanos),
                NcAttempt.parse("try 8000 0 " + times).orElseThrow().took());
    }

    private static NcAttempt connected(int millis) {
        return new NcAttempt(8000, Result.CONNECTED, Optional.of(Duration.ofMillis(millis)));
    }

    private static PhoneAttempt through(int median, int worst, int tries) {
        return new PhoneAttempt.GotThrough(Duration.ofMillis(median), Duration.ofMillis(worst), tries);
    }

    private static final Duration LIMIT = Duration.ofSeconds(4);

    @Test
    void theMedianAndTheWorst() {
        assertEquals(through(7, 90, 3),
                NcAttempt.word(List.of(connected(90), connected(5), connected(7)), false, LIMIT));
        assertEquals(through(5, 7, 2), NcAttempt.word(List.of(connected(7), connected(5)), false, LIMIT));
    }

    /** A service that waits for more keeps a lingering nc for a second that is nobody's but nc's. */
    @Test
    void theSecondThatNcLingersIsTakenOff() {
        assertEquals(through(7, 1020, 3),
                NcAttempt.word(List.of(connected(1007), connected(2020), connected(1004)), true, LIMIT));
        assertEquals(through(7, 1020, 3),
                NcAttempt.word(List.of(connected(7), connected(1020), connected(4)), true, LIMIT));
        assertEquals(through(1007, 1007, 1), NcAttempt.word(List.of(connected(1007)), false, LIMIT));
    }

    @Test
    void whatOneTryShowsAnotherDoesNotTakeBackAndNeitherIsDropped() {
        var silent = new NcAttempt(8000, Result.TIMED_OUT, Optional.empty());
        var unclear = new NcAttempt(8000, Result.UNCLEAR, Optional.empty());
        Duration five = Duration.ofMillis(5);

        assertEquals(new PhoneAttempt.Intermittent(1, 2, five, five),
                NcAttempt.word(List.of(connected(5), silent), false, LIMIT));
        assertEquals(through(5, 5, 1), NcAttempt.word(List.of(connected(5), unclear), false, LIMIT));
        assertEquals(new PhoneAttempt.TimedOut(LIMIT), NcAttempt.word(List.of(silent), false, LIMIT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "NOT_PERMITTED|The phone does not allow its shell to use the network|Le téléphone n'autorise pas son shell "
                + "à utiliser le réseau",
        "UNCLEAR|The phone gave a reason that this program does not know|Le téléphone a donné une raison "
                + "que ce programme ne connaît pas",
        "CONNECTED|It got through; the phone could not measure how long it took"
                + "|Il est passé\u00a0; le téléphone n'a pas pu mesurer en combien de temps",
        "|The phone reported nothing about this port|Le téléphone n'a rien indiqué sur ce port",
    })
    void whatIsNoWordSaysWhy(Result result, String english, String french) {
        List<NcAttempt> tries = result == null ? List.of() : List.of(new NcAttempt(8000, result, Optional.empty()));
        var not = (PhoneAttempt.NotTried) NcAttempt.word(tries, true, LIMIT);

        assertEquals(english, Machine.english(not.why()));
        assertEquals(french, Machine.french(not.why()));
    }

    @Test
    void damagedAnswersMakeNoWordOfWhatWasNotSaid() {
        for (byte[] damaged : Mutations.of(SAID.getBytes(StandardCharsets.UTF_8), 1000, 11)) {
            ShellAnswer answer = ShellAnswer.parse(Ran.decode(damaged));
            answer.byPort().forEach((port, tries) -> {
                assertTrue(port >= 0 && port <= 65535);
                NcAttempt.word(tries, true, LIMIT);
            });
        }
    }
}
