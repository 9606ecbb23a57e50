package powershell;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import testing.Project;

/**
 * The cmdlets of Windows PowerShell 5.1 as Microsoft's reference has them ({@code cmdlets.json}). A page is what stands
 * behind {@code learn.microsoft.com/powershell/module/}. Of modules of Windows only the parameters are listed that the
 * pages of Server 2016, which is Windows 10 1607, and of Server 2025 have both; cmdlets of the Hyper-V firewall began
 * with Server 2022 and Windows 11.
 */
final class Cmdlets {
    private static final Map<String, Cmdlet> TABLE = Map.copyOf(new Gson().<Map<String, Cmdlet>>fromJson(
            Project.read("tests/powershell/cmdlets.json"), new TypeToken<Map<String, Cmdlet>>() { }.getType()));

    /** about_CommonParameters, 5.1; of those that take a value. */
    private static final Set<String> COMMON = Set.of("ErrorAction", "ErrorVariable", "InformationAction",
            "InformationVariable", "OutBuffer", "OutVariable", "PipelineVariable", "WarningAction", "WarningVariable");
    private static final Set<String> COMMON_SWITCHES = Set.of("Debug", "Verbose");
    /** Enumeration ActionPreference; Suspend is for workflows alone, Break came with PowerShell 7. */
    private static final List<String> ACTIONS = List.of("Continue", "Ignore", "Inquire", "SilentlyContinue", "Stop");

    /**
     * @param positional how many values may stand without the name of their parameter
     * @param switches   parameters that take no value
     * @param parameters those that take one
     * @param values     what an enumeration may be
     */
    record Cmdlet(String page, int positional, List<String> switches, List<String> parameters,
            Map<String, List<String>> values) {

        boolean isSwitch(String parameter) {
            return contains(switches.stream(), parameter) || contains(COMMON_SWITCHES.stream(), parameter);
        }

        boolean takesValue(String parameter) {
            return contains(parameters.stream(), parameter) || contains(COMMON.stream(), parameter);
        }

        /** Empty where any value will do. */
        Optional<List<String>> allowed(String parameter) {
            return parameter.toLowerCase().matches("(error|warning|information)action") ? Optional.of(ACTIONS)
                    : values.entrySet().stream().filter(entry -> entry.getKey().equalsIgnoreCase(parameter))
                            .map(Map.Entry::getValue).findFirst();
        }

        private static boolean contains(Stream<String> names, String name) {
            return names.anyMatch(name::equalsIgnoreCase);
        }
    }

    private Cmdlets() { }

    /** Also by its whole name, {@code Microsoft.PowerShell.Management\Test-Path}. */
    static Optional<Cmdlet> find(String name) {
        int module = name.indexOf('\\');
        return Optional.ofNullable(TABLE.get(name.substring(module + 1))).filter(cmdlet -> module < 0
                || cmdlet.page().startsWith(name.substring(0, module).toLowerCase(Locale.ROOT) + "/"));
    }

    static Map<String, Cmdlet> all() {
        return TABLE;
    }
}
