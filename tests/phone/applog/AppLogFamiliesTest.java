package phone.applog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import path.Finding;
import phone.cable.Machine;

/**
 * Families of words × forms of logs: what each library says of a failure, in each form in which a phone's log has it.
 * The lines have the form of public reports; addresses are the machine's of {@link Machine}, with services on 8000, 7880
 * and 7881.
 */
class AppLogFamiliesTest {

    /** tag | forms | kind | place | finding | words; an arrow begins a further line. */
    private static final String TABLE = """
            # Dart's sockets
            flutter|F|TIMED_OUT|192.168.1.44:8000|app-timed-out|SocketException: Connection timed out (OS Error: Connection timed out, errno = 110), address = 192.168.1.44, port = 40110, uri=http://192.168.1.44:8000/login
            flutter|F|TIMED_OUT|192.168.1.44|app-timed-out|SocketException: Connection timed out (OS Error: Operation timed out, errno = 60), address = 192.168.1.44, port = 52100
            flutter|F|TIMED_OUT|192.168.1.44:8000|app-timed-out|SocketException: HTTP connection timed out after 0:00:10.000000, host: 192.168.1.44, port: 8000
            flutter|F|REFUSED|192.168.1.44:8000|app-refused|Unhandled Exception: SocketException: Connection refused (OS Error: Connection refused, errno = 61), address = 192.168.1.44, port = 50011, uri=http://192.168.1.44:8000/
            flutter|F|NO_ROUTE|192.168.1.44:8000|app-no-route|SocketException: Connection failed (OS Error: No route to host, errno = 113), address = 192.168.1.44, port = 8000
            flutter|F|NO_ROUTE|192.168.1.44:8000|app-no-route|SocketException: Connection failed (OS Error: Host is down, errno = 64), address = 192.168.1.44, port = 8000
            flutter|F|NO_NETWORK|192.168.1.44:8000|app-no-route|SocketException: Connection failed (OS Error: Network is unreachable, errno = 101), address = 192.168.1.44, port = 8000
            flutter|F|IOS_NO_ROUTE|192.168.1.44:8000|ios-local-network-denied|SocketException: Connection failed (OS Error: No route to host, errno = 65), address = 192.168.1.44, port = 8000
            flutter|F|NOT_PERMITTED|192.168.1.44:8000|app-no-network-permission|SocketException: Connection failed (OS Error: Operation not permitted, errno = 1), address = 192.168.1.44, port = 8000
            flutter|F|INTERRUPTED|192.168.1.44:8000|app-connection-lost|SocketException: Software caused connection abort (OS Error: Software caused connection abort, errno = 103), address = 192.168.1.44, port = 40120, uri=http://192.168.1.44:8000/stream
            flutter|F|CLOSED|192.168.1.44:8000|app-connection-closed|ClientException with SocketException: Write failed (OS Error: Broken pipe, errno = 32), address = 192.168.1.44, port = 40121, uri=http://192.168.1.44:8000/upload
            flutter|F|CLOSED|192.168.1.44:8000|app-connection-closed|ClientException with SocketException: Connection reset by peer (OS Error: Connection reset by peer, errno = 54), address = 192.168.1.44, port = 50012, uri=http://192.168.1.44:8000/health
            flutter|F|NAME_UNKNOWN|pc.local|app-name-unknown|SocketException: Failed host lookup: 'pc.local' (OS Error: No address associated with hostname, errno = 7)
            # Dart's http, TLS, web sockets
            flutter|F|CLOSED|192.168.1.44:8000|app-connection-closed|HttpException: Connection closed before full header was received, uri = http://192.168.1.44:8000/health
            flutter|F|CLOSED|192.168.1.44:8000|app-connection-closed|ClientException: Connection closed while receiving data, uri=http://192.168.1.44:8000/audio
            flutter|F|TLS_FAILED|192.168.1.44:8000|app-wrong-scheme|HandshakeException: Handshake error in client (OS Error: WRONG_VERSION_NUMBER(tls_record.cc:242)), uri=https://192.168.1.44:8000/
            flutter|F|CERTIFICATE|192.168.1.44:8000|app-certificate-refused|ClientException with HandshakeException: Handshake error in client (OS Error: ↵\tCERTIFICATE_VERIFY_FAILED: self signed certificate(handshake.cc:393)), uri=https://192.168.1.44:8000/
            flutter|F|NOT_HTTP|192.168.1.44:8000|app-wrong-scheme|HttpException: Invalid response line, uri = http://192.168.1.44:8000/
            flutter|F|BAD_STATUS|192.168.1.44:7880|app-error-answer|WebSocketException: Connection to 'http://192.168.1.44:7880/rtc#' was not upgraded to websocket, HTTP status code: 401
            flutter|F|REFUSED|192.168.1.44:7880|app-refused|WebSocketChannelException: WebSocketChannelException: SocketException: Connection refused (OS Error: Connection refused, errno = 111), address = 192.168.1.44, port = 40130, uri = ws://192.168.1.44:7880/chat
            flutter|F|GAVE_UP||app-gave-up|Unhandled Exception: TimeoutException after 0:00:10.000000: Future not completed
            flutter|F|CLEARTEXT|192.168.1.44:8000|app-cleartext-blocked|Bad state: Insecure HTTP is not allowed by platform: http://192.168.1.44:8000/x
            # dio 5 and 4
            flutter|F|TIMED_OUT|192.168.1.44:8000|app-timed-out|uri: http://192.168.1.44:8000/api/login↵DioException [connection timeout]: The request connection took longer than 0:00:10.000000. It was aborted.
            flutter|F|REFUSED|192.168.1.44:8000|app-refused|uri: http://192.168.1.44:8000/api/login↵DioException [connection error]: The connection errored: Connection refused This indicates an error which most likely cannot be solved by the library.↵Error: SocketException: Connection refused (OS Error: Connection refused, errno = 111), address = 192.168.1.44, port = 40140
            flutter|F|NO_ANSWER|192.168.1.44:8000|app-answer-late|uri: http://192.168.1.44:8000/api/slow↵DioException [receive timeout]: The request took longer than 0:00:03.000000 to receive data. It was aborted.
            flutter|F|NO_ANSWER|192.168.1.44:8000|app-answer-late|uri: http://192.168.1.44:8000/api/big↵DioException [send timeout]: The request took longer than 0:00:05.000000 to send data. It was aborted.
            flutter|F|BAD_STATUS|192.168.1.44:8000|app-error-answer|uri: http://192.168.1.44:8000/api/x↵DioException [bad response]: This exception was thrown because the response has a status code of 500 and RequestOptions.validateStatus was configured to throw for this status code. Read more at https://developer.mozilla.org/en-US/docs/Web/HTTP/Status
            flutter|F|CERTIFICATE|192.168.1.44:8000|app-certificate-refused|uri: https://192.168.1.44:8000/api↵DioException [bad certificate]: The certificate of the response is not approved.
            flutter|F|CANCELLED|192.168.1.44:8000|app-cancelled|uri: http://192.168.1.44:8000/api↵DioException [request cancelled]: The request was manually cancelled by the user.
            flutter|F|TIMED_OUT|192.168.1.44:8000|app-timed-out|uri: http://192.168.1.44:8000/api/login↵DioError [DioErrorType.connectTimeout]: Connecting timed out [10000ms]
            flutter|F|NO_ANSWER|192.168.1.44:8000|app-answer-late|uri: http://192.168.1.44:8000/api/login↵DioError [DioErrorType.receiveTimeout]: Receiving data timeout[3000ms]
            flutter|F|BAD_STATUS|192.168.1.44:8000|app-error-answer|uri: http://192.168.1.44:8000/api/login↵DioError [DioErrorType.response]: Http status error [404]
            flutter|F|NO_NETWORK|192.168.1.44:8000|app-no-route|DioError [DioErrorType.other]: SocketException: Connection failed (OS Error: Network is unreachable, errno = 101), address = 192.168.1.44, port = 8000
            flutter|F|BAD_STATUS|192.168.1.44:8000|app-error-answer|HTTP request failed, statusCode: 404, http://192.168.1.44:8000/a.png
            flutter|F|REFUSED|192.168.1.44|app-refused|gRPC Error (code: 14, codeName: UNAVAILABLE, message: Error connecting: SocketException: Connection refused (OS Error: Connection refused, errno = 111), address = 192.168.1.44, port = 40160, details: null)
            flutter|F|TIMED_OUT|192.168.1.44:8000|app-timed-out|╔╣ DioError ║ DioErrorType.connectionTimeout↵║  The request connection took longer than 0:00:05.000000. It was aborted.↵║  uri: http://192.168.1.44:8000/api
            flutter|F|REFUSED|192.168.1.44:8000|app-refused|health check of http://192.168.1.44:8000/health failed: Connection refused
            flutter|F|UNTOLD|192.168.1.44:8000|app-log-unclear|ClientException: XMLHttpRequest error., uri=http://192.168.1.44:8000/login
            # Cronet below Dart
            flutter|A|REFUSED|192.168.1.44:8000|app-refused|ClientException: Cronet exception: m.ms: Exception in CronetUrlRequest: net::ERR_CONNECTION_REFUSED, ErrorCode=7, InternalErrorCode=-102, Retryable=false, uri=http://192.168.1.44:8000/a
            # Android: sockets, HttpURLConnection, OkHttp
            System.err|A|TIMED_OUT|192.168.1.44:8000|app-timed-out|java.net.SocketTimeoutException: failed to connect to /192.168.1.44 (port 8000) from /192.168.1.23 (port 43110) after 10000ms
            System.err|A|REFUSED|192.168.1.44:8000|app-refused|java.net.ConnectException: Failed to connect to /192.168.1.44:8000↵\tat okhttp3.internal.connection.RealConnection.connectSocket(RealConnection.kt:297)↵Caused by: java.net.ConnectException: failed to connect to /192.168.1.44 (port 8000) from /192.168.1.23 (port 43110) after 10000ms: isConnected failed: ECONNREFUSED (Connection refused)
            System.err|A|NO_ROUTE|192.168.1.44:8000|app-no-route|java.net.NoRouteToHostException: failed to connect to /192.168.1.44 (port 8000): connect failed: EHOSTUNREACH (No route to host)
            System.err|A|NO_NETWORK|192.168.1.44:8000|app-no-route|java.net.ConnectException: failed to connect to /192.168.1.44 (port 8000): connect failed: ENETUNREACH (Network is unreachable)
            System.err|A|CLOSED|192.168.1.44:8000|app-connection-closed|java.io.IOException: unexpected end of stream on http://192.168.1.44:8000/...↵\tat okhttp3.internal.http1.Http1ExchangeCodec.readResponseHeaders(Http1ExchangeCodec.kt:210)↵Caused by: java.io.EOFException: \\n not found: limit=0 content=…
            System.err|A|CLOSED|192.168.1.44:8000|app-connection-closed|java.io.IOException: unexpected end of stream on Connection{192.168.1.44:8000, proxy=DIRECT hostAddress=/192.168.1.44:8000 cipherSuite=none protocol=http/1.1}
            okhttp.OkHttpClient|A|CLOSED|192.168.1.44:8000|app-connection-closed|--> GET http://192.168.1.44:8000/health↵<-- HTTP FAILED: java.net.SocketException: Connection reset
            okhttp.OkHttpClient|A|NO_ANSWER|192.168.1.44:8000|app-answer-late|--> POST http://192.168.1.44:8000/tts↵<-- HTTP FAILED: java.net.SocketTimeoutException: Read timed out
            okhttp.OkHttpClient|A|GAVE_UP|192.168.1.44:8000|app-gave-up|--> POST http://192.168.1.44:8000/tts↵<-- HTTP FAILED: java.net.SocketTimeoutException: timeout
            okhttp.OkHttpClient|A|CANCELLED|192.168.1.44:8000|app-cancelled|--> POST http://192.168.1.44:8000/tts↵<-- HTTP FAILED: java.io.IOException: Canceled
            System.err|A|TLS_FAILED|192.168.1.44:8000|app-wrong-scheme|javax.net.ssl.SSLException: Unable to parse TLS packet header, url=https://192.168.1.44:8000/
            System.err|A|NOT_HTTP|192.168.1.44:8000|app-wrong-scheme|java.net.ProtocolException: Unexpected status line: \\u0015\\u0003\\u0003, url=http://192.168.1.44:8000/
            System.err|A|CERTIFICATE|192.168.1.44:8000|app-certificate-refused|javax.net.ssl.SSLHandshakeException: java.security.cert.CertPathValidatorException: Trust anchor for certification path not found. url=https://192.168.1.44:8000/
            System.err|A|CLEARTEXT|192.168.1.44|app-cleartext-blocked|java.net.UnknownServiceException: CLEARTEXT communication to 192.168.1.44 not permitted by network security policy
            System.err|A|CLEARTEXT|192.168.1.44|app-cleartext-blocked|java.io.IOException: Cleartext HTTP traffic to 192.168.1.44 not permitted
            System.err|A|NAME_UNKNOWN|pc.local|app-name-unknown|java.net.UnknownHostException: Unable to resolve host "pc.local": No address associated with hostname
            System.err|A|BAD_STATUS|192.168.1.44:7880|app-error-answer|java.net.ProtocolException: Expected HTTP 101 response but was '403 Forbidden', url=ws://192.168.1.44:7880/rtc
            AndroidRuntime|A|NOT_PERMITTED||app-no-network-permission|java.lang.SecurityException: Permission denied (missing INTERNET permission?)
            ExoPlayer|A|CLEARTEXT|192.168.1.44:8000|app-cleartext-blocked|androidx.media3.datasource.HttpDataSource$CleartextNotPermittedException: Cleartext HTTP traffic not permitted, url=http://192.168.1.44:8000/a.mp3
            okhttp.OkHttpClient|A|BAD_STATUS|192.168.1.44:8000|app-error-answer|<-- 502 Bad Gateway http://192.168.1.44:8000/api (41ms)
            grpc|A|REFUSED|192.168.1.44:8000|app-refused|io.grpc.StatusRuntimeException: UNAVAILABLE: io exception↵Caused by: io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: /192.168.1.44:8000
            Volley|A|BAD_STATUS|192.168.1.44:8000|app-error-answer|[335] NetworkUtility.shouldRetryException: Unexpected response code 500 for http://192.168.1.44:8000/x
            # Apache, Ktor
            System.err|A|REFUSED|192.168.1.44:8000|app-refused|org.apache.http.conn.HttpHostConnectException: Connection to http://192.168.1.44:8000 refused
            System.err|A|TIMED_OUT|192.168.1.44:8000|app-timed-out|org.apache.http.conn.ConnectTimeoutException: Connect to 192.168.1.44:8000 [/192.168.1.44] failed: connect timed out
            System.err|A|CLOSED|192.168.1.44:8000|app-connection-closed|org.apache.http.NoHttpResponseException: The target server failed to respond, url=http://192.168.1.44:8000/
            AndroidRuntime|A|TIMED_OUT|192.168.1.44:8000|app-timed-out|io.ktor.client.network.sockets.ConnectTimeoutException: Connect timeout has expired [url=http://192.168.1.44:8000/api, connect_timeout=10000 ms]
            AndroidRuntime|A|NO_ANSWER|192.168.1.44:8000|app-answer-late|java.net.SocketTimeoutException: Socket timeout has expired [url=http://192.168.1.44:8000/api, socket_timeout=10000] ms
            AndroidRuntime|A|GAVE_UP|192.168.1.44:8000|app-gave-up|io.ktor.client.plugins.HttpRequestTimeoutException: Request timeout has expired [url=http://192.168.1.44:8000/api, request_timeout=15000 ms]
            # Web views
            chromium|A|REFUSED|192.168.1.44:8000|app-refused|[INFO:CONSOLE(0)] "Failed to load resource: net::ERR_CONNECTION_REFUSED", source: http://192.168.1.44:8000/health (0)
            chromium|A|TIMED_OUT|192.168.1.44:8000|app-timed-out|[INFO:CONSOLE(1)] "GET http://192.168.1.44:8000/api net::ERR_CONNECTION_TIMED_OUT", source: https://localhost/main.js (1)
            chromium|A|NO_ROUTE|192.168.1.44:8000|app-no-route|onReceivedError: -2, net::ERR_ADDRESS_UNREACHABLE, http://192.168.1.44:8000/
            chromium|A|CLOSED|192.168.1.44:8000|app-connection-closed|onReceivedError: -1, net::ERR_EMPTY_RESPONSE, http://192.168.1.44:8000/
            chromium|A|CLOSED|192.168.1.44:8000|app-connection-closed|onReceivedError: -1, net::ERR_CONNECTION_RESET, http://192.168.1.44:8000/
            chromium|A|INTERRUPTED|192.168.1.44:8000|app-connection-lost|onReceivedError: -1, net::ERR_NETWORK_CHANGED, http://192.168.1.44:8000/
            chromium|A|CLEARTEXT|192.168.1.44:8000|app-cleartext-blocked|onReceivedError: -1, net::ERR_CLEARTEXT_NOT_PERMITTED, http://192.168.1.44:8000/
            chromium|A|LOCAL_NETWORK_DENIED|192.168.1.44:8000|app-no-local-network-permission|net::ERR_LOCAL_NETWORK_PERMISSION_MISSING http://192.168.1.44:8000/
            chromium|A|NAME_UNKNOWN|pc.local:8000|app-name-unknown|onReceivedError: -2, net::ERR_NAME_NOT_RESOLVED, http://pc.local:8000/
            chromium|A|TLS_FAILED|192.168.1.44:8000|app-wrong-scheme|onReceivedError: -11, net::ERR_SSL_PROTOCOL_ERROR, https://192.168.1.44:8000/
            chromium|A|CERTIFICATE|192.168.1.44:8000|app-certificate-refused|onReceivedError: -11, net::ERR_CERT_AUTHORITY_INVALID, https://192.168.1.44:8000/
            chromium|A|CANCELLED|192.168.1.44:8000|app-cancelled|onReceivedError: -1, net::ERR_ABORTED, http://192.168.1.44:8000/
            chromium|A|CORS|192.168.1.44:8000|app-error-answer|[ERROR:CONSOLE(0)] "Access to fetch at 'http://192.168.1.44:8000/api' from origin 'https://localhost' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource."
            chromium|A|MIXED_CONTENT|192.168.1.44:8000|app-cleartext-blocked|[ERROR:CONSOLE(1)] "Mixed Content: The page at 'https://localhost/' was loaded over HTTPS, but requested an insecure resource 'http://192.168.1.44:8000/api'. This request has been blocked; the content must be served over HTTPS."
            Capacitor/Console|A|REFUSED|192.168.1.44:7880|app-refused|File: https://localhost/main.js - Line 1 - Msg: WebSocket connection to 'ws://192.168.1.44:7880/rtc' failed: Error in connection establishment: net::ERR_CONNECTION_REFUSED
            # React Native, axios
            ReactNativeJS|R|UNTOLD||app-log-unclear|[TypeError: Network request failed]
            ReactNativeJS|R|UNTOLD|192.168.1.44:8000|app-log-unclear|{"message":"Network Error","name":"AxiosError","config":{"timeout":0,"url":"http://192.168.1.44:8000/api/login","method":"post"},"code":"ERR_NETWORK"}
            ReactNativeJS|R|GAVE_UP|192.168.1.44:8000|app-gave-up|POST url: http://192.168.1.44:8000/api/login↵[AxiosError: timeout of 10000ms exceeded]
            ReactNativeJS|R|BAD_STATUS|192.168.1.44:8000|app-error-answer|url: http://192.168.1.44:8000/api/login↵[AxiosError: Request failed with status code 422]
            ReactNativeJS|R|REFUSED|192.168.1.44:7880|app-refused|WebSocket error: failed to connect to /192.168.1.44 (port 7880) from /192.168.1.23 (port 41000): connect failed: ECONNREFUSED (Connection refused)
            ReactNativeJS|R|UNTOLD|192.168.1.44:8000|app-log-unclear|ERROR HttpErrorResponse {"status":0,"statusText":"Unknown Error","url":"http://192.168.1.44:8000/api","message":"Http failure response for http://192.168.1.44:8000/api: 0 Unknown Error"}
            ReactNativeJS|R|BAD_STATUS|192.168.1.44:8000|app-error-answer|ERROR HttpErrorResponse {"status":422,"url":"http://192.168.1.44:8000/api","message":"Http failure response for http://192.168.1.44:8000/api: 422 Unprocessable Entity"}
            # iOS
            CFNetwork|I|REFUSED|192.168.1.44:8000|app-refused|Task <39C4>.<1> finished with error [-1004] Error Domain=NSURLErrorDomain Code=-1004 "Could not connect to the server." UserInfo={_kCFStreamErrorCodeKey=61, NSErrorFailingURLStringKey=http://192.168.1.44:8000/health, _kCFStreamErrorDomainKey=1}
            CFNetwork|I|TIMED_OUT|192.168.1.44:8000|app-timed-out|Task <39C4>.<1> finished with error [-1001] Error Domain=NSURLErrorDomain Code=-1001 "Zeitüberschreitung bei der Anforderung." UserInfo={_kCFStreamErrorCodeKey=60, NSErrorFailingURLStringKey=http://192.168.1.44:8000/health}
            CFNetwork|I|GAVE_UP|192.168.1.44:8000|app-gave-up|Task <39C4>.<1> finished with error [-1001] Error Domain=NSURLErrorDomain Code=-1001 "The request timed out." UserInfo={_kCFStreamErrorCodeKey=-2102, NSErrorFailingURLStringKey=http://192.168.1.44:8000/health}
            CFNetwork|I|CLOSED|192.168.1.44:8000|app-connection-closed|Task <39C4>.<1> finished with error [-1005] Error Domain=NSURLErrorDomain Code=-1005 "The network connection was lost." UserInfo={_kCFStreamErrorCodeKey=54, NSErrorFailingURLStringKey=http://192.168.1.44:8000/health}
            CFNetwork|I|IOS_OFFLINE|192.168.1.44:8000|ios-local-network-denied|Task <39C4>.<1> finished with error [-1009] Error Domain=NSURLErrorDomain Code=-1009 "The Internet connection appears to be offline." UserInfo={_kCFStreamErrorCodeKey=50, NSErrorFailingURLStringKey=http://192.168.1.44:8000/health}
            CFNetwork|I|IOS_LOCAL_NETWORK_DENIED|192.168.1.44:8000|ios-local-network-denied|Task <39C4>.<1> finished with error [-1009] Error Domain=NSURLErrorDomain Code=-1009 "The Internet connection appears to be offline." UserInfo={_NSURLErrorNWPathKey=unsatisfied (Local network prohibited), interface: en0, NSErrorFailingURLStringKey=http://192.168.1.44:8000/update}
            CFNetwork|I|NAME_UNKNOWN|pc.local:8000|app-name-unknown|Error Domain=NSURLErrorDomain Code=-1003 "A server with the specified hostname could not be found." UserInfo={_kCFStreamErrorCodeKey=8, NSErrorFailingURLStringKey=http://pc.local:8000/}
            CFNetwork|I|IOS_CLEARTEXT|192.168.1.44:8000|app-cleartext-blocked|Error Domain=NSURLErrorDomain Code=-1022 "The resource could not be loaded because the App Transport Security policy requires the use of a secure connection." UserInfo={NSErrorFailingURLStringKey=http://192.168.1.44:8000/}
            CFNetwork|I|TLS_FAILED|192.168.1.44:8000|app-wrong-scheme|Error Domain=NSURLErrorDomain Code=-1200 "An SSL error has occurred and a secure connection to the server cannot be made." UserInfo={_kCFStreamErrorCodeKey=-9836, NSErrorFailingURLStringKey=https://192.168.1.44:8000/}
            CFNetwork|I|CERTIFICATE|192.168.1.44:8000|app-certificate-refused|Error Domain=NSURLErrorDomain Code=-1202 "The certificate for this server is invalid." UserInfo={NSErrorFailingURLStringKey=https://192.168.1.44:8000/}
            CFNetwork|I|CANCELLED|192.168.1.44:8000|app-cancelled|Task <39C4>.<1> finished with error [-999] Error Domain=NSURLErrorDomain Code=-999 "cancelled" UserInfo={NSErrorFailingURLStringKey=http://192.168.1.44:8000/}
            CFNetwork|I|BAD_STATUS|192.168.1.44:7880|app-error-answer|Task <39C4>.<1> finished with error [-1011] Error Domain=NSURLErrorDomain Code=-1011 "There was a bad response from the server." UserInfo={NSErrorFailingURLStringKey=ws://192.168.1.44:7880/rtc}
            CFNetwork|I|NOT_HTTP|192.168.1.44:8000|app-wrong-scheme|Error Domain=kCFErrorDomainCFNetwork Code=-1017 "cannot parse response" UserInfo={NSErrorFailingURLStringKey=http://192.168.1.44:8000/}
            CFNetwork|I|UNTOLD|192.168.1.44:8000|app-log-unclear|Error loading page: Domain: NSURLErrorDomain Error Code: -1004 Description: Could not connect to the server, url: http://192.168.1.44:8000/
            CFNetwork|I|UNTOLD|192.168.1.44:8000|app-log-unclear|Task <39C4>.<1> summary for task failure {transaction_duration_ms=41, response_status=-1, error_code=-1004} url: http://192.168.1.44:8000/
            Network|I|REFUSED||app-refused|nw_socket_handle_socket_event [C3.1:1] Socket SO_ERROR [61: Connection refused]
            Network|I|REFUSED|192.168.1.44:7880|app-refused|nw_endpoint_flow_failed_with_error [C1 192.168.1.44:7880 in_progress socket-flow (satisfied (Path is satisfied), interface: en0)] Error Domain=NSPOSIXErrorDomain Code=61 "Connection refused"
            CFNetwork|I|REFUSED|127.0.0.1:5002|app-asks-itself|Task <39C4>.<1> finished with error [-1004] Error Domain=NSURLErrorDomain Code=-1004 "Could not connect to the server." UserInfo={_kCFStreamErrorCodeKey=61, NSErrorFailingURLStringKey=http://127.0.0.1:5002/health}
            Network|I|REFUSED|192.168.1.44:8000|app-refused|The connection to 192.168.1.44:8000 is waiting: POSIXErrorCode(rawValue: 61): Connection refused
            Network|I|IOS_LOCAL_NETWORK_DENIED||ios-local-network-denied|DNSServiceBrowse failed: PolicyDenied(-65570)
            CFNetwork|I|CERTIFICATE|192.168.1.44:8000|app-certificate-refused|Connection 1: default TLS Trust evaluation failed(-9807), url: https://192.168.1.44:8000/
            # LiveKit
            flutter|F|MEDIA||app-media-failed|Unhandled Exception: LiveKit Exception: [MediaConnectException] Timed out waiting for PeerConnection to connect, please check your network for ice connectivity
            flutter|F|REFUSED|192.168.1.44:7880|app-refused|LiveKit Exception: [ConnectException] SocketException: Connection refused (OS Error: Connection refused, errno = 111), address = 192.168.1.44, port = 40150, uri=http://192.168.1.44:7880/rtc/validate
            flutter|F|GAVE_UP|192.168.1.44:7880|app-gave-up|Connecting with url: ws://192.168.1.44:7880, token: eyJhbGciOi↵ConnectionError: could not establish signal connection: room connection has timed out (signal)
            ReactNativeJS|R|MEDIA||app-media-failed|ConnectionError: could not establish pc connection
            LkLog|A|MEDIA||app-media-failed|RTC connect: ice connection failed
            # The phone's network
            NetworkMonitor/105|A|PORTAL||captive-portal|PROBE_HTTP http://connectivitycheck.gstatic.com/generate_204 time=45ms ret=302 request={Connection=[close]} headers={Location=[http://10.1.1.1/login]}
            """;

    record Row(LogForms form, String tag, String kind, String place, String finding, String words) {
        String log() {
            return form.of("E", tag, words.replace("↵", "\n").replace("\\t", "\t"));
        }

        @Override
        public String toString() {
            return form + " " + kind + " " + words;
        }
    }

    static Stream<Row> rows() {
        return TABLE.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\\|", 6))
                .flatMap(cells -> LogForms.of(cells[1]).stream().map(form ->
                        new Row(form, cells[0], cells[2], cells[3], cells[4], cells[5])));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachIsOneFailureWithItsKindPlaceAndFinding(Row row) {
        List<AppFailure> failures = AppLogParser.parse(row.log()).failures();
        List<Finding> findings = AppLogFindings.of(row.log(), Machine.facts(), false);

        assertEquals(List.of(row.kind() + " " + row.place()), failures.stream().map(failure -> failure.kind() + " "
                + (failure.host().isEmpty() ? "" : AppEvidence.place(failure))).toList());
        assertEquals(List.of(row.finding()), findings.stream().map(finding -> finding.id().id()).toList(),
                () -> findings.stream().flatMap(finding -> finding.evidence().stream()).map(Machine::english)
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void everyKindStandsInTheTable() {
        var kinds = TABLE.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\\|")[2]).collect(
                Collectors.toSet());
        assertEquals(List.of("OTHER"), Arrays.stream(AppFailure.Kind.values()).map(Enum::name)
                .filter(kind -> !kinds.contains(kind)).toList());
        assertTrue(rows().count() > 300);
    }
}
