package host.windows;

import com.google.gson.JsonElement;
import java.util.Map;
import process.Fact;
import process.World;

/**
 * What PowerShell has to tell about a Windows machine. One call answers for adapters, networks, processes and the
 * firewall together, because each start of PowerShell takes longer than all that they ask. Thread-safe: whoever asks
 * first makes the call, the others wait for it.
 */
public final class WindowsSnapshot {
    static final String SCRIPT = "host/windows/read-windows.ps1";

    private final World world;
    private Fact<JsonElement> answer;

    public WindowsSnapshot(World world) {
        this.world = world;
    }

    /** What {@code read-windows.ps1} answers, read once; a part of it that is {@code null} could not be read. */
    public synchronized Fact<JsonElement> answer() {
        return answer == null ? afresh() : answer;
    }

    /** The same, read now: after a change. */
    public synchronized Fact<JsonElement> afresh() {
        answer = new PowerShell(world).json(SCRIPT, Map.of());
        return answer;
    }
}
