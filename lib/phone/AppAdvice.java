package phone;

import inventory.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import path.Confidence;
import path.Diagnosis;
import path.Facts;
import path.Finding;
import path.FindingId;
import path.Hop;
import path.Outcome;
import path.PhoneReport;
import path.PhoneSystem;
import path.Remedy;
import path.ServicePath;
import path.Severity;
import process.Shell;
import process.ShellCommand;
import text.Message;

/**
 * What is left where a phone's browser got through to everything and the app on it does not: what the phone's system
 * forbids the app and not the browser.
 */
public final class AppAdvice {

    private static final List<Shell> ANY_SHELL = List.of(Shell.BASH, Shell.POWERSHELL, Shell.CMD);

    /** The first Android whose apps need a permission for the local network. */
    private static final int LOCAL_NETWORK = 17;

    private AppAdvice() { }

    /** One finding that changes no verdict; none where something else is to be mended first. */
    public static List<Finding> of(Diagnosis diagnosis, Facts facts) {
        return gotThrough(diagnosis) ? List.of(advice(facts, diagnosis.paths().stream()
                .filter(ServicePath::provenByPhone).map(ServicePath::endpoint).toList())) : List.of();
    }

    /** To everything that a browser can try, at least to one of them, and nothing is in doubt. */
    private static boolean gotThrough(Diagnosis diagnosis) {
        return diagnosis.verdict() != Diagnosis.Verdict.FAIL && diagnosis.verdict() != Diagnosis.Verdict.CONTRADICTED
                && diagnosis.paths().stream().anyMatch(ServicePath::provenByPhone)
                && diagnosis.paths().stream().allMatch(path -> path.provenByPhone()
                        || path.at(Hop.PHONE).outcome() instanceof Outcome.Skipped);
    }

    private static Finding advice(Facts facts, List<Endpoint> endpoints) {
        List<PhoneSystem> systems = facts.words().stream().map(PhoneReport::system).distinct().toList();
        boolean unknown = systems.isEmpty() || systems.stream().anyMatch(each -> each.kind() == PhoneSystem.Kind.OTHER);
        Optional<PhoneSystem> android = of(systems, PhoneSystem.Kind.ANDROID);
        boolean ios = of(systems, PhoneSystem.Kind.IOS).isPresent();
        var steps = new ArrayList<Remedy>();
        if (unknown || android.isPresent()) {
            if (unknown || systems.stream().anyMatch(AppAdvice::guardsLocalNetwork)) {
                steps.add(byHand("android-local-network"));
            }
            steps.add(byHand("android-cleartext"));
        }
        if (unknown || ios) {
            steps.add(byHand("ios-local-network"));
            steps.add(byHand("ios-cleartext"));
        }
        steps.add(facts.chosen().map(chosen -> byHand("address-built-in", chosen.address().address()))
                .orElseGet(() -> byHand("address-any")));
        if (unknown || android.isPresent()) {
            steps.add(new Remedy(Message.of("phone.app.log-android"), ShellCommand.forShells(ANY_SHELL, false,
                    List.of("jbang", "verify", "--adb", "--adb-logcat", "--app", "com.example.app"))));
        }
        if (unknown || ios) {
            steps.add(new Remedy(Message.of("phone.app.log-ios"), ShellCommand.forShells(ANY_SHELL, false,
                    List.of("jbang", "verify", "--ios-log"))));
        }
        return new Finding(FindingId.APP_STILL_FAILS, Severity.INFO, Confidence.OBSERVED, endpoints,
                Message.of("path.finding.app-still-fails", endpoints.stream().map(Endpoint::port).distinct().toList()),
                List.of(), steps);
    }

    private static Optional<PhoneSystem> of(List<PhoneSystem> systems, PhoneSystem.Kind kind) {
        return systems.stream().filter(each -> each.kind() == kind).findFirst();
    }

    /** Known to, or of a version that the browser does not tell. */
    private static boolean guardsLocalNetwork(PhoneSystem system) {
        return system.kind() == PhoneSystem.Kind.ANDROID
                && (system.major().isEmpty() || system.major().getAsInt() >= LOCAL_NETWORK);
    }

    private static Remedy byHand(String key, Object... args) {
        return new Remedy(Message.of("phone.app." + key, args), List.of());
    }
}
