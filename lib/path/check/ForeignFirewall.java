package path.check;

import firewall.Rule;
import host.windows.WindowsFacts.SecurityProduct;
import java.util.List;
import java.util.Optional;
import path.Facts;
import process.Fact;
import text.Message;

/** Where Windows Firewall is switched off: whether a product of another maker decides in its place. */
public final class ForeignFirewall {

    private ForeignFirewall() { }

    /** The setting by which Windows Firewall looks at nothing that comes in from the LAN. */
    static Optional<Rule> switchedOff(Facts facts) {
        return facts.chosen().flatMap(chosen -> facts.firewall().toOptional()
                .flatMap(policy -> policy.switchedOff(chosen.adapter().name())));
    }

    /** The products that decide, as far as they are registered; none where Windows Firewall decides, or nobody. */
    static List<String> deciding(Facts facts) {
        return switchedOff(facts).isEmpty() ? List.of() : facts.windows().products().toOptional().stream()
                .flatMap(List::stream).filter(product -> product.kind() == SecurityProduct.Kind.FIREWALL)
                .map(SecurityProduct::name).distinct().toList();
    }

    /** Why nobody can tell from here what gets in; empty where Windows Firewall decides, or nobody does. */
    static Optional<Message> unknown(Facts facts) {
        return why(facts, "path.hop.foreign-firewall");
    }

    /** Why a rule of Windows would change nothing; empty where it would, or nothing is to be changed. */
    public static Optional<Message> noRuleHelps(Facts facts) {
        return why(facts, "path.hop.no-rule-helps");
    }

    private static Optional<Message> why(Facts facts, String key) {
        if (switchedOff(facts).isPresent()
                && facts.windows().products() instanceof Fact.Unknown<List<SecurityProduct>>(Message cause)) {
            return Optional.of(Message.of("path.hop.foreign-firewall-unread", cause));
        }
        List<String> products = deciding(facts);
        return products.isEmpty() ? Optional.empty() : Optional.of(Message.of(key, products));
    }
}
