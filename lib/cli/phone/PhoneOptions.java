package cli.phone;

import cli.DurationConverter;
import cli.PortConverter;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import text.Message;

/** How verify asks a phone: by a page that it opens, by a cable, or by the app's own log; or not at all. */
public final class PhoneOptions {
    /** Time to fetch the phone, and to start over once. */
    private static final Duration USUALLY_OPEN = Duration.ofMinutes(5);

    /** {@code --adb-logcat} without a file: no path is empty. */
    private static final String OF_THE_PHONE = "";

    @Option(names = "--phone")
    private boolean phone;

    @Option(names = "--for", paramLabel = "${bundle:label.time}", converter = OpenFor.class)
    private Duration openFor;

    @Option(names = "--port", paramLabel = "${bundle:label.port}", converter = PortConverter.class)
    private Integer port;

    @Option(names = "--open")
    private boolean open;

    @Option(names = "--trace")
    private boolean trace;

    @Option(names = "--adb")
    private boolean adb;

    @Option(names = "--adb-serial", paramLabel = "${bundle:label.serial}")
    private String serial;

    @Option(names = "--adb-logcat", arity = "0..1", fallbackValue = OF_THE_PHONE, paramLabel = "${bundle:label.log}")
    private String log;

    /** {@code --for}: a phone has to be found and unlocked, and a page must not stay open over night. */
    static final class OpenFor extends DurationConverter {
        OpenFor() {
            super(Duration.ofSeconds(10), Duration.ofHours(1));
        }
    }

    /** A page is opened. */
    public boolean page() {
        return phone;
    }

    /** How long the page is open. */
    public Duration openFor() {
        return openFor == null ? USUALLY_OPEN : openFor;
    }

    /** Where the page is wished for. */
    public int port() {
        return port == null ? PortConverter.OF_THE_PAGE : port;
    }

    /** Phones are let come to the page. */
    public boolean open() {
        return open;
    }

    public boolean trace() {
        return trace;
    }

    /** The phone on the cable tries the ports. */
    public boolean adb() {
        return adb;
    }

    /** A phone on a cable is needed. */
    public boolean cable() {
        return adb || logOfThePhone();
    }

    public Optional<String> serial() {
        return Optional.ofNullable(serial);
    }

    /** The app's log is read, from the phone or from a file. */
    public boolean log() {
        return log != null;
    }

    /** The file that the app's log is in; empty where the phone on the cable has it. */
    public Optional<String> logFile() {
        return Optional.ofNullable(log).filter(file -> !file.equals(OF_THE_PHONE));
    }

    private boolean logOfThePhone() {
        return OF_THE_PHONE.equals(log);
    }

    /** What is asked for together and does not go together. */
    public Optional<Message> contradiction() {
        return Stream.of(
                when(phone && (adb || log()), "cli.not-together", "--phone", adb ? "--adb" : "--adb-logcat"),
                when(open && !phone, "cli.needs", "--open", "--phone"),
                when(trace && !phone && !adb, "cli.needs", "--trace", "--phone"),
                when(openFor != null && !phone, "cli.needs", "--for", "--phone"),
                when(port != null && !phone, "cli.needs", "--port", "--phone"),
                when(serial != null && !cable(), "cli.needs", "--adb-serial", "--adb"))
                .flatMap(Optional::stream).findFirst();
    }

    private static Optional<Message> when(boolean wrong, String key, Object... args) {
        return wrong ? Optional.of(Message.of(key, args)) : Optional.empty();
    }
}
