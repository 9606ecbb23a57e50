package adb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adb.AppFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import process.Ran;
import testing.Mutations;
import testing.Project;

class AppLogTest {

    private static OptionalInt number(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Each capture to the last value: what was asked, at which port, which port is the phone's own, and when. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "flutter-android-socketexception-timeout-uri-8000|TIMED_OUT|110|192.168.1.68|8000||",
        "flutter-android-socketexception-timeout-multiline-uri-8000|TIMED_OUT|110|192.168.0.16|8000||",
        "flutter-android-operation-not-permitted-errno1-lan|NOT_PERMITTED|1|192.168.31.32|4318||",
        "flutter-android-emulator-10.0.2.2-timeout|TIMED_OUT|110|10.0.2.2||45864|",
        "flutter-android-logcat-time-connection-refused|REFUSED|111|jsonplaceholder.typicode.com||44982|05-16 12:08:33",
        "flutter-android-no-route-to-host-113|NO_ROUTE|113|192.168.43.33||40991|",
        "flutter-android-refused-localhost|REFUSED|111|localhost||43992|",
        "flutter-android-unhandled-connection-timed-out|TIMED_OUT|||||",
        "flutter-ios-no-route-to-host-65-local-network-denied|IOS_NO_ROUTE|65|192.168.31.59|2024||",
        "flutter-ios-timeout-60|TIMED_OUT|60|10.125.32.128||56325|",
        "react-native-android-failed-to-connect-timeout|TIMED_OUT||192.168.0.102|19000||",
    })
    void captures(String fixture, Kind kind, Integer errno, String host, Integer port, Integer own, String when) {
        List<AppFailure> failures = AppLog.failures(text(fixture + ".txt"));

        assertEquals(List.of(new AppFailure(kind, number(errno), Optional.ofNullable(host), number(port), number(own),
                Optional.ofNullable(when))), failures);
    }

    @Test
    void aPolicyAgainstPlainHttp() {
        List<AppFailure> failures = AppLog.failures(text("android-okhttp-cleartext-not-permitted.logcat.txt"));

        assertTrue(!failures.isEmpty());
        failures.forEach(failure -> assertEquals(new AppFailure(Kind.CLEARTEXT, OptionalInt.empty(),
                Optional.of("127.0.0.1"), OptionalInt.empty(), OptionalInt.empty(), Optional.of("05-06 13:13:13")),
                failure));
    }

    private static String text(String fixture) {
        return new String(Project.fixture("adb/" + fixture), StandardCharsets.UTF_8);
    }

    /** The same failures in the other forms of Android's log, and in the words of other libraries. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "11-23 10:00:01.123  4242  4300 I flutter : SocketException: Connection refused (OS Error: Connection refused, "
                + "errno = 111), address = 192.168.1.44, port = 40991, uri=http://192.168.1.44:8000/a?token=secret"
                + "|REFUSED|111|192.168.1.44|8000||11-23 10:00:01",
        "11-23 10:00:01.123 E/flutter ( 4242): SocketException: Failed host lookup: 'pc.local' (OS Error: No address "
                + "associated with hostname, errno = 7)|NAME_UNKNOWN|7|pc.local|||11-23 10:00:01",
        "flutter: SocketException: Failed host lookup: 'pc.local' (OS Error: nodename nor servname provided, or not "
                + "known, errno = 8)|NAME_UNKNOWN|8|pc.local|||",
        "WebSocketException: SocketException: Connection refused (OS Error: Connection refused, errno = 61), address = "
                + "192.168.1.44, port = 51234, uri = ws://192.168.1.44:7880/rtc|REFUSED|61|192.168.1.44|7880||",
        "SocketException: x (OS Error: x, errno = 101), address = 192.168.1.44, port = 5, uri=https://192.168.1.44/"
                + "|NO_NETWORK|101|192.168.1.44|443||",
        "SocketException: x, errno = 104, address = fe80::1%wlan0, port = 5|OTHER|104|fe80::1%wlan0||5|",
        "java.net.ConnectException: Failed to connect to /192.168.1.44:8000|OTHER||192.168.1.44|8000||",
        "java.net.ConnectException: failed to connect to /192.168.1.44 (port 8000) from /192.168.1.23 (port 4) after "
                + "2000ms: isConnected failed: ECONNREFUSED (Connection refused)|REFUSED||192.168.1.44|8000||",
        "failed to connect to pc.local/192.168.1.44 (port 8000): connect failed: EHOSTUNREACH (No route to host)"
                + "|NO_ROUTE||192.168.1.44|8000||",
        "java.net.SocketException: socket failed: EPERM (Operation not permitted)|NOT_PERMITTED|||||",
        "java.lang.SecurityException: Permission denied (missing INTERNET permission?)|NOT_PERMITTED|||||",
        "Bad state: Insecure HTTP is not allowed by platform: http://192.168.1.44:8000/x"
                + "|CLEARTEXT||192.168.1.44|8000||",
    })
    void otherForms(String line, Kind kind, Integer errno, String host, Integer port, Integer own, String when) {
        assertEquals(List.of(new AppFailure(kind, number(errno), Optional.ofNullable(host), number(port), number(own),
                Optional.ofNullable(when))), AppLog.failures(line));
    }

    @Test
    void whatIsNoFailureIsNone() {
        assertEquals(List.of(), AppLog.failures("""
                I/flutter ( 1): connected to http://192.168.1.44:8000/health
                the class SocketException is documented elsewhere
                E/flutter ( 1): NoSuchMethodError
                errno = 110 in a story
                """));
    }

    static List<String> fixtures() {
        return Project.files("tests/fixtures/adb", ".txt");
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void damagedLogsAreReadWithoutAWord(String fixture) {
        byte[] log = Project.read(fixture).getBytes(StandardCharsets.UTF_8);
        for (byte[] damaged : Mutations.of(log, 300, 5)) {
            AppLog.failures(Ran.decode(damaged)).forEach(failure -> {
                failure.port().ifPresent(port -> assertTrue(port >= 1 && port <= 65535));
                failure.host().ifPresent(host -> assertTrue(host.matches("[\\w.:%\\[\\]-]{1,300}"), host));
            });
        }
    }

    /** Not a limit to be met, but one that an expression that backtracks without end would break. */
    @Test
    void hugeAndBinaryLogsComeToAnEnd() {
        byte[] noise = new byte[4 << 20];
        new Random(3).nextBytes(noise);
        String endless = "SocketException " + "address = ".repeat(400_000);
        String starts = "failed to connect to \n".repeat(200_000);

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            AppLog.failures(Ran.decode(noise));
            AppLog.failures(endless);
            AppLog.failures(starts);
        });
    }
}
