package cli.change;

import change.journal.RunId;
import change.script.ManualSteps;
import cli.HandoverOptions;
import cli.OutputFormat;
import cli.PortConverter;
import cli.Settings;
import cli.ShellConverter;
import firewall.Firewall;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import process.Os;
import process.Shell;
import text.Message;

/** What fix-firewall is asked for: the plan, a sheet to work through by hand, to apply it, or to keep what was lent. */
public final class FixOptions {
    @Option(names = "--apply")
    private boolean apply;

    @Option(names = {"-y", "--yes"})
    private boolean yes;

    @Option(names = "--override-blocks")
    private boolean overrideBlocks;

    @Option(names = "--set-private")
    private boolean setPrivate;

    @Option(names = "--elevate")
    private boolean elevate;

    @Mixin
    private LeaseOptions lease;

    @Option(names = "--port", paramLabel = "${bundle:label.port}", converter = PortConverter.class)
    private Integer port;

    @Option(names = "--as-run", hidden = true, converter = RunIdConverter.class)
    private RunId asRun;

    @Mixin
    private HandoverOptions handover = new HandoverOptions();

    @Option(names = "--print", paramLabel = "bash|powershell|cmd", converter = ShellConverter.class)
    private Shell print;

    @Option(names = "--gui")
    private boolean gui;

    /** @param shortestLease what is lent for less is refused */
    public FixOptions(Duration shortestLease) {
        this.lease = new LeaseOptions(shortestLease);
    }

    public boolean apply() {
        return apply;
    }

    public boolean yes() {
        return yes;
    }

    public boolean elevate() {
        return elevate;
    }

    public Firewall.Permissions permissions() {
        return new Firewall.Permissions(overrideBlocks, setPrivate);
    }

    public LeaseOptions lease() {
        return lease;
    }

    /** Where the phone's page is wished for. */
    public int port() {
        return port == null ? PortConverter.OF_THE_PAGE : port;
    }

    /** The run that was agreed to in the process that started this one. */
    public Optional<RunId> asRun() {
        return Optional.ofNullable(asRun);
    }

    public HandoverOptions handover() {
        return handover;
    }

    /** What is to be written in place of the plan. */
    public Optional<ManualSteps> sheet() {
        return gui ? Optional.of(new ManualSteps.Clicks()) : Optional.ofNullable(print).map(ManualSteps.Script::new);
    }

    /** What contradicts itself, and what would change a machine that is not this one. */
    public Optional<Message> contradiction(Settings settings) {
        boolean windows = settings.world().os() == Os.WINDOWS;
        Optional<String> written = gui ? Optional.of("--gui") : Optional.ofNullable(print).map(shell -> "--print");
        return Stream.of(
                among(written),
                when(written.isPresent() && settings.output() == OutputFormat.JSON, "cli.not-together",
                        written.orElse(""), "--output json"),
                when(setPrivate && !windows, "change.only-windows", "--set-private"),
                when(elevate && !windows, "change.only-windows", "--elevate"),
                when(elevate && !apply, "cli.needs", "--elevate", "--apply"),
                when(port != null && lease.confirmByPhone().isEmpty(), "cli.needs", "--port", "--confirm-by-phone"),
                when(elevate && lease.confirmByPhone().isPresent(), "change.phone-without-elevate"),
                lease.contradiction(apply, written),
                when(!handedOverWhole(windows), "change.not-by-hand"),
                when((apply || lease.keeps()) && !settings.world().live(), "change.not-on-replay"),
                when(apply && !yes && !handover.given() && settings.output() == OutputFormat.JSON,
                        "change.json-needs-yes")).flatMap(Optional::stream).findFirst();
    }

    private Optional<Message> among(Optional<String> written) {
        return when(apply && written.isPresent() || gui && print != null, "cli.not-together",
                written.orElse("--gui"), apply ? "--apply" : "--print");
    }

    /** True where there is no handover, too. */
    private boolean handedOverWhole(boolean windows) {
        return handover.given() ? windows && asRun != null && apply && !elevate && !lease.keeps()
                : !handover.broken() && asRun == null;
    }

    private static Optional<Message> when(boolean wrong, String key, Object... args) {
        return wrong ? Optional.of(Message.of(key, args)) : Optional.empty();
    }
}
