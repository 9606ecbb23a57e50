package firewall.windows;

import fact.Fact;
import java.util.List;
import process.World;

/** Rules that a person made by hand with the four names of the guide, so that they can be taken back too. */
public final class GuideRules {

    /** The display names as the guide spells them. */
    public static final List<String> NAMES = List.of("Eloquence TTS Service", "Eloquence API Service",
            "Eloquence Whisper STT Service", "Eloquence LiveKit Service");

    private GuideRules() { }

    /** Their removal, one change each; rules that we added ourselves, and rules of a policy, are not among them. */
    public static Fact<List<RemoveNamed>> find(World world) {
        return new WindowsFirewall(world, List.of()).policy().map(GuideRules::in);
    }

    static List<RemoveNamed> in(WindowsPolicy policy) {
        return policy.rules().stream()
                .filter(rule -> rule.store() == WindowsRule.Store.LOCAL && !rule.id().startsWith(AddRule.PREFIX))
                .filter(rule -> NAMES.stream().anyMatch(name -> name.equalsIgnoreCase(rule.displayName())))
                .filter(rule -> LocalRules.plain(rule.id()))
                .map(rule -> new RemoveNamed(rule.id(), rule.text()))
                .toList();
    }
}
