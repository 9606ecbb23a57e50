package phone.cable;

import console.Look;
import console.Spoken;
import console.TextBuilder;
import inventory.Endpoint;
import java.util.List;
import java.util.Optional;
import json.JsonBuilder;
import path.Diagnosis;
import path.check.AttemptText;
import process.Fact;
import report.JsonReport;
import text.Message;
import text.Words;

/** What {@code verify --adb --reverse} shows. */
public record ReverseReport(Words words, List<Reversal> reversals) {

    public ReverseReport {
        reversals = List.copyOf(reversals);
    }

    /** Well where every TCP port leads to a service that answers. */
    public Diagnosis.Verdict verdict() {
        return reversals.stream().map(ReverseReport::verdict).min(Enum::compareTo).orElse(Diagnosis.Verdict.OK);
    }

    private static Diagnosis.Verdict verdict(Reversal one) {
        if (one.result() instanceof Reversal.NotTcp) {
            return Diagnosis.Verdict.OK;
        }
        List<Fact<Boolean>> needed = List.of(Fact.known(one.inPlace()), one.reached(), one.answers());
        return !one.inPlace() || needed.contains(Fact.known(false)) ? Diagnosis.Verdict.FAIL
                : needed.stream().allMatch(Fact.known(true)::equals) ? Diagnosis.Verdict.OK
                : Diagnosis.Verdict.UNKNOWN;
    }

    /** @param phone its name, {@code Pixel 7 (R5…CDE)} */
    public List<String> lines(String phone, Look look, boolean quiet, String journal) {
        var page = new TextBuilder(words, look, quiet ? Spoken.WRONG : Spoken.ALL);
        page.title(Message.of("reverse.title", phone));
        reversals.forEach(one -> line(page, one));
        if (reversals.stream().anyMatch(Reversal::inPlace)) {
            page.blank();
            page.plain(Message.of("reverse.app"));
            page.plain(Message.of("reverse.lasts"));
            page.wayBack(journal, "jbang verify --adb --reverse --undo");
        }
        return page.lines();
    }

    private static void line(TextBuilder page, Reversal one) {
        Endpoint endpoint = one.endpoint();
        String name = endpoint.service().name();
        String port = endpoint.portText();
        switch (one.result()) {
            case Reversal.Made made -> inPlace(page, one, name, port);
            case Reversal.WasThere there -> {
                inPlace(page, one, name, port);
                page.under(Message.of("reverse.was-there"));
            }
            case Reversal.LeadsElsewhere(String target) ->
                page.fail(Message.of("reverse.elsewhere", name, port, target));
            case Reversal.NotMade(Message why) -> {
                page.fail(Message.of("reverse.failed", name, port));
                page.under(why);
                // What the phone's system says, in the words of bionic's strerror.
                if (why.args().toString().contains("Address already in use")) {
                    page.under(Message.of("reverse.in-use"));
                }
            }
            case Reversal.NotTcp udp -> page.plain(Message.of("reverse.udp", name, port));
        }
    }

    private static void inPlace(TextBuilder page, Reversal one, String name, String port) {
        switch (one.reached()) {
            case Fact.Unknown<Boolean>(Message cause) -> {
                page.unknown(Message.of("reverse.untested", name, port));
                page.under(cause);
            }
            case Fact.Known<Boolean>(Boolean reached) when !reached -> {
                page.fail(Message.of("reverse.not-reached", name, port));
                one.tried().toOptional().map(AttemptText::word).ifPresent(page::under);
            }
            case Fact.Known<Boolean> reached when one.answers().equals(Fact.known(true)) ->
                page.good(Message.of("reverse.leads", name, port, String.valueOf(one.endpoint().port()),
                        AttemptText.word(one.tried().toOptional().orElseThrow())));
            case Fact.Known<Boolean> reached -> {
                page.fail(Message.of("reverse.no-service", name, port));
                page.under(one.here().outcome().text());
            }
        }
    }

    /** @param head of the document */
    public JsonBuilder json(JsonBuilder head, String phone, String run, String journal) {
        return head.put("phone", phone).put("run", run).put("journal", journal)
                .put("reversals", reversals, this::json);
    }

    private JsonBuilder json(Reversal one) {
        return JsonReport.endpoint(new JsonBuilder(), "service", one.endpoint())
                .put("result", one.result().id())
                .put("reached", one.inPlace() ? one.reached().toOptional() : Optional.empty())
                .put("answers", one.answers().toOptional())
                .put("error", error(one));
    }

    private String error(Reversal one) {
        return switch (one.result()) {
            case Reversal.NotMade(Message why) -> words.say(why);
            case Reversal.LeadsElsewhere(String target) -> target;
            case Reversal.Made made -> untold(one);
            case Reversal.WasThere there -> untold(one);
            case Reversal.NotTcp udp -> null;
        };
    }

    private String untold(Reversal one) {
        return switch (one.reached()) {
            case Fact.Known<Boolean>(Boolean reached) -> reached ? null
                    : one.tried().toOptional().map(AttemptText::word).map(words::say).orElse(null);
            case Fact.Unknown<Boolean>(Message cause) -> words.say(cause);
        };
    }
}
