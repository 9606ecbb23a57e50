package report;

import console.Look;
import console.Paint;
import console.Wrap;
import java.util.ArrayList;
import java.util.List;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.ServicePath;
import probe.Reply;
import text.Columns;
import text.Words;

/** What each service answered, with the time of each phase: two lines an endpoint, one for each address. */
final class PhaseTable {
    private static final String GAP = "  ";
    private static final int LONGEST_NAME = 30;
    private static final int TIME = 9;

    private final Words words;
    private final Paint paint;
    private final int width;
    private final String address;

    /** @param address this machine's address on the LAN; empty where there is none */
    PhaseTable(Words words, Look look, String address) {
        this.words = words;
        this.paint = new Paint(look);
        this.width = look.width();
        this.address = address.isEmpty() ? "-" : address;
    }

    List<String> lines(List<ServicePath> paths) {
        int name = paths.stream().mapToInt(path -> Columns.of(name(path))).max().orElse(0);
        int port = paths.stream().mapToInt(path -> port(path).length()).max().orElse(0);
        int place = Math.max(Math.max(address.length(), "127.0.0.1".length()),
                Columns.of(words.say("report.asked-at")));
        boolean wide = name + port + place + 3 * TIME + 5 * GAP.length() <= width;
        var lines = new ArrayList<String>();
        String before = wide ? " ".repeat(name + GAP.length() + port) : " ";
        lines.add(paint.dim((before + GAP + Columns.padded(words.say("report.asked-at"), place) + GAP
                + left(words.say("report.connect")) + GAP + left(words.say("report.first-byte")) + GAP
                + left(words.say("report.total"))).stripTrailing()));
        for (ServicePath path : paths) {
            String head = Columns.padded(name(path), name) + GAP + Columns.right(port(path), port);
            if (!wide) {
                lines.add(paint.bold(name(path)) + " " + port(path));
            }
            String indent = before + GAP + " ".repeat(place) + GAP;
            lines.addAll(Wrap.lines(phases(path.at(Hop.LOOPBACK)), width,
                    (wide ? head : before) + GAP + Columns.padded("127.0.0.1", place) + GAP, indent));
            lines.addAll(Wrap.lines(phases(path.at(Hop.ADDRESS)), width,
                    before + GAP + Columns.padded(address, place) + GAP, indent));
        }
        return lines;
    }

    private static String name(ServicePath path) {
        return Columns.cut(Words.printable(path.endpoint().service().name()), LONGEST_NAME, "~");
    }

    private static String port(ServicePath path) {
        return String.valueOf(path.endpoint().port());
    }

    private String phases(HopResult result) {
        if (result.outcome() instanceof Outcome.Unknown) {
            // Why, is a finding below: in each row it would bury what is known.
            return paint.as(result.outcome(), words.say("report.cell." + FindingId.UNKNOWN.id()));
        }
        boolean well = result.outcome() instanceof Outcome.Ok || result.outcome() instanceof Outcome.Warning;
        if (!well || result.reply().isEmpty()) {
            return paint.as(result.outcome(), words.say(result.outcome().text()));
        }
        Reply reply = result.reply().get();
        String connect = left(words.fineDuration(reply.connect()));
        return paint.as(result.outcome(), reply.took().isEmpty()
                ? connect + GAP + words.say(result.outcome().text())
                : connect + GAP + left(words.fineDuration(reply.firstByte())) + GAP
                        + words.fineDuration(reply.total()));
    }

    private static String left(String text) {
        return Columns.padded(text, TIME);
    }
}
