package phone;

import console.Look;
import console.Paint;
import console.Redraw;
import console.Wrap;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import path.Diagnosis;
import path.Hop;
import path.PhoneAttempt;
import path.check.AttemptText;
import phone.page.PageEvent;
import phone.page.Target;
import report.TextReport;
import text.Durations;
import text.Message;
import text.Words;

/**
 * Where a person follows what happens while phones try: first where to go with the phone, then the table that fills in,
 * drawn in one place on a terminal; one line for each thing that happens everywhere else.
 */
public final class LiveView {
    /** What verify --phone speaks of. */
    public static final Set<Hop> HOPS = EnumSet.of(Hop.LOOPBACK, Hop.ADDRESS, Hop.PHONE);

    /** Who has the phone in the hand needs less; who cannot load the page should not wait for the hint any longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String INDENT = "    ";

    private final PrintWriter out;
    private final Words words;
    private final Look look;
    private final Paint paint;
    private final Optional<Redraw> redraw;
    private final boolean quiet;
    private boolean hinted;

    /** @param live the same lines may be drawn again and again */
    public LiveView(PrintWriter out, Words words, Look look, boolean live) {
        this(out, words, look, live, false);
    }

    /** @param quiet says where to go with the phone, without which nothing happens, and no more */
    public LiveView(PrintWriter out, Words words, Look look, boolean live, boolean quiet) {
        this.quiet = quiet;
        this.out = out;
        this.words = words;
        this.look = look;
        this.paint = new Paint(look);
        this.redraw = live ? Optional.of(new Redraw(look.width())) : Optional.empty();
    }

    /**
     * The page is open.
     *
     * @param where first the address that the app uses, then the others
     * @param note  what to know before
     */
    void invite(List<URI> where, Optional<Message> note) {
        note.ifPresent(this::say);
        say(Message.of("phone.live.scan"));
        out.println();
        if (redraw.isPresent()) {
            // In capitals a code is smaller, and neither scheme, host nor our path mind.
            QrMatrix.lines(where.getFirst().toString().toUpperCase(Locale.ROOT),
                    new Look(look.width() - INDENT.length(), look.colour(), look.unicode()))
                    .forEach(line -> out.println(INDENT + line));
            out.println();
        }
        out.println(INDENT + paint.bold(where.getFirst().toString()));
        out.println();
        if (where.size() > 1) {
            say(Message.of("phone.live.others"));
            where.stream().skip(1).forEach(other -> out.println(INDENT + other));
            out.println();
        }
    }

    /** Something was heard. @param soFar judged by what has been said until now; asked for only where it is shown */
    void follow(PageEvent event, Supplier<Diagnosis> soFar, PhoneResults results, int targets, Duration left) {
        if (quiet) {
            return;
        }
        if (redraw.isPresent()) {
            draw(soFar, results, targets, left);
        } else {
            line(event, results, targets).ifPresent(this::say);
        }
    }

    /** Only time has passed. @param since the invitation */
    void pass(Supplier<Diagnosis> soFar, PhoneResults results, int targets, Duration since, Duration left) {
        if (quiet) {
            return;
        }
        boolean lonely = results.devices().isEmpty() && since.compareTo(PATIENCE) > 0;
        if (lonely && !hinted && redraw.isEmpty()) {
            say(Message.of("phone.live.nobody"));
        }
        hinted |= lonely;
        if (redraw.isPresent()) {
            draw(soFar, results, targets, left);
        }
    }

    /** Nothing more will be heard: the place is free for the report. */
    void end() {
        redraw.filter(picture -> !quiet).ifPresent(picture -> {
            out.print(picture.of(List.of()));
            out.flush();
        });
    }

    private void draw(Supplier<Diagnosis> soFar, PhoneResults results, int targets, Duration left) {
        var lines = new ArrayList<String>();
        if (!results.devices().isEmpty()) {
            lines.addAll(new TextReport(words, look, false).table(soFar.get(), HOPS));
            lines.add("");
        }
        results.devices().forEach((device, progress) -> lines.addAll(wrap(switch (progress) {
            case TRYING -> Message.of("phone.live.trying", address(device), results.tried(device), targets);
            case FINISHED -> Message.of("phone.live.finished", address(device));
            case LEFT -> Message.of("phone.live.left", address(device), results.tried(device), targets);
        })));
        results.turnedAway().forEach((from, why) -> lines.addAll(wrap(turnedAway(from, why))));
        if (results.devices().isEmpty()) {
            lines.addAll(wrap(Message.of(hinted ? "phone.live.nobody" : "phone.live.waiting")));
        }
        Duration rest = Durations.rounded(left, Duration.ofSeconds(1));
        lines.addAll(Wrap.lines(paint.dim(words.say("phone.live.left-over", rest)), look.width(), "", ""));
        out.print(redraw.orElseThrow().of(lines));
        out.flush();
    }

    private Optional<Message> line(PageEvent event, PhoneResults results, int targets) {
        return switch (event) {
            case PageEvent.Opened(PageEvent.Device device, InetAddress at) ->
                Optional.of(Message.of("phone.live.opened", address(device)));
            case PageEvent.Result(var device, Target target, var asked,
                    PhoneAttempt.NotTried why) when target.canBeTried() ->
                Optional.empty();
            case PageEvent.Result result -> Optional.of(Message.of("phone.live.result", address(result.device()),
                    result.target().endpoint().service().name(), result.target().endpoint().portText(),
                    AttemptText.word(result.attempt())));
            case PageEvent.Finished(PageEvent.Device device) ->
                Optional.of(Message.of("phone.live.finished", address(device)));
            case PageEvent.Left(PageEvent.Device device) -> results.devices().get(device) == PhoneResults.Progress.LEFT
                    ? Optional.of(Message.of("phone.live.left", address(device), results.tried(device), targets))
                    : Optional.empty();
            case PageEvent.TurnedAway(InetAddress from, PageEvent.Why why) -> Optional.of(turnedAway(from, why));
        };
    }

    private static Message turnedAway(InetAddress from, PageEvent.Why why) {
        return Message.of("phone.live.turned-away", from.getHostAddress(),
                Message.of("phone.live.why." + why.id()));
    }

    private static String address(PageEvent.Device device) {
        return device.address().getHostAddress();
    }

    private void say(Message text) {
        wrap(text).forEach(out::println);
    }

    private List<String> wrap(Message text) {
        return Wrap.lines(words.say(text), look.width(), "", "");
    }
}
