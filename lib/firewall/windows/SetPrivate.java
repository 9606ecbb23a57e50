package firewall.windows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import firewall.Change;
import firewall.Lifetime;
import firewall.PasteCheck;
import host.Profile;
import host.windows.PowerShell;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import json.Json;
import json.JsonShapeException;
import process.Fact;
import process.Shell;
import process.ShellCommand;
import process.World;
import text.Message;

/**
 * Telling Windows that the public network of one adapter is a private one. The category is the network's own and stays
 * with it when the machine goes elsewhere (two adapters on one network change together: MicrosoftDocs,
 * windows-powershell-docs 535), so the way back is open only while the adapter is on that very network.
 *
 * @param guid    of the adapter, in braces; unlike its index it outlives a restart
 * @param adapter its alias, for people
 * @param network the name Windows has for the network
 */
public record SetPrivate(String guid, String adapter, String network) implements Change {
    private static final Pattern GUID = Pattern.compile("\\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}}");
    private static final String READ = "firewall/windows/read-network.ps1";
    private static final int LONGEST = 500;

    public SetPrivate {
        if (guid == null || !GUID.matcher(guid).matches()) {
            throw new IllegalArgumentException("not the GUID of an adapter: " + guid);
        }
        if (adapter == null || adapter.isBlank() || adapter.length() > LONGEST) {
            throw new IllegalArgumentException("not an adapter: " + adapter);
        }
        if (network == null || network.isBlank() || network.length() > LONGEST) {
            throw new IllegalArgumentException("not the name of a network: " + network);
        }
    }

    /** What an adapter is on now. */
    private record Seen(String name, Profile category) { }

    /** The change for the adapter with this GUID, on the network that it is on now. */
    static Fact<SetPrivate> of(World world, String guid, String adapter) {
        return look(world, guid, adapter).then(seen -> {
            try {
                return Fact.known(new SetPrivate(guid, adapter, seen.name()));
            } catch (IllegalArgumentException e) {
                return Fact.unknown(Message.of("firewall-windows.no-network", adapter));
            }
        });
    }

    private static Fact<Seen> look(World world, String guid, String adapter) {
        return new PowerShell(world).json(READ, Map.of("guid", guid)).then(answer -> {
            try {
                return Json.read(answer, json -> {
                    JsonElement network = json.getAsJsonObject().get("network");
                    if (network == null || network.isJsonNull()) {
                        return Fact.unknown(Message.of("firewall-windows.no-network", adapter));
                    }
                    JsonObject seen = network.getAsJsonObject();
                    return Fact.known(new Seen(seen.get("name").getAsString(),
                            Profile.ofWindows(seen.get("category").getAsInt())));
                });
            } catch (JsonShapeException e) {
                return Fact.unknown(Message.of("firewall-windows.unclear-answer", e.getMessage()));
            }
        });
    }

    @Override
    public String kind() {
        return "windows-set-private";
    }

    /** It makes a network public. */
    @Override
    public boolean undoOnlyCloses() {
        return true;
    }

    @Override
    public Message what() {
        return Message.of("firewall-windows.set-private", network, adapter);
    }

    /** netsh has no command for it. */
    @Override
    public Lifetime lifetime() {
        return Lifetime.PERMANENT;
    }

    @Override
    public List<ShellCommand> paste() {
        return List.of(line("Private"));
    }

    @Override
    public Optional<PasteCheck> pasteCheck() {
        return Optional.of(new PasteCheck(PasteFunctions.NETWORK_STATE, List.of(adapter, network), "private", "public",
                Optional.empty(), Message.of("firewall-windows.paste-other-network"), Optional.empty(),
                Optional.of("private-" + Integer.toHexString((guid + network).hashCode()))));
    }

    @Override
    public List<ShellCommand> pasteUndo() {
        return List.of(line("Public"));
    }

    private ShellCommand line(String category) {
        return new ShellCommand(Shell.POWERSHELL, true, networks() + " | Set-NetConnectionProfile -NetworkCategory "
                + category);
    }

    private String networks() {
        return "Get-NetConnectionProfile | Where-Object { $_.InterfaceAlias -eq " + Quoting.powershell(adapter)
                + " -and $_.Name -eq " + Quoting.powershell(network) + " }";
    }

    /** Unknown while the adapter is on another network: what that one is says nothing of ours. */
    @Override
    public Fact<State> state(World world) {
        return look(world, guid, adapter).then(seen -> !seen.name().equals(network)
                ? Fact.unknown(Message.of("firewall-windows.other-network", network, adapter, seen.name()))
                : Fact.known(switch (seen.category()) {
                    case PUBLIC -> State.ABSENT;
                    case PRIVATE -> State.PRESENT;
                    case DOMAIN, NONE -> State.EDITED;
                }));
    }

    @Override
    public Fact<List<String>> found(World world) {
        return look(world, guid, adapter).map(seen -> List.of(seen.name() + ": " + seen.category().id()));
    }

    @Override
    public Fact<State> apply(World world) {
        return state(world).then(now -> now == State.ABSENT ? set(world, "Private") : Fact.known(now));
    }

    /** A network that joined a domain since is left as it is, forced or not: nobody can set that category. */
    @Override
    public Fact<State> undo(World world, boolean force) {
        return state(world).then(now -> now == State.PRESENT ? set(world, "Public") : Fact.known(now));
    }

    private Fact<State> set(World world, String category) {
        return RuleScripts.change(world, "set-network-category.ps1",
                Map.of("guid", guid, "network", network, "category", category), () -> state(world));
    }
}
