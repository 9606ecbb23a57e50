package change;

import firewall.Change;
import firewall.linux.IptablesRule;
import firewall.linux.UfwRule;
import firewall.linux.WatchTable;
import firewall.windows.AddRule;
import firewall.windows.AuditPolicy;
import firewall.windows.DisableRule;
import firewall.windows.RemoveNamed;
import firewall.windows.SetPrivate;
import java.util.Map;

/** Every change that this program can make, and so can find in its journal. */
public final class KnownKinds {

    private KnownKinds() { }

    public static Kinds all() {
        return new Kinds(Map.<String, Class<? extends Change>>of(
                "iptables-rule", IptablesRule.class,
                "linux-watch", WatchTable.class,
                "ufw-rule", UfwRule.class,
                "windows-add-rule", AddRule.class,
                "windows-audit", AuditPolicy.class,
                "windows-disable-rule", DisableRule.class,
                "windows-remove-rule", RemoveNamed.class,
                "windows-set-private", SetPrivate.class));
    }
}
