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
    private static final int ANY_PROTOCOL = 256;

    private final Flow flow;
    private final Network network;
    private final Machine machine;
    private final List<Optional<String>> candidates;

    Conditions(Flow flow, Network network, Machine machine) {
        this.flow = flow;
        this.network = network;
        this.machine = machine;
        this.candidates = machine.candidates(flow.program());
    }

    /** Asks the cheap and telling questions first: most rules of a machine are about another port or protocol. */
    Match match(RuleString rule) {
        Match match = protocol(rule);
        match = match == Match.NO ? match : match.and(Ports.local(rule, flow.port()));
        match = match == Match.NO ? match : match.and(program(rule));
        match = match == Match.NO ? match : match.and(Addresses.remote(rule, flow.from(), network.addresses()));
        match = match == Match.NO ? match : match.and(Addresses.local(rule, flow.to(), network.addresses()));
        match = match == Match.NO ? match : match.and(Ports.remote(rule));
        match = match == Match.NO ? match : match.and(adapter(rule));
        match = match == Match.NO ? match : match.and(platform(rule));
        return match == Match.NO ? match : match.and(rest(rule));
    }

    private Match protocol(RuleString rule) {
        String value = rule.first("Protocol").orElse(String.valueOf(ANY_PROTOCOL)).toLowerCase(Locale.ROOT);
        return switch (value) {
            case "256", "*", "any" -> Match.YES;
            // Static rules of services spell them out.
            case "tcp" -> Match.of(flow.protocol().number() == 6);
            case "udp" -> Match.of(flow.protocol().number() == 17);
            default -> value.matches("\\d{1,3}")
                    ? Match.of(Integer.parseInt(value) == flow.protocol().number()) : Match.UNKNOWN;
        };
    }

    private Match program(RuleString rule) {
        List<Match> answers = candidates.stream().map(program -> program(rule, program)).distinct().toList();
        return answers.size() == 1 ? answers.getFirst() : Match.UNKNOWN;
    }

    private Match program(RuleString rule, Optional<String> program) {
        Match match = Match.YES;
        for (String app : rule.all("App")) {
            match = match.and(app.isBlank() ? Match.YES : Programs.app(app, program, machine.environment()));
        }
        if (rule.has("AppPkgId")) {
            match = match.and(Programs.appPackage(program));
        }
        for (String service : rule.all("Svc")) {
            match = match.and(Programs.service(service, program, machine.services(), machine.environment()));
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
