package firewall.windows;

import com.google.gson.JsonElement;
import firewall.Change.State;
import host.windows.PowerShell;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import json.Json;
import json.JsonShapeException;
import process.Fact;
import process.World;
import text.Message;

/** Local rules one at a time: read from the registry, changed by our scripts, seldom and with patience. */
final class RuleScripts {
    /** The rule cmdlets go through every rule of the machine: 48 s were seen with 1,091 of them. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Names that no cmdlet takes for a pattern. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9{}_-]{1,200}");

    /** The identity of "access denied" does not depend on the language of Windows; its text does. */
    private static final String DENIED = "Windows System Error 5,";
    /** MI_RESULT_ACCESS_DENIED of the management infrastructure, in the form in which cmdlets made from CIM tell it. */
    private static final String REFUSED = "MI RESULT 2,";

    private RuleScripts() { }

    static boolean plain(String id) {
        return id != null && PLAIN.matcher(id).matches();
    }

    /** The rule's text as it stands now, or that there is no such rule. */
    static Fact<Optional<String>> read(World world, String id) {
        return new PowerShell(world).json("firewall/windows/read-rule.ps1", Map.of("name", id)).then(answer -> {
            try {
                return Fact.known(Json.read(answer, json -> {
                    JsonElement rule = json.getAsJsonObject().get("rule");
                    return rule == null || rule.isJsonNull() ? Optional.empty() : Optional.of(rule.getAsString());
                }));
            } catch (JsonShapeException e) {
                return Fact.unknown(Message.of("firewall-windows.unclear-answer", e.getMessage()));
            }
        });
    }

    /**
     * Runs a script that changes something, then looks: what is there counts, not what the script said.
     *
     * @return the state found; unknown where the script failed or did not answer, and what is there then is to be looked
     *         at by who asked
     */
    static Fact<State> change(World world, String script, Map<String, ?> data, Supplier<Fact<State>> state) {
        return switch (new PowerShell(world).run("firewall/windows/" + script, data, PATIENCE)) {
            case PowerShell.Result.Returned done -> state.get();
            case PowerShell.Result.Threw threw -> threw(threw);
            case PowerShell.Result.Silent(Message why) -> Fact.unknown(why);
        };
    }

    private static Fact<State> threw(PowerShell.Result.Threw threw) {
        String error = threw.error();
        if (error.endsWith(",Set-NetConnectionProfile") && (error.startsWith(DENIED) || error.startsWith(REFUSED))) {
            return Fact.unknown(Message.of("firewall-windows.category-refused"));
        }
        return error.startsWith(DENIED) ? Fact.unknown(Message.of("firewall-windows.needs-administrator"))
                : Fact.unknown(threw.why());
    }
}
