package report;

import console.Paint;
import java.net.InetAddress;
import java.util.List;
import path.Diagnosis;
import path.FindingId;
import path.Hop;
import path.PhoneAttempt;
import path.PhoneReport;
import path.ServicePath;
import path.Severity;
import text.Words;

/** The last sentence of a report: what it comes to. */
final class SummaryLine {
    private final Words words;
    private final Paint paint;

    SummaryLine(Words words, Paint paint) {
        this.words = words;
        this.paint = paint;
    }

    /** As far as this machine can tell. */
    String of(Diagnosis diagnosis) {
        return said(diagnosis) + leftOut(diagnosis);
    }

    /** What nobody looked at, no verdict speaks for. */
    private String leftOut(Diagnosis diagnosis) {
        List<String> hops = diagnosis.leftOut().stream().map(hop -> words.say("path.name." + hop.id())).toList();
        return hops.isEmpty() ? "" : " " + words.say("report.verdict.left-out", hops);
    }

    private String said(Diagnosis diagnosis) {
        int all = diagnosis.paths().size();
        int tested = (int) diagnosis.paths().stream().filter(path -> !path.untested()).count();
        long broken = broken(diagnosis);
        return switch (diagnosis.verdict()) {
            case FAIL -> paint.red(broken == 0 ? words.say("report.verdict.fail-elsewhere")
                    : words.say("report.verdict.fail", broken, all));
            case CONTRADICTED -> paint.red(contradicted(diagnosis));
            case UNKNOWN -> paint.yellow(words.say(diagnosis.unknownHops().equals(List.of(Hop.FIREWALL))
                    ? "report.verdict.unknown-firewall" : "report.verdict.unknown", all) + warned(diagnosis));
            case WARN -> paint.yellow(words.say("report.verdict.warn", all));
            case OK -> paint.good() + " " + paint.green(tested == all ? words.say("report.verdict.ok", all)
                    : words.say("report.verdict.ok-tested", tested, all));
        };
    }

    /** By the word of the phones that tried; where none did, as far as this machine can tell. */
    String phone(Diagnosis diagnosis) {
        List<PhoneReport> said = diagnosis.paths().stream().flatMap(path -> path.at(Hop.PHONE).phone().stream())
                .filter(phone -> phone.age().isEmpty()).flatMap(phone -> phone.words().stream()).toList();
        if (said.isEmpty()) {
            return of(diagnosis);
        }
        // Where some got through, it is theirs to say so; else it is told who tried.
        List<PhoneReport> best = said.stream().filter(SummaryLine::gotThrough).toList();
        List<String> phones = (best.isEmpty() ? said : best).stream().map(PhoneReport::phone).distinct()
                .map(InetAddress::getHostAddress).toList();
        int all = diagnosis.paths().size();
        long through = diagnosis.paths().stream().filter(path -> path.provenByPhone() || path.seenFromPhone())
                .count();
        String sentence = words.say(phones.size() == 1 ? "report.verdict.phone" : "report.verdict.phones", phones,
                through, all);
        return switch (diagnosis.verdict()) {
            case FAIL -> paint.red(sentence + " " + (broken(diagnosis) == 0 ? words.say("report.verdict.fail-elsewhere")
                    : words.say("report.verdict.broken", broken(diagnosis), all)));
            case CONTRADICTED -> paint.red(sentence + " " + contradicted(diagnosis));
            case UNKNOWN -> paint.yellow(sentence + " " + words.say("report.verdict.not-all-told"));
            case WARN -> paint.yellow(sentence + " " + words.say("report.verdict.see-warnings"));
            case OK -> paint.good() + " " + paint.green(sentence);
        } + leftOut(diagnosis);
    }

    private static boolean gotThrough(PhoneReport word) {
        return word.attempt() instanceof PhoneAttempt.GotThrough && !word.contradicted() || word.connected();
    }

    private String contradicted(Diagnosis diagnosis) {
        return words.say("report.verdict.contradicted",
                diagnosis.paths().stream().filter(ServicePath::contradicted).count(), diagnosis.paths().size());
    }

    /** Whoever reads the last line alone is not to miss what may be the fault; that much is unknown, it says itself. */
    private String warned(Diagnosis diagnosis) {
        return diagnosis.findings().stream().anyMatch(finding -> finding.severity() == Severity.WARN
                && finding.id() != FindingId.UNKNOWN)
                ? " " + words.say("report.verdict.see-warnings") : "";
    }

    private static long broken(Diagnosis diagnosis) {
        return diagnosis.paths().stream().filter(path -> path.broken().isPresent()).count();
    }
}
