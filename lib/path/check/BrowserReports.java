package path.check;

import host.LanAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.Cidr;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneReport;
import process.Fact;

/** What browsers on phones say in this run of one endpoint at the app's address: the last word of each phone. */
record BrowserReports(List<PhoneReport> words) {

    static BrowserReports of(Checklist checklist) {
        Map<Object, PhoneReport> last = new LinkedHashMap<>();
        checklist.facts.chosen().map(LanAddress.Chosen::address).map(Cidr::inet).ifPresent(own ->
                checklist.facts.words().stream()
                        .filter(word -> word.how() == PhoneReport.How.BROWSER && word.asked().equals(own)
                                && word.endpoint().equals(checklist.endpoint))
                        .forEach(word -> last.put(word.phone(), word)));
        return new BrowserReports(List.copyOf(last.values()));
    }

    /** True where one of them was seen to get an answer, and none failed. */
    boolean gotThrough() {
        return !failed() && words.stream()
                .anyMatch(word -> word.attempt() instanceof PhoneAttempt.GotThrough && word.connected());
    }

    /** True where one of them failed, and not on its way to this machine, as far as that was seen. */
    boolean failed() {
        return words.stream().anyMatch(BrowserReports::failed);
    }

    private static boolean failed(PhoneReport word) {
        return switch (word.attempt()) {
            // Silence without a connection has other reasons, such as a packet that was dropped unseen.
            case PhoneAttempt.TimedOut timedOut -> word.connected();
            case PhoneAttempt.Unfinished began -> word.connected();
            case PhoneAttempt.FailedFast fast -> mayHaveConnected(word);
            case PhoneAttempt.GotThrough through -> false;
            // It is not known which of the two failed, and the phone's own hop tells of it.
            case PhoneAttempt.Intermittent some -> false;
            case PhoneAttempt.Refused refused -> false;
            case PhoneAttempt.Unreachable unreachable -> false;
            case PhoneAttempt.NotTried not -> false;
        };
    }

    private static boolean mayHaveConnected(PhoneReport word) {
        return !(word.seen() instanceof Fact.Known<PacketFate>(PacketFate fate)) || switch (fate) {
            case PacketFate.Connected connected -> true;
            case PacketFate.Arrived arrived -> true;
            case PacketFate.NoConnection none -> true;
            case PacketFate.Unanswered unanswered -> true;
            case PacketFate.Refused refused -> false;
            case PacketFate.Dropped dropped -> false;
            case PacketFate.NeverArrived never -> false;
        };
    }
}
