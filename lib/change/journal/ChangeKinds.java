package change.journal;

import adb.ReversedPort;
import firewall.Change;
import firewall.linux.IptablesRule;
import firewall.linux.TraceTable;
import firewall.linux.UfwRule;
import firewall.windows.AddRule;
import firewall.windows.AuditPolicy;
import firewall.windows.DisableRule;
import firewall.windows.RemoveRule;
import firewall.windows.SetPrivate;
import java.util.Map;

/** Every change that this program can make, and so can find in its journal. */
public final class ChangeKinds {

    private ChangeKinds() { }

    public static JournalCodec all() {
        return new JournalCodec(Map.<String, Class<? extends Change>>of(
                "adb-reverse", ReversedPort.class,
                "iptables-rule", IptablesRule.class,
                "linux-watch", TraceTable.class,
                "ufw-rule", UfwRule.class,
                "windows-add-rule", AddRule.class,
                "windows-audit", AuditPolicy.class,
                "windows-disable-rule", DisableRule.class,
                "windows-remove-rule", RemoveRule.class,
                "windows-set-private", SetPrivate.class));
    }
}
