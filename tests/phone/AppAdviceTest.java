package phone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inventory.Endpoint;
import inventory.Service;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import path.Facts;
import path.Finding;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneReport;
import path.PhoneSystem;
import path.Severity;
import path.check.Checklist;
import process.Fact;
import process.Os;
import testing.FactsBuilder;
import text.Language;
import text.Message;
import text.Words;

/** P26: the phone gets through, and its app may still not. */
class AppAdviceTest {
    private static final Service API = new Service("API", List.of(8000, 8001), Protocol.TCP, Optional.empty(),
            Optional.empty());
    private static final Service VOICE = new Service("Voice", List.of(7882), Protocol.UDP, Optional.empty(),
            Optional.empty());
    private static final PhoneAttempt THROUGH = new PhoneAttempt.GotThrough(Duration.ofMillis(9),
            Duration.ofMillis(12), 3);

    private final Facts facts = FactsBuilder.onLan(Os.LINUX, List.of(API, VOICE)).build();
    private final List<PhoneReport> words = new ArrayList<>();

    private AppAdviceTest said(PhoneSystem system, PhoneAttempt attempt, int... ports) {
        for (int port : ports) {
            Endpoint endpoint = facts.inventory().endpoints().stream().filter(each -> each.port() == port).findFirst()
                    .orElseThrow();
            words.add(new PhoneReport(facts.startedAt(), InetAddress.ofLiteral("192.168.1.23"), endpoint,
                    InetAddress.ofLiteral("192.168.1.44"), PhoneReport.How.BROWSER, attempt,
                    Fact.known(attempt == THROUGH ? new PacketFate.Connected() : new PacketFate.NeverArrived()), system));
        }
        return this;
    }

    private AppAdviceTest udp(PhoneSystem system) {
        return said(system, new PhoneAttempt.NotTried(Message.of("phone.not-tried-udp")), 7882);
    }

    private List<Finding> advice() {
        Facts proven = facts.with(words);
        return AppAdvice.of(Checklist.diagnose(proven, LiveView.HOPS, Duration.ZERO), proven);
    }

    private static PhoneSystem system(PhoneSystem.Kind kind, Integer major) {
        return new PhoneSystem(kind, major == null ? OptionalInt.empty() : OptionalInt.of(major));
    }

    private static String keys(Finding finding) {
        return finding.remedies().stream().map(step -> step.text().key().replace("phone.app.", ""))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ANDROID|17|android-local-network android-cleartext address-built-in log-android",
        "ANDROID|  |android-local-network android-cleartext address-built-in log-android",
        "ANDROID|14|android-cleartext address-built-in log-android",
        "IOS|18|ios-local-network ios-cleartext address-built-in log-ios",
        "OTHER||android-local-network android-cleartext ios-local-network ios-cleartext address-built-in log-android "
                + "log-ios"})
    void theStepsAreThoseOfItsSystem(PhoneSystem.Kind kind, Integer major, String steps) {
        PhoneSystem system = system(kind, major);
        Finding finding = said(system, THROUGH, 8000, 8001).udp(system).advice().getFirst();

        assertEquals("app-still-fails", finding.id().id());
        assertEquals(Severity.INFO, finding.severity());
        assertEquals(steps, keys(finding));
        assertEquals("A phone got through to 8000, 8001. If the app on it still fails:",
                new Words(Language.ENGLISH).say(finding.summary()));
        assertEquals("Un téléphone passe sur 8000, 8001. Si l'application y échoue encore\u00a0:",
                new Words(Language.FRENCH).say(finding.summary()));
    }

    /** Two phones, and the steps of both. */
    @Test
    void phonesOfBothSystems() {
        said(system(PhoneSystem.Kind.ANDROID, 14), THROUGH, 8000, 8001).said(system(PhoneSystem.Kind.IOS, 18), THROUGH,
                8000, 8001).udp(system(PhoneSystem.Kind.IOS, 18));

        assertEquals("android-cleartext ios-local-network ios-cleartext address-built-in log-android log-ios",
                keys(advice().getFirst()));
    }

    /** Where something does not get through, that comes first. */
    @Test
    void notWhereSomethingElseIsToBeMended() {
        PhoneSystem android = system(PhoneSystem.Kind.ANDROID, 17);
        assertEquals(List.of(), advice(), "nobody came");
        assertEquals(List.of(), said(android, THROUGH, 8000).udp(android)
                .said(android, new PhoneAttempt.TimedOut(Duration.ofSeconds(4)), 8001).advice());
    }
}
