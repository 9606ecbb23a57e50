package change.plan;

import firewall.Change;
import inventory.Endpoint;
import inventory.Service;
import java.util.List;
import text.Message;

/**
 * What has to be changed for one service.
 *
 * @param number    from 1, in the order in which the steps are carried out
 * @param endpoints the ports of the service that are blocked now
 * @param changes   at least one; a change that two ports need stands here once
 */
public record PlanStep(int number, Service service, List<Endpoint> endpoints, List<Change> changes) {

    public PlanStep {
        if (number < 1 || endpoints.isEmpty() || changes.isEmpty()) {
            throw new IllegalArgumentException("a step has a number, a port and a change");
        }
        endpoints = List.copyOf(endpoints);
        changes = List.copyOf(changes);
    }

    /** How long its changes stay by themselves, each answer once. */
    public List<Message> lasts() {
        return changes.stream().map(change -> Message.of(switch (change.lifetime()) {
            case PERMANENT -> "change.lasts-permanent";
            case UNTIL_RESTART -> "change.lasts-until-restart";
            case UNTIL_UFW_RELOAD -> "change.lasts-until-ufw-reload";
            case UNTIL_FIREWALLD_RELOAD -> "change.lasts-until-firewalld-reload";
            case UNTIL_NFTABLES_RELOAD -> "change.lasts-until-nftables-reload";
        })).distinct().toList();
    }

    /** The name in the journal of this step's change at an index from 0: {@code 2.1} is the second step's first. */
    public String id(int index) {
        return number + "." + (index + 1);
    }
}
