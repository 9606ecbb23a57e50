package host.windows;

import host.Profile;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.Protocol;

/**
 * The firewall between the network and WSL in mirrored mode, which Windows Firewall's own list does not show.
 *
 * @param enabled         whether it filters at all
 * @param allowsInbound   what becomes of a packet that no rule speaks for
 * @param mergesHostRules whether rules of Windows Firewall that are ports and addresses alone count here too
 * @param profiles        what is set for one kind of network
 * @param rules           its own inbound rules that are switched on, of every store
 */
public record HyperVFirewall(boolean enabled, boolean allowsInbound, boolean mergesHostRules,
        Map<Profile, Setting> profiles, List<Rule> rules) {

    /** Microsoft's page on New-NetFirewallHyperVRule, RulePriority: what a rule has where nobody gave it another. */
    private static final int USUAL_BLOCK = 1;
    private static final int USUAL_ALLOW = 2;

    public HyperVFirewall {
        profiles = Map.copyOf(profiles);
        rules = List.copyOf(rules);
    }

    /** One without settings for single kinds of networks. */
    public HyperVFirewall(boolean enabled, boolean allowsInbound, boolean mergesHostRules, List<Rule> rules) {
        this(enabled, allowsInbound, mergesHostRules, Map.of(), rules);
    }

    public boolean enabledIn(Profile profile) {
        return Optional.ofNullable(profiles.get(profile)).flatMap(Setting::enabled).orElse(enabled);
    }

    public boolean allowsInboundIn(Profile profile) {
        return Optional.ofNullable(profiles.get(profile)).flatMap(Setting::allowsInbound).orElse(allowsInbound);
    }

    /** Whether rules count that no policy made; where nothing is set they do. */
    public boolean countsLocalRulesIn(Profile profile) {
        return Optional.ofNullable(profiles.get(profile)).flatMap(Setting::countsLocalRules).orElse(true);
    }

    /** Settings for one kind of network; what is not set there has the general value. */
    public record Setting(Optional<Boolean> enabled, Optional<Boolean> allowsInbound,
            Optional<Boolean> countsLocalRules) { }

    /**
     * @param priority lower ones are asked first
     * @param reach    what it speaks for besides its protocol
     */
    public record Rule(String name, boolean allow, int priority, Protocol protocol, Reach reach) {

        /** A rule with its usual priority, for every kind of network. */
        public Rule(String name, boolean allow, Protocol protocol, List<String> ports, List<String> from) {
            this(name, allow, allow ? USUAL_ALLOW : USUAL_BLOCK, protocol, new Reach(ports, from));
        }

        /** A rule that does not ask who sends. */
        public Rule(String name, boolean allow, Protocol protocol, List<String> ports) {
            this(name, allow, protocol, ports, List.of());
        }
    }

    /**
     * Ports and addresses are as Windows writes them; an empty list is no condition.
     *
     * @param ports    of this machine: {@code 8000}, {@code 7880-7881}
     * @param from     remote addresses: {@code LocalSubnet}, {@code 192.168.1.0/24}
     * @param to       addresses of this machine
     * @param farPorts ports of the sender
     * @param profiles the kinds of networks it is for
     * @param local    no policy made it
     * @param whole    Windows enforces all of it, and not parts only
     */
    public record Reach(List<String> ports, List<String> from, List<String> to, List<String> farPorts,
            Set<Profile> profiles, boolean local, boolean whole) {
        static final Set<Profile> EVERYWHERE = Set.copyOf(EnumSet.of(Profile.PUBLIC, Profile.PRIVATE, Profile.DOMAIN));

        public Reach {
            ports = List.copyOf(ports);
            from = List.copyOf(from);
            to = List.copyOf(to);
            farPorts = List.copyOf(farPorts);
            profiles = Set.copyOf(profiles);
        }

        Reach(List<String> ports, List<String> from) {
            this(ports, from, List.of(), List.of(), EVERYWHERE, true, true);
        }
    }
}
