package phone;

import console.Look;
import console.Paint;
import console.Screen;
import console.ScreenSize;
import console.Window;
import console.Wrap;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import path.Diagnosis;
import path.Hop;
import path.PhoneAttempt;
import path.check.AttemptText;
import phone.page.PageEvent;
import phone.page.Target;
import text.Durations;
import text.Message;
import text.Words;

/**
 * Where a person follows what happens while phones try: first where to go with the phone, then the table that fills in,
 * drawn in one place on a terminal; one line for each thing that happens everywhere else.
 */
public final class LiveView implements AutoCloseable {
    /** What verify --phone speaks of. */
    public static final Set<Hop> HOPS = EnumSet.of(Hop.LOOPBACK, Hop.ADDRESS, Hop.PHONE);

    /** Who has the phone in the hand needs less; who cannot load the page should not wait for the hint any longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String INDENT = "    ";

    private final PrintWriter out;
    private final Words words;
    private final Look look;
    private final Paint paint;
    private final boolean quiet;
    private final Optional<Window> window;
    private Optional<Screen> screen = Optional.empty();
    private Optional<Message> note = Optional.empty();
    private List<URI> where = List.of();
    private Optional<String> undoneAt = Optional.empty();
    private boolean hinted;
    private boolean gone;
    private volatile Optional<PagePicture> drawn = Optional.empty();
    private volatile boolean stopping;
    private volatile boolean over;

    public LiveView(PrintWriter out, Words words, Look look, Optional<Window> window) {
        this(out, words, look, window, false);
    }

    /**
     * @param window what the same lines may be drawn in again and again; empty for one line after the other
     * @param quiet  says where to go with the phone, without which nothing happens, and no more
     */
    public LiveView(PrintWriter out, Words words, Look look, Optional<Window> window, boolean quiet) {
        this.quiet = quiet;
        this.out = out;
        this.words = words;
        this.look = look;
        this.paint = new Paint(look);
        this.window = window;
    }

    /** What the page is open for is undone at this time of day, unless phones confirm it. To be told before. */
    void undoneAt(String time) {
        undoneAt = Optional.of(time);
    }

    /**
     * The page is open.
     *
     * @param where first the address that the app uses, then the others
     * @param note  what to know before
     * @param open  for how long
     */
    void invite(List<URI> where, Optional<Message> note, Duration open) {
        this.where = List.copyOf(where);
        this.note = note;
        this.over = false;
        this.gone = false;
        screen = window.map(known -> new Screen(out, known));
        if (screen.isPresent()) {
            show(picture(Optional.empty(), List.of(Message.of("phone.live.waiting")), open));
            return;
        }
        note.ifPresent(this::say);
        undoneAt.ifPresent(time -> say(ends(open)));
        say(Message.of("phone.live.scan"));
        out.println();
        out.println(INDENT + paint.bold(where.getFirst().toString()));
        out.println();
        if (where.size() > 1) {
            say(Message.of("phone.live.others"));
            where.stream().skip(1).forEach(other -> out.println(INDENT + other));
            out.println();
        }
    }

    /** The page has other addresses: those before let nobody in any more. */
    void renewed(List<URI> where) {
        this.where = List.copyOf(where);
        if (screen.isEmpty()) {
            say(Message.of("phone.live.renewed"));
            out.println();
            out.println(INDENT + paint.bold(where.getFirst().toString()));
            out.println();
        }
    }

    /** @param here false while the address of the page is not this machine's, so that no phone can come to it */
    void at(boolean here) {
        if (gone == here && screen.isEmpty()) {
            say(Message.of(here ? "phone.live.address-back" : "phone.live.address-gone"));
        }
        gone = !here;
    }

    /** Something was heard. @param soFar judged by what has been said until now; asked for only where it is shown */
    void follow(PageEvent event, Supplier<Diagnosis> soFar, PhoneResults results, int targets, Duration left) {
        if (quiet) {
            return;
        }
        if (screen.isPresent()) {
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
        // Where no phone can come, it is no wonder that none comes.
        boolean lonely = !gone && results.devices().isEmpty() && since.compareTo(PATIENCE) > 0;
        if (lonely && !hinted && screen.isEmpty()) {
            say(Message.of("phone.live.nobody"));
        }
        hinted |= lonely;
        if (screen.isPresent()) {
            draw(soFar, results, targets, left);
        }
    }

    /** Somebody wants no more, and is told at once that it takes a moment. Any thread may say so. */
    void stopping() {
        stopping = true;
        if (over || drawn.isEmpty()) {
            say(stopped());
        } else {
            show(drawn.get().ending(stopped()));
        }
    }

    /** Nothing more will be heard: the place is free for the report. */
    void end() {
        over = true;
        close();
        if (stopping && screen.isPresent()) {
            say(stopped());
        }
    }

    /** The terminal is as it was; where it was not the end, what phones have said so far stays. */
    @Override
    public void close() {
        screen.ifPresent(Screen::close);
    }

    private void draw(Supplier<Diagnosis> soFar, PhoneResults results, int targets, Duration left) {
        var state = new ArrayList<Message>();
        results.devices().forEach((device, progress) -> state.add(switch (progress) {
            case TRYING -> Message.of("phone.live.trying", address(device), results.tried(device), targets);
            case FINISHED -> Message.of("phone.live.finished", address(device));
            case LEFT -> Message.of("phone.live.left", address(device), results.tried(device), targets);
        }));
        results.turnedAway().forEach((from, why) -> state.add(turnedAway(from, why)));
        if (gone) {
            state.add(Message.of("phone.live.address-gone"));
        } else if (results.devices().isEmpty()) {
            state.add(Message.of(hinted ? "phone.live.nobody" : "phone.live.waiting"));
        }
        show(picture(results.devices().isEmpty() ? Optional.empty() : Optional.of(soFar.get()), state, left));
    }

    private PagePicture picture(Optional<Diagnosis> soFar, List<Message> state, Duration left) {
        return new PagePicture(words, look, note, where, soFar, List.copyOf(state), stopping ? stopped() : ends(left));
    }

    private Message ends(Duration left) {
        Duration rounded = Durations.rounded(left, Duration.ofSeconds(1));
        return undoneAt.map(time -> Message.of("phone.live.undone-at", time, rounded))
                .orElseGet(() -> Message.of("phone.live.left-over", rounded));
    }

    private Message stopped() {
        return Message.of(undoneAt.isPresent() ? "phone.live.undoing" : "phone.live.stopping");
    }

    private void show(PagePicture picture) {
        drawn = Optional.of(picture);
        screen.orElseThrow().show(new Screen.Picture() {
            @Override
            public List<String> lines(ScreenSize size) {
                return picture.lines(size);
            }

            @Override
            public List<String> left(ScreenSize size) {
                return over ? List.of() : picture.left(size);
            }
        });
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
                    results.contradicted(result) ? Message.of("phone.tried.through-contradicted")
                            : AttemptText.word(result.attempt())));
            case PageEvent.Finished(PageEvent.Device device) ->
                Optional.of(Message.of("phone.live.finished", address(device)));
            case PageEvent.Left(PageEvent.Device device) -> results.devices().get(device) == PhoneResults.Progress.LEFT
                    ? Optional.of(Message.of("phone.live.left", address(device), results.tried(device), targets))
                    : Optional.empty();
            case PageEvent.Renewed renewed -> Optional.empty();
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
