package phone.applog;

import inventory.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import path.Confidence;
import path.Facts;
import path.Finding;
import path.FindingId;
import path.Remedy;
import path.Severity;
import phone.cable.AdbFindings;
import phone.cable.AndroidReport;
import phone.cable.AppId;
import phone.cable.AppPackage;
import phone.cable.AppPackage.Permission;
import phone.cable.AppPackage.Standing;
import process.Shell;
import process.ShellCommand;
import text.Message;

/**
 * What an app may do on its phone, held against what its log tells and what the phone itself reached: where that got
 * through and the app did not, the firewall is not it.
 *
 * @param report what the phone says of the app; of the phone alone where nobody asked about one
 * @param iphone the log is known to be an iPhone's
 */
public record AppPermissions(Facts facts, AndroidReport report, boolean iphone) {

    private static final List<Shell> ANY_SHELL = List.of(Shell.BASH, Shell.POWERSHELL, Shell.CMD);

    /** The findings of the log, with what the permissions explain of them, and what is to be known of these. */
    public List<Finding> with(List<Finding> fromLog) {
        var findings = new ArrayList<Finding>();
        var explained = new ArrayList<Finding>();
        for (Finding finding : fromLog) {
            if (explains(finding)) {
                explained.add(finding);
            } else {
                findings.add(timedOut(finding) ? new AppTimeOut(facts, report, iphone).judged(finding)
                        : finding);
            }
        }
        switch (report.app()) {
            case AndroidReport.NotAsked none -> { }
            case AndroidReport.NotInstalled(AppId id) -> findings.add(notInstalled(id));
            case AndroidReport.Unread(AppId id, Message why) -> findings.add(new Finding(FindingId.UNKNOWN,
                    Severity.WARN, Confidence.OBSERVED, List.of(), Message.of("applog.finding.app-unread", id),
                    List.of(why), List.of()));
            case AndroidReport.Installed(AppId id, AppPackage known) -> {
                withoutCleartext(id, known, findings).ifPresent(findings::add);
                findings.addAll(installed(id, known, explained));
            }
        }
        findings.sort(Comparator.comparing(Finding::severity));
        return findings;
    }

    /** Its own limit, where it tells what it asked, or that of the system. */
    private static boolean timedOut(Finding finding) {
        return finding.id() == FindingId.APP_TIMED_OUT
                || finding.id() == FindingId.APP_GAVE_UP && AppTimeOut.tied(finding);
    }

    /** A failure whose reason is known by the permissions: it is told with these, and not twice. */
    private boolean explains(Finding finding) {
        return switch (finding.id()) {
            case APP_TIMED_OUT, APP_GAVE_UP -> withoutLocalNetwork() && AppTimeOut.tied(finding);
            case APP_NO_LOCAL_NETWORK_PERMISSION -> withoutLocalNetwork();
            case APP_NO_NETWORK_PERMISSION -> withoutLocalNetwork() || withoutInternet();
            default -> false;
        };
    }

    private boolean withoutLocalNetwork() {
        return report.app() instanceof AndroidReport.Installed(AppId id, AppPackage known)
                && report.sdk().isPresent() && known.keptFromLocalNetwork(report.sdk().getAsInt());
    }

    private boolean withoutInternet() {
        return report.app() instanceof AndroidReport.Installed(AppId id, AppPackage known)
                && known.of(Permission.INTERNET).missing();
    }

    private Finding notInstalled(AppId id) {
        return new Finding(FindingId.APP_NOT_INSTALLED, Severity.WARN, Confidence.OBSERVED, List.of(),
                AdbFindings.sentence(FindingId.APP_NOT_INSTALLED, List.of(), id), List.of(),
                List.of(new Remedy(Message.of("applog.remedy.list-apps"), ShellCommand.forShells(ANY_SHELL, false,
                        List.of("adb", "shell", "pm", "list", "packages", "-3")))));
    }

    private List<Finding> installed(AppId id, AppPackage known, List<Finding> explained) {
        List<Message> evidence = new ArrayList<>(told(known));
        explained.forEach(finding -> evidence.add(finding.summary()));
        var findings = new ArrayList<Finding>();
        if (withoutInternet()) {
            findings.add(missing(FindingId.APP_NO_NETWORK_PERMISSION, id, evidence,
                    List.of(AdbFindings.byHand(known.of(Permission.INTERNET) == Standing.DENIED
                            ? "applog.remedy.internet-allow" : "applog.remedy.internet-permission"))));
        }
        if (withoutLocalNetwork()) {
            findings.add(missing(FindingId.APP_NO_LOCAL_NETWORK_PERMISSION, id, evidence, allow(id, known)));
        }
        return !findings.isEmpty() ? findings : List.of(new Finding(FindingId.APP_PERMISSIONS, Severity.INFO,
                Confidence.OBSERVED, List.of(), AdbFindings.sentence(FindingId.APP_PERMISSIONS, List.of(), id),
                evidence, List.of()));
    }

    private Finding missing(FindingId what, AppId id, List<Message> evidence, List<Remedy> steps) {
        List<Endpoint> all = facts.inventory().endpoints();
        return new Finding(what, Severity.FAIL, Confidence.OBSERVED, all,
                what == FindingId.APP_NO_NETWORK_PERMISSION ? Message.of("applog.finding.no-internet", id)
                        : AdbFindings.sentence(what, all, id), evidence, steps);
    }

    /** What the manifest lacks, nobody can allow on the phone. */
    private static List<Remedy> allow(AppId id, AppPackage known) {
        boolean there = known.of(Permission.ACCESS_LOCAL_NETWORK) == Standing.DENIED;
        Remedy allow = there ? new Remedy(Message.of("applog.remedy.android-nearby"), ShellCommand.forShells(ANY_SHELL,
                false, List.of("adb", "shell", "pm", "grant", id.text(), Permission.ACCESS_LOCAL_NETWORK.full())))
                : AdbFindings.byHand("applog.remedy.android-nearby");
        return there ? List.of(allow) : List.of(AdbFindings.byHand("applog.remedy.declare-local-network"), allow,
                AdbFindings.byHand("applog.remedy.lower-target"));
    }

    private static Message cleartext(AppPackage known) {
        return known.cleartext() == AppPackage.Cleartext.BY_TARGET && known.targetSdk().isPresent()
                ? Message.of(known.keptFromCleartext() ? "applog.evidence.cleartext-by-new" : "applog.evidence.cleartext-by-old",
                        known.targetSdk().getAsInt())
                : Message.of("applog.cleartext." + known.cleartext().id());
    }

    /** An app that forbids itself plain HTTP; what its log says of that comes first. */
    private Optional<Finding> withoutCleartext(AppId id, AppPackage known, List<Finding> all) {
        boolean told = all.stream().anyMatch(finding -> finding.id() == FindingId.APP_CLEARTEXT_BLOCKED);
        return told || !known.keptFromCleartext() ? Optional.empty() : Optional.of(new Finding(
                FindingId.APP_CLEARTEXT_BLOCKED, Severity.INFO, Confidence.OBSERVED, List.of(),
                Message.of("applog.finding.cleartext-forbidden", id), List.of(cleartext(known)),
                List.of(AdbFindings.byHand("applog.remedy.cleartext"))));
    }

    private List<Message> told(AppPackage known) {
        var told = new ArrayList<Message>();
        Object target = known.targetSdk().isPresent() ? known.targetSdk().getAsInt() : Message.of("applog.sdk-untold");
        told.add(report.sdk().isPresent() ? Message.of("applog.evidence.target", target,
                AndroidReport.release(report.sdk().getAsInt()), report.sdk().getAsInt())
                : Message.of("applog.evidence.target-alone", target));
        for (Permission permission : Permission.values()) {
            told.add(Message.of("applog.evidence.permission", permission.name(),
                    Message.of("applog.standing." + known.of(permission).id())));
        }
        told.add(cleartext(known));
        return told;
    }
}
