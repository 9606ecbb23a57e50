package host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import host.windows.NetshTest;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Command;
import process.Exec;
import process.Fact;
import process.LiveWorld;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import testing.Mutations;
import testing.Project;

class PingTest {
    private static final InetAddress PHONE = InetAddress.ofLiteral("192.168.1.23");

    private static Optional<Ping> parse(String fixture) {
        return Ping.parse(Ran.decode(Project.fixture("ping/" + fixture)));
    }

    @ParameterizedTest
    @CsvSource({"node-ping-de-v6_sample.txt, 11", "node-ping-en-sample1.txt, 564", "node-ping-fr-sample1.txt, 1",
        "node-ping-ja-sample1.txt, 7", "node-ping-zh-sample1.txt, 2", "node-ping-zh-sample2.txt, 2",
        "win-de-ping-ok.txt, 15", "win-en-ping-ok-exit0.txt, 3", "win-fr-ping-hostname-ok.txt, 19",
        "win-fr-ping-ok.txt, 9"})
    void aReplyHasATime(String fixture, int millis) {
        assertEquals(Optional.of(new Ping.Replied(Duration.ofMillis(millis))), parse(fixture));
    }

    @ParameterizedTest
    @ValueSource(strings = {"win-de-ping-timeout.txt", "win-en-ping-timeout-exit1.txt", "win-en-ping-timeout.txt",
        "win-fr-ping-timeout.txt"})
    void silence(String fixture) {
        assertEquals(Optional.of(new Ping.NoReply()), parse(fixture));
    }

    /** Windows counts these as received, without loss, and ends with exit code 0. */
    @ParameterizedTest
    @CsvSource({"win-en-ping-host-unreachable-4of4-received.txt, 192.168.1.69",
        "win-en-ping-host-unreachable-exit0.txt, 10.25.14.2",
        "win-en-ping-net-unreachable-telegraf.txt, 194.204.175.50"})
    void whoSaysThatItCannotBeReached(String fixture, String by) {
        assertEquals(Optional.of(new Ping.Unreachable(by)), parse(fixture));
    }

    /** Made by hand after the captures, with what other languages say in their place. */
    @ParameterizedTest
    @ValueSource(strings = {
        "R\u00e9ponse de 192.168.1.44\u00a0: Impossible de joindre l\u2019h\u00f4te de destination.",
        "Antwort von 192.168.1.44: Zielhost nicht erreichbar.",
        "Respuesta desde 192.168.1.44: Host de destino inaccesible.",
        "192.168.1.44 \u304b\u3089\u306e\u5fdc\u7b54: \u5b9b\u5148\u30db\u30b9\u30c8\u306b\u5230\u9054\u3067"
            + "\u304d\u307e\u305b\u3093\u3002", "From 192.168.1.44 icmp_seq=1 Destination Host Unreachable"})
    void unreachableInEveryLanguage(String line) {
        assertEquals(Optional.of(new Ping.Unreachable("192.168.1.44")), Ping.parse(line));
    }

    @Test
    void linuxToo() {
        assertEquals(Optional.of(new Ping.Replied(Duration.ofNanos(45_000))), Ping.parse("""
                PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.
                64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.045 ms
                """));
        assertEquals(Optional.of(new Ping.NoReply()), Ping.parse("""
                PING 192.168.1.23 (192.168.1.23) 56(84) bytes of data.

                --- 192.168.1.23 ping statistics ---
                1 packets transmitted, 0 received, 100% packet loss, time 0ms
                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ping: unknown host", "Ping request could not find host x. Please check the name.",
        "PING: transmit failed."})
    void whatIsNoAnswerIsNotSilence(String text) {
        assertEquals(Optional.empty(), Ping.parse(text));
    }

    @Test
    void oneRequestWithADeadline() {
        var windows = new FakeWorld(Os.WINDOWS).command("ping ", Project.fixture("ping/win-fr-ping-timeout.txt"));
        assertEquals(Fact.known(new Ping.NoReply()), Ping.ask(windows, PHONE));
        assertEquals("ping -n 1 -w 1000 192.168.1.23", windows.asked().getFirst().line());
        var linux = new FakeWorld(Os.LINUX).command("ping ", new Ran.Exited(2), new byte[0], "ping: socket: no");
        assertInstanceOf(Fact.Unknown.class, Ping.ask(linux, PHONE));
        assertEquals("ping -n -c 1 -W 1 192.168.1.23", linux.asked().getFirst().line());
        assertInstanceOf(Fact.Unknown.class, Ping.ask(new FakeWorld(Os.WINDOWS), PHONE));
    }

    @Test
    void thisMachineAnswersItself() {
        InetAddress self = InetAddress.ofLiteral("127.0.0.1");
        assumeFalse(new Exec().run(Command.of("ping", "-V")).end() instanceof Ran.NotFound, "ping is not installed");
        // Where this user may not send one, there is no answer; but nothing else than a reply can come back.
        Ping.ask(new LiveWorld(), self).toOptional().ifPresent(ping -> assertInstanceOf(Ping.Replied.class, ping));
    }

    static Stream<String> captures() {
        return Project.files("tests/fixtures/ping", ".txt").stream();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void mutilatedOutputNeverInventsAReply(String file) {
        byte[] real = Project.fixture(file.substring("tests/fixtures/".length()));
        for (byte[] original : List.of(real, Ran.decode(real).getBytes(Charset.forName("IBM850")))) {
            for (byte[] bytes : Mutations.of(original, 200, 31)) {
                Ping.parse(Ran.decode(bytes)).ifPresent(ping -> {
                    switch (ping) {
                        case Ping.Replied(Duration time) -> NetshTest.holds(bytes, "" + time.toMillis());
                        case Ping.Unreachable(String by) -> NetshTest.holds(bytes, by.contains(":") ? ":" : by);
                        case Ping.NoReply noReply -> NetshTest.holds(bytes, "%");
                    }
                });
            }
        }
    }
}
