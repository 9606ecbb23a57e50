package path.check;

import docker.Container;
import firewall.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import path.Facts;
import path.FindingId;
import path.Remedy;
import process.Fact;
import process.Shell;
import process.ShellCommand;
import text.Message;

/** What a person can do about what a phone said. They are words: nothing here runs. */
final class PhoneRemedies {

    private PhoneRemedies() { }

    static List<Remedy> of(FindingId id, Checklist checklist) {
        Optional<String> container = checklist.container().map(Container::name);
        var steps = new ArrayList<Remedy>();
        switch (id) {
            case PHONE_REFUSED, ARRIVED_NO_ANSWER -> {
                steps.add(Remedies.whoListens(checklist.endpoint, checklist.facts.os()));
                steps.addAll(Remedies.logs(container));
            }
            case PHONE_GOT_NO_ANSWER, INTERMITTENT_ANSWERS -> steps.addAll(Remedies.logs(container));
            case DROPPED_ON_ARRIVAL -> steps.addAll(dropped(checklist.facts));
            case NEVER_ARRIVED -> {
                steps.add(Remedies.byHand("phone-direct"));
                steps.addAll(Remedies.joinThisNetwork(checklist.facts));
            }
            case PHONE_NO_ROUTE -> steps.addAll(Remedies.joinThisNetwork(checklist.facts));
            case PHONE_TIMED_OUT -> steps.add(watch(checklist.facts));
            case PHONE_CONTRADICTED -> {
                steps.add(Remedies.byHand("phone-own"));
                steps.add(watch(checklist.facts));
            }
            case PHONE_WORD_ALONE -> steps.add(watch(checklist.facts));
            default -> throw new IllegalArgumentException(id.id());
        }
        return steps;
    }

    /** By the rules that are known it would have come in: then no rule of ours helps, and another filter dropped it. */
    private static List<Remedy> dropped(Facts facts) {
        if (facts.firewall() instanceof Fact.Unknown<Policy>) {
            return List.of(Remedies.jbang("fix-firewall-plan", "fix-firewall"));
        }
        boolean products = facts.windows().products().toOptional().filter(list -> !list.isEmpty()).isPresent();
        return products ? WindowsRemedies.askProduct() : List.of(Remedies.jbang("see-rules", "diagnose", "-v"));
    }

    /** Once more, with what it takes to see what becomes of a phone's packets: the rights, or a look at each of them. */
    static Remedy watch(Facts facts) {
        if (facts.administrator().equals(Fact.known(true))) {
            return Remedies.jbang("trace-phone", "verify", "--phone", "--trace");
        }
        return switch (facts.os()) {
            case LINUX, MAC, OTHER -> new Remedy(Message.of("path.remedy.watch-phone"),
                    List.of(new ShellCommand(Shell.BASH, false, "jbang verify --phone")), Remedy.Again.VERIFY);
            case WINDOWS -> new Remedy(Message.of("path.remedy.watch-phone"), List.of(
                    new ShellCommand(Shell.POWERSHELL, true, "jbang verify --phone --trace"),
                    new ShellCommand(Shell.CMD, true, "jbang verify --phone --trace")),
                    Remedy.Again.VERIFY_TRACING);
        };
    }

    static List<Remedy> useReachedAddress(String address) {
        return List.of(Remedies.byHand("use-reached-address", address));
    }

    /** The only test that nothing on this machine can stand in for. */
    static List<Remedy> prove() {
        return List.of(Remedies.jbang("verify-phone", "verify", "--phone"));
    }

    /** What a phone that went away has not tried, it or another one can. */
    static List<Remedy> tryTheRest() {
        return List.of(Remedies.jbang("try-the-rest", "verify", "--phone"));
    }

    static List<Remedy> openPage() {
        return List.of(Remedies.jbang("open-page", "verify", "--phone", "--open"));
    }
}
