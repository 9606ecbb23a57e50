package firewall.windows;

import fact.Fact;
import java.util.List;
import java.util.function.Predicate;
import process.World;

/** Rules that a person made by hand with the four names of the guide, so that they can be taken back too. */
public final class GuideRules {

    /** The display names as the guide spells them. */
    public static final List<String> NAMES = List.of("Eloquence TTS Service", "Eloquence API Service",
            "Eloquence Whisper STT Service", "Eloquence LiveKit Service");

    private GuideRules() { }

    /**
     * Their removal, one change each; rules of a policy are not among them.
     *
     * @param journaled says of a rule's name whether our journal knows it and takes it back in its own way; a line of
     *                  ours that a person pasted made a rule that looks like ours and is in no journal
     */
    public static Fact<List<RemoveNamed>> find(World world, Predicate<String> journaled) {
        return new WindowsFirewall(world, List.of()).policy().map(policy -> in(policy, journaled));
    }

    static List<RemoveNamed> in(WindowsPolicy policy, Predicate<String> journaled) {
        return policy.rules().stream()
                .filter(rule -> rule.store() == WindowsRule.Store.LOCAL && !journaled.test(rule.id()))
                .filter(rule -> NAMES.stream().anyMatch(name -> name.equalsIgnoreCase(rule.displayName())))
                .filter(rule -> LocalRules.plain(rule.id()))
                .map(rule -> new RemoveNamed(rule.id(), rule.text()))
                .toList();
    }
}
