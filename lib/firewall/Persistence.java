package firewall;

import java.util.List;
import json.Id;
import text.Message;

/** What it takes for changes to outlast a restart of this machine. */
public sealed interface Persistence {

    /** They do already. */
    record Lasting(Message why) implements Persistence { }

    /**
     * More changes do it.
     *
     * @param why     what of this machine decided for this way
     * @param changes in the order in which they are made; taken back in the reverse one
     */
    record Kept(Way way, Message why, List<Change> changes) implements Persistence {

        public Kept {
            changes = List.copyOf(changes);
        }
    }

    /** Nothing on this machine would have them again after a restart. */
    record NoWay(Message why) implements Persistence { }

    /** What has the rules again when the machine starts. */
    enum Way implements Id {
        NETFILTER_PERSISTENT("netfilter-persistent"), NFTABLES("nftables"), SYSTEMD_UNIT("systemd-unit"),
                FIREWALLD("firewalld");

        private final String id;

        Way(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }
}
