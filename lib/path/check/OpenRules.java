package path.check;

import firewall.Decision;
import firewall.Rule;
import firewall.windows.policy.WindowsPolicy;
import host.Listener;
import inventory.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import path.Cause;
import path.Facts;
import path.FindingId;
import path.Outcome;
import path.Outcome.Unknown.Reason;
import path.Remedy;
import path.Severity;
import process.Fact;
import process.Os;
import text.Message;

/** Where rules leave it open whether a phone gets in: what is not known, and what would settle it. */
public final class OpenRules {

    private OpenRules() { }

    static Outcome outcome(Facts facts, Endpoint endpoint, Decision.Undecided undecided) {
        if (undecided.rules().isEmpty()) {
            return new Outcome.Unknown(undecided.why());
        }
        return new Outcome.Unknown(undecided.byProgram() ? Reason.PROGRAM_UNKNOWN : Reason.RULES_UNCLEAR,
                why(facts, endpoint, undecided), undecided.rules());
    }

    /** What is not known: the rules, and where they ask for the program, which process nobody can name. */
    public static Message why(Facts facts, Endpoint endpoint, Decision.Undecided undecided) {
        return undecided.byProgram()
                ? Message.of("path.hop.program-unknown", who(facts, endpoint), undecided.why()) : undecided.why();
    }

    /** What is known before anybody listens: programs with a rule of their own aside, nobody is let in. */
    static Outcome forOthers(Decision.Undecided undecided, Decision.Blocked blocked) {
        Message text = Message.of("path.hop.dropped-without-rule",
                Message.few(undecided.rules().stream().map(Rule::name).distinct().toList()));
        Rule rule = blocked.by();
        return new Outcome.Warning(text, Cause.observed(FindingId.FIREWALL_BLOCKS_OTHER_PROGRAMS, Severity.WARN,
                        rule.id(), rule.where()).inferred()
                .seen(Stream.concat(Stream.of(text, Message.of("path.evidence.rule", rule.where(), rule.text())),
                        blocked.notes().stream()).toList())
                .fixedBy(Stream.concat(Stream.of(Remedies.byHand("start-and-look")),
                        blocked.cause() == Decision.Cause.POLICY_MANAGED ? Remedies.askAdministrator().stream()
                                : Stream.of(Remedies.jbang("let-any-program-in", "fix-firewall"))).toList()));
    }

    /** In front of WSL no rule for a program counts, so that none is asked for. */
    static Outcome inMirrored(Decision.Undecided undecided) {
        return new Outcome.Unknown(undecided.rules().isEmpty() ? Reason.OTHER : Reason.RULES_UNCLEAR, undecided.why(),
                undecided.rules());
    }

    /** Which program it is that nobody can name, and why. */
    private static Message who(Facts facts, Endpoint endpoint) {
        Optional<Listener> listener = facts.listenerOf(endpoint);
        if (listener.isEmpty()) {
            return Message.of(facts.listeners() instanceof Fact.Unknown<List<Listener>>
                    ? "path.program.unread" : "path.program.nobody");
        }
        // An administrator is told of every user's programs, save those that Windows protects.
        boolean toldAll = facts.administrator().equals(Fact.known(true));
        Object pid = listener.get().pid().<Object>map(number -> number).orElse("?");
        return listener.get().program()
                .map(name -> Message.of(toldAll ? "path.program.protected" : "path.program.folder-unknown", name, pid))
                .orElseGet(() -> Message.of(toldAll ? "path.program.ended" : "path.program.unnamed", pid));
    }

    /** Steps towards an answer, the one that is most likely to give it first. */
    static List<Remedy> remedies(Facts facts, List<Endpoint> endpoints, Reason reason, List<Rule> rules) {
        var steps = new ArrayList<Remedy>();
        if (reason == Reason.PROGRAM_UNKNOWN) {
            if (facts.os() == Os.WINDOWS && !facts.administrator().equals(Fact.known(true))) {
                steps.add(Remedies.byHand("name-programs"));
            }
            if (endpoints.stream().allMatch(endpoint -> facts.programOf(endpoint).isEmpty())) {
                steps.add(Remedies.byHand("start-again-and-look"));
            }
        } else {
            steps.add(Remedies.jbang("see-rules", "diagnose", "-v"));
        }
        if (facts.os() == Os.WINDOWS && rules.stream().allMatch(OpenRules::allows)
                && rules.stream().anyMatch(rule -> !WindowsPolicy.isOfPolicy(rule))) {
            steps.add(Remedies.jbang("let-any-program-in", "fix-firewall"));
        }
        steps.add(Remedies.jbang("let-phone-tell", "verify", "--phone"));
        return steps;
    }

    /**
     * Where rules of others can only let it in, one more of that kind does no harm and settles it: unless only those
     * of a policy count.
     */
    private static boolean allows(Rule rule) {
        return rule.text().toLowerCase(Locale.ROOT).contains("|action=allow|");
    }
}
