package firewall.windows;

import firewall.Change;
import firewall.Lifetime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import process.Command;
import process.Fact;
import process.Ran;
import process.Shell;
import process.ShellCommand;
import process.SystemFolder;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * Switches on that Windows writes down what its firewall drops: failures of the two subcategories "Filtering Platform
 * Packet Drop" and "Filtering Platform Connection", named by their GUIDs because their names are translated. Successes
 * stay as they are: they are far more. Both numbers are what auditpol.exe saves: 0 and 4 none, 1 successes, 2 failures,
 * 3 both (MS-GPAC 2.2.1.3.1).
 *
 * @param packets     what was set before, for dropped packets (event 5152)
 * @param connections what was set before, for connections (event 5157)
 */
public record AuditPolicy(int packets, int connections) implements Change {

    private static final String PACKETS = "{0CCE9225-69AE-11D9-BED3-505054503030}";
    private static final String CONNECTIONS = "{0CCE9226-69AE-11D9-BED3-505054503030}";
    private static final int SUCCESS = 1;
    private static final int FAILURE = 2;

    public AuditPolicy {
        if (!known(packets) || !known(connections)) {
            throw new IllegalArgumentException("not a setting: " + packets + ", " + connections);
        }
    }

    private static boolean known(int setting) {
        return setting >= 0 && setting <= 3;
    }

    /** What is set now, so that it can be set again. Only an administrator may ask. */
    public static Fact<AuditPolicy> now(World world) {
        return world.observe("audit policy", AuditPolicy.class, () -> saved(world));
    }

    /** Its other outputs say it in a word of the system's language; only what it saves has numbers. */
    private static Fact<AuditPolicy> saved(World world) {
        try {
            Path folder = folder();
            Path file = folder.resolve("audit.csv");
            try {
                Ran ran = world.run(Command.of(program(), "/backup", "/file:" + file));
                return ran.succeeded() ? parse(Ran.decode(Files.readAllBytes(file))) : Fact.unknown(refused(ran));
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            return Fact.unknown(Message.of("firewall-windows.audit-unreadable", String.valueOf(e.getMessage())));
        }
    }

    /** Where only administrators write: what is read there is set again some day. Who is none, auditpol refuses. */
    private static Path folder() throws IOException {
        Optional<StateFolder> machine = StateFolder.ofAdministrators();
        if (machine.isPresent()) {
            try {
                machine.get().create();
                return Files.createTempDirectory(machine.get().path(), "audit");
            } catch (IOException | StateException e) {
                // Without these rights. Where they are there, and the folder is not to be believed, nothing is changed.
            }
        }
        return Files.createTempDirectory("runbook");
    }

    /**
     * One row for each subcategory, with the setting as the last column:
     * {@code PC,System,Filtering Platform Connection,{0CCE9226-69AE-11D9-BED3-505054503030},No Auditing,,0}.
     */
    static Fact<AuditPolicy> parse(String csv) {
        List<Integer> packets = settings(csv, PACKETS);
        List<Integer> connections = settings(csv, CONNECTIONS);
        // Users may have rows of their own beside the system's: then it is not ours to tell them apart.
        return packets.size() == 1 && connections.size() == 1
                ? Fact.known(new AuditPolicy(packets.getFirst(), connections.getFirst()))
                : Fact.unknown(Message.of("firewall-windows.audit-unreadable", "auditpol"));
    }

    private static List<Integer> settings(String csv, String guid) {
        Pattern row = Pattern.compile(".*" + Pattern.quote(guid) + ".*,([0-4])\\s*", Pattern.CASE_INSENSITIVE);
        return csv.lines().map(row::matcher).filter(Matcher::matches)
                .map(match -> Integer.parseInt(match.group(1)) % 4).toList();
    }

    /** By its whole path: whatever else is called so on the PATH is not asked. */
    private static String program() {
        return SystemFolder.file("auditpol.exe");
    }

    private static Message refused(Ran ran) {
        // ERROR_PRIVILEGE_NOT_HELD and ERROR_ACCESS_DENIED of winerror.h.
        return ran.end() instanceof Ran.Exited(int code) && (code == 1314 || code == 5)
                ? Message.of("firewall-windows.needs-administrator") : ran.failure();
    }

    /** True where Windows writes down all that is needed already, so that there is nothing to switch. */
    public boolean enough() {
        return (packets & FAILURE) != 0 && (connections & FAILURE) != 0;
    }

    private AuditPolicy made() {
        return new AuditPolicy(packets | FAILURE, connections | FAILURE);
    }

    @Override
    public String kind() {
        return "windows-audit";
    }

    @Override
    public Message what() {
        return Message.of("firewall-windows.audit");
    }

    @Override
    public Lifetime lifetime() {
        return Lifetime.PERMANENT;
    }

    @Override
    public List<ShellCommand> paste() {
        return Stream.of(PACKETS, CONNECTIONS).flatMap(guid -> paste(setting(guid, List.of("/failure:enable"))))
                .toList();
    }

    @Override
    public List<ShellCommand> pasteUndo() {
        return Stream.concat(paste(setting(PACKETS, words(packets))), paste(setting(CONNECTIONS, words(connections))))
                .toList();
    }

    private static Stream<ShellCommand> paste(List<String> args) {
        return Stream.of(Shell.POWERSHELL, Shell.CMD).map(shell ->
                new ShellCommand(shell, true, shell.system("auditpol") + " " + shell.line(args)));
    }

    private static List<String> setting(String guid, List<String> values) {
        return Stream.concat(Stream.of("/set", "/subcategory:" + guid), values.stream()).toList();
    }

    private static List<String> words(int setting) {
        return List.of("/success:" + word(setting & SUCCESS), "/failure:" + word(setting & FAILURE));
    }

    private static String word(int bit) {
        return bit == 0 ? "disable" : "enable";
    }

    @Override
    public Fact<State> state(World world) {
        return now(world).map(now -> now.equals(made()) ? State.PRESENT
                : now.equals(this) ? State.ABSENT : State.EDITED);
    }

    @Override
    public Fact<List<String>> found(World world) {
        return now(world).map(now -> List.of(PACKETS + " " + now.packets, CONNECTIONS + " " + now.connections));
    }

    @Override
    public Fact<State> apply(World world) {
        return state(world).then(state -> state != State.ABSENT ? Fact.known(state)
                : set(world, List.of(setting(PACKETS, List.of("/failure:enable")),
                        setting(CONNECTIONS, List.of("/failure:enable")))));
    }

    @Override
    public Fact<State> undo(World world, boolean force) {
        return state(world).then(state -> state == State.ABSENT || state == State.EDITED && !force ? Fact.known(state)
                : set(world, List.of(setting(PACKETS, words(packets)), setting(CONNECTIONS, words(connections)))));
    }

    private Fact<State> set(World world, List<List<String>> all) {
        for (List<String> args : all) {
            Ran ran = world.run(Command.of(program(), args));
            if (!ran.succeeded()) {
                return Fact.unknown(refused(ran));
            }
        }
        return state(world);
    }
}
