package firewall.linux;

import firewall.Change;
import firewall.Lifetime;
import java.util.List;
import process.ShellCommand;

/** Rules of ours that a file of the system has in the kernel again when the machine starts. */
interface RulesAtBoot extends Change {

    /** Those that it has again. */
    List<IptablesRule> rules();

    /** Their ports, each once, as a sentence lists them. */
    default List<Object> ports() {
        return rules().stream().map(IptablesRule::port).distinct().<Object>map(port -> port).toList();
    }

    @Override
    default Lifetime lifetime() {
        return Lifetime.PERMANENT;
    }

    @Override
    default boolean keeps(Change other) {
        return other instanceof IptablesRule rule && rules().contains(rule);
    }

    /** The lines are too many to be pasted, or have a place of their own in a file: that takes an editor. */
    @Override
    default List<ShellCommand> paste() {
        return List.of();
    }
}
