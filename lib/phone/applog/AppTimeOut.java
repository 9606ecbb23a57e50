package phone.applog;

import inventory.Endpoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import path.Confidence;
import path.Facts;
import path.Finding;
import path.FindingId;
import path.Hop;
import path.Outcome;
import path.Remedy;
import path.Severity;
import path.check.Checklist;
import phone.cable.AdbFindings;
import phone.cable.AndroidReport;
import phone.cable.AppId;
import phone.cable.AppPackage;
import process.Shell;
import process.ShellCommand;
import text.Message;

/**
 * A connection of an app's that nothing came back to, held against what the phone itself reached, in this run or as it
 * is remembered: a firewall keeps out both.
 *
 * @param report what the phone says of itself and the app
 * @param iphone the log is known to be an iPhone's
 */
record AppTimeOut(Facts facts, AndroidReport report, boolean iphone) {

    /** A phone's log is every app's: a failure with no port of ours may be another's. */
    static boolean tied(Finding finding) {
        return !finding.endpoints().isEmpty();
    }

    /** Known to be no matter of the permission. */
    private boolean letIntoLocalNetwork() {
        return report.sdk().isPresent() && (report.app() instanceof AndroidReport.Installed(AppId id, AppPackage known)
                ? known.letIntoLocalNetwork(report.sdk().getAsInt())
                : report.sdk().getAsInt() < AppPackage.LOCAL_NETWORK_SDK);
    }

    /** As it is told; where the phone itself got through, that was no firewall and no Wi-Fi. */
    Finding judged(Finding finding) {
        List<Endpoint> asked = tied(finding) ? finding.endpoints() : facts.inventory().endpoints().stream()
                .filter(endpoint -> endpoint.service().protocol() == Protocol.TCP).toList();
        List<Message> through = asked.stream().flatMap(endpoint -> through(endpoint).stream()).toList();
        if (asked.isEmpty() || through.size() < asked.size()) {
            return finding;
        }
        var evidence = new ArrayList<Message>();
        evidence.add(finding.summary());
        evidence.addAll(through);
        // What a time-out usually means is not what it means here.
        finding.evidence().stream().filter(seen -> !seen.key().startsWith("applog.kind.")).forEach(evidence::add);
        if (letIntoLocalNetwork()) {
            evidence.removeFirst();
            evidence.add(noMatterOfPermission());
            return new Finding(finding.id(), finding.severity(), finding.confidence(), finding.endpoints(),
                    finding.summary(), evidence, finding.remedies(), finding.rules());
        }
        return new Finding(FindingId.APP_NO_LOCAL_NETWORK_PERMISSION, Severity.WARN, Confidence.INFERRED,
                finding.endpoints(), Message.of("applog.finding.local-network-suspected",
                        asked.stream().map(Endpoint::port).distinct().toList()), evidence, suspected());
    }

    private Message noMatterOfPermission() {
        int sdk = report.sdk().getAsInt();
        return sdk < AppPackage.LOCAL_NETWORK_SDK
                ? Message.of("applog.evidence.no-such-permission", AndroidReport.release(sdk))
                : Message.of("applog.evidence.let-into-local-network");
    }

    /** In this run or before, as it is remembered; empty where no phone got there, or not lately. */
    private Optional<Message> through(Endpoint endpoint) {
        return Checklist.of(facts, endpoint, EnumSet.of(Hop.PHONE)).at(Hop.PHONE).outcome()
                instanceof Outcome.Ok(Message text)
                ? Optional.of(Message.of("applog.evidence.phone-itself", endpoint.port(), text)) : Optional.empty();
    }

    private List<Remedy> suspected() {
        var steps = new ArrayList<Remedy>();
        // What it met may have been mended before the phone got through.
        steps.add(AdbFindings.byHand("applog.remedy.try-then-read"));
        if (!iphone) {
            steps.add(AdbFindings.byHand("applog.remedy.android-nearby"));
        }
        if (report.sdk().isEmpty()) {
            steps.add(AdbFindings.byHand("applog.remedy.ios-allow"));
        }
        if (!iphone && report.app() instanceof AndroidReport.NotAsked) {
            steps.add(new Remedy(Message.of("applog.remedy.ask-app"), ShellCommand.forShells(
                    List.of(Shell.BASH, Shell.POWERSHELL, Shell.CMD), false,
                    List.of("jbang", "verify", "--adb", "--app", "com.example.app"))));
        }
        return steps;
    }
}
