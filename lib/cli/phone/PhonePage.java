package cli.phone;

import change.lease.Confirmation;
import change.lease.PortOpening;
import cli.DiagnosisOutput;
import cli.ExitCode;
import cli.ExitException;
import cli.OutputFormat;
import cli.Settings;
import cli.change.ChangeSetup;
import console.Terminal;
import firewall.TemporaryChanges;
import java.time.Duration;
import java.util.Optional;
import net.Cidr;
import path.Facts;
import path.gather.FactsReader;
import phone.LiveView;
import phone.PageAddresses;
import phone.PhoneConfirmation;
import phone.PhoneSession;
import phone.page.FreePort;
import probe.Limits;
import process.CloseOnExit;
import process.Fact;
import process.StopSignal;
import report.TextReport;
import state.StateException;
import text.Message;

/** The page that phones open, where the terminal follows it; and what phones said, kept for the next diagnose. */
public record PhonePage(ChangeSetup setup) {

    /** What a guard waits longer than the page is open: it is for a process that died, and not to be in the way. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /**
     * Opens it for as long as the options say, and waits until a phone has tried everything.
     *
     * @param limits with which the facts were gathered
     * @param stop   as soon as the page is open, ends it before its time: then what was heard until then is what counts
     * @return with what phones said; the facts themselves where no address is there to open it on
     */
    Facts proven(Facts facts, Limits limits, PhoneOptions options, StopSignal stop)
            throws InterruptedException, StateException {
        if (PageAddresses.of(facts).isEmpty()) {
            settings().say(Message.of("phone.no-address"));
            return facts;
        }
        Optional<TemporaryChanges> tracer = tracer(facts, options, options.openFor());
        int free = freePort(facts, options.port());
        Duration atMost = options.openFor().plus(GRACE);
        Optional<PortOpening.Opened> opened = options.open() ? opened(facts, free, atMost) : Optional.empty();
        try (CloseOnExit _ = CloseOnExit.atExit(() -> opened.ifPresent(PortOpening.Opened::close))) {
            return switch (new PhoneSession(settings().world(), view(), opened.isPresent(), tracer,
                    limits.whole(), options.phones())
                    .ask(facts, () -> FactsReader.facts(settings().world().inBackground(), facts.inventory(), limits),
                            free, PhoneSession.Until.SAID, endpoint -> true, options.openFor(), () -> {
                                // However long it took to come this far.
                                if (opened.isPresent()) {
                                    opened.get().renew(atMost);
                                }
                                return true;
                            }, stop)) {
                case PhoneSession.Heard(Facts proven, boolean stopped) -> {
                    DiagnosisOutput.remember(settings(), setup.state(), proven);
                    yield proven;
                }
                case PhoneSession.NotOpened(Message why) -> throw new ExitException(ExitCode.UNKNOWN, why);
                case PhoneSession.CalledOff off -> facts;
            };
        }
    }

    /**
     * What sees single packets; empty to change nothing for that. Who may not switch it on is told so now, and not
     * after a phone has tried for nothing.
     *
     * @param atMost how long phones may try
     */
    Optional<TemporaryChanges> tracer(Facts facts, PhoneOptions options, Duration atMost) {
        if (options.trace() && facts.administrator().equals(Fact.known(false))) {
            throw new ExitException(ExitCode.NEEDS_ADMINISTRATOR,
                    Message.of("phone.trace-needs-administrator", setup.elevated()));
        }
        return options.trace() ? Optional.of(setup.tracer(atMost.plus(GRACE))) : Optional.empty();
    }

    /**
     * Asks phones whether a change stays: until one got through to all that was changed for it, or the time is over.
     * What they found out is shown, kept or not.
     *
     * @param facts of this machine before the change
     * @param port  where the page is wished for
     * @param phones how many have to get through
     */
    public static Confirmation confirmation(ChangeSetup setup, Facts facts, int port, int phones) {
        var page = new PhonePage(setup);
        Settings settings = setup.settings();
        var path = new DiagnosisOutput(settings, LiveView.HOPS, TextReport::phone);
        return new PhoneConfirmation(settings.world(), facts.inventory(), path.limits().repeated(), page.view(),
                freePort(facts, port), phones, proven -> {
            DiagnosisOutput.remember(settings, setup.state(), proven);
            if (settings.output() == OutputFormat.TEXT) {
                path.show(path.judge(proven, Duration.ZERO));
            }
        });
    }

    private Settings settings() {
        return setup.settings();
    }

    private LiveView view() {
        Terminal terminal = settings().streams().errTerminal();
        return new LiveView(settings().err(), settings().words(), DiagnosisOutput.lookOfErrors(settings()),
                terminal.interactive() ? Optional.of(terminal.window()) : Optional.empty(), settings().quiet());
    }

    private static int freePort(Facts facts, int wished) {
        return FreePort.from(wished, PageAddresses.of(facts).stream().map(Cidr::inet).toList());
    }

    /** Lets phones come to the page, for as long as it is open; nothing where they can already. */
    private Optional<PortOpening.Opened> opened(Facts facts, int port, Duration atMost) {
        var portOpening = new PortOpening(setup.journaled(), facts, FactsReader.firewall(settings().world(), facts));
        return switch (portOpening.open(setup.fresh(), PhoneSession.page(port), atMost)) {
            case PortOpening.Opened opened -> Optional.of(opened);
            case PortOpening.NotNeeded none -> Optional.empty();
            case PortOpening.NotOpened(Message why) -> throw new ExitException(ExitCode.BROKEN,
                    Message.of("phone.door-shut", port, why));
            case PortOpening.NeedsAdministrator none -> throw new ExitException(ExitCode.NEEDS_ADMINISTRATOR,
                    Message.of("phone.door-needs-administrator", port, setup.elevated()));
        };
    }
}
