package cli.phone;

import cli.AppIdConverter;
import cli.Contradictions;
import cli.DurationConverter;
import cli.OutputFormat;
import cli.PhonesConverter;
import cli.PortConverter;
import cli.Settings;
import java.time.Duration;
import java.util.Optional;
import phone.cable.AppId;
import picocli.CommandLine.Option;
import text.Message;

/** How verify asks a phone: by a page that it opens, by a cable, or by the app's own log; or not at all. */
public final class PhoneOptions {

    /** Where the services are asked from. */
    public enum From {
        THIS_MACHINE, PHONE_BY_PAGE,
        /** Or its app's log, wherever that is read. */
        PHONE_ON_CABLE,
        /** By the phone's own address, which leads here over the cable. */
        PHONE_BY_REVERSED_PORTS,
        /** From nowhere: what was reversed is undone. */
        NOWHERE
    }

    /** Time to fetch the phone, and to start over once. */
    private static final Duration USUALLY_OPEN = Duration.ofMinutes(5);

    /** {@code --adb-logcat} and {@code --ios-log} without a file: no path is empty. */
    private static final String OF_THE_PHONE = "";

    @Option(names = "--phone")
    private boolean phone;

    @Option(names = "--for", paramLabel = "${bundle:label.time}", converter = OpenFor.class)
    private Duration openFor;

    @Option(names = "--port", paramLabel = "${bundle:label.port}", converter = PortConverter.class)
    private Integer port;

    @Option(names = "--phones", paramLabel = "${bundle:label.count}", converter = PhonesConverter.class)
    private Integer phones;

    @Option(names = "--open")
    private boolean open;

    @Option(names = "--trace")
    private boolean trace;

    @Option(names = "--adb")
    private boolean adb;

    @Option(names = "--adb-serial", paramLabel = "${bundle:label.serial}")
    private String serial;

    @Option(names = "--reverse")
    private boolean reverse;

    @Option(names = "--undo")
    private boolean undo;

    @Option(names = "--adb-logcat", arity = "0..1", fallbackValue = OF_THE_PHONE, paramLabel = "${bundle:label.log}")
    private String log;

    @Option(names = "--follow")
    private boolean follow;

    @Option(names = "--app", paramLabel = "${bundle:label.app}", converter = AppIdConverter.class)
    private AppId app;

    @Option(names = "--ios-log", arity = "0..1", fallbackValue = OF_THE_PHONE, paramLabel = "${bundle:label.log}")
    private String iosLog;

    /** {@code --for}: a phone has to be found and unlocked, and a page must not stay open over night. */
    static final class OpenFor extends DurationConverter {
        OpenFor() {
            super(Duration.ofSeconds(10), Duration.ofHours(1));
        }
    }

    /** Who asks the services. */
    public From from() {
        return phone ? From.PHONE_BY_PAGE
                : undo ? From.NOWHERE
                : reverse ? From.PHONE_BY_REVERSED_PORTS
                : adb || log() ? From.PHONE_ON_CABLE : From.THIS_MACHINE;
    }

    /** How long the page is open. */
    Duration openFor() {
        return openFor == null ? USUALLY_OPEN : openFor;
    }

    /** Where the page is wished for. */
    int port() {
        return port == null ? PortConverter.OF_THE_PAGE : port;
    }

    /** How many phones are to try. */
    int phones() {
        return phones == null ? PhonesConverter.USUAL : phones;
    }

    /** Phones are let come to the page. */
    boolean open() {
        return open;
    }

    boolean trace() {
        return trace;
    }

    /** The phone on the cable tries the ports. */
    boolean adb() {
        return adb;
    }

    /** A phone on a cable is needed. */
    boolean cable() {
        return adb || logOfThePhone();
    }

    Optional<String> serial() {
        return Optional.ofNullable(serial);
    }

    /** The app's log is read, from the phone or from a file. */
    boolean log() {
        return log != null || iphone();
    }

    /** It is an iPhone's. */
    boolean iphone() {
        return iosLog != null;
    }

    /** It is read while it is written: an iPhone tells nothing of what was before. */
    boolean follows() {
        return follow || OF_THE_PHONE.equals(iosLog);
    }

    /** The app that the phone is asked about. */
    Optional<AppId> app() {
        return Optional.ofNullable(app);
    }

    /** The file that the app's log is in; empty where the phone on the cable has it. */
    Optional<String> logFile() {
        return Optional.ofNullable(iphone() ? iosLog : log).filter(file -> !file.equals(OF_THE_PHONE));
    }

    private boolean logOfThePhone() {
        return OF_THE_PHONE.equals(log);
    }

    /**
     * What contradicts itself; and a recording asks no phone, nor does it ever become well.
     *
     * @param wait of verify, where it is given: whoever asks a phone waits anyway
     */
    public Contradictions contradictions(Settings settings, Duration wait) {
        boolean live = settings.world().live();
        return new Contradictions()
                .notTogether("--wait", wait != null, "--phone", phone)
                .notTogether("--wait", wait != null, "--adb", adb)
                .notTogether("--wait", wait != null, "--adb-logcat", log != null)
                .notTogether("--wait", wait != null, "--ios-log", iphone())
                .notTogether("--wait", wait != null, "--replay", !live)
                .notTogether("--phone", phone, "--adb", adb)
                .notTogether("--phone", phone, "--adb-logcat", log != null)
                .notTogether("--phone", phone, "--ios-log", iphone())
                .notTogether("--ios-log", iphone(), "--adb", adb)
                .notTogether("--ios-log", iphone(), "--adb-logcat", log != null)
                .needs("--reverse", reverse, "--adb", adb)
                .needs("--undo", undo, "--reverse", reverse)
                .notTogether("--reverse", reverse, "--adb-logcat", log())
                .notTogether("--reverse", reverse, "--app", app != null)
                .notTogether("--reverse", reverse, "--trace", trace)
                .notTogether("--undo", undo, "--adb-serial", serial != null)
                .when(reverse && settings.output() != OutputFormat.TEXT && settings.output() != OutputFormat.JSON,
                        Message.of("cli.no-such-output", "--reverse", settings.output().id(), "text, json"))
                .needs("--open", open, "--phone", phone)
                .needs("--trace", trace, "--phone", phone || adb)
                .needs("--for", openFor != null, "--phone", phone)
                .needs("--phones", phones != null, "--phone", phone)
                .needs("--port", port != null, "--phone", phone)
                .needs("--adb-serial", serial != null, "--adb", cable())
                .needs("--app", app != null, "--adb", cable())
                .needs("--follow", follow, "--adb-logcat", log())
                .when(follow && logFile().isPresent(), Message.of("applog.log-not-followed"))
                .when(phone && !live, Message.of("phone.not-on-replay"))
                .when((cable() || follows()) && !live, Message.of("adb.not-on-replay"));
    }
}
