package phone.applog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import host.Listener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import path.Confidence;
import path.Facts;
import path.Finding;
import path.Remedy;
import path.Severity;
import phone.cable.Machine;

/** Whole logs of the field: what somebody needs to read beside the kind and the place. */
class AppLogCasesTest {

    private static List<Finding> of(String log) {
        return AppLogFindings.of(log, Machine.facts(), false);
    }

    private static Finding one(String log) {
        List<Finding> findings = of(log);
        assertEquals(1, findings.size(), () -> findings.stream().map(Finding::id).toList().toString());
        return findings.getFirst();
    }

    private static String said(Finding finding) {
        return Stream.concat(finding.evidence().stream(), finding.remedies().stream()
                .map(Remedy::text)).map(Machine::english).collect(Collectors.joining("\n"));
    }

    @Test
    void thePortIsTheOneOfTheLineBefore() {
        Finding timedOut = one("""
                I/flutter ( 4711): *** DioException ***:
                I/flutter ( 4711): uri: http://192.168.1.44:8000/api/login
                I/flutter ( 4711): DioException [connection timeout]: The request connection took longer than 0:00:10.000000. It was aborted.
                """);
        assertEquals("app-timed-out", timedOut.id().id());
        assertEquals("The app got no answer from 192.168.1.44:8000", Machine.english(timedOut.summary()));
        assertTrue(said(timedOut).contains("The app's limit: 10 s"), said(timedOut));

        Finding refused = one("""
                I/flutter ( 4711): uri: http://192.168.1.44:8000/api/login
                I/flutter ( 4711): DioException [connection error]: The connection errored: Connection refused
                I/flutter ( 4711): Error: SocketException: Connection refused (OS Error: Connection refused, errno = 111), address = 192.168.1.44, port = 43210
                """);
        assertEquals("The app's connection to 192.168.1.44:8000 was refused", Machine.english(refused.summary()));
        assertEquals(List.of("API"), refused.services());
    }

    /** What a logger writes of an answer fills many lines, and is one failure. */
    @Test
    void anExplanationIsNoFurtherFailure() {
        Finding finding = one("""
                I/flutter ( 4711): *** DioException ***:
                I/flutter ( 4711): uri: http://192.168.1.44:8000/api/login
                I/flutter ( 4711): DioException [bad response]: This exception was thrown because the response has a status code of 401 and RequestOptions.validateStatus was configured to throw for this status code.
                I/flutter ( 4711): The status code of 401 has the following meaning: "Client error - the request cannot be fulfilled"
                I/flutter ( 4711): Read more about status codes at https://developer.mozilla.org/en-US/docs/Web/HTTP/Status
                I/flutter ( 4711): In order to resolve this exception you typically have to verify your request code or to fix the server code.
                I/flutter ( 4711): uri: http://192.168.1.44:8000/api/login
                I/flutter ( 4711): statusCode: 401
                """);
        assertEquals("app-error-answer", finding.id().id());
        assertTrue(said(finding).contains("(HTTP 401)"), said(finding));
        assertTrue(said(finding).contains("which has no times: 1"), said(finding));
    }

    /** A request is logged as information, its failure as an error. */
    @Test
    void theRequestBeforeMayHaveAnotherWeight() {
        for (String log : List.of(" LOG  fetching http://192.168.1.44:8000/api/users\n ERROR  [TypeError: Network request failed]",
                "11-30 10:00:01.123  4711  4750 I flutter : POST http://192.168.1.44:8000/login\n"
                + "11-30 10:00:11.123  4711  4750 E flutter : TimeoutException after 0:00:10.000000: Future not completed")) {
            assertTrue(Machine.english(one(log).summary()).contains("192.168.1.44:8000"), log);
        }
    }

    @Test
    void aRequestThatWasAnsweredIsNotWhatFailed() {
        Finding finding = one("""
                I/flutter ( 4711): uri: http://192.168.1.44:8000/health
                I/flutter ( 4711): statusCode: 200
                E/flutter ( 4711): Unhandled Exception: TimeoutException after 0:00:10.000000: Future not completed
                """);
        assertEquals("The app stopped waiting for an address that the log does not show, by its own limit",
                Machine.english(finding.summary()));
    }

    /** Dart's own limit tells nothing of where; how long an answer takes here is set beside it. */
    @Test
    void aLimitWithoutAnAddress() {
        Finding finding = one("E/flutter ( 4711): Unhandled Exception: TimeoutException after 0:00:10.000000: Future not "
                + "completed");
        assertEquals("app-gave-up", finding.id().id());
        assertTrue(said(finding).contains("The app's limit: 10 s"), said(finding));
        assertTrue(said(finding).contains("Have the app log what it calls"), said(finding));

        Facts measured = Machine.measured(Duration.ofMillis(40));
        Finding beside = AppLogFindings.of("flutter: TimeoutException after 0:00:10.000000: Future not completed",
                measured, false).getFirst();
        assertTrue(said(beside).contains("The app's limit: 10 s; the slowest answer measured now: 40 ms"), said(beside));
    }

    @Test
    void whoHangsUpIsReached() {
        for (String log : List.of("E/flutter ( 4711): Unhandled Exception: ClientException: Connection closed before full "
                + "header was received, uri=http://192.168.1.44:8000/health",
                "I/flutter ( 4711): ClientException with SocketException: Connection reset by peer (OS Error: Connection "
                + "reset by peer, errno = 104), address = 192.168.1.44, port = 49440, uri=http://192.168.1.44:8000/health")) {
            Finding finding = one(log);
            assertEquals("app-connection-closed", finding.id().id());
            assertTrue(said(finding).contains("the firewall is not the cause"), said(finding));
            assertTrue(said(finding).contains("If Docker publishes the port"), said(finding));
            assertTrue(said(finding).contains("https"), said(finding));
        }
    }

    @Test
    void tlsAskedOfAPlainPort() {
        Finding finding = one("""
                flutter: could not connect to wss://192.168.1.44:7880 HandshakeException: Handshake error in client (OS Error:
                \tWRONG_VERSION_NUMBER(tls_record.cc:231))
                """);
        assertEquals("app-wrong-scheme", finding.id().id());
        assertEquals(List.of("Media"), finding.services());
        assertTrue(said(finding).contains("ws:// instead of wss://"), said(finding));
    }

    @Test
    void aChainOfCausesIsOneFailure() {
        Finding finding = one("""
                W System.err: java.net.ConnectException: Failed to connect to /192.168.1.44:8000
                W System.err: 	at okhttp3.internal.connection.RealConnection.connectSocket(RealConnection.kt:297)
                W System.err: Caused by: java.net.ConnectException: failed to connect to /192.168.1.44 (port 8000) from /192.168.1.23 (port 43110) after 10000ms: isConnected failed: ECONNREFUSED (Connection refused)
                """);
        assertEquals("app-refused", finding.id().id());
        assertTrue(said(finding).contains("which has no times: 1"), said(finding));
    }

    /** The layers of iOS write of one failure four times, three of them without the address. */
    @Test
    void theLayersOfAPhoneTellOfOneFailure() {
        Finding finding = one("""
                2026-11-30 10:00:01.100000+0100 Runner[4711:55] [connection] nw_socket_handle_socket_event [C1.1:1] Socket SO_ERROR [61: Connection refused]
                2026-11-30 10:00:01.110000+0100 Runner[4711:56] Connection 1: failed to connect 1:61, reason -1
                2026-11-30 10:00:01.120000+0100 Runner[4711:57] Task <39C4>.<1> HTTP load failed, 0/0 bytes (error code: -1004 [1:61])
                2026-11-30 10:00:01.130000+0100 Runner[4711:57] Task <39C4>.<1> finished with error [-1004] Error Domain=NSURLErrorDomain Code=-1004 "Could not connect to the server." UserInfo={_kCFStreamErrorCodeKey=61, NSUnderlyingError=0x283 {Error Domain=kCFErrorDomainCFNetwork Code=-1004 "(null)"}, _NSURLErrorRelatedURLSessionTaskErrorKey=(
                    "LocalDataTask <39C4>.<1>"
                ), NSLocalizedDescription=Could not connect to the server., NSErrorFailingURLStringKey=http://192.168.1.44:8000/status, _kCFStreamErrorDomainKey=1}
                """);
        assertEquals("The app's connection to 192.168.1.44:8000 was refused", Machine.english(finding.summary()));
        assertTrue(said(finding).contains("Count in the log: 1, "), said(finding));
    }

    /** The same of an app whose name nobody knows, in the log of a whole phone. */
    @Test
    void theLayersOfAnyAppTellOfOneFailure() {
        Finding finding = one("""
                Nov 30 10:00:01 iPhone mediaanalysisd(Network)[70] <Error>: nw_socket_handle_socket_event [C1.1:1] Socket SO_ERROR [61: Connection refused]
                Nov 30 10:00:01 iPhone MyApp(Network)[4711] <Error>: nw_socket_handle_socket_event [C1.1:1] Socket SO_ERROR [61: Connection refused]
                Nov 30 10:00:01 iPhone MyApp(CFNetwork)[4711] <Error>: Connection 1: received failure notification
                Nov 30 10:00:01 iPhone MyApp(CFNetwork)[4711] <Error>: Connection 1: encountered error(1:61)
                Nov 30 10:00:01 iPhone MyApp(CFNetwork)[4711] <Error>: Task <39C4>.<1> finished with error [-1004] Error Domain=NSURLErrorDomain Code=-1004 "Could not connect to the server." UserInfo={_kCFStreamErrorCodeKey=61, NSErrorFailingURLStringKey=http://192.168.1.44:8000/status}
                """);
        assertEquals("The app's connection to 192.168.1.44:8000 was refused", Machine.english(finding.summary()));
        assertTrue(said(finding).contains("Count in the log: 1, "), said(finding));
    }

    @Test
    void anErrorThatIsPrintedAsJson() {
        Finding finding = one("""
                 ERROR  {
                  "message": "Request failed with status code 404",
                  "name": "AxiosError",
                  "stack": "AxiosError: Request failed\\n    at settle (http://192.168.1.44:8081/index.bundle//&platform=ios:1:2)",
                  "config": {
                    "timeout": 0,
                    "baseURL": "http://192.168.1.44:8000",
                    "url": "/api/x"
                  },
                  "code": "ERR_BAD_REQUEST",
                  "status": 404
                }
                """);
        assertEquals("192.168.1.44:8000 answered the app, but not as it expects", Machine.english(finding.summary()));
        assertTrue(said(finding).contains("(HTTP 404)"), said(finding));
    }

    @Test
    void twoLibrariesTellOfOneFailure() {
        Finding finding = one("""
                11-30 10:00:01.100  4711  4750 W System.err: java.net.ConnectException: failed to connect to /192.168.1.44 (port 8000): connect failed: ECONNREFUSED (Connection refused)
                11-30 10:00:01.150  4711  4760 E ReactNativeJS: [TypeError: Network request failed]
                """);
        assertEquals("app-refused", finding.id().id());
    }

    @Test
    void mediaNamesPortsAndAddress() {
        Finding finding = one("E/flutter ( 4711): Unhandled Exception: LiveKit Exception: [MediaConnectException] Timed out "
                + "waiting for PeerConnection to connect, please check your network for ice connectivity");
        assertEquals("app-media-failed", finding.id().id());
        assertTrue(said(finding).contains("Signaling comes first and worked"), said(finding));
        assertTrue(said(finding).contains("TCP 7881 and on UDP 7882"), said(finding));
        assertTrue(said(finding).contains("rtc.node_ip: 192.168.1.44"), said(finding));
    }

    @Test
    void bothAreTold() {
        Finding finding = one("I/flutter ( 4711): SocketException: HTTP connection timed out after 0:00:10.000000, host: "
                + "192.168.1.44, port: 8000");
        assertEquals("The app got no answer from 192.168.1.44:8000", Machine.english(finding.summary()));
    }

    @Test
    void whatThePhoneSaysOfItsPermissionsIsObserved() {
        Finding android = one("E/chromium: net::ERR_LOCAL_NETWORK_PERMISSION_MISSING http://192.168.1.44:8000/");
        assertEquals("app-no-local-network-permission " + Confidence.OBSERVED + Severity.FAIL, android.id().id() + " "
                + android.confidence() + android.severity());
        assertEquals("The app has no permission for the local network: 192.168.1.44:8000",
                Machine.english(android.summary()));
        assertFalse(said(android).contains("permission.INTERNET"), said(android));

        Finding apple = one("Task <1>.<1> finished with error [-1009] Error Domain=NSURLErrorDomain Code=-1009 \"Hors ligne.\" "
                + "UserInfo={_NSURLErrorNWPathKey=unsatisfied (Local network prohibited), interface: en0[802.11], ipv4, "
                + "NSErrorFailingURLStringKey=http://192.168.1.44:8000/update}");
        assertEquals("ios-local-network-denied " + Confidence.OBSERVED, apple.id().id() + " " + apple.confidence());
        assertEquals("iOS denies the app access to the local network: 192.168.1.44:8000",
                Machine.english(apple.summary()));
    }

    @Test
    void anIphoneThatAsksItself() {
        Finding finding = one("Task <1>.<1> finished with error [-1004] Error Domain=NSURLErrorDomain Code=-1004 \"Could not "
                + "connect to the server.\" UserInfo={_kCFStreamErrorCodeKey=61, NSErrorFailingURLStringKey="
                + "http://127.0.0.1:5002/health}");
        assertEquals("app-asks-itself", finding.id().id());
    }

    /** What this machine knows of the port now stands beside what the app met then. */
    @Test
    void whatIsKnownOfThePortStandsBeside() {
        String log = "flutter: SocketException: x (OS Error: x, errno = 111), address = 192.168.1.44, port = 4, "
                + "uri=http://192.168.1.44:8000/";

        assertTrue(said(one(log)).contains("Here, listening: nothing is listening"), said(one(log)));
        Finding there = AppLogFindings.of(log, Machine.facts(new Listener(Protocol.TCP, "0.0.0.0", 8000, Optional.of(1L),
                Optional.of("api"))), false).getFirst();
        assertTrue(said(there).contains("Here, listening: api"), said(there));
    }
}
