package firewall.windows.policy;

import firewall.Flow;
import firewall.windows.policy.NearRule.Unmet;
import host.Profile;
import java.util.List;
import java.util.Locale;
import net.Cidr;
import text.Message;

/** Says why an allow rule does not let a packet in: what it asks for, and what it would have to ask for. */
final class UnmetText {
    private final WindowsPolicy policy;
    private final Flow flow;
    private final AdapterNetwork network;
    private final List<String> listening;

    /** @param listening the programs that may be, as far as they are known */
    UnmetText(WindowsPolicy policy, Flow flow, AdapterNetwork network, List<String> listening) {
        this.policy = policy;
        this.flow = flow;
        this.network = network;
        this.listening = listening;
    }

    Message why(NearRule near) {
        String name = near.rule().displayName();
        if (near.unmet().equals(List.of(Unmet.PROFILE))) {
            return elsewhere(near.rule(), network.category());
        }
        if (near.unmet().equals(List.of(Unmet.DISABLED))) {
            return disabled(near.rule());
        }
        Message why = near.unmet().stream().map(unmet -> clause(near.rule(), unmet))
                .reduce((first, second) -> Message.of("firewall-windows.unmet-two", first, second)).orElseThrow();
        return near.namesPort() ? Message.of("firewall-windows.ineffective-port", name, ports(near.rule()), why)
                : Message.of("firewall-windows.ineffective", name, why);
    }

    static Message elsewhere(WindowsRule rule, Profile here) {
        return Message.of("firewall-windows.allow-elsewhere", rule.displayName(), profiles(rule),
                ProfileDecision.called(here));
    }

    static Message disabled(WindowsRule rule) {
        return Message.of("firewall-windows.allow-disabled", rule.displayName());
    }

    private Message clause(WindowsRule rule, Unmet unmet) {
        RuleString string = rule.string();
        return switch (unmet) {
            case DISABLED -> Message.of("firewall-windows.unmet-disabled");
            case PROFILE -> Message.of("firewall-windows.unmet-profile", profiles(rule),
                    ProfileDecision.called(network.category()));
            case ADAPTER -> adapter(string);
            case ADAPTER_TYPE -> Message.of("firewall-windows.unmet-adapter-type",
                    string.all("IFType").stream().<Object>map(UnmetText::type).distinct().toList(), network.alias());
            case REMOTE -> Message.of("firewall-windows.unmet-remote",
                    addresses(string.all("RA4", "RA6", "RA42", "RA62")), phones());
            case LOCAL -> Message.of("firewall-windows.unmet-local", addresses(string.all("LA4", "LA6")),
                    flow.to().getHostAddress());
            case PROTOCOL -> Message.of("firewall-windows.unmet-protocol", protocol(rule.head().protocol()),
                    flow.protocol().title());
            case PROGRAM -> program(rule);
            case SERVICE -> Message.of("firewall-windows.unmet-service", string.first("Svc").orElseThrow());
            case DIRECTION -> Message.of("firewall-windows.unmet-direction");
            case REMOTE_PORT -> Message.of("firewall-windows.unmet-remote-port",
                    flow.port());
            case PORT -> Message.of("firewall-windows.unmet-port", ports(rule), flow.port());
        };
    }

    private Message program(WindowsRule rule) {
        String app = ProgramConditions.expand(rule.program().orElseThrow(), policy.machine().environment());
        return listening.isEmpty() ? Message.of("firewall-windows.unmet-program-alone", app)
                : Message.of("firewall-windows.unmet-program", app, Message.few(listening));
    }

    private Message adapter(RuleString rule) {
        List<String> names = rule.all("IF").stream().flatMap(guid -> policy.networks().stream()
                .filter(known -> known.guid().filter(guid::equalsIgnoreCase).isPresent())
                .map(AdapterNetwork::alias)).toList();
        return names.isEmpty() ? Message.of("firewall-windows.unmet-adapter-gone", Message.few(rule.all("IF")),
                network.alias()) : Message.of("firewall-windows.unmet-adapter", Message.few(names), network.alias());
    }

    private static Message type(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "wireless" -> Message.of("firewall-windows.adapters-wireless");
            case "lan" -> Message.of("firewall-windows.adapters-wired");
            case "remoteaccess" -> Message.of("firewall-windows.adapters-vpn");
            default -> Message.verbatim(word);
        };
    }

    private static Object protocol(int number) {
        return switch (number) {
            case 6 -> "TCP";
            case 17 -> "UDP";
            default -> Message.of("firewall-windows.protocol-number", number);
        };
    }

    private static List<Object> profiles(WindowsRule rule) {
        return rule.profiles().stream().sorted().<Object>map(ProfileDecision::called).toList();
    }

    /** Where phones are: the network of the adapter that they come in on, or the one phone that was named. */
    private String phones() {
        return network.addresses().stream().filter(own -> own.contains(flow.from())).map(Cidr::network)
                .map(Cidr::toString).findFirst().orElseGet(() -> flow.from().getHostAddress());
    }

    /** A keyword stands there once for each version of IP. */
    private static Message addresses(List<String> values) {
        return Message.few(values.stream().map(AddressConditions::shown).distinct().toList());
    }

    private static Message ports(WindowsRule rule) {
        return Message.few(PortConditions.locals(rule.string()));
    }
}
