package cli.change;

import change.journal.RunId;
import change.script.ManualSteps;
import cli.AddressConverter;
import cli.Contradictions;
import cli.OutputFormat;
import cli.PhonesConverter;
import cli.PortConverter;
import cli.Settings;
import cli.ShellConverter;
import firewall.Firewall;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import process.Os;
import process.Shell;
import text.Message;

/** What fix-firewall is asked for: the plan, steps to do by hand, to apply it, or to keep what was lent. */
public final class FixOptions {

    /** What fix-firewall does; each of them alone. */
    public enum Task {
        SHOW_PLAN,
        /** {@code --print}, {@code --gui} */
        WRITE_STEPS,
        APPLY,
        /** With an administrator's rights, for the process that asked Windows for them. */
        APPLY_AGREED,
        KEEP
    }

    @Option(names = "--from", paramLabel = "${bundle:label.address}", converter = AddressConverter.class)
    private InetAddress from;

    @Option(names = "--apply")
    private boolean apply;

    @Option(names = {"-y", "--yes"})
    private boolean yes;

    @Option(names = "--override-blocks")
    private boolean overrideBlocks;

    @Option(names = "--set-private")
    private boolean setPrivate;

    @Option(names = "--persist")
    private boolean persist;

    @Option(names = "--elevate")
    private boolean elevate;

    @Mixin
    private LeaseOptions lease;

    @Option(names = "--phones", paramLabel = "${bundle:label.count}", converter = PhonesConverter.class)
    private Integer phones;

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

    public FixOptions() {
        this(LeaseOptions.SHORTEST);
    }

    /** @param shortestLease what is lent for less is refused */
    public FixOptions(Duration shortestLease) {
        this.lease = new LeaseOptions(shortestLease);
    }

    /** The one thing that it is called for. */
    public Task task() {
        return lease.keeps() ? Task.KEEP
                : steps().isPresent() ? Task.WRITE_STEPS
                : handover.given() ? Task.APPLY_AGREED
                : apply ? Task.APPLY : Task.SHOW_PLAN;
    }

    /** The one phone that it is about: the network that is opened is the one that it is in. */
    Optional<InetAddress> from() {
        return Optional.ofNullable(from);
    }

    boolean yes() {
        return yes;
    }

    /** Whether what is changed, or was, is to outlast a restart. */
    boolean persist() {
        return persist;
    }

    boolean elevate() {
        return elevate;
    }

    Firewall.Permissions permissions() {
        return new Firewall.Permissions(overrideBlocks, setPrivate);
    }

    LeaseOptions lease() {
        return lease;
    }

    /** Where the phone's page is wished for. */
    int port() {
        return port == null ? PortConverter.OF_THE_PAGE : port;
    }

    /** How many phones have to get through. */
    int phones() {
        return phones == null ? PhonesConverter.USUAL : phones;
    }

    /** The run that was agreed to in the process that started this one. */
    Optional<RunId> asRun() {
        return Optional.ofNullable(asRun);
    }

    HandoverOptions handover() {
        return handover;
    }

    /** What is to be written in place of the plan. */
    Optional<ManualSteps> steps() {
        return gui ? Optional.of(new ManualSteps.Clicks()) : Optional.ofNullable(print).map(ManualSteps.Script::new);
    }

    /** What contradicts itself, and what would change a machine that is not this one. */
    public Contradictions contradictions(Settings settings) {
        boolean windows = settings.world().os() == Os.WINDOWS;
        boolean json = settings.output() == OutputFormat.JSON;
        boolean byPhone = lease.confirmByPhone().isPresent();
        Optional<String> written = gui ? Optional.of("--gui") : Optional.ofNullable(print).map(shell -> "--print");
        return new Contradictions()
                .notTogether(written.orElse(""), written.isPresent(), "--apply", apply)
                .notTogether("--gui", gui, "--print", print != null)
                .notTogether(written.orElse(""), written.isPresent(), "--output json", json)
                .when(setPrivate && !windows, Message.of("change.only-windows", "--set-private"))
                .when(elevate && !windows, Message.of("change.only-windows", "--elevate"))
                .notTogether("--persist", persist, "--until", lease.until().isPresent())
                .notTogether("--persist", persist, written.orElse(""), written.isPresent())
                .needs("--elevate", elevate, "--apply", apply)
                .needs("--phones", phones != null, "--confirm-by-phone", byPhone)
                .needs("--port", port != null, "--confirm-by-phone", byPhone)
                .when(elevate && byPhone, Message.of("change.phone-without-elevate"))
                .and(lease.contradictions(apply, written))
                .when(!handedOverWhole(windows), Message.of("change.not-by-hand"))
                .when((apply || lease.keeps() || persist) && !settings.world().live(),
                Message.of("change.not-on-replay"))
                .when(apply && !yes && !handover.given() && json, Message.of("change.json-needs-yes"));
    }

    /** True where there is no handover, too. */
    private boolean handedOverWhole(boolean windows) {
        return handover.given() ? windows && asRun != null && apply && !elevate && !lease.keeps()
                : !handover.incomplete() && asRun == null;
    }
}
