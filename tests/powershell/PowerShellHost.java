package powershell;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import json.Json;
import process.Command;
import process.Ran;
import testing.Project;

/**
 * A real PowerShell that runs many texts, each in a session of its own: a start costs a second. It ends with the JVM,
 * which closes its standard input.
 */
final class PowerShellHost {
    private static final String ENDED = "runbook-ended";
    private static final Map<RealPowerShell, PowerShellHost> HOSTS = new ConcurrentHashMap<>();

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    private PowerShellHost(Process process) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static PowerShellHost of(RealPowerShell shell) {
        return HOSTS.computeIfAbsent(shell, PowerShellHost::start);
    }

    /** The same by a process of its own, for what comes before a text and holds for a whole process. */
    static Ran alone(RealPowerShell shell, Command command, String before, LanguageMode mode,
            Map<String, String> environment) {
        PowerShellHost host = start(shell);
        try {
            return host.run(command, before, mode, environment);
        } finally {
            host.process.destroyForcibly();
        }
    }

    private static PowerShellHost start(RealPowerShell shell) {
        try {
            return new PowerShellHost(new ProcessBuilder(shell.words(Project.read("tests/powershell/host.ps1")))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Asked(String before, String mode, String text, Map<String, String> environment) { }

    /** What comes of a command of {@code powershell.exe} in a mode, with stand-ins and more environment. */
    synchronized Ran run(Command command, String before, LanguageMode mode, Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.putAll(command.environment());
        command.request().ifPresent(request -> all.put(request.variable(), request.line()));
        var asked = new Asked(before, mode.id(), command.args().getLast(), all);
        try {
            // Whatever its code page is.
            in.write(Json.ascii(new Gson().toJson(asked)) + "\n");
            in.flush();
            String said = CompletableFuture.supplyAsync(this::answer, Thread::startVirtualThread)
                    .orTimeout(RealPowerShell.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            return new Ran(command, new Ran.Exited(0), said.getBytes(StandardCharsets.UTF_8), new byte[0],
                    Duration.ofSeconds(1));
        } catch (IOException | CompletionException e) {
            process.destroyForcibly();
            throw new AssertionError("the PowerShell of the tests has ended", e);
        }
    }

    private String answer() {
        var lines = new StringBuilder();
        try {
            for (String line = out.readLine(); !ENDED.equals(line); line = out.readLine()) {
                if (line == null) {
                    throw new IOException("no answer: " + lines);
                }
                lines.append(line).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.toString();
    }
}
