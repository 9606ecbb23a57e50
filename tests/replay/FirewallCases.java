package replay;

import static replay.FieldFault.RULE_WITHOUT_EFFECT;

import java.util.List;
import path.FindingId;

/** Machines from the field: what decides in Windows Firewall and beside it. */
final class FirewallCases {

    private FirewallCases() { }

    static List<FieldCase> all() {
        return List.of(
                FieldCase.guilty(RULE_WITHOUT_EFFECT, "rule-other-adapter").exits(20)
                        .finds(FindingId.FIREWALL_BLOCKS_BY_DEFAULT).plans(40, "New-NetFirewallRule"));
    }
}
