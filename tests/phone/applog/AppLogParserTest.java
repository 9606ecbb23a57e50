package phone.applog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import phone.applog.AppFailure.Kind;
import process.Ran;
import testing.Mutations;
import testing.Project;

class AppLogParserTest {

    private static OptionalInt number(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static AppFailure failure(Kind kind, Integer errno, String host, Integer port, Integer own, String when) {
        return new AppFailure(kind, Optional.ofNullable(errno).map(PosixWords::code), Optional.ofNullable(host),
                number(port), number(own), Optional.empty(), Optional.ofNullable(when));
    }

    private static List<AppFailure> failures(String log) {
        return AppLogParser.parse(log).failures();
    }

    /** Without the limit of the app, which is another test's. */
    private static List<AppFailure> read(String log) {
        return failures(log).stream().map(found -> new AppFailure(found.kind(), found.code(), found.host(),
                found.port(), found.ownPort(), Optional.empty(), found.when())).toList();
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
        "flutter-ios-timeout-60|TIMED_OUT|60|10.125.32.128|10000|56325|",
        "react-native-android-failed-to-connect-timeout|TIMED_OUT||192.168.0.102|19000||",
    })
    void captures(String fixture, Kind kind, Integer errno, String host, Integer port, Integer own, String when) {
        assertEquals(List.of(failure(kind, errno, host, port, own, when)), read(text(fixture + ".txt")));
    }

    @Test
    void aPolicyAgainstPlainHttp() {
        List<AppFailure> failures = failures(text("android-okhttp-cleartext-not-permitted.logcat.txt"));

        assertTrue(!failures.isEmpty());
        failures.forEach(found -> assertEquals(failure(Kind.CLEARTEXT, null, "127.0.0.1", null, null,
                "05-06 13:13:13"), found));
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
        "SocketException: x, errno = 104, address = fe80::1%wlan0, port = 5|CLOSED|104|fe80::1%wlan0||5|",
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
        assertEquals(List.of(failure(kind, errno, host, port, own, when)), read(line));
    }

    private static final String FIRST =
            "SocketException: Connection timed out (OS Error: Connection timed out, errno = 110)";
    private static final String SECOND = "address = 192.168.0.16, port = 37442, uri=http://192.168.0.16:8000/upload";

    private static AppFailure timedOut(String when) {
        return failure(Kind.TIMED_OUT, 110, "192.168.0.16", 8000, null, when);
    }

    /** What stands before each line of one message, in every form that logcat, Android Studio and iOS have. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "05-06 13:13:13.460  1840  1903 E flutter : |05-06 13:13:13",
        "05-06 13:13:13.460123  1840  1903 E flutter : |05-06 13:13:13",
        "2024-05-06 13:13:13.460  1840  1903 I flutter : |2024-05-06 13:13:13",
        "2024-05-06 13:13:13.460 +0200  1840  1903 I flutter : |2024-05-06 13:13:13",
        "05-06 13:13:13.460 u0_a123  1840  1903 I flutter : |05-06 13:13:13",
        "1714993993.460  1840  1903 I flutter : |",
        "05-06 13:13:13.460 E/flutter ( 1840): |05-06 13:13:13",
        "2024-05-06 13:13:13.460 +0200 E/flutter ( 1840): |2024-05-06 13:13:13",
        "05-06 13:13:13.460 1840-1903/? I/flutter: |05-06 13:13:13",
        "2019-05-06 13:13:13.460 1840-1903/com.example.app I/flutter: |2019-05-06 13:13:13",
        "2024-05-06 13:13:13.460  1840-1903  flutter                 com.example.app                 I  "
                + "|2024-05-06 13:13:13",
        "13:13:13.460  I  |13:13:13",
        "I/flutter ( 1840): |",
        "I/flutter: |",
        "E( 1840) |",
        "E( 1840: 1903) |",
        "[  +12 ms] I/flutter ( 1840): |",
        "flutter: |",
        "2024-05-06 13:13:13.460123+0200 Runner[1840:55] flutter: |2024-05-06 13:13:13",
        "May  6 13:13:13 iPhone Runner(Flutter)[1840] <Notice>: flutter: |May  6 13:13:13",
        "|",
    })
    void theTimeIsTheFirstLines(String prefix, String when) {
        String before = prefix == null ? "" : prefix;
        String later = before.replace("13:13:13.", "13:13:14.").replace("13:13:13 ", "13:13:14 ");

        assertEquals(List.of(timedOut(when)), failures(before + FIRST + "\n" + later + SECOND));
        assertEquals(List.of(timedOut(when)), failures(before + FIRST + "\r\n" + later + "address = "
                + "192.168.0.16, port = 37442\r\n" + later + "uri=http://192.168.0.16:8000/upload\r\n" + later + "x"));
        assertEquals(List.of(timedOut(when)), failures(before + FIRST + ", " + SECOND));
    }

    /** {@code logcat -v long} writes what it knows on a line of its own, and an empty line behind each message. */
    @Test
    void aLineThatSaysOnlyWhenIsTheTimeOfWhatFollows() {
        String log = """
                --------- beginning of main
                [ 05-06 13:13:12.100  1840: 1903 I/flutter  ]
                asking

                [ 05-06 13:13:13.460  1840: 1903 I/flutter  ]
                %s

                [ 05-06 13:13:14.100  1840: 1903 I/flutter  ]
                %s

                [ 2024-05-06 13:13:15.100  1840: 1903 I/flutter  ]
                %s
                %s

                """.formatted(FIRST, SECOND, FIRST, SECOND);

        assertEquals(List.of(timedOut("05-06 13:13:13"), timedOut("2024-05-06 13:13:15")), failures(log));
    }

    /** Android Studio writes a message's further lines without its prefix, and indented. */
    @Test
    void anIndentedLineBelongsToTheLineBefore() {
        assertEquals(List.of(timedOut("2024-05-06 13:13:13")), failures("""
                2024-05-06 13:13:13.460  1840-1903  flutter                 com.example.app                 E  Uncaught
                                                                      %s
                                                                      %s
                """.formatted(FIRST, SECOND)));
        assertEquals(List.of(timedOut(null)), failures("""
                05-06 13:13:13.460  1840  1903 E flutter : all is well
                %s
                %s
                """.formatted(FIRST, SECOND)));
    }

    /** Others write between two lines of an app, its own other threads too; each failure keeps its own lines and time. */
    @Test
    void linesOfOthersStandBetween() {
        String log = """
                05-06 13:13:13.460  1840  1903 I flutter : %1$s
                05-06 13:13:13.461   600   612 W WifiHAL : address = 10.0.0.9, port = 1
                05-06 13:13:13.462  2200  2210 I flutter : SocketException: Connection refused (OS Error: Connection refused, errno = 111)
                05-06 13:13:13.463   600   612 I chatty  : identical
                05-06 13:13:13.999  1840  1903 I flutter : %2$s
                05-06 13:13:14.001  2200  2210 I flutter : address = 192.168.0.17, port = 5, uri=http://192.168.0.17:9000/
                05-06 13:13:14.001  1840  1903 I flutter : all is well
                05-06 13:13:14.002  1840  1903 I flutter : uri=http://192.168.0.99:1/
                """.formatted(FIRST, SECOND);

        assertEquals(List.of(timedOut("05-06 13:13:13"), failure(Kind.REFUSED, 111, "192.168.0.17",
                9000, null, "05-06 13:13:13")),
                failures(log));
    }

    /** Flutter's box names the exception on one line and its cause on the next. */
    @Test
    void theCauseOnTheNextLine() {
        assertEquals(List.of(failure(Kind.REFUSED, 111, "192.168.0.16", 8000, null,
                "05-06 13:13:13")), failures("""
                05-06 13:13:13.460  1840  1903 I flutter : The following ClientException with SocketException was thrown:
                05-06 13:13:14.460  1840  1903 I flutter : Connection refused (OS Error: Connection refused, errno = 111),
                05-06 13:13:14.460  1840  1903 I flutter : address = 192.168.0.16, port = 40991,
                05-06 13:13:14.460  1840  1903 I flutter : uri=http://192.168.0.16:8000/a.png
                """));
    }

    /** Two failures in a row are two, though the second has the shape of what continues the first. */
    @Test
    void aFailureContinuesNoOther() {
        assertEquals(List.of(timedOut("05-06 13:13:13"), timedOut("05-06 13:13:14")), failures("""
                05-06 13:13:13.460  1840  1903 I flutter : %1$s, %2$s
                05-06 13:13:14.460  1840  1903 I flutter : %1$s, %2$s
                """.formatted(FIRST, SECOND)));
    }

    /** Colours of {@code logcat -v color} are no part of a line. */
    @Test
    void coloursAreTakenOff() {
        assertEquals(List.of(timedOut("05-06 13:13:13")), failures("""
                \u001B[38;5;40m05-06 13:13:13.460  1840  1903 I flutter : %s\u001B[0m
                \u001B[38;5;40m05-06 13:13:13.460  1840  1903 I flutter : %s\u001B[0m
                """.formatted(FIRST, SECOND)));
    }

    @Test
    void whatIsNoFailureIsNone() {
        assertEquals(List.of(), failures("""
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
            failures(Ran.decode(damaged)).forEach(failure -> {
                failure.port().ifPresent(port -> assertTrue(port >= 1 && port <= 65535));
                failure.host().ifPresent(host -> assertTrue(host.matches("[\\w.:%\\[\\]-]{1,300}"), host));
            });
        }
    }

    /** Not a limit to be met, but one that an expression that backtracks without end would break. */
    @Test
    void hugeAndBinaryLogsComeToAnEnd() {
        byte[] noise = new byte[1 << 20];
        new Random(3).nextBytes(noise);
        String endless = "SocketException " + "address = ".repeat(100_000);
        String starts = "failed to connect to \n".repeat(50_000);

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            failures(Ran.decode(noise));
            failures(endless);
            failures(starts);
        });
    }
}
