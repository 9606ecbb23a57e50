package phone.applog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import host.LanAddress;
import host.Listener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import path.Facts;
import path.Finding;
import path.Remedy;
import path.Severity;
import phone.cable.Machine;
import process.Os;
import process.Shell;
import process.ShellCommand;
import testing.Project;
import text.Message;

class AppLogFindingsTest {

    private static List<Finding> of(String log, Facts facts) {
        return AppLogFindings.of(log, facts, false);
    }

    private static String capture(String name) {
        return new String(Project.fixture("adb/" + name + ".txt"), StandardCharsets.UTF_8);
    }

    /** Each capture on the machine that it speaks of, or on another: the finding and its sentence in both languages. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "192.168.1.68|flutter-android-socketexception-timeout-uri-8000|app-timed-out|WARN"
                + "|The app got no answer from 192.168.1.68:8000"
                + "|L'application n'a pas obtenu de réponse\u00a0: 192.168.1.68:8000",
        "192.168.1.44|flutter-android-socketexception-timeout-uri-8000|app-asks-other-address|FAIL"
                + "|The app connects to 192.168.1.68:8000, which is not an address of this machine"
                + "|L'application appelle 192.168.1.68:8000, qui n'est pas une adresse de cette machine",
        "192.168.0.16|flutter-android-socketexception-timeout-multiline-uri-8000|app-timed-out|WARN"
                + "|The app got no answer from 192.168.0.16:8000"
                + "|L'application n'a pas obtenu de réponse\u00a0: 192.168.0.16:8000",
        "192.168.43.33|flutter-android-no-route-to-host-113|app-no-route|WARN"
                + "|The app found no route to 192.168.43.33|L'application n'a trouvé aucune route\u00a0: 192.168.43.33",
        "192.168.31.32|flutter-android-operation-not-permitted-errno1-lan|app-no-network-permission|FAIL"
                + "|The app has no permission to use the network for 192.168.31.32:4318"
                + "|L'application n'a pas le droit d'utiliser le réseau\u00a0: 192.168.31.32:4318",
        "192.168.1.44|flutter-android-refused-localhost|app-asks-itself|FAIL"
                + "|The app connects to localhost: the phone itself, not this machine"
                + "|L'application appelle localhost\u00a0: le téléphone lui-même, pas cette machine",
        "192.168.31.59|flutter-ios-no-route-to-host-65-local-network-denied|ios-local-network-denied|FAIL"
                + "|iOS most likely denies the app access to the local network: 192.168.31.59:2024"
                + "|iOS refuse très probablement à l'application l'accès au réseau local\u00a0: 192.168.31.59:2024",
        "10.125.32.128|flutter-ios-timeout-60|app-asks-other-port|FAIL"
                + "|The app connects to 10.125.32.128:10000, a port that no service here uses"
                + "|L'application appelle 10.125.32.128:10000, un port qu'aucun service d'ici n'utilise",
        "192.168.0.102|react-native-android-failed-to-connect-timeout|app-asks-other-port|FAIL"
                + "|The app connects to 192.168.0.102:19000, a port that no service here uses"
                + "|L'application appelle 192.168.0.102:19000, un port qu'aucun service d'ici n'utilise",
        "192.168.1.44|flutter-android-emulator-10.0.2.2-timeout|app-asks-other-address|WARN"
                + "|The app connects to 10.0.2.2, which is not an address of this machine"
                + "|L'application appelle 10.0.2.2, qui n'est pas une adresse de cette machine",
        "192.168.1.44|android-okhttp-cleartext-not-permitted.logcat|app-cleartext-blocked|FAIL"
                + "|The app is not allowed to use plain HTTP for 127.0.0.1"
                + "|L'application n'a pas le droit d'utiliser HTTP en clair\u00a0: 127.0.0.1",
        "192.168.1.44|flutter-android-unhandled-connection-timed-out|app-timed-out|WARN"
                + "|The app got no answer from an address that the log does not show"
                + "|L'application n'a pas obtenu de réponse\u00a0: adresse absente du journal",
    })
    void captures(String address, String name, String id, Severity severity, String english, String french) {
        List<Finding> findings = of(capture(name), Machine.at(address));

        assertEquals(List.of(id), findings.stream().map(finding -> finding.id().id()).toList());
        assertEquals(severity, findings.getFirst().severity());
        assertEquals(english, Machine.english(findings.getFirst().summary()));
        assertEquals(french, Machine.french(findings.getFirst().summary()));
    }

    private static String said(Finding finding) {
        return finding.evidence().stream().map(Machine::english).collect(Collectors.joining("\n"));
    }

    private static final String LINE = "11-23 10:00:0%d.123  4242  4300 I flutter : Hello Ms Secret SocketException: "
            + "Connection refused (OS Error: Connection refused, errno = 111), address = %s, port = 40991%s\n";

    private static String line(int second, String host, String url) {
        return LINE.formatted(second, host, url);
    }

    @Test
    void theEvidenceIsWhatWasUnderstoodAndNotTheLine() {
        Finding finding = of(line(1, "192.168.1.44", "") + line(5, "192.168.1.44", ""), Machine.facts()).getFirst();

        assertEquals("app-refused", finding.id().id());
        assertEquals("""
                Refused (errno 111): nothing is listening there
                Count in the log: 2, the last at 11-23 10:00:05 by the phone's clock
                "port = 40991" in the line is usually the phone's own port, not the service's: Dart names that one \
                only in uri=""", said(finding));
        assertEquals("""
                Refusé (errno 111)\u00a0: rien n'écoute à cet endroit
                Nombre dans le journal\u00a0: 2, le dernier à 11-23 10:00:05 à l'horloge du téléphone
                Le «\u00a0port = 40991\u00a0» de la ligne est en général celui du téléphone, pas celui du \
                service\u00a0: Dart ne donne ce dernier que dans uri=""",
                finding.evidence().stream().map(Machine::french).collect(Collectors.joining("\n")));
        assertEquals(List.of(), finding.endpoints(), "the phone's own port is nobody's fault");
    }

    @Test
    void nothingOfTheLineItselfIsRepeated() {
        String log = line(1, "192.168.1.44", ", uri=http://bob:pw@192.168.1.44:8000/people/Ms%20Secret?token=abc")
                + "I/flutter: \u001b[31mSocketException: x, errno = 110, address = \u001b]0;evil, port = 1\n";
        String all = of(log, Machine.facts()).stream().flatMap(finding -> Stream.concat(
                Stream.of(finding.summary()), finding.evidence().stream())).map(Machine::english)
                .collect(Collectors.joining("\n"));

        assertFalse(all.matches("(?s).*(Secret|token|abc|bob|pw@|evil|people|\u001b).*"), all);
    }

    @Test
    void aServiceIsNamedByItsPort() {
        Finding finding = of(line(1, "192.168.1.44", ", uri=http://192.168.1.44:8000/x"), Machine.facts()).getFirst();

        assertEquals(List.of("API"), finding.services());
        assertEquals("The app's connection to 192.168.1.44:8000 was refused", Machine.english(finding.summary()));
    }

    @Test
    void anotherPortIsHeldAgainstWhatListensHere() {
        String log = line(1, "192.168.1.44", ", uri=http://192.168.1.44:8080/x");

        Finding nobody = of(log, Machine.facts()).getFirst();
        assertEquals(Severity.FAIL, nobody.severity());
        assertEquals("Nothing is listening there on this machine; the nearest of its services is API on 8000",
                Machine.english(nobody.evidence().getLast()));
        assertEquals("Rien n'écoute à cet endroit sur cette machine\u00a0; le plus proche de ses services est "
                + "API, sur 8000",
                Machine.french(nobody.evidence().getLast()));

        Finding somebody = of(log, Machine.facts(new Listener(Protocol.TCP, "0.0.0.0", 8080, Optional.of(1L),
                Optional.of("x")))).getFirst();
        assertEquals(Severity.WARN, somebody.severity());
        assertEquals("Something is listening on 8080 here, but it is not in the services file",
                Machine.english(somebody.evidence().getLast()));
    }

    @Test
    void withoutAListOfListenersNobodyIsSaidToBeMissing() {
        Finding finding = of(line(1, "192.168.1.44", ", uri=http://192.168.1.44:8080/x"), Machine.withoutListeners())
                .getFirst();

        assertEquals("app-asks-other-port", finding.id().id());
        assertEquals(Severity.WARN, finding.severity());
        assertEquals("The nearest of its services is API on 8000",
                Machine.english(finding.evidence().getLast()));
    }

    /** What a phone's other apps meet elsewhere is their own business. */
    @Test
    void otherServersAreNotShown() {
        Finding silent = of(capture("flutter-android-logcat-time-connection-refused")
                + line(1, "203.0.113.7", ""), Machine.facts()).getFirst();

        assertEquals("app-log-silent", silent.id().id());
        assertEquals(Severity.INFO, silent.severity());
        assertEquals("Failures with other servers: 2", said(silent));
        assertEquals("Le journal ne contient aucun échec de connexion à cette machine",
                Machine.french(silent.summary()));
    }

    @Test
    void anEmptyLogIsNoProof() {
        Finding silent = of("", Machine.facts()).getFirst();

        assertEquals("app-log-silent", silent.id().id());
        assertEquals("", said(silent));
    }

    @Test
    void whatIsNotThisMachinesAndNoServicesMayBeAnotherApps() {
        assertEquals(Severity.WARN, of(line(1, "192.168.1.99", ""), Machine.facts()).getFirst().severity());
        assertEquals(Severity.FAIL, of(line(1, "192.168.1.99", ", uri=http://192.168.1.99:8000/x"), Machine.facts())
                .getFirst().severity());
    }

    @Test
    void withoutAddressesOfItsOwnNothingIsSaidOfThem() {
        Finding finding = of(line(1, "192.168.1.99", ""), Facts.unknown(Machine.facts().inventory(), Os.LINUX,
                Duration.ofSeconds(2))).getFirst();

        assertEquals("app-refused", finding.id().id(), "of an address nobody can say that it is another's");
        assertEquals("This machine's own addresses could not be read", Machine.english(finding.evidence().getLast()));
    }

    @Test
    void anEmulatorKnowsThisMachineByAnAddressOfItsOwn() {
        String log = capture("flutter-android-emulator-10.0.2.2-timeout");

        assertEquals("app-timed-out", AppLogFindings.of(log, Machine.facts(), true).getFirst().id().id());
        assertEquals("10.0.2.2 is this machine only for an emulator that runs on it",
                Machine.english(of(log, Machine.facts()).getFirst().evidence().getLast()));
    }

    @Test
    void aNameThatIsNoOneElses() {
        String log = "flutter: SocketException: Failed host lookup: 'pc.local' (OS Error: x, errno = 8)";
        Finding finding = of(log, Machine.facts()).getFirst();

        assertEquals("The app connects to pc.local, a name that the phone cannot resolve",
                Machine.english(finding.summary()));
        assertEquals("L'application appelle pc.local, un nom que le téléphone ne sait pas résoudre",
                Machine.french(finding.summary()));
    }

    @Test
    void thePhonesOwnPortIsLedHereOnlyForPortsOfServices() {
        Finding finding = of(capture("flutter-android-refused-localhost"), Machine.facts()).getFirst();

        assertEquals(List.of("adb reverse tcp:8000 tcp:8000", "adb reverse tcp:7880 tcp:7880",
                "adb reverse tcp:7881 tcp:7881"), finding.remedies().stream().map(Remedy::commands)
                .flatMap(List::stream).filter(shellCommand -> shellCommand.shell() == Shell.BASH)
                .map(ShellCommand::line).toList());
    }

    @Test
    void withoutALanAddressTheRemedyNamesNone() {
        Facts facts = Machine.without(new LanAddress.None(Message.of("host.not-an-address", "x")));
        Finding finding = of(capture("flutter-android-refused-localhost"), facts).getFirst();

        assertEquals("Use this machine's address on the phone's network in the app",
                Machine.english(finding.remedies().getFirst().text()));
    }

    /** The time that is told is the last failure's, or none: an earlier one's would say that it was mended since. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "05-06 13:13:13.460 I/flutter ( 1): |05-06 13:13:14.460 I/flutter ( 1): "
                + "|Count in the log: 2, the last at 05-06 13:13:14 by the phone's clock",
        "I/flutter ( 1): |05-06 13:13:14.460 I/flutter ( 1): "
                + "|Count in the log: 2, the last at 05-06 13:13:14 by the phone's clock",
        "05-06 13:13:13.460 I/flutter ( 1): |I/flutter ( 1): |Count in the log: 2; the last has no time there",
        "I/flutter ( 1): |I/flutter ( 1): |Count in the log, which has no times: 2",
    })
    void whenItLastFailed(String first, String second, String expected) {
        String failure = "SocketException: OS Error: x, errno = 111, address = 192.168.1.44, port = %d\n";

        Finding found = of(first + failure.formatted(5) + second + failure.formatted(6), Machine.facts()).getFirst();

        assertEquals(expected, Machine.english(found.evidence().get(1)));
    }
}
