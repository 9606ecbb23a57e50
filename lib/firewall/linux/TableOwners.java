package firewall.linux;

import firewall.linux.netfilter.Table;
import java.util.regex.Pattern;

/**
 * Programs that have a table of nft's to themselves and make it anew as they see fit: no rule of ours would stay in it.
 * Each is known by the name that it gives its table.
 */
final class TableOwners {

    /** crowdsec's bouncer, fail2ban, Docker, libvirt, Podman, NetworkManager, LXC and its kin, Mullvad, wg-quick. */
    private static final Pattern NAMES = Pattern.compile("\\S+ (firewalld.*|crowdsec6?|f2b-.*|docker-.*|libvirt_.*"
            + "|netavark|nm-.*|lxc|lxd|incus|mullvad|wg-quick-.*|sshguard|kube-proxy|proxmox-firewall.*)");

    private TableOwners() { }

    static boolean own(Table table) {
        return NAMES.matcher(table.name()).matches();
    }
}
