package phone.applog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inventory.Endpoint;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import path.Confidence;
import path.Facts;
import path.Finding;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneFacts;
import path.PhoneReport;
import path.Severity;
import phone.cable.AndroidReport;
import phone.cable.AppId;
import phone.cable.AppPackage;
import phone.cable.DumpsysParser;
import phone.cable.DumpsysParserTest;
import phone.cable.Machine;
import process.Fact;
import testing.FactsBuilder;
import text.Message;

/** What the phone allows an app, beside what the app's log tells and what the phone itself reached. */
class AppPermissionsTest {
    private static final AppId APP = new AppId("com.example.app");
    private static final String TIMED_OUT = "11-23 10:00:01.123  4242  4300 I flutter : SocketException: Connection "
            + "timed out (OS Error: Connection timed out, errno = 110), address = 192.168.1.44, port = 49440, "
            + "uri=http://192.168.1.44:8000/health\n";
    private static final String NOT_PERMITTED = TIMED_OUT.replace("errno = 110", "errno = 1")
            .replace("Connection timed out", "Operation not permitted");

    private static AndroidReport report(int sdk, String dumpsys) {
        return new AndroidReport(OptionalInt.of(sdk),
                new AndroidReport.Installed(APP, DumpsysParser.parse(dumpsys, APP).orElseThrow()));
    }

    private static AndroidReport phone(int sdk) {
        return new AndroidReport(OptionalInt.of(sdk), new AndroidReport.NotAsked());
    }

    private static final String DENIED = DumpsysParserTest.read("android17-denied");
    private static final String GRANTED = DumpsysParserTest.read("android17-split");

    private static PhoneReport word(Facts facts, PhoneReport.How how, PhoneAttempt attempt, int port) {
        Endpoint endpoint = facts.inventory().endpoints().stream().filter(each -> each.port() == port).findFirst()
                .orElseThrow();
        return new PhoneReport(facts.startedAt(), InetAddress.ofLiteral("192.168.1.23"), endpoint,
                InetAddress.ofLiteral("192.168.1.44"), how, attempt, Fact.known(new PacketFate.Connected()));
    }

    private static final PhoneAttempt THROUGH = new PhoneAttempt.GotThrough(Duration.ofMillis(9),
            Duration.ofMillis(12), 3);

    /** The phone itself got through to the API in this run. */
    private static Facts reached() {
        Facts facts = Machine.facts();
        return facts.with(List.of(word(facts, PhoneReport.How.ADB, THROUGH, 8000)));
    }

    private static List<Finding> of(String log, Facts facts, AndroidReport report) {
        return new AppPermissions(facts, report, false).with(log.isEmpty() ? List.of()
                : AppLogFindings.of(log, facts, false));
    }

    private static String ids(List<Finding> findings) {
        return findings.stream().map(finding -> finding.id().id()).collect(Collectors.joining(" "));
    }

    private static String said(Finding finding) {
        return finding.evidence().stream().map(Machine::english).collect(Collectors.joining("\n"));
    }

    private static String steps(Finding finding) {
        return finding.remedies().stream().map(step -> Machine.english(step.text())).collect(Collectors.joining("\n"));
    }

    @Test
    void anAppThatMayNotUseTheLocalNetwork() {
        Finding finding = of("", Machine.facts(), report(37, DENIED)).getFirst();

        assertEquals("app-no-local-network-permission", finding.id().id());
        assertEquals(Severity.FAIL, finding.severity());
        assertEquals(Confidence.OBSERVED, finding.confidence());
        assertEquals("The app has no permission for the local network: com.example.app",
                Machine.english(finding.summary()));
        assertEquals("L'application n'a pas l'autorisation du réseau local\u00a0: com.example.app",
                Machine.french(finding.summary()));
        assertEquals("""
                Built for SDK 37; the phone has Android 17 (SDK 37)
                INTERNET: granted
                ACCESS_LOCAL_NETWORK: in the manifest, not granted
                NEARBY_WIFI_DEVICES: not in the manifest
                Plain HTTP: not known, the manifest could not be read""", said(finding));
        assertEquals("adb shell pm grant com.example.app android.permission.ACCESS_LOCAL_NETWORK",
                finding.remedies().getFirst().commands().getFirst().line());
    }

    /** What the manifest does not have, no setting of the phone can allow. */
    @Test
    void aManifestWithoutIt() {
        Finding finding = of("", Machine.facts(), report(37, DENIED.replaceAll("(?m)^.*ACCESS_LOCAL_NETWORK.*\\R", "")))
                .getFirst();

        assertEquals("app-no-local-network-permission", finding.id().id());
        assertTrue(finding.remedies().stream().allMatch(step -> step.commands().isEmpty()), steps(finding));
        assertTrue(steps(finding).startsWith("In AndroidManifest.xml, declare android.permission.ACCESS_LOCAL_NETWORK"),
                steps(finding));
    }

    @ParameterizedTest
    @CsvSource({"37", "36", "29"})
    void anAppThatMay(int sdk) {
        Finding finding = of("", Machine.facts(), report(sdk, sdk == 37 ? GRANTED : DENIED)).getFirst();

        assertEquals("app-permissions", finding.id().id());
        assertEquals(Severity.INFO, finding.severity());
        assertEquals("What the phone allows com.example.app", Machine.english(finding.summary()));
        assertEquals("Ce que le téléphone autorise à com.example.app", Machine.french(finding.summary()));
    }

    private static AndroidReport manifest(int target, AppPackage.Cleartext says) {
        return new AndroidReport(OptionalInt.of(37), new AndroidReport.Installed(APP, DumpsysParser.parse(
                GRANTED.replace("targetSdk=36", "targetSdk=" + target), APP).orElseThrow().with(says)));
    }

    /** It concerns no socket of Dart's, and changes no verdict. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "36|FORBIDDEN|true |Plain HTTP: the manifest forbids it (android:usesCleartextTraffic)",
        "36|BY_TARGET|true |Plain HTTP: the manifest says nothing of it, which forbids it for SDK 36",
        "27|BY_TARGET|false|Plain HTTP: the manifest says nothing of it, which allows it for SDK 27",
        "36|ALLOWED  |false|Plain HTTP: the manifest allows it",
        "36|BY_CONFIG|false|Plain HTTP: the app's network security config decides, which was not read"})
    void plainHttp(int target, AppPackage.Cleartext says, boolean forbidden, String evidence) {
        List<Finding> findings = of("", Machine.facts(), manifest(target, says));

        assertEquals(forbidden ? "app-cleartext-blocked app-permissions" : "app-permissions", ids(findings));
        assertTrue(findings.stream().allMatch(finding -> finding.severity() == Severity.INFO));
        assertTrue(said(findings.getLast()).endsWith(evidence), said(findings.getLast()));
    }

    /** What the log has seen is not told a second time as a possibility. */
    @Test
    void plainHttpThatTheLogHasSeen() {
        String log = "W/System.err( 1): java.net.UnknownServiceException: CLEARTEXT communication to 192.168.1.44 not "
                + "permitted by network security policy\n";

        assertEquals("app-cleartext-blocked app-permissions",
                ids(of(log, Machine.facts(), manifest(36, AppPackage.Cleartext.FORBIDDEN))));
    }

    @Test
    void aReleaseWithoutInternet() {
        Finding finding = of("", Machine.facts(), report(29, DumpsysParserTest.read("android10")
                .replaceAll("(?m)^.*permission\\.INTERNET.*\\R", ""))).getFirst();

        assertEquals("app-no-network-permission", finding.id().id());
        assertEquals(Confidence.OBSERVED, finding.confidence());
        assertEquals("com.example.app has no permission to use the network on this phone",
                Machine.english(finding.summary()));
        assertTrue(steps(finding).contains("not only in the debug one"), steps(finding));
    }

    /** What the log could only guess, the phone knows; it is said once. */
    @Test
    void theLogsGuessGivesWay() {
        List<Finding> findings = of(NOT_PERMITTED + TIMED_OUT, Machine.facts(), report(37, DENIED));

        assertEquals("app-no-local-network-permission", ids(findings));
        assertTrue(said(findings.getFirst()).endsWith("The app has no permission to use the network for "
                + "192.168.1.44:8000\nThe app got no answer from 192.168.1.44:8000"), said(findings.getFirst()));
    }

    /** P10: a firewall that drops would have kept the phone itself out as well. */
    @Test
    void whereThePhoneGotThroughThePermissionIsSuspected() {
        Finding finding = of(TIMED_OUT, reached(), AndroidReport.nothing()).getFirst();

        assertEquals("app-no-local-network-permission", finding.id().id());
        assertEquals(Severity.WARN, finding.severity());
        assertEquals(Confidence.INFERRED, finding.confidence());
        assertEquals("The phone reaches 8000 and the app does not: most likely it lacks the permission for the local "
                + "network", Machine.english(finding.summary()));
        assertEquals("Le téléphone atteint 8000 et l'application non\u00a0: très probablement, il lui manque "
                + "l'autorisation du réseau local", Machine.french(finding.summary()));
        assertTrue(said(finding).startsWith("The app got no answer from 192.168.1.44:8000\nThe phone itself, port 8000: "),
                said(finding));
        assertFalse(said(finding).contains("Dropped by a firewall"), said(finding));
        assertTrue(steps(finding).startsWith("Try the app again, then read the log again"), "it may be mended since");
        assertTrue(steps(finding).contains("Nearby devices") && steps(finding).contains("iPhone"), steps(finding));
    }

    /** The same by what is remembered; and of an Android phone on the cable no word of an iPhone. */
    @Test
    void whatIsRememberedCountsToo() {
        Facts facts = Machine.facts();
        Facts before = FactsBuilder.of(facts).phones(new PhoneFacts(List.of(), Fact.known(List.of(
                word(facts, PhoneReport.How.BROWSER, THROUGH, 8000))), Optional.empty())).build();

        Finding finding = of(TIMED_OUT, before, phone(37)).getFirst();

        assertEquals("app-no-local-network-permission", finding.id().id());
        assertFalse(steps(finding).contains("iPhone"), steps(finding));
    }

    @Test
    void whereThePhoneDidNotGetThroughNothingIsSuspected() {
        assertEquals("app-timed-out", ids(of(TIMED_OUT, Machine.facts(), phone(37))));
        Facts facts = Machine.facts();
        assertEquals("app-timed-out", ids(of(TIMED_OUT, facts.with(List.of(word(facts, PhoneReport.How.ADB,
                new PhoneAttempt.TimedOut(Duration.ofSeconds(4)), 8000))), phone(37))));
        assertEquals("app-timed-out", ids(of(TIMED_OUT, facts.with(List.of(
                word(facts, PhoneReport.How.ADB, THROUGH, 7880))), phone(37))), "of another port");
    }

    /** An older Android has no such permission, and who has it is not accused of lacking it. */
    @Test
    void whoseFaultItCannotBe() {
        Finding older = of(TIMED_OUT, reached(), phone(34)).getFirst();
        assertEquals("app-timed-out", older.id().id());
        assertTrue(said(older).endsWith("Not a matter of that permission: Android 14 does not have it"), said(older));

        List<Finding> granted = of(TIMED_OUT, reached(), report(37, GRANTED));
        assertEquals("app-timed-out app-permissions", ids(granted));
        assertTrue(said(granted.getFirst()).endsWith("Not a matter of that permission: the app has it"),
                said(granted.getFirst()));
    }

    @Test
    void anAppThatIsNotThereIsSaid() {
        Finding finding = of("", Machine.facts(), new AndroidReport(OptionalInt.of(37),
                new AndroidReport.NotInstalled(APP))).getFirst();

        assertEquals("app-not-installed", finding.id().id());
        assertEquals(Severity.WARN, finding.severity());
        assertEquals("The phone has no app com.example.app", Machine.english(finding.summary()));
        assertEquals("Le téléphone n'a pas d'application com.example.app", Machine.french(finding.summary()));
    }

    @Test
    void whatWasNotReadIsNotSaidToBeWell() {
        Finding finding = of("", Machine.facts(), new AndroidReport(OptionalInt.of(37),
                new AndroidReport.Unread(APP, Message.of("adb.app-not-told")))).getFirst();

        assertEquals("unknown", finding.id().id());
        assertEquals(Severity.WARN, finding.severity());
        assertEquals("What the phone allows com.example.app could not be read", Machine.english(finding.summary()));
    }

    @ParameterizedTest
    @CsvSource({"24, 7", "27, 8", "28, 9", "29, 10", "30, 11", "31, 12", "32, 12", "33, 13", "36, 16", "37, 17"})
    void versions(int sdk, int release) {
        assertEquals(release, AndroidReport.release(sdk));
    }
}
