package change.journal;

import adb.ReversedPort;
import firewall.Change;
import firewall.linux.BootUnit;
import firewall.linux.BootUnitEnabled;
import firewall.linux.FirewalldFirstRule;
import firewall.linux.FirewalldRule;
import firewall.linux.IptablesRule;
import firewall.linux.NftRule;
import firewall.linux.NftablesFile;
import firewall.linux.NftablesInclude;
import firewall.linux.RulesFileEntry;
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
        return new JournalCodec(Map.<String, Class<? extends Change>>ofEntries(
                Map.entry("adb-reverse", ReversedPort.class),
                Map.entry("firewalld-first-rule", FirewalldFirstRule.class),
                Map.entry("firewalld-rule", FirewalldRule.class),
                Map.entry("iptables-rule", IptablesRule.class),
                Map.entry("iptables-rules-file", RulesFileEntry.class),
                Map.entry("linux-watch", TraceTable.class),
                Map.entry("nft-rule", NftRule.class),
                Map.entry("nftables-file", NftablesFile.class),
                Map.entry("nftables-include", NftablesInclude.class),
                Map.entry("systemd-unit", BootUnit.class),
                Map.entry("systemd-unit-enabled", BootUnitEnabled.class),
                Map.entry("ufw-rule", UfwRule.class),
                Map.entry("windows-add-rule", AddRule.class),
                Map.entry("windows-audit", AuditPolicy.class),
                Map.entry("windows-disable-rule", DisableRule.class),
                Map.entry("windows-remove-rule", RemoveRule.class),
                Map.entry("windows-set-private", SetPrivate.class)));
    }
}
