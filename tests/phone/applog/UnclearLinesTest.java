package phone.applog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import path.Diagnosis;
import path.Finding;
import path.Hop;
import path.check.Checklist;
import phone.cable.Machine;

/** No all-clear over a log that was not understood, and no accusation of a log in which nothing failed. */
class UnclearLinesTest {

    private static List<String> ids(String log) {
        return AppLogFindings.of(log, Machine.facts(), false).stream().map(finding -> finding.id().id()).toList();
    }

    private static String said(String log) {
        return AppLogFindings.of(log, Machine.facts(), false).stream().flatMap(finding ->
                Stream.concat(Stream.of(finding.summary()), finding.evidence().stream())).map(Machine::english)
                .collect(Collectors.joining("\n"));
    }

    /** Whatever library wrote it: this machine's address beside a word of failure, in any form of log. */
    @ParameterizedTest
    @ValueSource(strings = {
        "11-30 10:00:01.123  4711  4750 W grpc    : UNAVAILABLE: io exception at /192.168.1.44:8000",
        "11-30 10:00:01.123  4711  4750 D MQTT    : disconnected from tcp://192.168.1.44:1883 with error code 32103",
        "I/flutter ( 4711): gRPC Error (code: 14, codeName: UNAVAILABLE, message: error connecting, host 192.168.1.44)",
        "I/flutter ( 4711): [socket.io] connect_error to http://192.168.1.44:8000",
        "flutter: Verbindung zu http://192.168.1.44:8000 fehlgeschlagen",
        "flutter: échec de l'appel à http://192.168.1.44:8000/api",
        "flutter: 连接 192.168.1.44 超时",
        " ERROR  could not reach 192.168.1.44:8000",
        "Nov 30 10:00:01 iPhone MyApp[4711] <Error>: RTSP session with 192.168.1.44 aborted",
        "error\t10:00:01.123456+0100\tMyApp\tstream to 192.168.1.44.8000 failed, retry failed too",
        "E/MyApp ( 4711): 192.168.1.44:8000 -> kaputt!? exception",
        "PlayerError: source http://192.168.1.44:8000/live could not be read",
        "flutter: Exception: Failed to load album",
        "flutter: login failed because the server did not respond",
        "flutter: retry succeeded once, then the connection failed",
    })
    void whatLooksLikeAFailureIsNotAllWell(String line) {
        assertEquals(List.of("app-log-unclear"), ids(line));
    }

    @Test
    void anAnswerOfAnotherLayerOnTheNextLine() {
        assertEquals(List.of("app-log-unclear"), ids("""
                I/flutter ( 4711): calling http://192.168.1.44:8000/login
                I/flutter ( 4711): failed: null
                """));
    }

    /** Whoever named this machine once writes of it, be he known or not. */
    @Test
    void whoNamedThisMachineOnce() {
        assertEquals(List.of("app-log-unclear"), ids("""
                11-30 10:00:01.123  4711  4750 I ApiClient: server is 192.168.1.44:8000
                11-30 10:00:01.124  4711  4750 I ApiClient: waiting
                11-30 10:00:01.125  4711  4799 W ApiClient: request failed
                """));
    }

    @Test
    void itIsSaidHowManyAndShownWithoutNames() {
        String log = """
                11-30 10:00:01.123  4711  4750 D api: bob.miller@example.com: MagicError: could not reach http://bob:secret@192.168.1.44:8000/people/Ms%20Secret?token=abcdef for Ms Secret
                11-30 10:00:02.123  4711  4750 D api: Unfug: 192.168.1.44 failed for 203.0.113.77 eyJhbGciOiJIUzI1NiJ9.e30.x
                11-30 10:00:03.123  4711  4750 D api: 192.168.1.44 failed \u001b]0;evil\u0007
                11-30 10:00:04.123  4711  4750 D api: 192.168.1.44 failed again
                """;
        String said = said(log);

        assertTrue(said.contains("Lines of the log that look like failures and are not understood: 4"), said);
        assertTrue(said.contains("Line 1: 11-30 10:00:01  … MagicError could not reach 192.168.1.44:8000 … for …"), said);
        assertTrue(said.contains("Further such lines: 1"), said);
        assertFalse(said.matches("(?s).*(bob|miller|example|[Ss]ecret|token|abcdef|people|Unfug|203|eyJ|evil|\u001b).*"), said);
    }

    /** A number may be a code, or somebody's telephone. */
    @Test
    void numbersInARowAreNotShown() {
        String said = said("flutter: error code 14 from 192.168.1.44 for 06 12 34 56 78");

        assertTrue(said.contains("error code 14 from 192.168.1.44 for 06 …"), said);
        assertFalse(said.contains("12"), said);
    }

    @Test
    void itCouldNotBeTold() {
        var facts = Machine.facts();
        List<Finding> findings = AppLogFindings.of("flutter: 192.168.1.44 failed", facts, false);
        Diagnosis diagnosis = Checklist.diagnose(facts, Set.<Hop>of(), Duration.ZERO).and(findings);

        assertEquals(Diagnosis.Verdict.UNKNOWN, diagnosis.verdict());
    }

    /** A healthy app, its libraries, and what the phone's system writes of itself all day. */
    @ParameterizedTest
    @ValueSource(strings = {
        "I/flutter ( 4711): GET http://192.168.1.44:8000/health 200 OK in 41 ms",
        "I/flutter ( 4711): synced with 192.168.1.44:8000: 12 items, 0 errors",
        "I/flutter ( 4711): 192.168.1.44:8000 answered, no errors",
        "I/flutter ( 4711): response from http://192.168.1.44:8000/api: {\"ok\":true,\"error\":null}",
        "I/flutter ( 4711): {\"url\":\"http://192.168.1.44:8000/api\",\"timeout\":10000,\"isError\":false}",
        "I/flutter ( 4711): connectTimeout: 0:00:10.000000 for http://192.168.1.44:8000",
        "I/flutter ( 4711): first attempt to 192.168.1.44:8000 failed, retry succeeded",
        "I/flutter ( 4711): connection to 192.168.1.44:8000 lost, reconnected",
        "I/flutter ( 4711): Unable to load asset: assets/logo.png",
        "E/flutter ( 4711): RangeError (index): Invalid value: Not in inclusive range 0..2: 3",
        "I/flutter ( 4711): installed onError handler for ws://192.168.1.44:7880",
        "I/flutter ( 4711): request to https://api.example.com/v1 failed: quota",
        "I/flutter ( 4711): SocketException: Connection refused (OS Error: Connection refused, errno = 111), address = 203.0.113.9, port = 4, uri=https://api.example.com/",
        "D/EGL_emulation( 4711): eglMakeCurrent: error 0x3003",
        "11-30 10:00:01.123   600   612 E WifiHAL : failed to connect: wifi_request_timeout",
        "11-30 10:00:01.123   600   612 D NetworkMonitor/105: PROBE_HTTP http://connectivitycheck.gstatic.com/generate_204 time=45ms ret=204 request={} headers={}",
        "11-30 10:00:01.123   600   612 D NetworkMonitor/105: PROBE_DNS www.google.com 30ms FAIL in type ADDRCONFIG android.net.DnsResolver$DnsException",
        "11-30 10:00:01.123   700   712 W GmsClient: unable to connect to service: com.google.android.gms.auth.key.retrieval.service.START",
        "11-30 10:00:01.123   700   712 E apgd    : Phenotype API error. Event # cdjp, EventCode: 7 [CONTEXT service_id=51 ]",
        "11-30 10:00:01.123   700   712 W System.err: java.net.SocketTimeoutException: timeout",
        "11-30 10:00:01.123   700   712 E chromium: [ERROR:ssl_client_socket_impl.cc(980)] handshake failed; returned -1, SSL error code 1, net_error -201",
        "11-30 10:00:01.123   700   712 E BluetoothAdapter: connection refused by peer",
        "11-30 10:00:01.123   600   612 E WifiService: service failed to start",
        "11-30 10:00:01.123   600   612 W ActivityManager: service connection failed for ComponentInfo{x/y}",
        "11-30 10:00:01.123   600   612 E UsbDeviceManager: device connection state: failed",
        "11-30 10:00:01.123   600   612 E Telecom : voice failed",
        "Nov 30 10:00:01 iPhone mediaanalysisd[70] <Error>: nw_socket_handle_socket_event [C1:2] Socket SO_ERROR [61: Connection refused]",
        "Nov 30 10:00:01 iPhone apsd[71] <Notice>: failed to connect to the push service, retry in 5 s",
    })
    void whatIsNoFailureAccusesNobody(String line) {
        assertEquals(List.of("app-log-silent"), ids(line));
    }

    /** A file that may not be read, a headset, a fault of the app's own. */
    @Test
    void otherFaultsThanThoseOfTheNetwork() {
        assertEquals(List.of("app-log-silent"), ids("""
                W/System.err( 4711): java.io.FileNotFoundException: /storage/emulated/0/a.txt: open failed: EACCES (Permission denied)
                W/System.err( 4711): Caused by: android.system.ErrnoException: open failed: EACCES (Permission denied)
                W/System.err( 4711): java.io.IOException: read failed, socket might closed or timeout, read ret: -1
                E/flutter ( 4711): FileSystemException: Cannot open file, path = '/x' (OS Error: Permission denied, errno = 13)
                """));
        assertEquals(List.of(), AppLogParser.parse("""
                java.lang.IllegalStateException: no element
                	at javax.net.ssl.SSLSocketImpl.startHandshake(SSLSocketImpl.java:1)
                	at java.net.SocketTimeoutException.fillInStackTrace(Throwable.java:1)
                """).failures());
    }

    @Test
    void whatWentWellInTheEnd() {
        assertEquals(List.of("app-log-silent"), ids("""
                I/flutter ( 4711): request to http://192.168.1.44:8000/a failed
                I/flutter ( 4711): waiting for 2 s
                I/flutter ( 4711): retry succeeded
                """));
        assertEquals(List.of("app-log-unclear"), ids("""
                I/flutter ( 4711): retry succeeded
                I/flutter ( 4711): request to http://192.168.1.44:8000/a failed
                """));
    }

    @Test
    void whatAnotherServerDid() {
        assertEquals(List.of("app-log-silent"), ids("flutter: connecting to https://api.example.com/v1\nflutter: request failed"));
    }

    /** What the phone's system writes in the name of an app that named this machine is still the system's. */
    @Test
    void theSystemBesideAnApp() {
        assertEquals(List.of("app-log-silent"), ids("""
                11-30 10:00:01.123  4711  4750 I flutter : GET http://192.168.1.44:8000/health 200 OK
                11-30 10:00:01.223  4711  4750 E FirebaseMessaging: failed to get a token: SERVICE_NOT_AVAILABLE, network error
                11-30 10:00:01.323  4711  4750 E BufferQueueProducer: connect failed: already connected
                11-30 10:00:01.423  4711  4750 W m.example.app: Accessing hidden method denied
                11-30 10:00:01.523  4711  4750 W ProviderInstaller: Failed to load providerinstaller module: not found
                11-30 10:00:01.623  4711  4750 W CrashReports: upload failed: server said 503
                """));
    }

    @Test
    void whatIsNotOfTheAppButOfAnAddressThatOnlyBeginsTheSame() {
        assertEquals(List.of("app-log-silent"), ids("D/Wifi( 1): ping 192.168.1.4 failed\nD/Wifi( 1): 192.168.1.441 failed\n"
                + "D/Wifi( 1): 1192.168.1.44 failed"));
    }

    /** A cancel without an address is nobody's failure; one of ours is not all well. */
    @Test
    void whatTheAppCancelled() {
        assertEquals(List.of("app-log-silent"), ids("flutter: DioException [request cancelled]: The request was cancelled."));
        assertEquals(List.of("app-cancelled"), ids("Task <1>.<1> finished with error [-999] Error Domain=NSURLErrorDomain "
                + "Code=-999 \"cancelled\" UserInfo={NSErrorFailingURLStringKey=http://192.168.1.44:8000/}"));
    }
}
