package firewall.windows;

import com.google.gson.JsonElement;
import firewall.LoggedDrop;
import fuzz.Sound;
import fuzz.Target;
import java.util.List;
import json.Json;
import json.JsonShapeException;
import process.Ran;

/** What Windows writes down of packets that it dropped, and whether it is told to. */
public final class WindowsLogTargets {
    private static final String EVENTS = """
            {"state":"read","drops":[{"event":5157,"values":{"ProcessId":"4","Direction":"%%14592","SourceAddress":
            "192.168.1.23","SourcePort":"54712","DestAddress":"192.168.1.44","DestPort":"8000","Protocol":"6",
            "FilterRTID":"70201","FilterOrigin":"{3A5B0F2C-0001-4B7D-9D2E-000000000001}"}},{"event":5152,"values":{}}]}
            """;
    private static final String AUDIT = """
            Machine Name,Policy Target,Subcategory,Subcategory GUID,Inclusion Setting,Exclusion Setting,Setting Value
            PC,System,Filtering Platform Packet Drop,{0CCE9225-69AE-11D9-BED3-505054503030},No Auditing,,0
            PC,System,Filtering Platform Connection,{0CCE9226-69AE-11D9-BED3-505054503030},Failure,,2
            """;

    private WindowsLogTargets() { }

    public static List<Target> all() {
        return List.of(
                Target.of("pfirewall-log", List.of("pfirewall/win-pfirewall-excerpt-drop-tcp-receive.log",
                        "pfirewall/pfirewall-sample-with-comments.log", "pfirewall/plaso-windows_firewall.log"),
                        bytes -> {
                            List<LoggedDrop> drops = FirewallLog.parse(Ran.decode(bytes).lines());
                            Sound.value(drops);
                        }),
                Target.ofTexts("security-log", List.of(EVENTS), bytes -> {
                    try {
                        JsonElement json = Json.parse(Ran.decode(bytes));
                        Sound.fact(SecurityLog.parse(json));
                    } catch (JsonShapeException e) {
                        // It is no JSON, and says so.
                    }
                }),
                Target.ofTexts("audit-policy", List.of(AUDIT),
                        bytes -> Sound.fact(AuditPolicy.parse(Ran.decode(bytes)))));
    }
}
