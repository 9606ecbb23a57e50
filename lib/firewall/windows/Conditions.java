package firewall.windows;

import firewall.Flow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether the conditions of a rule, its profile and its switch aside, hold for a packet. */
final class Conditions {
    /** Keys that are judged below or elsewhere, and keys that widen a rule or name it but never narrow it. */
    private static final Set<String> JUDGED = Set.of("action", "active", "dir", "profile", "name", "desc",
            "embedctxt", "edge", "defer", "lsm", "pcross", "protocol", "lport", "lport2_10", "lport2_20",
            "lport2_24", "lport2_25", "lport2_29", "rport", "rport2_10", "rport2_20", "rport2_25", "rport2_28", "la4",
            "la6", "ra4", "ra6", "ra42", "ra62", "app", "svc", "apppkgid", "if", "iftype", "platform", "platform2");

    private final Flow flow;
    private final Network network;
    private final Machine machine;
    private final List<Candidate> candidates;

    /** What may be listening, and whether it can be an app package. */
    private record Candidate(Optional<String> program, Match packaged) { }

    Conditions(Flow flow, Network network, Machine machine) {
        this.flow = flow;
        this.network = network;
        this.machine = machine;
        this.candidates = machine.candidates(flow.program()).stream()
                .map(program -> new Candidate(program, Programs.appPackage(program))).toList();
    }

    /** Asks the cheap and telling questions first: most rules of a machine are about another port or protocol. */
    Match match(WindowsRule windowsRule) {
        RuleString rule = windowsRule.string();
        Match match = protocol(windowsRule.head().protocol());
        match = match == Match.NO ? match : match.and(windowsRule.head().ports().match(flow.port()));
        match = match == Match.NO ? match : match.and(program(rule));
        match = match == Match.NO ? match : match.and(Addresses.remote(rule, flow.from(), network.addresses()));
        match = match == Match.NO ? match : match.and(Addresses.local(rule, flow.to(), network.addresses()));
        match = match == Match.NO ? match : match.and(Ports.remote(rule));
        match = match == Match.NO ? match : match.and(adapter(rule));
        match = match == Match.NO ? match : match.and(platform(rule));
        return match == Match.NO ? match : match.and(rest(rule));
    }

    private Match protocol(int number) {
        return number < 0 ? Match.UNKNOWN
                : Match.of(number == WindowsRule.ANY_PROTOCOL || number == flow.protocol().number());
    }

    private Match program(RuleString rule) {
        Match first = program(rule, candidates.getFirst());
        for (Candidate other : candidates.subList(1, candidates.size())) {
            if (program(rule, other) != first) {
                return Match.UNKNOWN;
            }
        }
        return first;
    }

    private Match program(RuleString rule, Candidate candidate) {
        Optional<String> program = candidate.program();
        Match match = Match.YES;
        for (RuleString.Entry entry : rule.entries()) {
            String value = entry.value();
            match = match.and(switch (entry.key().toLowerCase(Locale.ROOT)) {
                case "app" -> value.isBlank() ? Match.YES : Programs.app(value, program, machine.environment());
                case "apppkgid" -> candidate.packaged();
                case "svc" -> Programs.service(value, program, machine.services(), machine.environment());
                default -> Match.YES;
            });
            if (match == Match.NO) {
                return match;
            }
        }
        return match;
    }

    private Match adapter(RuleString rule) {
        Match match = rule.has("IF") ? Match.NO : Match.YES;
        for (String guid : rule.all("IF")) {
            match = match.or(network.guid().map(own -> Match.of(own.equalsIgnoreCase(guid))).orElse(Match.UNKNOWN));
        }
        Match kind = rule.has("IFType") ? Match.NO : Match.YES;
        for (String type : rule.all("IFType")) {
            kind = kind.or(network.type().map(own -> ofType(type, own)).orElse(Match.UNKNOWN));
        }
        return match.and(kind);
    }

    private static Match ofType(String wanted, int type) {
        boolean known = type == 6 || type == 71 || type == 23;
        return switch (wanted.toLowerCase(Locale.ROOT)) {
            case "wireless" -> known ? Match.of(type == 71) : Match.UNKNOWN;
            case "lan" -> known ? Match.of(type == 6) : Match.UNKNOWN;
            case "remoteaccess" -> known ? Match.of(type == 23) : Match.UNKNOWN;
            default -> Match.UNKNOWN;
        };
    }

    /** {@code Platform=2:6:2|Platform2=GTEQ|}: Windows (2) of version 6.2 and later. */
    private Match platform(RuleString rule) {
        if (!rule.has("Platform")) {
            return rule.has("Platform2") ? Match.UNKNOWN : Match.YES;
        }
        String[] wanted = rule.first("Platform").orElse("").split(":");
        boolean orLater = rule.first("Platform2").orElse("").equalsIgnoreCase("GTEQ");
        if (!orLater || wanted.length != 3 || !wanted[0].equals("2") || machine.version().isEmpty()) {
            return Match.UNKNOWN;
        }
        String[] own = machine.version().get().split("\\.");
        try {
            int major = Integer.compare(Integer.parseInt(own[0]), Integer.parseInt(wanted[1]));
            int minor = Integer.compare(Integer.parseInt(own[1]), Integer.parseInt(wanted[2]));
            return Match.of(major > 0 || major == 0 && minor >= 0);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Match.UNKNOWN;
        }
    }

    /** IPsec, users, network names, and keys of a Windows newer than this program: conditions we cannot judge. */
    private static Match rest(RuleString rule) {
        return rule.entries().stream().allMatch(entry -> JUDGED.contains(entry.key().toLowerCase(Locale.ROOT)))
                ? Match.YES : Match.UNKNOWN;
    }
}
