package firewall.windows.policy;

import firewall.Ternary;
import host.Profile;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether the conditions of a rule, its profile and its switch aside, hold for a packet. */
final class RuleMatcher {
    /** Keys that are judged below or elsewhere, and keys that widen a rule or name it but never narrow it. */
    private static final Set<String> JUDGED = Set.of("action", "active", "dir", "profile", "name", "desc",
            "embedctxt", "edge", "defer", "lsm", "lom", "pcross", "protocol", "lport", "lport2_10", "lport2_20",
            "lport2_24", "lport2_25", "lport2_29", "rport", "rport2_10", "rport2_20", "rport2_25", "rport2_28", "la4",
            "la6", "ra4", "ra6", "ra42", "ra62", "app", "svc", "apppkgid", "pfn", "luauth",
            "if", "iftype", "platform",
            "platform2");

    /** Of these, a rule has at most one. */
    private static final Set<String> ONCE = Set.of("action", "active", "dir", "protocol", "app", "svc", "apppkgid",
            "pfn");

    private final Traffic traffic;
    private final AdapterNetwork network;
    private final RuleContext machine;
    private final boolean tunnel;
    private final List<Candidate> candidates;

    RuleMatcher(Traffic traffic, AdapterNetwork network, RuleContext machine, boolean tunnel) {
        this.traffic = traffic;
        this.network = network;
        this.machine = machine;
        this.tunnel = tunnel;
        this.candidates = machine.candidates(traffic.owner());
    }

    /** Asks the cheap and telling questions first: most rules of a machine are about another port or protocol. */
    Ternary match(WindowsRule windowsRule) {
        RuleString rule = windowsRule.string();
        Ternary match = protocol(windowsRule.head().protocol());
        match = match == Ternary.NO ? match : match.and(port(windowsRule));
        match = match == Ternary.NO ? match : match.and(program(rule));
        match = match == Ternary.NO ? match : match.and(remote(windowsRule));
        match = match == Ternary.NO ? match
                : match.and(AddressConditions.local(rule, traffic.local(), network.addresses()));
        match = match == Ternary.NO ? match : match.and(adapter(rule)).and(adapterType(rule));
        match = match == Ternary.NO ? match : match.and(platform(rule));
        match = match == Ternary.NO ? match : match.and(TrustTuples.match(rule));
        return match == Ternary.NO ? match : match.and(rest(rule)).and(wellFormed(windowsRule));
    }

    /**
     * An allow rule with {@code LOM=TRUE} ignores who sends, says MS-FASP 2.2.35; the page on New-NetFirewallRule says
     * that only of how packets without sessions are told apart. So a sender that it does not name is left open.
     */
    private Ternary remote(WindowsRule rule) {
        Ternary match = AddressConditions.remote(rule.string(), traffic.remote(), network.addresses())
                .and(traffic.inbound() ? PortConditions.remote(rule.string())
                        : rule.head().ports().matchDynamic());
        boolean localOnly = rule.action() != WindowsRule.Action.BLOCK
                && rule.string().first("LOM").orElse("").equalsIgnoreCase("TRUE");
        return match == Ternary.NO && localOnly ? Ternary.UNKNOWN : match;
    }

    /** Whether the service's port is among those of the rule. */
    Ternary port(WindowsRule rule) {
        return traffic.inbound()
                ? rule.head().ports().match(traffic.port(), traffic.owner().mayListen(), tunnel)
                : PortConditions.remote(rule.string(), traffic.port());
    }

    /** All programs that may get the packet, as far as they are known. */
    List<String> programs() {
        return candidates.stream().map(Candidate::program).flatMap(Optional::stream).distinct().toList();
    }

    /** The program as far as it is known: of several with one name, the name. */
    Optional<String> program() {
        return candidates.size() == 1 ? candidates.getFirst().program() : traffic.owner().program();
    }

    /** True where it would help to know the program that listens, or the folder that it runs from. */
    boolean asksProgram(WindowsRule rule) {
        return candidates.stream().anyMatch(candidate -> candidate.named()
                && !ProgramConditions.known(candidate.program())
                && program(rule.string(), candidate) == Ternary.UNKNOWN);
    }

    Ternary protocol(int number) {
        return number < 0 ? Ternary.UNKNOWN
                : Ternary.of(number == WindowsRule.ANY_PROTOCOL || number == traffic.protocol().number());
    }

    Ternary program(RuleString rule) {
        Ternary first = program(rule, candidates.getFirst());
        for (Candidate other : candidates.subList(1, candidates.size())) {
            if (program(rule, other) != first) {
                return Ternary.UNKNOWN;
            }
        }
        return first;
    }

    private Ternary program(RuleString rule, Candidate candidate) {
        Optional<String> program = candidate.program();
        Ternary match = Ternary.YES;
        for (RuleString.Entry entry : rule.entries()) {
            String key = entry.key();
            String value = entry.value();
            if (key.equalsIgnoreCase("App") && !value.isBlank()) {
                match = match.and(!candidate.named() ? Ternary.NO
                        : ProgramConditions.app(value, program, machine.environment()));
            } else if (key.equalsIgnoreCase("Svc")) {
                match = match.and(!candidate.named() ? Ternary.NO : candidate.service()
                        .map(own -> ProgramConditions.sameService(value, own, machine.services()))
                        .orElseGet(() -> ProgramConditions.service(value, program, machine.services(),
                                machine.environment())));
            } else if (key.equalsIgnoreCase("AppPkgId") || key.equalsIgnoreCase("PFN")) {
                match = match.and(candidate.packaged());
            } else if (key.equalsIgnoreCase("LUAuth")) {
                match = match.and(ProgramConditions.localUser(value, program));
            }
            if (match == Ternary.NO) {
                return match;
            }
        }
        return match;
    }

    Ternary adapter(RuleString rule) {
        Ternary match = rule.has("IF") ? Ternary.NO : Ternary.YES;
        for (String guid : rule.all("IF")) {
            match = match.or(network.guid().map(own -> Ternary.of(own.equalsIgnoreCase(guid)))
                    .orElse(Ternary.UNKNOWN));
        }
        return match;
    }

    Ternary adapterType(RuleString rule) {
        Ternary kind = rule.has("IFType") ? Ternary.NO : Ternary.YES;
        for (String type : rule.all("IFType")) {
            kind = kind.or(network.type().map(own -> ofType(type, own)).orElse(Ternary.UNKNOWN));
        }
        return kind;
    }

    private static Ternary ofType(String wanted, int type) {
        boolean known = type == 6 || type == 71 || type == 23;
        return switch (wanted.toLowerCase(Locale.ROOT)) {
            case "wireless" -> known ? Ternary.of(type == 71) : Ternary.UNKNOWN;
            case "lan" -> known ? Ternary.of(type == 6) : Ternary.UNKNOWN;
            case "remoteaccess" -> known ? Ternary.of(type == 23) : Ternary.UNKNOWN;
            default -> Ternary.UNKNOWN;
        };
    }

    /**
     * {@code Platform=2:6:2|Platform2=GTEQ|}: Windows (2) of version 6.2 and later. Of several, one is enough; the
     * operator is for the last, all others are for that very version (MS-GPFAS 2.2.2.18, MS-FASP 2.2.29).
     */
    private Ternary platform(RuleString rule) {
        List<String> wanted = rule.all("Platform");
        if (wanted.isEmpty()) {
            return rule.has("Platform2") ? Ternary.UNKNOWN : Ternary.YES;
        }
        Ternary match = Ternary.NO;
        for (int i = 0; i < wanted.size(); i++) {
            boolean last = i == wanted.size() - 1;
            match = match.or(platform(wanted.get(i), last ? rule.first("Platform2").orElse("") : ""));
        }
        return match;
    }

    private Ternary platform(String wanted, String operator) {
        boolean orLater = operator.equalsIgnoreCase("GTEQ");
        String[] parts = wanted.split(":");
        if (!orLater && !operator.isEmpty() || parts.length != 3 || !parts[0].equals("2")
                || machine.version().isEmpty()) {
            return Ternary.UNKNOWN;
        }
        String[] own = machine.version().get().split("\\.");
        try {
            int major = Integer.compare(Integer.parseInt(own[0]), Integer.parseInt(parts[1]));
            int minor = Integer.compare(Integer.parseInt(own[1]), Integer.parseInt(parts[2]));
            return Ternary.of(major == 0 && (orLater ? minor >= 0 : minor == 0) || orLater && major > 0);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Ternary.UNKNOWN;
        }
    }

    /** True where nothing else but what the methods above tell can keep the rule from speaking for the packet. */
    boolean judgedWhole(WindowsRule rule) {
        return platform(rule.string()).and(rest(rule.string())).and(wellFormed(rule)) == Ternary.YES
                && !rule.string().first("LOM").orElse("").equalsIgnoreCase("TRUE");
    }

    /** IPsec, users, network names, and keys of a Windows newer than this program: conditions we cannot judge. */
    private static Ternary rest(RuleString rule) {
        return rule.entries().stream().allMatch(entry -> JUDGED.contains(entry.key().toLowerCase(Locale.ROOT))
                        || TrustTuples.isKey(entry.key()))
                ? Ternary.YES : Ternary.UNKNOWN;
    }

    /**
     * What Windows makes of a rule that breaks the laws of MS-GPFAS 2.2.2.19 and MS-FASP 2.2.37 is not written
     * anywhere: a profile that does not exist, ports without TCP or UDP, two programs, a bypass that asks nobody to
     * authenticate.
     */
    private static Ternary wellFormed(WindowsRule rule) {
        var seen = new HashSet<String>();
        boolean twice = rule.string().entries().stream().map(entry -> entry.key().toLowerCase(Locale.ROOT))
                .anyMatch(key -> ONCE.contains(key) && !seen.add(key));
        boolean ports = !rule.head().ports().any() || PortConditions.namesRemote(rule.string());
        return twice || rule.profiles().contains(Profile.NONE) || ports && !rule.head().overTcpOrUdp()
                || rule.action() == WindowsRule.Action.BYPASS ? Ternary.UNKNOWN : Ternary.YES;
    }
}
