package firewall.windows;

import firewall.Rule;
import firewall.windows.policy.WindowsPolicy;
import firewall.windows.policy.WindowsRule;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import process.Fact;
import process.World;

/** Rules that a person made by hand with the names of the guide or of a service, so that they can be taken back too. */
public final class GuideRules {

    /** The display names as the guide spells them. */
    public static final List<String> NAMES = List.of("Eloquence TTS Service", "Eloquence API Service",
            "Eloquence Whisper STT Service", "Eloquence LiveKit Service");

    private GuideRules() { }

    /**
     * @param removals their removal, one change each
     * @param odd      rules whose {@code -Name} a cmdlet could take for a pattern, so that nothing here removes them
     */
    public record Found(List<RemoveRule> removals, List<Rule> odd) {

        public Found {
            removals = List.copyOf(removals);
            odd = List.copyOf(odd);
        }
    }

    /**
     * Local rules of these names, switched on or not, however many share one; rules of a policy are not among them.
     *
     * @param services  names of services besides the guide's: of these only rules that allow something inbound on
     *                  ports count, since a name that is not the guide's may well be somebody else's rule
     * @param journaled says of a rule's name whether our journal knows it and takes it back in its own way; a line of
     *                  ours that a person pasted made a rule that looks like ours and is in no journal
     */
    public static Fact<Found> find(World world, List<String> services, Predicate<String> journaled) {
        return new WindowsFirewall(world, List.of()).policy().map(policy -> in(policy, services, journaled));
    }

    static Found in(WindowsPolicy policy, List<String> services, Predicate<String> journaled) {
        List<WindowsRule> found = policy.rules().stream()
                .filter(rule -> rule.store() == WindowsRule.Store.LOCAL && !journaled.test(rule.id()))
                .filter(rule -> called(rule, NAMES) || called(rule, services) && opensPorts(rule))
                .sorted(Comparator.comparing((WindowsRule rule) -> !called(rule, NAMES))).toList();
        return new Found(found.stream().filter(rule -> RuleScripts.plain(rule.id()))
                .map(rule -> new RemoveRule(rule.id(), rule.text())).toList(),
                found.stream().filter(rule -> !RuleScripts.plain(rule.id())).map(WindowsRule::asRule).toList());
    }

    private static boolean called(WindowsRule rule, List<String> names) {
        String display = rule.displayName().strip();
        return names.stream().anyMatch(name -> DisplayName.of(name).equalsIgnoreCase(display));
    }

    private static boolean opensPorts(WindowsRule rule) {
        return rule.inbound() && rule.action() == WindowsRule.Action.ALLOW && rule.program().isEmpty()
                && !rule.string().all("LPort", "LPort2_10").isEmpty();
    }
}
