package adb;

import firewall.Change;
import firewall.Lifetime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import process.Command;
import process.Fact;
import process.LiveWorld;
import process.Ran;
import process.Shell;
import process.ShellCommand;
import process.World;
import text.Message;

/**
 * What an app on the phone sends to {@code 127.0.0.1:8000} comes out here as a connection to {@code 127.0.0.1:8000}:
 * {@code adb reverse tcp:8000 tcp:8000} (adb's manual; Android 5 and later). adbd on the phone keeps it for as long as
 * the phone is connected to this very server of adb.
 *
 * <p>Nobody can tell who made one. One that was there before is therefore never written down as ours, and one that
 * leads elsewhere is left alone.
 *
 * @param adb    the path of the program
 * @param serial names the phone to adb; it goes into the journal, which is the user's own, and into no recording
 * @param phone  the same for people, shortened: {@code Pixel 7 (R5…CDE)}
 * @param port   on the phone and on this machine
 */
public record ReversedPort(String adb, String serial, String phone, int port) implements Change {

    /** It is asked over a cable and answers in milliseconds; starting adb's server takes seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    public ReversedPort {
        if (adb.isBlank() || phone.isBlank() || serial.isBlank() || serial.startsWith("-")
                || serial.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a reversal needs a program and a phone");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    @Override
    public String kind() {
        return "adb-reverse";
    }

    /** adb belongs to whoever is logged in; root has keys of its own, which the phone does not know. */
    @Override
    public boolean needsAdministrator() {
        return false;
    }

    /** At the latest: it is gone as soon as the cable is out, or adb's server ends. */
    @Override
    public Lifetime lifetime() {
        return Lifetime.UNTIL_RESTART;
    }

    @Override
    public Message what() {
        return Message.of("reverse.what", port, phone);
    }

    @Override
    public List<ShellCommand> paste() {
        return pasted(List.of("reverse", name(), name()));
    }

    @Override
    public List<ShellCommand> pasteUndo() {
        return pasted(List.of("reverse", "--remove", name()));
    }

    private List<ShellCommand> pasted(List<String> words) {
        List<String> all = new ArrayList<>(List.of("adb", "-s", serial));
        all.addAll(words);
        return ShellCommand.forShells(List.of(Shell.BASH, Shell.POWERSHELL, Shell.CMD), false, all);
    }

    private String name() {
        return "tcp:" + port;
    }

    /**
     * Where the phone's port leads to now; empty where it leads nowhere, as with a phone that is not there: adbd drops
     * what was reversed when the connection ends.
     */
    public Fact<Optional<String>> target(World world) {
        Fact<List<String>> listed = list(world);
        return listed.map(lines -> lines.stream().map(line -> Arrays.asList(line.strip().split("\\s+")))
                .filter(words -> words.size() >= 2 && words.get(words.size() - 2).equals(name()))
                .map(List::getLast).findFirst());
    }

    /** Lines such as {@code UsbFfs tcp:8000 tcp:8000}: what the first word says differs from phone to phone. */
    private Fact<List<String>> list(World world) {
        return run(world, "--list").then(ran -> ran.succeeded() ? Fact.known(ran.outText().lines().toList())
                : notThere(ran) ? Fact.known(List.of()) : refused(ran));
    }

    /** {@code error: device 'R5CT10ABCDE' not found}; adb speaks English everywhere. */
    private boolean notThere(Ran ran) {
        return ran.errText().contains("device '" + serial + "' not found");
    }

    private static <T> Fact<T> refused(Ran ran) {
        String said = ran.errText().lines().map(String::strip).filter(line -> !line.isEmpty()).reduce((a, b) -> b)
                .orElse("").replaceFirst("^adb(\\.exe)?: ", "");
        return Fact.unknown(said.isEmpty() ? ran.failure() : Message.of("reverse.refused", said));
    }

    @Override
    public Fact<State> state(World world) {
        return target(world).map(target -> target.map(to -> to.equals(name()) ? State.PRESENT : State.EDITED)
                .orElse(State.ABSENT));
    }

    @Override
    public Fact<List<String>> found(World world) {
        return target(world).map(target -> target.map(to -> name() + " " + to).stream().toList());
    }

    /** Without {@code --no-rebind} adb would replace what somebody else has led to another port meanwhile. */
    @Override
    public Fact<State> apply(World world) {
        return state(world).then(state -> state != State.ABSENT ? Fact.known(state)
                : run(world, "--no-rebind", name(), name())
                        .then(ran -> ran.succeeded() ? state(world) : refused(ran)));
    }

    @Override
    public Fact<State> undo(World world, boolean force) {
        return state(world).then(state -> switch (state) {
            case ABSENT -> Fact.known(State.ABSENT);
            case EDITED -> force ? removed(world) : Fact.known(State.EDITED);
            case PRESENT -> removed(world);
        });
    }

    private Fact<State> removed(World world) {
        return run(world, "--remove", name()).then(ran -> ran.succeeded() ? state(world) : refused(ran));
    }

    /** What is said over the cable stays out of a recording, and a recording has no phone. */
    private Fact<Ran> run(World world, String... words) {
        if (!world.live()) {
            return Fact.unknown(Message.of("reverse.not-on-replay"));
        }
        List<String> args = new ArrayList<>(List.of("-s", serial, "reverse"));
        args.addAll(List.of(words));
        return Fact.known(new LiveWorld().run(Command.of(adb, args).within(LIMIT).called("adb reverse")));
    }
}
