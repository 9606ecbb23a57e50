package monitor.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import process.Command;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import testing.ForwardingWorld;

/**
 * A Windows with a Task Scheduler that holds at most one task. It takes a definition as schtasks does: from a file that
 * is UTF-16 with its mark, and only where the schema is kept. It answers in French, as half of the users' does.
 */
public final class TaskWorld extends ForwardingWorld {
    private static final String USER = "S-1-5-21-160531367-2731080895-3115721477-1001";

    /** The one task there is. */
    public String name = TaskScheduler.NAME;
    /** The definition that is registered. */
    public Optional<byte[]> task = Optional.empty();
    /** The watch that runs. */
    Optional<Long> process = Optional.empty();
    int state = 3;
    long lastResult = 267_011;
    String lastRun = "1999-11-30T00:00:00";
    boolean powerShell = true;
    /** What schtasks says instead of doing it; empty where it does it. */
    public Optional<Ran.End> refusal = Optional.empty();
    public String refusalText = "";
    /** False where the task starts and its program ends at once. */
    boolean begins = true;
    /** True where a watch runs that the task has not started. */
    boolean unyielding;
    public final List<String> asked = new ArrayList<>();
    private long nextPid = 4000;

    public TaskWorld() {
        super(new FakeWorld(Os.WINDOWS));
    }

    @Override
    public Ran run(Command command) {
        if (command.program().endsWith("\\WindowsPowerShell\\v1.0\\powershell.exe")) {
            asked.add("powershell");
            return powerShell ? ran(command, 0, answer(), "")
                    : ran(command, new Ran.Exited(1), new byte[0], "This program is blocked by group policy.");
        }
        if (!command.program().equals("C:\\Windows\\System32\\schtasks.exe")) {
            throw new AssertionError("unknown program " + command.program());
        }
        List<String> args = command.args();
        asked.add(String.join(" ", args.stream().filter(arg -> arg.matches("/[a-z]+")).toList()));
        if (!args.subList(1, 3).equals(List.of("/tn", name))) {
            throw new AssertionError("another task: " + args);
        }
        boolean changes = !args.getFirst().equals("/query");
        if (changes && refusal.isPresent()) {
            return ran(command, refusal.get(), new byte[0], refusalText);
        }
        return switch (args.getFirst()) {
            case "/create" -> create(command, Path.of(args.get(args.indexOf("/xml") + 1)), args.contains("/f"));
            case "/run" -> onTask(command, () -> process = begins ? Optional.of(++nextPid) : Optional.empty());
            case "/end" -> onTask(command, () -> process = unyielding ? process : Optional.empty());
            case "/delete" -> args.contains("/f") ? onTask(command, () -> task = Optional.empty())
                    : ran(command, new Ran.TimedOut(), new byte[0], "");
            case "/query" -> args.contains("/xml") ? onTask(command, () -> { })
                    : ran(command, 0, list(), "");
            default -> throw new AssertionError("unknown verb " + args);
        };
    }

    private Ran create(Command command, Path file, boolean force) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes[0] != (byte) 0xFF || bytes[1] != (byte) 0xFE) {
                return ran(command, 1, "", "ERREUR : le code XML de la tâche est mal formé.\r\n(1,40)::");
            }
            String text = new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
            Optional<String> fault = Schema.fault(text);
            if (fault.isPresent() || task.isPresent() && !force) {
                return ran(command, 1, "", "ERREUR : " + fault);
            }
            task = Optional.of(bytes);
            return ran(command, 0, "Opération réussie : la tâche planifiée a été créée.\r\n", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ran onTask(Command command, Runnable change) {
        if (task.isEmpty()) {
            return ran(command, 1, "", "ERREUR : Le fichier spécifié est introuvable.\r\n");
        }
        change.run();
        // As schtasks prints it where it is redirected: one byte a letter, whatever the first line declares.
        byte[] xml = task.map(bytes -> new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE)
                .getBytes(StandardCharsets.ISO_8859_1)).orElse(new byte[0]);
        return ran(command, new Ran.Exited(0), xml, "");
    }

    private String answer() {
        String said = task.isEmpty() ? "null" : "{\"state\":" + (process.isPresent() ? 4 : state)
                + ",\"lastRun\":\"" + lastRun + "\",\"lastResult\":" + lastResult + ",\"nextRun\":null}";
        return "runbook-begin {\"answer\":{\"user\":\"" + USER + "\",\"task\":" + said + "}} runbook-end\r\n";
    }

    private String list() {
        return "\r\nDossier: \\\r\nNom de la tâche:           \\runbook monitor\r\nProchaine exécution:   N/A\r\n"
                + "Statut:     Prêt\r\nHeure de la dernière exécution:     23/11/2026 08:00:00\r\n"
                + "Dernier résultat:        " + lastResult + "\r\n";
    }

    private static Ran ran(Command command, int code, String out, String err) {
        return ran(command, new Ran.Exited(code), out.getBytes(StandardCharsets.UTF_8), err);
    }

    private static Ran ran(Command command, Ran.End end, byte[] out, String err) {
        return new Ran(command, end, out, err.getBytes(StandardCharsets.UTF_8), Duration.ofMillis(1));
    }

    @Override
    public boolean live() {
        return true;
    }
}
